"""Options and files as the workbench takes them; what cannot be read is refused here."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import InvalidDate, MissingFile, UndecodableText, UnknownKind
from casecoding.workbench import reading
from casecoding.workbench.bench import Bench


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
