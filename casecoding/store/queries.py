"""Counting and retrieving in SQL: small counted records, and the codings behind a cell."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import Label, SQLColumnExpression
from sqlmodel import Session, col

from casecoding.aggregating.matrix import Axis, Dimension
from casecoding.domain.codebook import CodeKind
from casecoding.domain.coding import Stance
from casecoding.domain.selection import Selection
from casecoding.store.tables import CaseRow, CodeRow, CoderRow, CodingRow, ParticipantRow, SourceRow, TurnRow
from casecoding.store.voices import about_sources, key_of_voice, level_said

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])

TELLING = aliased(TurnRow, name="telling")  # the turn that says whose words a coding quotes
LEVEL_OF_CODING = level_said(col(TELLING.level))
TELLS = and_(col(TELLING.source_id) == col(CodingRow.source_id), col(TELLING.number) == col(CodingRow.turn))
CODE_KEYS: Mapping[Dimension, SQLColumnExpression[str]] = {
    Dimension.THEME: col(CodeRow.theme_id),
    Dimension.CODE: col(CodeRow.id),
    Dimension.QUESTION: col(CodeRow.id),
    Dimension.CODER: col(CoderRow.name),
}


def count_stances(
    session: Session, rows: Axis, columns: Axis, selection: Selection
) -> dict[tuple[str, str, Stance], int]:
    """Return the codings that have a stance, per row, column and stance."""
    row, column = _labelled(_coding_column(rows), _coding_column(columns))
    stance = col(CodingRow.stance)
    query = selected_codings(select(row, column, stance, func.count()), selection)
    found = session.execute(query.where(stance.is_not(None)).group_by(row, column, stance))
    return {(one[0], one[1], Stance(one[2])): one[3] for one in found}


def count_along(
    session: Session, dimensions: Sequence[Dimension], selection: Selection
) -> dict[tuple[str, ...], int]:
    """Return the selected codings per key of each of these dimensions."""
    columns: list[Label[str]] = [_coding_column(one).label(f"key{at}") for at, one in enumerate(dimensions)]
    query = selected_codings(select(*columns, func.count()), selection).group_by(*columns)
    return {tuple(found[:-1]): found[-1] for found in session.execute(query)}


def selected_codings(query: Query, selection: Selection) -> Query:
    """Join a query over living codings to what they are counted by, and filter it."""
    return (
        query.select_from(CodingRow)
        .join(SourceRow, col(SourceRow.id) == col(CodingRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .join(CodeRow, col(CodeRow.id) == col(CodingRow.code_id))
        .join(CoderRow, col(CoderRow.id) == col(CodingRow.coder_id))
        .join(ParticipantRow, col(ParticipantRow.id) == col(CodingRow.participant_id), isouter=True)
        .join(TELLING, TELLS, isouter=True)
        .where(
            col(CodingRow.deleted_at).is_(None),
            *about_sources(selection, LEVEL_OF_CODING),
            *_about_codings(selection),
        )
    )


def _about_codings(selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.coders:
        conditions.append(col(CoderRow.name).in_(selection.coders))
    if selection.stances:
        conditions.append(col(CodingRow.stance).in_([stance.value for stance in selection.stances]))
    named = selection.codes or selection.exact_codes
    if selection.structure:
        conditions.append(col(CodeRow.kind) == CodeKind.STRUCTURE.value)
    elif selection.structure is False and not named:
        conditions.append(col(CodeRow.kind) == CodeKind.THEME.value)
    if selection.exact_codes:
        conditions.append(col(CodeRow.id).in_(selection.exact_codes))
    if selection.codes:
        below = [col(CodeRow.id).startswith(code + ".", autoescape=True) for code in selection.codes]
        conditions.append(or_(col(CodeRow.id).in_(selection.codes), *below))
    return conditions


def _labelled(
    row: SQLColumnExpression[str], column: SQLColumnExpression[str]
) -> tuple[Label[str], Label[str]]:
    return row.label("row"), column.label("column")


def _coding_column(axis: Axis) -> SQLColumnExpression[str]:
    if axis is Dimension.LEVEL:
        return LEVEL_OF_CODING
    if isinstance(axis, Dimension) and axis in CODE_KEYS:
        return CODE_KEYS[axis]
    return key_of_voice(axis)
