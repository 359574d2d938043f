"""Reads pdf: lines with their places from pdfium, in reading order, joined to paragraphs."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Timer
from time import monotonic
from typing import Any

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
from casecoding.importing.pdf_layout import Line, join_lines, part_furniture, reading_order, wordings
from casecoding.importing.pdf_pages import DAMAGED, LOCKED, MAX_PAGES, TOO_MANY, from_json

FORMAT = "pdf"
PATIENCE = 30
"""Seconds that a page may take on a busy machine; its processor time is limited far below."""
_STOPPED = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}


@dataclass(frozen=True, slots=True)
class PdfReading:
    """A pdf's lines as paragraphs to be joined.

    `empty` counts the pages without text; `furniture` are the wordings of what seem to be
    running headers, footers and page numbers, where nobody asked for them.
    """

    paragraphs: tuple[Paragraph, ...]
    empty: int
    furniture: tuple[str, ...] = ()
    is_left_out: bool = False


def read_pdf(file: str, content: bytes, choices: ReadingChoices = BODY_ALONE) -> PdfReading:
    """Return the lines of a pdf in reading order.

    Raises ScannedPdf when no page holds text, EncryptedFile, WrongPassword, TooManyPages,
    ReadingTooLong, DamagedPart or UnreadableFile.
    """
    pages = list(_pages(file, content, choices.password))
    if not any(pages):
        raise ScannedPdf(file=file)
    body, furniture = part_furniture(pages)
    is_left_out = choices.page_furniture is False
    return PdfReading(
        join_lines([reading_order(page) for page in (body if is_left_out else pages)]),
        empty=sum(not page for page in pages),
        furniture=() if choices.page_furniture else wordings(furniture),
        is_left_out=is_left_out,
    )


def _pages(file: str, content: bytes, password: str) -> Iterator[list[Line]]:
    """Give the lines of each page, told by a helper that is ended when it takes too long."""
    with subprocess.Popen(
        [sys.executable, "-m", "casecoding.importing.pdf_pages"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as helper:
        telling = _Telling(file, helper, password=password)
        try:
            yield from telling.pages(content)
        finally:
            helper.kill()


@dataclass(slots=True)
class _Telling:
    """What a helper tells of one pdf, message by message."""

    file: str
    helper: subprocess.Popen[bytes]
    password: str = field(repr=False)
    count: int = 0
    started: float = field(default_factory=monotonic)

    def pages(self, content: bytes) -> Iterator[list[Line]]:
        with suppress(OSError):  # a helper that is gone is told of below
            self._send(content)
        opening = self._next(0)
        self.count = opening["pages"]
        for number in range(self.count):
            yield [from_json(line) for line in self._next(number + 1)]

    def _send(self, content: bytes) -> None:
        pipe = self.helper.stdin
        if pipe:
            pipe.write(json.dumps({"password": self.password}).encode() + b"\n")
            pipe.write(content)
            pipe.close()

    def _next(self, page: int) -> Any:
        """Return the next message; raises the error that it tells of, or that its absence means."""
        late = Timer(PATIENCE, self.helper.kill)
        late.start()
        line = self.helper.stdout.readline() if self.helper.stdout else b""
        late.cancel()
        if not line.endswith(b"\n") and self.helper.wait() in _STOPPED:
            spent = round(monotonic() - self.started)
            raise ReadingTooLong(file=self.file, place=self._place(page), seconds=spent)
        told = json.loads(line) if line.endswith(b"\n") else {"fault": DAMAGED}
        if isinstance(told, dict) and "fault" in told:
            self._refuse(told, page)
        return told

    def _refuse(self, told: dict[str, Any], page: int) -> None:
        if told["fault"] == TOO_MANY:
            raise TooManyPages(file=self.file, pages=told["pages"], limit=MAX_PAGES)
        if told["fault"] == LOCKED:
            raise WrongPassword(file=self.file) if self.password else EncryptedFile(file=self.file)
        if page:
            raise DamagedPart(file=self.file, place=self._place(page))
        raise UnreadableFile(file=self.file, format=FORMAT)

    def _place(self, page: int) -> str:
        return f"{page}/{self.count}"
