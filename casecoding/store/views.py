"""Questions to the matrix, kept by name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.store.tables import SavedViewRow


def list_views(session: Session) -> dict[str, dict[str, Any]]:
    """Return name -> question of the views that are kept, by name."""
    query = select(SavedViewRow).where(col(SavedViewRow.deleted_at).is_(None))
    return {row.name: row.question for row in session.scalars(query.order_by(col(SavedViewRow.name)))}


def put_view(session: Session, name: str, question: Mapping[str, Any], *, view_id: str) -> None:
    """Keep a question under a name; one that has the name already becomes this one."""
    row = _living_row(session, name)
    if row is None:
        session.add(SavedViewRow(id=view_id, name=name, question=dict(question)))
    else:
        row.question = dict(question)


def remove_view(session: Session, name: str, *, at: datetime) -> bool:
    """Take a view away; tell whether there was one of this name."""
    row = _living_row(session, name)
    if row is None:
        return False
    row.deleted_at = at
    return True


def _living_row(session: Session, name: str) -> SavedViewRow | None:
    living = select(SavedViewRow).where(col(SavedViewRow.deleted_at).is_(None))
    return session.scalars(living.where(col(SavedViewRow.name) == name)).first()
