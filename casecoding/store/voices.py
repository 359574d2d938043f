"""Voices by what they are counted by: case, level, wave, kind, role, source, participant, attribute."""

from collections.abc import Mapping
from typing import Any, TypeVar, assert_never

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlmodel import col

from casecoding.aggregating.matrix import AttributeDimension, Axis, Dimension
from casecoding.domain.attributes import Holder
from casecoding.domain.selection import Having, Selection
from casecoding.store.tables import AttributeValueRow, CaseRow, ParticipantRow, SourceRow
from casecoding.store.tally_tables import VoiceRow

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])
Key = SQLColumnExpression[str]

INTERVIEWER = func.coalesce(col(ParticipantRow.interviewer), False)
KEYS: Mapping[Dimension, Key] = {
    Dimension.CASE: col(CaseRow.name),
    Dimension.WAVE: col(SourceRow.wave),
    Dimension.KIND: col(SourceRow.kind),
    Dimension.SOURCE: col(SourceRow.name),
    Dimension.PARTICIPANT: func.coalesce(col(ParticipantRow.name), ""),
    Dimension.ROLE: func.coalesce(col(ParticipantRow.role), ""),
}


def level_said(passage: SQLColumnExpression[str | None]) -> Key:
    """Return from which level someone speaks where a passage says `passage` or nothing."""
    return func.coalesce(passage, col(ParticipantRow.level), col(SourceRow.level), "")


def key_of_voice(axis: Axis) -> Key:
    """Return the key of a voice; "" where the axis parts codings alone."""
    match axis:
        case AttributeDimension():
            return attribute_value(axis.attribute.id, axis.attribute.holder)
        case Dimension.LEVEL:
            return level_said(col(VoiceRow.level))
        case Dimension():
            return KEYS.get(axis, literal(""))
        case _:
            assert_never(axis)


def attribute_value(attribute_id: str, holder: Holder) -> Key:
    """Return the stored value of an attribute, "" where none is stated."""
    holders = {
        Holder.CASE: col(CaseRow.id),
        Holder.SOURCE: col(SourceRow.id),
        Holder.PARTICIPANT: col(ParticipantRow.id),
    }
    query = select(col(AttributeValueRow.value)).where(
        col(AttributeValueRow.attribute_id) == attribute_id,
        col(AttributeValueRow.holder_id) == holders[holder],
        col(AttributeValueRow.deleted_at).is_(None),
    )
    found = query.correlate(CaseRow, SourceRow, ParticipantRow).scalar_subquery()
    return func.coalesce(found, "")


def selected_voices(query: Query, selection: Selection) -> Query:
    """Join a query over voices to what they are counted by, and filter it."""
    return (
        query.select_from(VoiceRow)
        .join(SourceRow, col(SourceRow.id) == col(VoiceRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .join(ParticipantRow, col(ParticipantRow.id) == col(VoiceRow.participant_id), isouter=True)
        .where(*about_sources(selection, level_said(col(VoiceRow.level))))
    )


def about_sources(selection: Selection, level: Key) -> list[ColumnElement[bool]]:
    """Return what a selection asks of sources and speakers, whose level is `level`."""
    conditions: list[ColumnElement[bool]] = [col(SourceRow.deleted_at).is_(None)]
    if not selection.with_interviewer:
        conditions.append(INTERVIEWER.is_(False))
    for column, wanted in (
        (col(CaseRow.name), selection.cases),
        (level, selection.levels),
        (col(SourceRow.wave), selection.waves),
        (col(SourceRow.kind), [kind.value for kind in selection.kinds]),
        (col(SourceRow.id), selection.sources),
        (col(SourceRow.name), selection.source_names),
        (KEYS[Dimension.PARTICIPANT], selection.participants),
        (KEYS[Dimension.ROLE], selection.roles),
    ):
        if wanted:
            conditions.append(column.in_(wanted))
    return [*conditions, *(_has(having) for having in selection.attributes)]


def _has(having: Having) -> ColumnElement[bool]:
    return attribute_value(having.attribute_id, having.holder).in_(having.values)
