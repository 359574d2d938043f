"""Options and files as the workbench takes them; what cannot be read is refused here."""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import InvalidDate, MissingFile, UndecodableText, UnknownKind
from casecoding.workbench import reading
from casecoding.workbench.bench import Bench

BLOCK = 1 << 16  # bytes: some 10,000 words


def selection_of(
    bench: Bench,
    *,
    codes: list[str] | None,
    cases: list[str] | None,
    levels: list[str] | None,
    waves: list[str] | None,
    kinds: list[str] | None,
    coders: list[str] | None,
    with_interviewer: bool,
) -> Selection:
    codebook = reading.read_overview(bench).codebook
    return Selection(
        codes=tuple(codebook.code(one).id for one in codes or ()),
        cases=tuple(cases or ()),
        levels=tuple(codebook.level(one).id for one in levels or ()),
        waves=tuple(waves or ()),
        kinds=tuple(kind_named(one) for one in kinds or ()),
        coders=tuple(coders or ()),
        with_interviewer=with_interviewer,
    )


def kind_named(name: str) -> SourceKind:
    if name not in set(SourceKind):
        raise UnknownKind(id=name, known=", ".join(SourceKind))
    return SourceKind(name)


def date_said(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InvalidDate(value=value) from error


def bytes_of(file: Path) -> bytes:
    if not file.is_file():
        raise MissingFile(file=file)
    return file.read_bytes()


def lines_of(file: Path) -> Iterable[str]:
    if not file.is_file():
        raise MissingFile(file=file)
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold other line ends
    except UnicodeDecodeError as error:
        raise UndecodableText(file=file) from error


def lines_as_they_come(descriptor: int) -> Iterator[list[str]]:
    """Give a stream's lines, together those that are there: who asks line by line is answered so.

    Raises UndecodableText with the line that is not UTF-8.
    """
    number, rest = 0, b""
    while block := os.read(descriptor, BLOCK):
        *whole, rest = (rest + block).split(b"\n")
        if whole:
            yield _decoded(whole, after=number)
            number += len(whole)
    if rest:
        yield _decoded([rest], after=number)


def _decoded(lines: Iterable[bytes], *, after: int) -> list[str]:
    return [_decoded_line(line, number) for number, line in enumerate(lines, start=after + 1)]


def _decoded_line(line: bytes, number: int) -> str:
    try:
        return line.removesuffix(b"\r").decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise UndecodableText(file=f"stdin:{number}") from error
