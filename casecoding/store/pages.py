"""Pages of what is found: the sources in their order, and those that a page stands in."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlmodel import Session, col

from casecoding.store.tables import CaseRow, SourceRow

BY_SOURCE: tuple[SQLColumnExpression[Any], ...] = (
    col(CaseRow.name),
    col(SourceRow.wave),
    col(SourceRow.name),
    col(SourceRow.id),
)


def ordered_sources(session: Session) -> list[str]:
    """Return the ids of the living sources by case, wave and name."""
    query = select(col(SourceRow.id)).join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
    return list(session.scalars(query.where(col(SourceRow.deleted_at).is_(None)).order_by(*BY_SOURCE)))


def sources_on_page(
    session: Session, counted: Mapping[str, int], *, limit: int, offset: int
) -> tuple[tuple[str, ...], int]:
    """Return the sources that a page of what is counted is in, and how much of theirs comes before it.

    Otherwise everything that is found would be read and sorted for a page of it.
    """
    wanted, before, skipped = [], 0, 0
    for source_id in ordered_sources(session):
        here = counted.get(source_id, 0)
        if before + here <= offset:
            skipped += here
        elif here and before < offset + limit:
            wanted.append(source_id)
        before += here
    return tuple(wanted) or ("",), offset - skipped
