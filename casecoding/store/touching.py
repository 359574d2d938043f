"""What stands on the same words: codings that overlap, turns that a coding touches."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from casecoding.store.tables import TurnRow


def overlaps(one: Any, other: Any) -> ColumnElement[bool]:
    return and_(col(one.start) < col(other.end), col(one.end) > col(other.start))


def touches(coding: Any, turn: Any) -> ColumnElement[bool]:
    """Return whether a turn has some of the coding's words; looked up from the turn it begins in."""
    same_source = col(turn.source_id) == col(coding.source_id)
    return and_(same_source, col(turn.start) >= func.coalesce(_begun(coding), 0), overlaps(coding, turn))


def begins_in(row: Any, turn: Any) -> ColumnElement[bool]:
    """Return whether a coding or a suggestion begins in a turn, which is looked up at once."""
    same_source = col(turn.source_id) == col(row.source_id)
    return and_(same_source, col(turn.start) == _begun(row), col(row.start) < col(turn.end))


def _begun(row: Any) -> ColumnElement[int | None]:
    """Return where the last turn begins that does so no later than a coding or a suggestion."""
    turn = aliased(TurnRow)
    begun = select(func.max(col(turn.start))).where(
        col(turn.source_id) == col(row.source_id), col(turn.start) <= col(row.start)
    )
    return begun.correlate(row).scalar_subquery()
