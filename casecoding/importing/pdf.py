"""Reads pdf: lines with their places from pdfium, in reading order, joined to paragraphs."""

import re
from contextlib import closing
from ctypes import c_int

import pypdfium2 as pdfium
from pypdfium2 import raw

from casecoding.errors import EncryptedFile, ScannedPdf, TooManyPages, UnreadableFile
from casecoding.importing.paragraphs import Paragraph
from casecoding.importing.pdf_layout import BROKEN, Line, join_lines, reading_order, without_furniture

FORMAT = "pdf"
MAX_PAGES = 5000
Box = tuple[float, float, float, float]
_LINE = re.compile(r"[^\r\n\ufffe]*(?:\ufffe|\r?\n|$)")


def read_pdf(file: str, content: bytes) -> tuple[tuple[Paragraph, ...], int]:
    """Return a pdf's lines as paragraphs to be joined, and how many pages hold no text.

    Running headers, footers and page numbers are left out. Raises ScannedPdf when no
    page holds text, EncryptedFile, TooManyPages or UnreadableFile.
    """
    with closing(_open(file, content)) as document:
        if len(document) > MAX_PAGES:
            raise TooManyPages(file=file, pages=len(document), limit=MAX_PAGES)
        pages = [_page(document, number, file) for number in range(len(document))]
    if not any(pages):
        raise ScannedPdf(file=file)
    empty = sum(not page for page in pages)
    return join_lines([reading_order(page) for page in without_furniture(pages)]), empty


def _open(file: str, content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise EncryptedFile(file=file) from fault
        raise UnreadableFile(file=file, format=FORMAT) from fault


def _page(document: pdfium.PdfDocument, number: int, file: str) -> list[Line]:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
            return _lines(text_page, height=page.get_height(), page=number + 1)
    except pdfium.PdfiumError as fault:
        raise UnreadableFile(file=file, format=FORMAT) from fault


def _lines(text_page: pdfium.PdfTextPage, *, height: float, page: int) -> list[Line]:
    """Return the page's lines in the file's own order, each with the box of its ends."""
    text = text_page.get_text_range()
    wide = not all(character <= "\uffff" for character in text)
    lines = []
    for match in _LINE.finditer(text):
        words = match[0].rstrip("\r\n")
        shown = words.strip(" \t\ufffe")
        if shown:
            start = match.start() + len(words) - len(words.lstrip())
            ends = (start, start + len(shown) - 1)
            first, last = (_box(text_page, _utf16(text, at) if wide else at) for at in ends)
            ending = BROKEN if words.endswith(BROKEN) else ""
            lines.append(_line(shown + ending, page, height, (first, last)))
    return lines


def _utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _line(text: str, page: int, height: float, ends: tuple[Box, Box]) -> Line:
    (left, bottom, _, top), (_, end_bottom, right, end_top) = ends
    return Line(
        text, page, left, max(right, left), min(bottom, end_bottom) / height, max(top, end_top) / height
    )


def _box(text_page: pdfium.PdfTextPage, at: int) -> Box:
    index = raw.FPDFText_GetCharIndexFromTextIndex(text_page, c_int(at))
    left, bottom, right, top = text_page.get_charbox(max(index, 0), loose=True)
    return left, bottom, right, top
