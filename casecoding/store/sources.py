"""Sources with their turns, participants and original files."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import PurePath

from sqlalchemy import insert, select
from sqlmodel import Session, col

from casecoding.domain.source import Description, Source, text_hash
from casecoding.errors import AmbiguousSource, UnknownSource
from casecoding.store.cases import case_id
from casecoding.store.mapping import as_source
from casecoding.store.recording import add_to_subject
from casecoding.store.speakers import (
    list_participant_rows,
    list_passage_rows,
    renew_speakers,
    save_participants,
    save_passages,
)
from casecoding.store.tables import CaseRow, OriginalRow, ParticipantRow, SourceRow, TurnRow
from casecoding.store.tallies import say_retold

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source's canonical text alone, for what needs no turns."""

    id: str
    name: str
    text: str


def count_words(text: str) -> int:
    """Return the number of words: runs of letters and digits, held together by - ' ’ and ."""
    return sum(1 for _ in WORD.finditer(text))


def add_source(session: Session, source: Source, original: bytes, *, at: datetime) -> None:
    """Store a source with its turns, its participants and its original file.

    The labels of its turns are those in the text.
    """
    session.add(_source_row(session, source, at))
    session.flush()
    session.add(OriginalRow(source_id=source.id, content=original))
    ids = _add_participants(session, source)
    session.flush()
    if source.turns:
        session.execute(insert(TurnRow), _turn_rows(source, ids))
    add_to_subject(session, turns=len(source.turns))  # so that one that is gone is missed
    say_retold(session, source.id)
    if source.passages or any(who.same_as for who in source.participants):
        save_participants(session, source.id, source.participants)
        numbers = count(1)
        save_passages(
            session, source.id, source.passages, make_id=lambda: f"{source.id}.p{next(numbers)}", at=at
        )


def source_with_file(session: Session, file_hash: str) -> str | None:
    """Return the name of the living source made from the same file, None when there is none."""
    query = select(col(SourceRow.name)).where(
        col(SourceRow.file_hash) == file_hash, col(SourceRow.deleted_at).is_(None)
    )
    return session.scalars(query).first()


def is_known_id(session: Session, source_id: str) -> bool:
    """Tell whether a source had this id, taken out or not."""
    return session.get(SourceRow, source_id) is not None


def load_source(session: Session, id_or_name: str) -> Source:
    """Return the living source by id, else by name, else by file name with or without its ending.

    Raises UnknownSource or AmbiguousSource.
    """
    row = _living_row(session, id_or_name)
    case = session.get_one(CaseRow, row.case_id)
    turns = session.scalars(
        select(TurnRow).where(col(TurnRow.source_id) == row.id).order_by(col(TurnRow.number))
    )
    speakers, passages = list_participant_rows(session, row.id), list_passage_rows(session, row.id)
    return as_source(row, case.name, list(turns), speakers, passages)


def load_text(session: Session, id_or_name: str) -> SourceText:
    """Return the text without its turns; raises UnknownSource or AmbiguousSource."""
    row = _living_row(session, id_or_name)
    return SourceText(id=row.id, name=row.name, text=row.text)


def load_text_hash(session: Session, source_id: str) -> str:
    """Return the hash of the source's text; empty where there is no such source."""
    return session.scalar(select(col(SourceRow.text_hash)).where(col(SourceRow.id) == source_id)) or ""


def source_numbers(session: Session) -> dict[str, int]:
    """Return id -> the number that references cite: the order in which sources came, those taken out too."""
    query = select(col(SourceRow.id)).order_by(col(SourceRow.imported_at), col(SourceRow.id))
    return {source_id: number for number, source_id in enumerate(session.scalars(query), start=1)}


def text_hashes(session: Session) -> dict[str, str]:
    """Return id -> hash of the text of every living source."""
    query = select(col(SourceRow.id), col(SourceRow.text_hash)).where(col(SourceRow.deleted_at).is_(None))
    return dict(session.execute(query).all())


def list_turn_words(session: Session, source_id: str) -> list[tuple[int, str]]:
    """Return number and words of each turn of a source."""
    text = session.scalar(select(col(SourceRow.text)).where(col(SourceRow.id) == source_id)) or ""
    turns = select(col(TurnRow.number), col(TurnRow.start), col(TurnRow.end)).where(
        col(TurnRow.source_id) == source_id
    )
    return [(number, text[start:end]) for number, start, end in session.execute(turns)]


def load_original(session: Session, id_or_name: str) -> tuple[str, bytes]:
    """Return the original file's name and content."""
    row = _living_row(session, id_or_name)
    return row.file_name, session.get_one(OriginalRow, row.id).content


def original_of(session: Session, source_id: str) -> tuple[str, bytes, str]:
    """Return name, content and hash of a source's file; no content where it is lost."""
    row, original = session.get_one(SourceRow, source_id), session.get(OriginalRow, source_id)
    return row.file_name, original.content if original else b"", row.file_hash


def all_source_ids(session: Session) -> tuple[str, ...]:
    """Return the ids of all sources, taken out or not."""
    return tuple(session.scalars(select(col(SourceRow.id)).order_by(col(SourceRow.id))))


def describe_source(session: Session, source_id: str, description: Description) -> None:
    """Change what is said about a source: name, case, level, wave, kind, date and speakers."""
    row = _living_row(session, source_id)
    row.case_id = case_id(session, description.case)
    row.name = description.name or row.name
    row.kind, row.level = description.kind.value, description.level
    row.wave, row.held = description.wave, description.held
    row.level_for_all = description.level_for_all
    save_participants(session, row.id, description.participants)
    renew_speakers(session, row.id)


def remove_source(session: Session, source_id: str, *, at: datetime) -> None:
    _living_row(session, source_id).deleted_at = at


def _living_row(session: Session, given: str) -> SourceRow:
    row = session.get(SourceRow, given)
    if row is not None and row.deleted_at is None:
        return row
    for ids_by_name in _living_names(session):
        ids = ids_by_name.get(given, ())
        if len(ids) > 1:
            raise AmbiguousSource(name=given, ids=", ".join(ids))
        if ids:
            return session.get_one(SourceRow, ids[0])
    raise UnknownSource(id=given)


def _living_names(session: Session) -> tuple[dict[str, list[str]], ...]:
    """Return name -> ids of living sources: by name, by file name, by file name without its ending."""
    names = select(col(SourceRow.id), col(SourceRow.name), col(SourceRow.file_name))
    living = names.where(col(SourceRow.deleted_at).is_(None)).order_by(col(SourceRow.id))
    called: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    for row_id, name, file in session.execute(living):
        for ids_by_name, one in zip(called, (name, file, PurePath(file).stem), strict=True):
            ids_by_name.setdefault(one, []).append(row_id)
    return called


def _source_row(session: Session, source: Source, at: datetime) -> SourceRow:
    return SourceRow(
        id=source.id,
        case_id=case_id(session, source.case),
        name=source.name,
        kind=source.kind.value,
        level=source.level,
        level_for_all=source.level_for_all,
        wave=source.wave,
        held=source.held,
        text=source.text,
        text_hash=text_hash(source.text),
        words=count_words(source.text),
        file_name=source.file_name,
        file_hash=source.file_hash,
        imported_at=at,
    )


def _add_participants(session: Session, source: Source) -> dict[str, str]:
    """Add the source's participants; return label -> row id."""
    ids = {}
    for position, who in enumerate(source.participants):
        ids[who.label] = f"{source.id}.{position + 1}"
        row = ParticipantRow(
            id=ids[who.label],
            source_id=source.id,
            position=position,
            label=who.label,
            name=who.name,
            role=who.role,
            level=who.level,
            level_from_role=who.level_from_role,
            interviewer=who.interviewer,
        )
        session.add(row)
    return ids


def _turn_rows(source: Source, ids: dict[str, str]) -> list[dict[str, object]]:
    return [
        {
            "source_id": source.id,
            "number": turn.number,
            "start": turn.span.start,
            "end": turn.span.end,
            "participant_id": ids.get(turn.label or ""),
            "read_participant_id": ids.get(turn.label or ""),
            "style": turn.style.value,
            "time": turn.time,
            "page": turn.page,
            "words": count_words(turn.span.of(source.text)),
        }
        for turn in source.turns
    ]
