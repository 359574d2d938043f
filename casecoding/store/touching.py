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
    before = aliased(TurnRow)
    begins = select(func.max(col(before.start))).where(
        col(before.source_id) == col(coding.source_id), col(before.start) <= col(coding.start)
    )
    first = func.coalesce(begins.correlate(coding).scalar_subquery(), 0)
    same_source = col(turn.source_id) == col(coding.source_id)
    return and_(same_source, col(turn.start) >= first, overlaps(coding, turn))
