"""Asks pdfium for the lines of a pdf, in a Python of its own (`python -m casecoding.importing.pdf_pages`).

A hostile pdf can make pdfium hang, fill the memory or abort. Here that ends a helper and not
the study's process; it also keeps pdfium, which knows no threads, to one thread. The pdf comes in
through a pipe behind a line of JSON, and a line of JSON goes out per page.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from ctypes import c_int
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from casecoding.importing.pdf_layout import BROKEN, Box, Line, Word, line_of

MAX_PAGES = 5000
SECONDS_A_FILE, SECONDS_A_PAGE = 4, 0.005
"""Of the processor's time; a page takes about four thousandths."""
MAX_MEMORY = 1024 * 1024 * 1024
LOCKED, DAMAGED, TOO_MANY = "locked", "damaged", "too many"
_WORD = re.compile(r"[^\s\ufffe]+")
_WHOLE = re.compile(r"[^\ufffe]+")
_BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufffe"
_SAMPLED = 4
_LINE = re.compile(r"[^\r\n\ufffe]*(?:\ufffe|\r?\n|$)")


def main() -> None:
    """Read one pdf from standard input and tell of its pages on standard output."""
    _limit("RLIMIT_AS", MAX_MEMORY)
    _limit("RLIMIT_CPU", SECONDS_A_FILE)
    wish = json.loads(sys.stdin.buffer.readline())
    for told in _told(sys.stdin.buffer.read(), wish["password"]):
        print(json.dumps(told), flush=True)  # noqa: T201 - the pipe to the caller


def _limit(name: str, amount: int) -> None:
    """Limit what this process may use; Windows has no such limits, and the caller's patience stays."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not everywhere

        what = getattr(resource, name)
        resource.setrlimit(what, (amount, resource.getrlimit(what)[1]))


def _told(content: bytes, password: str) -> Iterator[Any]:
    """Give the number of pages, then each page's lines; a fault ends it."""
    try:
        with closing(pdfium.PdfDocument(content, password=password or None)) as document:
            count = len(document)
            if count > MAX_PAGES:
                yield {"fault": TOO_MANY, "pages": count}
                return
            _limit("RLIMIT_CPU", SECONDS_A_FILE + round(SECONDS_A_PAGE * count))
            yield {"pages": count}
            for number in range(count):
                yield [as_json(line) for line in _page(document, number)]
    except pdfium.PdfiumError as fault:
        yield {"fault": LOCKED if "password" in str(fault).lower() else DAMAGED}


def as_json(line: Line) -> list[Any]:
    pieces = [as_json(piece) for piece in line.pieces]
    return [line.text, line.page, line.left, line.right, line.bottom, line.top, pieces]


def from_json(told: list[Any]) -> Line:
    text, page, left, right, bottom, top, pieces = told
    return Line(text, page, left, right, bottom, top, tuple(map(from_json, pieces)))


def _page(document: pdfium.PdfDocument, number: int) -> list[Line]:
    with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
        return _lines(text_page, height=page.get_height(), number=number + 1)


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


if __name__ == "__main__":
    main()
