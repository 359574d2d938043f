"""Lists of the living sources, for screens: cards without texts, waves, names of sources and speakers."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from casecoding.domain.source import Participant, SourceKind
from casecoding.store.mapping import as_participant
from casecoding.store.tables import CaseRow, ParticipantRow, SourceRow
from casecoding.store.tally_tables import VoiceRow

BY_PLACE = (col(CaseRow.name), col(SourceRow.wave), col(SourceRow.name))


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source without its text, for lists. `words` counts participants' words alone."""

    id: str
    name: str
    case: str
    kind: SourceKind
    level: str | None
    wave: str
    held: date | None
    file_name: str
    file_hash: str
    turns: int
    words: int
    participants: tuple[Participant, ...]
    imported: datetime


def list_waves(session: Session) -> tuple[str, ...]:
    """Return the waves of the living sources, in alphabetical order."""
    query = select(col(SourceRow.wave)).where(col(SourceRow.deleted_at).is_(None)).distinct()
    return tuple(sorted(wave for wave in session.scalars(query) if wave))


def source_names(session: Session) -> list[str]:
    """Return the names of the living sources, in alphabetical order."""
    names = select(col(SourceRow.name)).where(col(SourceRow.deleted_at).is_(None)).distinct()
    return sorted(session.scalars(names))


def speaker_names(session: Session) -> tuple[list[str], list[str]]:
    """Return the participants' names and their roles, each in alphabetical order."""
    living = select(col(SourceRow.id)).where(col(SourceRow.deleted_at).is_(None))
    columns = (col(ParticipantRow.name), col(ParticipantRow.role))
    names, roles = (
        sorted(set(session.scalars(select(column).where(col(ParticipantRow.source_id).in_(living)))))
        for column in columns
    )
    return names, roles


def names_by_id(session: Session) -> dict[str, str]:
    """Return id -> name of every living source, by case, wave and name."""
    query = (
        select(col(SourceRow.id), col(SourceRow.name))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .where(col(SourceRow.deleted_at).is_(None))
        .order_by(*BY_PLACE)
    )
    return dict(session.execute(query).all())


def list_sources(session: Session) -> tuple[SourceCard, ...]:
    """Return every living source by case, wave and name."""
    sums = (
        select(
            col(VoiceRow.source_id),
            func.sum(col(VoiceRow.turns)).label("turns"),
            func.sum(col(VoiceRow.words)).label("words"),
        )
        .join(ParticipantRow, col(ParticipantRow.id) == col(VoiceRow.participant_id), isouter=True)
        .where(func.coalesce(col(ParticipantRow.interviewer), False).is_(False))
        .group_by(col(VoiceRow.source_id))
        .subquery()
    )
    query: Select[*tuple[Any, ...]] = (
        select(
            col(SourceRow.id),
            col(SourceRow.name),
            col(CaseRow.name).label("case"),
            col(SourceRow.kind),
            col(SourceRow.level),
            col(SourceRow.wave),
            col(SourceRow.held),
            col(SourceRow.file_name),
            col(SourceRow.file_hash),
            col(SourceRow.imported_at),
            func.coalesce(sums.c.turns, 0).label("turns"),
            func.coalesce(sums.c.words, 0).label("words"),
        )
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .join(sums, sums.c.source_id == col(SourceRow.id), isouter=True)
        .where(col(SourceRow.deleted_at).is_(None))
        .order_by(*BY_PLACE)
    )
    speakers = _all_participants(session)
    return tuple(
        SourceCard(
            id=row.id,
            name=row.name,
            case=row.case,
            kind=SourceKind(row.kind),
            level=row.level,
            wave=row.wave,
            held=row.held,
            file_name=row.file_name,
            file_hash=row.file_hash,
            turns=int(row.turns),
            words=int(row.words),
            participants=speakers.get(row.id, ()),
            imported=row.imported_at,
        )
        for row in session.execute(query)
    )


def _all_participants(session: Session) -> dict[str, tuple[Participant, ...]]:
    rows = session.scalars(
        select(ParticipantRow).order_by(col(ParticipantRow.source_id), col(ParticipantRow.position))
    )
    speakers: dict[str, tuple[Participant, ...]] = {}
    for source_id, of_source in groupby(rows, key=lambda row: row.source_id):
        here = list(of_source)
        labels = {row.id: row.label for row in here}
        speakers[source_id] = tuple(as_participant(row, labels) for row in here)
    return speakers
