"""Counting and retrieving in SQL: small counted records, and the codings behind a cell."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, distinct, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import Label, SQLColumnExpression
from sqlmodel import Session, col

from casecoding.aggregating.matrix import Count, Dimension, Material
from casecoding.domain.codebook import CodeKind
from casecoding.domain.coding import Stance
from casecoding.domain.selection import Selection
from casecoding.store.tables import CaseRow, CodeRow, CoderRow, CodingRow, ParticipantRow, SourceRow, TurnRow

Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])

TELLING = aliased(TurnRow, name="telling")  # the turn that says whose words a coding quotes
INTERVIEWER = func.coalesce(col(ParticipantRow.interviewer), False)


def _level(passage: SQLColumnExpression[str | None]) -> SQLColumnExpression[str]:
    return func.coalesce(passage, col(ParticipantRow.level), col(SourceRow.level), "")


LEVEL_OF_CODING = _level(col(TELLING.level))
LEVEL_OF_TURN = _level(col(TurnRow.level))
TELLS = and_(col(TELLING.source_id) == col(CodingRow.source_id), col(TELLING.number) == col(CodingRow.turn))
COLUMNS: Mapping[Dimension, SQLColumnExpression[str]] = {
    Dimension.THEME: col(CodeRow.theme_id),
    Dimension.CODE: col(CodeRow.id),
    Dimension.QUESTION: col(CodeRow.id),
    Dimension.CASE: col(CaseRow.name),
    Dimension.WAVE: col(SourceRow.wave),
    Dimension.KIND: col(SourceRow.kind),
    Dimension.SOURCE: col(SourceRow.name),
    Dimension.PARTICIPANT: func.coalesce(col(ParticipantRow.name), ""),
    Dimension.ROLE: func.coalesce(col(ParticipantRow.role), ""),
    Dimension.CODER: col(CoderRow.name),
}


def count_codings(
    session: Session,
    rows: Dimension,
    columns: Dimension,
    selection: Selection,
    *,
    with_characters: bool = False,
) -> tuple[Count, ...]:
    """Return codings, distinct sources, speakers and touched turns per row and column.

    The characters under a quotation are counted only if asked for: they take a pass of their own.
    """
    row, column = _labelled(_coding_column(rows), _coding_column(columns))
    counted = selected_codings(
        select(
            row,
            column,
            func.count().label("codings"),
            func.count(distinct(col(CodingRow.source_id))).label("sources"),
            func.count(distinct(col(CodingRow.participant_id))).label("participants"),
        ),
        selection,
    ).group_by(row, column)
    turns = _turns_touched(session, rows, columns, selection)
    characters = _characters_covered(session, rows, columns, selection) if with_characters else {}
    return tuple(
        Count(
            one.row,
            one.column,
            codings=one.codings,
            sources=one.sources,
            turns=turns.get((one.row, one.column), 0),
            participants=one.participants,
            characters=characters.get((one.row, one.column), 0),
        )
        for one in session.execute(counted)
    )


def count_material(
    session: Session, rows: Dimension, columns: Dimension, selection: Selection
) -> tuple[Material, ...]:
    """Return turns, words and sources that could have been coded, by the dimensions that divide them."""
    row, column = _labelled(_material_column(rows), _material_column(columns))
    query = (
        select(
            row,
            column,
            func.count().label("turns"),
            func.sum(col(TurnRow.words)).label("words"),
            func.count(distinct(col(TurnRow.source_id))).label("sources"),
            func.sum(col(TurnRow.end) - col(TurnRow.start)).label("characters"),
        )
        .select_from(TurnRow)
        .join(SourceRow, col(SourceRow.id) == col(TurnRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .join(ParticipantRow, col(ParticipantRow.id) == col(TurnRow.participant_id), isouter=True)
        .where(*_about_sources(selection, LEVEL_OF_TURN))
    )
    if rows.divides_material or columns.divides_material:
        grouping = [one for one, by in ((row, rows), (column, columns)) if by.divides_material]
        query = query.group_by(*grouping)
    return tuple(
        Material(
            found.row,
            found.column,
            turns=found.turns,
            words=int(found.words or 0),
            sources=found.sources,
            characters=int(found.characters or 0),
        )
        for found in session.execute(query)
    )


def count_stances(
    session: Session, rows: Dimension, columns: Dimension, selection: Selection
) -> dict[tuple[str, str, Stance], int]:
    """Return the codings that have a stance, per row, column and stance."""
    row, column = _labelled(_coding_column(rows), _coding_column(columns))
    stance = col(CodingRow.stance)
    query = selected_codings(select(row, column, stance, func.count()), selection)
    found = session.execute(query.where(stance.is_not(None)).group_by(row, column, stance))
    return {(one[0], one[1], Stance(one[2])): one[3] for one in found}


def material_keys(session: Session, dimension: Dimension, selection: Selection) -> list[str]:
    """Return the keys of a dimension that have material, in alphabetical order."""
    return sorted(
        one.row for one in count_material(session, dimension, Dimension.THEME, selection) if one.turns
    )


def count_by_code(session: Session, source_id: str | None = None) -> dict[str, int]:
    """Return code id -> living codings, in the whole study or in one source."""
    query = (
        select(col(CodingRow.code_id), func.count())
        .join(SourceRow, col(SourceRow.id) == col(CodingRow.source_id))
        .where(col(CodingRow.deleted_at).is_(None), col(SourceRow.deleted_at).is_(None))
    )
    if source_id:
        query = query.where(col(CodingRow.source_id) == source_id)
    return dict(session.execute(query.group_by(col(CodingRow.code_id))).all())


def coded_turns_by_source(session: Session) -> dict[str, int]:
    """Return source id -> participants' turns that hold a coding."""
    query = selected_codings(
        select(col(CodingRow.source_id), func.count(distinct(col(TurnRow.number)))), Selection()
    )
    return dict(session.execute(_joined_to_turns(query).group_by(col(CodingRow.source_id))).all())


def count_along(
    session: Session, dimensions: Sequence[Dimension], selection: Selection
) -> dict[tuple[str, ...], int]:
    """Return the selected codings per key of each of these dimensions."""
    columns: list[Label[str]] = [_coding_column(one).label(f"key{at}") for at, one in enumerate(dimensions)]
    query = selected_codings(select(*columns, func.count()), selection).group_by(*columns)
    return {tuple(found[:-1]): found[-1] for found in session.execute(query)}


def tally_coders(session: Session, selection: Selection) -> list[tuple[str, int, datetime, datetime]]:
    """Return each coder's name, selected codings, and when the first and the latest of them were made."""
    made = col(CodingRow.created_at)
    query = selected_codings(
        select(col(CoderRow.name), func.count(), func.min(made), func.max(made)), selection
    )
    found = session.execute(query.group_by(col(CoderRow.name)).order_by(col(CoderRow.name)))
    return [(name, count, first, last) for name, count, first, last in found]


def count_selected(session: Session, selection: Selection) -> int:
    """Return the number of selected codings."""
    return session.scalar(selected_codings(select(func.count()), selection)) or 0


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
            *_about_sources(selection, LEVEL_OF_CODING),
            *_about_codings(selection),
        )
    )


def _about_sources(selection: Selection, level: SQLColumnExpression[str]) -> list[ColumnElement[bool]]:
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
        (COLUMNS[Dimension.PARTICIPANT], selection.participants),
        (COLUMNS[Dimension.ROLE], selection.roles),
    ):
        if wanted:
            conditions.append(column.in_(wanted))
    return conditions


def _about_codings(selection: Selection) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if selection.coders:
        conditions.append(col(CoderRow.name).in_(selection.coders))
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


def _coding_column(dimension: Dimension) -> SQLColumnExpression[str]:
    return LEVEL_OF_CODING if dimension is Dimension.LEVEL else COLUMNS[dimension]


def _material_column(dimension: Dimension) -> SQLColumnExpression[str]:
    if dimension is Dimension.LEVEL:
        return LEVEL_OF_TURN
    return COLUMNS[dimension] if dimension.divides_material else literal("")


def _turns_touched(
    session: Session, rows: Dimension, columns: Dimension, selection: Selection
) -> dict[tuple[str, str], int]:
    row, column = _labelled(_coding_column(rows), _coding_column(columns))
    touched = (
        _joined_to_turns(
            selected_codings(select(row, column, col(TurnRow.source_id), col(TurnRow.number)), selection)
        )
        .distinct()
        .subquery()
    )
    query = select(touched.c.row, touched.c.column, func.count()).group_by(touched.c.row, touched.c.column)
    return {(found[0], found[1]): found[2] for found in session.execute(query)}


def _characters_covered(
    session: Session, rows: Dimension, columns: Dimension, selection: Selection
) -> dict[tuple[str, str], int]:
    """Return the characters of turns that at least one of the codings of a row and column covers.

    Spans in the order of their starts add what lies beyond the farthest end so far.
    """
    row, column = _labelled(_coding_column(rows), _coding_column(columns))
    start: Label[int] = _later(col(CodingRow.start), col(TurnRow.start)).label("start")
    end: Label[int] = _earlier(col(CodingRow.end), col(TurnRow.end)).label("end")
    spans = _joined_to_turns(
        selected_codings(select(row, column, col(TurnRow.source_id), start, end), selection)
    ).subquery()
    before = func.max(spans.c.end).over(
        partition_by=(spans.c.row, spans.c.column, spans.c.source_id),
        order_by=(spans.c.start, spans.c.end),
        rows=(None, -1),
    )
    ends = select(spans, func.coalesce(before, 0).label("before")).subquery()
    new = _later(ends.c.end - _later(ends.c.start, ends.c.before), literal(0))
    query = select(ends.c.row, ends.c.column, func.sum(new)).group_by(ends.c.row, ends.c.column)
    return {(found[0], found[1]): int(found[2]) for found in session.execute(query)}


def _later(one: SQLColumnExpression[int], other: SQLColumnExpression[int]) -> SQLColumnExpression[int]:
    return case((one > other, one), else_=other)


def _earlier(one: SQLColumnExpression[int], other: SQLColumnExpression[int]) -> SQLColumnExpression[int]:
    return case((one < other, one), else_=other)


def _joined_to_turns(query: Query) -> Query:
    """Join codings to the turns they touch that the same participant speaks, from the same level."""
    touches = and_(
        col(TurnRow.source_id) == col(CodingRow.source_id),
        col(TurnRow.start) < col(CodingRow.end),
        col(TurnRow.end) > col(CodingRow.start),
        col(TurnRow.participant_id).is_not_distinct_from(col(CodingRow.participant_id)),
        col(TurnRow.level).is_not_distinct_from(col(TELLING.level)),
    )
    return query.join(TurnRow, touches)
