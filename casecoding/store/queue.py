"""The queue: suggestions that wait, filtered and in the order that is asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, func, or_, select
from sqlmodel import Session, col

from casecoding.domain.queue import Order, Wanted
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Suggester, Suggestion
from casecoding.store.suggestions import BY_PLACE, Proposal, are_open, as_proposal, proposals_query
from casecoding.store.tables import CaseRow, ParticipantRow, SourceRow, SuggestionRow, TurnRow
from casecoding.store.touching import begins_in

LENGTHS = (0.7, 1.4)  # of a suggestion's own length, between which others can be nearly the same


@dataclass(frozen=True, slots=True)
class Alike:
    """A suggestion that waits for the same code, with its words and the name of its source."""

    suggestion_id: str
    source_id: str
    source_name: str
    span: Span
    quote: str


def next_waiting(
    session: Session, wanted: Wanted, *, skipped: Collection[str]
) -> tuple[Proposal | None, int]:
    """Return the first suggestion that waits, and how many wait with it."""
    waiting = _waiting(wanted)
    number = session.scalar(waiting.with_only_columns(func.count())) or 0
    left = waiting.where(col(SuggestionRow.id).not_in(skipped))
    first = session.scalar(left.order_by(*_order(wanted.order), *BY_PLACE).limit(1))
    if first is None:
        return None, number
    row = session.execute(proposals_query().where(col(SuggestionRow.id) == first)).one()
    return as_proposal(*row[:-1], level=row[-1]), number


def waiting_like(session: Session, suggestion: Suggestion) -> tuple[Alike, ...]:
    """Return the other suggestions of the same code that wait, of about the same length, by place."""
    row, own = SuggestionRow, len(suggestion.span)
    length = col(row.end) - col(row.start)
    words = func.substr(col(SourceRow.text), col(row.start) + 1, length)
    query = (
        select(col(row.id), col(row.source_id), col(SourceRow.name), col(row.start), col(row.end), words)
        .join(SourceRow, col(SourceRow.id) == col(row.source_id))
        .where(
            *are_open(),
            col(SourceRow.deleted_at).is_(None),
            col(row.code_id) == suggestion.code_id,
            col(row.id) != suggestion.id,
            length.between(LENGTHS[0] * own, LENGTHS[1] * own),
        )
        .order_by(col(SourceRow.name), col(row.start))
    )
    return tuple(
        Alike(found, source_id, name, Span(start, end), quote)
        for found, source_id, name, start, end, quote in session.execute(query)
    )


def _waiting(wanted: Wanted) -> Select[str]:
    """Return the ids of what waits; turns and speakers are joined where levels are asked for alone."""
    query = (
        select(col(SuggestionRow.id))
        .join(SourceRow, col(SourceRow.id) == col(SuggestionRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .where(*are_open(), col(SourceRow.deleted_at).is_(None), *_conditions(wanted))
    )
    if not wanted.levels:
        return query
    return query.join(TurnRow, begins_in(SuggestionRow, TurnRow), isouter=True).join(
        ParticipantRow, col(ParticipantRow.id) == col(TurnRow.participant_id), isouter=True
    )


def _order(order: Order) -> tuple[ColumnElement[float], ...]:
    match order:
        case Order.CERTAIN:
            return (col(SuggestionRow.score).desc(),)
        case Order.INFORMATIVE:
            return (func.abs(col(SuggestionRow.score) - 0.5),)
        case Order.PLACE:
            return ()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    row = SuggestionRow
    level = func.coalesce(col(TurnRow.level), col(ParticipantRow.level), col(SourceRow.level))
    among: tuple[tuple[SQLColumnExpression[str], Sequence[str]], ...] = (
        (col(row.code_id), wanted.codes),
        (col(row.source_id), wanted.source_ids),
        (col(CaseRow.name), wanted.cases),
        (level, wanted.levels),
    )
    conditions: list[ColumnElement[bool]] = [column.in_(values) for column, values in among if values]
    if (wanted.lowest, wanted.highest) != (0.0, 1.0):
        conditions.append(col(row.score).between(wanted.lowest, wanted.highest))
    if wanted.flags or wanted.unflagged:
        conditions.append(or_(*_flagged(wanted)))
    if wanted.suggester:
        conditions.append(_made_by(wanted.suggester))
    return conditions


def _flagged(wanted: Wanted) -> list[ColumnElement[bool]]:
    flags = col(SuggestionRow.reason)["flags"].as_string()
    told = [flags.contains(f'"{flag.value}"', autoescape=True) for flag in wanted.flags]
    return [*told, *([flags == "[]"] if wanted.unflagged else [])]


def _made_by(suggester: Suggester) -> ColumnElement[bool]:
    """Return what holds of a suggester's proposals; those of older runs do not say, and are the cues'."""
    made_by = col(SuggestionRow.reason)["suggester"].as_string()
    if suggester is Suggester.CUES:
        return or_(made_by.is_(None), made_by == suggester.value)
    return and_(made_by.is_not(None), made_by == suggester.value)
