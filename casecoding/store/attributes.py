"""Attributes and their values, and the figures of surveys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from casecoding.domain.attributes import Attribute, AttributeKind, Figure, Holder, Value, from_text, to_text
from casecoding.domain.source import text_hash
from casecoding.store.cases import case_id, list_case_rows
from casecoding.store.tables import (
    AttributeRow,
    AttributeValueRow,
    CaseRow,
    FigureRow,
    ParticipantRow,
    SourceRow,
)

Values = Mapping[tuple[str, str], Value]  # (attribute id, holder id) -> value


@dataclass(frozen=True, slots=True)
class HolderCard:
    """A case, a source or a participant as a table names it; `source` is a participant's."""

    id: str
    name: str
    source: str = ""
    label: str = ""


def list_attributes(session: Session) -> tuple[Attribute, ...]:
    query = select(AttributeRow).where(col(AttributeRow.deleted_at).is_(None))
    rows = session.scalars(query.order_by(col(AttributeRow.position), col(AttributeRow.name)))
    return tuple(
        Attribute(row.id, row.name, Holder(row.holder), AttributeKind(row.kind), tuple(row.choices))
        for row in rows
    )


def save_attribute(session: Session, attribute: Attribute, *, position: int | None = None) -> None:
    """Add the attribute, or change it where it is."""
    row = session.get(AttributeRow, attribute.id)
    if row is None:
        place = session.scalar(select(func.count()).select_from(AttributeRow)) or 0
        row = AttributeRow(id=attribute.id, name="", holder="", kind="", position=place)
        session.add(row)
    row.name, row.holder, row.kind = attribute.name, attribute.holder.value, attribute.kind.value
    row.choices, row.deleted_at = list(attribute.choices), None
    if position is not None:
        row.position = position
    session.flush()


def remove_attribute(session: Session, attribute_id: str, *, at: datetime) -> None:
    session.get_one(AttributeRow, attribute_id).deleted_at = at


def load_values(session: Session) -> Values:
    """Return every value of every living attribute."""
    query = (
        select(AttributeValueRow, col(AttributeRow.kind))
        .join(AttributeRow, col(AttributeRow.id) == col(AttributeValueRow.attribute_id))
        .where(col(AttributeRow.deleted_at).is_(None), col(AttributeValueRow.deleted_at).is_(None))
    )
    return {
        (row.attribute_id, row.holder_id): from_text(AttributeKind(kind), row.value)
        for row, kind in session.execute(query)
    }


def values_in_use(session: Session) -> dict[str, tuple[str, ...]]:
    """Return attribute id -> the stored values that are said of anything, each once."""
    query = (
        select(col(AttributeValueRow.attribute_id), col(AttributeValueRow.value))
        .where(col(AttributeValueRow.deleted_at).is_(None))
        .distinct()
        .order_by(col(AttributeValueRow.attribute_id), col(AttributeValueRow.value))
    )
    found: dict[str, tuple[str, ...]] = {}
    for attribute_id, value in session.execute(query):
        found[attribute_id] = (*found.get(attribute_id, ()), value)
    return found


def set_value(
    session: Session, attribute_id: str, holder_id: str, value: Value | None, *, at: datetime
) -> None:
    """Store a value; None takes it away."""
    row_id = text_hash(f"{attribute_id}\n{holder_id}")[:16]
    row = session.get(AttributeValueRow, row_id)
    if value is None:
        if row and row.deleted_at is None:
            row.deleted_at = at
        return
    text = to_text(value)
    if row is None:
        made = AttributeValueRow(id=row_id, attribute_id=attribute_id, holder_id=holder_id, value=text)
        session.add(made)
    else:
        row.value, row.deleted_at = text, None


def list_holders(session: Session, holder: Holder) -> tuple[HolderCard, ...]:
    """Return what attributes of this holder can be said of, by name."""
    match holder:
        case Holder.CASE:
            return tuple(HolderCard(row.id, row.name) for row in list_case_rows(session))
        case Holder.SOURCE:
            sources = select(col(SourceRow.id), col(SourceRow.name)).where(
                col(SourceRow.deleted_at).is_(None)
            )
            return tuple(HolderCard(*row) for row in session.execute(sources.order_by(col(SourceRow.name))))
        case Holder.PARTICIPANT:
            return tuple(_participants(session))


def list_figures(session: Session) -> tuple[Figure, ...]:
    query = (
        select(FigureRow, col(CaseRow.name))
        .join(CaseRow, col(CaseRow.id) == col(FigureRow.case_id))
        .where(col(FigureRow.deleted_at).is_(None))
        .order_by(col(FigureRow.measure), col(CaseRow.name), col(FigureRow.wave))
    )
    return tuple(
        Figure(case, row.wave, row.measure, row.value, row.n, row.unit)
        for row, case in session.execute(query)
    )


def put_figures(session: Session, figures: Iterable[Figure]) -> None:
    """Add the figures; one of the same case, wave and measure takes the place of the one before."""
    for figure in figures:
        row = _figure_row(session, figure)
        row.value, row.n, row.unit, row.deleted_at = figure.value, figure.n, figure.unit, None
    session.flush()


def remove_figures(session: Session, figures: Iterable[Figure], *, at: datetime) -> None:
    for figure in figures:
        _figure_row(session, figure).deleted_at = at


def _figure_row(session: Session, figure: Figure) -> FigureRow:
    case = case_id(session, figure.case)
    row_id = text_hash("\n".join((case, figure.wave, figure.measure)))[:16]
    row = session.get(FigureRow, row_id)
    if row is None:
        row = FigureRow(id=row_id, case_id=case, wave=figure.wave, measure=figure.measure, value=figure.value)
        session.add(row)
    return row


def _participants(session: Session) -> Iterable[HolderCard]:
    query = (
        select(ParticipantRow, col(SourceRow.name))
        .join(SourceRow, col(SourceRow.id) == col(ParticipantRow.source_id))
        .where(col(SourceRow.deleted_at).is_(None), col(ParticipantRow.merged_into).is_(None))
        .order_by(col(SourceRow.name), col(ParticipantRow.position))
    )
    for row, source in session.execute(query):
        yield HolderCard(row.id, row.name or row.label, source, row.label)
