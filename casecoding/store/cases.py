"""Cases: made when something is first said of them."""

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.domain.source import text_hash
from casecoding.errors import UnknownCase
from casecoding.store.tables import AttributeValueRow, CaseRow, FigureRow, SourceRow


def case_id(session: Session, name: str) -> str:
    """Return the id of the case of this name, made where there is none."""
    row = session.scalars(select(CaseRow).where(col(CaseRow.name) == name)).first()
    if row is None:
        row = CaseRow(id=text_hash(name)[:12], name=name)
        session.add(row)
        session.flush()
    return row.id


def known_case_id(session: Session, name: str) -> str:
    """Return the id of the case of this name that has a living source; raises UnknownCase."""
    known = list_cases(session)
    if name not in known:
        raise UnknownCase(name=name, known=", ".join(known))
    return case_id(session, name)


def list_cases(session: Session) -> tuple[str, ...]:
    """Return the names of the cases that have a living source, in alphabetical order."""
    query = select(col(CaseRow.name)).join(SourceRow).where(col(SourceRow.deleted_at).is_(None)).distinct()
    return tuple(sorted(session.scalars(query)))


def list_case_rows(session: Session) -> list[CaseRow]:
    """Return the cases of which anything is said: a source, an attribute or a figure; by name."""
    said = [
        select(col(SourceRow.case_id)).where(col(SourceRow.deleted_at).is_(None)),
        select(col(AttributeValueRow.holder_id)).where(col(AttributeValueRow.deleted_at).is_(None)),
        select(col(FigureRow.case_id)).where(col(FigureRow.deleted_at).is_(None)),
    ]
    known = {found for query in said for found in session.scalars(query)}
    rows = session.scalars(select(CaseRow).order_by(col(CaseRow.name)))
    return [row for row in rows if row.id in known]
