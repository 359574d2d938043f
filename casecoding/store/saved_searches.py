"""Searches by name, as people wrote them; one of each name."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.domain.source import text_hash
from casecoding.store.tables import SavedSearchRow


def list_searches(session: Session) -> dict[str, str]:
    """Return name -> query of the searches that are kept, by name."""
    living = select(SavedSearchRow).where(col(SavedSearchRow.deleted_at).is_(None))
    return {row.name: row.query for row in session.scalars(living.order_by(col(SavedSearchRow.name)))}


def put_search(session: Session, name: str, query: str) -> None:
    """Keep a search under a name; one that has the name already becomes this one."""
    row = session.get(SavedSearchRow, _row_id(name))
    if row is None:
        session.add(SavedSearchRow(id=_row_id(name), name=name, query=query))
    else:
        row.query, row.deleted_at = query, None


def remove_search(session: Session, name: str, *, at: datetime) -> bool:
    """Take a search away; tell whether there was one of this name."""
    row = session.get(SavedSearchRow, _row_id(name))
    if row is None or row.deleted_at is not None:
        return False
    row.deleted_at = at
    return True


def _row_id(name: str) -> str:
    return text_hash(name)[:16]
