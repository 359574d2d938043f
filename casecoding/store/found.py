"""What a search finds: how many codings and turns, and the turns with their words."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session, col

from casecoding.domain.found import FoundTurn
from casecoding.domain.search import Search
from casecoding.domain.source import SourceKind
from casecoding.domain.span import Span
from casecoding.store.matching import codings_matching, turns_matching
from casecoding.store.pages import BY_SOURCE
from casecoding.store.queries import selected_codings
from casecoding.store.sources import source_numbers
from casecoding.store.tables import CaseRow, CodingRow, ParticipantRow, SourceRow, TurnRow
from casecoding.store.voices import about_sources, level_said

Asked = TypeVar("Asked", bound=Select[*tuple[Any, ...]])
LEVEL = level_said(col(TurnRow.level))


def count_found_codings(session: Session, search: Search) -> dict[str, int]:
    """Return source id -> codings found in it."""
    where = col(CodingRow.source_id)
    query = selected_codings(select(where, func.count()), search.selection)
    return dict(session.execute(query.where(codings_matching(search)).group_by(where)).all())


def count_found_turns(session: Session, search: Search) -> dict[str, int]:
    """Return source id -> turns found in it."""
    where = col(TurnRow.source_id)
    return dict(session.execute(_turns(select(where, func.count()), search).group_by(where)).all())


def list_found_turns(session: Session, search: Search) -> tuple[FoundTurn, ...]:
    """Return the turns by case, wave, source and place; their words alone are read, not whole texts."""
    words = func.substr(col(SourceRow.text), col(TurnRow.start) + 1, col(TurnRow.end) - col(TurnRow.start))
    query = _turns(
        select(
            TurnRow,
            col(SourceRow.name).label("source_name"),
            col(SourceRow.kind).label("kind"),
            col(SourceRow.wave).label("wave"),
            col(CaseRow.name).label("case"),
            ParticipantRow,
            LEVEL.label("level_said"),
            words.label("words_said"),
        ),
        search,
    ).order_by(*BY_SOURCE, col(TurnRow.number))
    numbers = source_numbers(session)
    return tuple(_found(row, numbers) for row in session.execute(query))


def _turns(query: Asked, search: Search) -> Asked:
    return (
        query.select_from(TurnRow)
        .join(SourceRow, col(SourceRow.id) == col(TurnRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .join(ParticipantRow, col(ParticipantRow.id) == col(TurnRow.participant_id), isouter=True)
        .where(*about_sources(search.selection, LEVEL), turns_matching(search))
    )


def _found(row: Row[*tuple[Any, ...]], numbers: Mapping[str, int]) -> FoundTurn:
    turn: TurnRow = row.TurnRow
    who: ParticipantRow | None = row.ParticipantRow
    return FoundTurn(
        source_id=turn.source_id,
        source_name=row.source_name,
        source_number=numbers[turn.source_id],
        kind=SourceKind(row.kind),
        case=row.case,
        wave=row.wave,
        level=row.level_said or None,
        number=turn.number,
        span=Span(turn.start, turn.end),
        words=row.words_said,
        speaker=(who.name or who.label) if who else "",
        role=who.role if who else "",
    )
