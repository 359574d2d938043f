"""Reads pdf: lines with their places from pdfium, in reading order, joined to paragraphs."""

import re
from collections.abc import Iterator
from contextlib import closing
from ctypes import c_int
from dataclasses import dataclass
from time import monotonic

import pypdfium2 as pdfium
from pypdfium2 import raw

from casecoding.domain.source import BODY_ALONE, ReadingChoices
from casecoding.errors import (
    DamagedPart,
    EncryptedFile,
    ReadingTooLong,
    ScannedPdf,
    TooManyPages,
    UnreadableFile,
    WrongPassword,
)
from casecoding.importing.paragraphs import Paragraph
from casecoding.importing.pdf_layout import (
    BROKEN,
    Box,
    Line,
    Word,
    join_lines,
    line_of,
    part_furniture,
    reading_order,
    wordings,
)

FORMAT = "pdf"
MAX_PAGES = 5000
SECONDS_A_FILE, SECONDS_A_PAGE = 8, 0.1
_WORD = re.compile(r"[^\s\ufffe]+")
_WHOLE = re.compile(r"[^\ufffe]+")
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufffe"
_SAMPLED = 4
_LINE = re.compile(r"[^\r\n\ufffe]*(?:\ufffe|\r?\n|$)")


@dataclass(frozen=True, slots=True)
class PdfReading:
    """A pdf's lines as paragraphs to be joined.

    `empty` counts the pages without text; `left_out` are the wordings of the running
    headers, footers and page numbers that were not read.
    """

    paragraphs: tuple[Paragraph, ...]
    empty: int
    left_out: tuple[str, ...] = ()


def read_pdf(file: str, content: bytes, choices: ReadingChoices = BODY_ALONE) -> PdfReading:
    """Return the lines of a pdf in reading order.

    Raises ScannedPdf when no page holds text, EncryptedFile, WrongPassword, TooManyPages,
    ReadingTooLong, DamagedPart or UnreadableFile.
    """
    with closing(_open(file, content, choices.password)) as document:
        if len(document) > MAX_PAGES:
            raise TooManyPages(file=file, pages=len(document), limit=MAX_PAGES)
        pages = list(_pages(document, file))
    if not any(pages):
        raise ScannedPdf(file=file)
    kept, furniture = (pages, []) if choices.page_furniture else part_furniture(pages)
    empty = sum(not page for page in pages)
    return PdfReading(join_lines([reading_order(page) for page in kept]), empty, wordings(furniture))


def _open(file: str, content: bytes, password: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content, password=password or None)
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise (WrongPassword(file=file) if password else EncryptedFile(file=file)) from fault
        raise UnreadableFile(file=file, format=FORMAT) from fault


def _pages(document: pdfium.PdfDocument, file: str) -> Iterator[list[Line]]:
    """Read page after page; raises ReadingTooLong when they take unreasonably long."""
    limit = SECONDS_A_FILE + SECONDS_A_PAGE * len(document)
    started = monotonic()
    for number in range(len(document)):
        if monotonic() - started > limit:
            raise ReadingTooLong(file=file, place=f"{number + 1}/{len(document)}", seconds=round(limit))
        yield _page(document, number, file)


def _page(document: pdfium.PdfDocument, number: int, file: str) -> list[Line]:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
            return _lines(text_page, height=page.get_height(), number=number + 1)
    except pdfium.PdfiumError as fault:
        raise DamagedPart(file=file, place=f"{number + 1}/{len(document)}") from fault


@dataclass(frozen=True, slots=True)
class _Page:
    """One page's characters; `wide` is its text where code points and UTF-16 units differ, else empty."""

    text_page: pdfium.PdfTextPage
    number: int
    height: float
    wide: str

    def line(self, shown: str, start: int, *, word_by_word: bool) -> Line:
        """Return the line that holds `shown` from character `start` of the page."""
        pattern = _WORD if word_by_word else _WHOLE
        words = [self._word(match, start) for match in pattern.finditer(shown)]
        return line_of(shown, self.number, self.height, words)

    def _word(self, match: re.Match[str], start: int) -> Word:
        return Word(match[0], self._box(start + match.start()), self._box(start + match.end() - 1))

    def _box(self, at: int) -> Box:
        unit = _utf16(self.wide, at) if self.wide else at
        index = raw.FPDFText_GetCharIndexFromTextIndex(self.text_page, c_int(unit))
        left, bottom, right, top = self.text_page.get_charbox(max(index, 0), loose=True)
        return left, bottom, right, top


def _utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _lines(text_page: pdfium.PdfTextPage, *, height: float, number: int) -> list[Line]:
    """Return the page's lines in the file's own order.

    The gaps inside lines are only measured all through where a sample of them has wide
    ones, as rows across two columns do.
    """
    text = text_page.get_text_range()
    page = _Page(text_page, number, height, "" if text.isascii() or max(text) <= "\uffff" else text)
    places = [_shown(match) for match in _LINE.finditer(text) if match[0].strip(_BLANK)]
    sample = (page.line(shown, start, word_by_word=True) for shown, start in places[::_SAMPLED])
    gappy = any(line.pieces for line in sample)
    return [page.line(shown, start, word_by_word=gappy) for shown, start in places]


def _shown(match: re.Match[str]) -> tuple[str, int]:
    """Return a line without blanks at its ends, and where it starts; a broken word keeps its mark."""
    words = match[0].rstrip("\r\n")
    shown = words.strip(_BLANK)
    start = match.start() + len(words) - len(words.lstrip(_BLANK))
    return shown + (BROKEN if words.endswith(BROKEN) else ""), start
