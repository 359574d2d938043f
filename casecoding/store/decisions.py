"""What people have decided: codings and verdicts as the learned suggester is taught by them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from casecoding.domain.span import Span
from casecoding.domain.suggestion import Suggester, Verdict
from casecoding.store.tables import CodingRow, SourceRow, SuggestionRow


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a code at a place: `coding_id` where it holds, None where it was rejected.

    `by_hand` tells a coding that the person made from one that came of a suggestion.
    """

    source_id: str
    span: Span
    code_id: str
    coding_id: str | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A suggestion that one person decided: with which score, and whether she gave it the code."""

    code_id: str
    score: float
    suggester: Suggester
    holds: bool
    at: datetime


def list_decisions(session: Session) -> tuple[Decision, ...]:
    """Return every living coding and every rejection, by source and place."""
    found = [*_codings(session), *_rejections(session)]
    return tuple(sorted(found, key=_by_place))


def decided_by(session: Session, coder_id: str) -> tuple[Decided, ...]:
    """Return the suggestions that this person decided, the newest first."""
    row = SuggestionRow
    query = (
        select(row, col(CodingRow.code_id))
        .join(CodingRow, col(CodingRow.id) == col(row.coding_id), isouter=True)
        .where(col(row.decided_by) == coder_id, col(row.verdict) != Verdict.PENDING.value)
        .order_by(col(row.decided_at).desc(), col(row.id))
    )
    return tuple(
        Decided(
            code_id=one.code_id,
            score=one.score,
            suggester=Suggester(one.reason.get("suggester", Suggester.CUES.value)),
            holds=coded_as == one.code_id,
            at=one.decided_at,
        )
        for one, coded_as in session.execute(query)
        if one.decided_at
    )


def _codings(session: Session) -> list[Decision]:
    row = CodingRow
    query = (
        select(row)
        .join(SourceRow, col(SourceRow.id) == col(row.source_id))
        .where(col(row.deleted_at).is_(None), col(SourceRow.deleted_at).is_(None))
    )
    return [
        Decision(one.source_id, Span(one.start, one.end), one.code_id, one.id, one.suggestion_id is None)
        for one in session.scalars(query)
    ]


def _rejections(session: Session) -> list[Decision]:
    row = SuggestionRow
    query = (
        select(row)
        .join(SourceRow, col(SourceRow.id) == col(row.source_id))
        .where(col(row.verdict) == Verdict.REJECTED.value, col(SourceRow.deleted_at).is_(None))
    )
    return [
        Decision(one.source_id, Span(one.start, one.end), one.code_id, coding_id=None, by_hand=False)
        for one in session.scalars(query)
    ]


def _by_place(decision: Decision) -> tuple[str, int, int, str, str]:
    span = decision.span
    return decision.source_id, span.start, span.end, decision.code_id, decision.coding_id or ""


def count_decisions_since(session: Session, at: datetime) -> int:
    """Return how many codings were made and suggestions rejected after `at`, and still stand."""
    coded = select(func.count()).where(col(CodingRow.created_at) > at, col(CodingRow.deleted_at).is_(None))
    rejected = select(func.count()).where(
        col(SuggestionRow.verdict) == Verdict.REJECTED.value, col(SuggestionRow.decided_at) > at
    )
    return (session.scalar(coded) or 0) + (session.scalar(rejected) or 0)
