"""What voices, pieces and tallies are worked out from, as queries whose columns are the tables'."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import Label, SQLColumnExpression
from sqlmodel import col

from casecoding.store.tables import CodeRow, CoderRow, CodingRow, SourceRow, TurnRow
from casecoding.store.tally_tables import WHOEVER, PieceRow, ShortRow, VoiceRow

Rows = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
Plain = Select[*tuple[Any, ...]]
Number = SQLColumnExpression[int]
Column = SQLColumnExpression[Any]

TELLING, OTHER = aliased(TurnRow, name="telling"), aliased(TurnRow, name="other")
CODE, THEME, CODER = (aliased(ShortRow, name=f"{name}_number") for name in ("code", "theme", "coder"))
TELLS = and_(col(TELLING.source_id) == col(CodingRow.source_id), col(TELLING.number) == col(CodingRow.turn))
GRAINS: Mapping[str, Column] = {
    "code": col(PieceRow.code),
    "theme": col(PieceRow.theme),
    "kind": col(CodeRow.kind),
}
NOWHERE = literal(-1)  # start and end of a piece that covers nothing


def new_numbers() -> Rows:
    """Return the codes, themes and coders that have no number yet."""
    ids = union(select(col(CodeRow.id)), select(col(CodeRow.theme_id)), select(col(CoderRow.id))).subquery()
    [found] = ids.c
    return select(found.label("id")).where(found.not_in(select(col(ShortRow.id)))).order_by(found)


def voices(source_id: str | None) -> Rows:
    """Return the voices of one source or of all; a source without turns has one that says nothing."""
    speaking: list[Label[Any]] = [
        col(TurnRow.source_id).label("source_id"),
        col(TurnRow.participant_id).label("participant_id"),
        col(TurnRow.level).label("level"),
    ]
    sums = (
        func.count().label("turns"),
        func.sum(col(TurnRow.words)).label("words"),
        func.sum(col(TurnRow.end) - col(TurnRow.start)).label("characters"),
    )
    spoken: Plain = select(*speaking, *sums).group_by(*speaking)
    nothing = (null().label("participant_id"), null().label("level"))
    silent: Plain = select(
        col(SourceRow.id).label("source_id"), *nothing, literal(0), literal(0), literal(0)
    ).where(~exists().where(col(TurnRow.source_id) == col(SourceRow.id)))
    if source_id:
        spoken = spoken.where(col(TurnRow.source_id) == source_id)
        silent = silent.where(col(SourceRow.id) == source_id)
    return union_all(spoken, silent)


def pieces(of: ColumnElement[bool], *, turns: BindParameter[int] | None = None) -> Rows:
    """Return what the living codings `of` which this holds cover of each turn, or of these turns."""
    telling, others = _at_their_turn(of), _in_other_turns(of)
    if turns is not None:
        telling = telling.where(func.coalesce(col(CodingRow.turn), 0).in_(turns))
        others = others.where(col(OTHER.number).in_(turns))
    found = union_all(telling, others).subquery("found")
    keys = [one for one in found.c if one.name != "codings"]
    return select(*keys, func.sum(found.c.codings).label("codings")).group_by(*keys)


def tallies(of: ColumnElement[bool]) -> Rows:
    """Return the tallies of the pieces `of` which this holds, by each coder and by whoever."""
    return union_all(_tallies(of, by_coder=True), _tallies(of, by_coder=False))


def _at_their_turn(of: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return each coding at the turn that it belongs to."""
    touches = and_(col(CodingRow.start) < col(TELLING.end), col(CodingRow.end) > col(TELLING.start))
    start: Number = case((touches, later(col(CodingRow.start), col(TELLING.start))), else_=NOWHERE)
    end: Number = case((touches, earlier(col(CodingRow.end), col(TELLING.end))), else_=NOWHERE)
    turn: Number = func.coalesce(col(CodingRow.turn), 0)
    query = select(*_piece(turn, start, end, codings=1)).join(TELLING, TELLS, isouter=True)
    return _living(query, of)


def _in_other_turns(of: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Return what long quotations cover of later turns in which the same voice speaks."""
    there = and_(
        col(OTHER.source_id) == col(CodingRow.source_id),
        col(OTHER.start) > col(TELLING.start),
        col(OTHER.start) < col(CodingRow.end),
        col(OTHER.participant_id).is_not_distinct_from(col(TELLING.participant_id)),
        col(OTHER.level).is_not_distinct_from(col(TELLING.level)),
    )
    start, end = later(col(CodingRow.start), col(OTHER.start)), earlier(col(CodingRow.end), col(OTHER.end))
    query = select(*_piece(col(OTHER.number), start, end, codings=0)).join(TELLING, TELLS).join(OTHER, there)
    return _living(query, of).where(
        col(CodingRow.end) > col(TELLING.end), col(CodingRow.start) < col(OTHER.end)
    )


def _piece(turn: Number, start: Number, end: Number, *, codings: int) -> tuple[Label[Any], ...]:
    return (
        col(VoiceRow.number).label("voice"),
        turn.label("turn"),
        col(THEME.number).label("theme"),
        col(CODE.number).label("code"),
        col(CODER.number).label("coder"),
        start.label("start"),
        end.label("end"),
        literal(codings).label("codings"),
    )


def _living(query: Select[*tuple[Any, ...]], of: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Join living codings, already joined to the turn they belong to, to their voice and their numbers."""
    speaks = and_(
        col(VoiceRow.source_id) == col(CodingRow.source_id),
        col(VoiceRow.participant_id).is_not_distinct_from(col(TELLING.participant_id)),
        col(VoiceRow.level).is_not_distinct_from(col(TELLING.level)),
    )
    return (
        query.join(VoiceRow, speaks)
        .join(CodeRow, col(CodeRow.id) == col(CodingRow.code_id))
        .join(CODE, col(CODE.id) == col(CodeRow.id))
        .join(THEME, col(THEME.id) == col(CodeRow.theme_id))
        .join(CODER, col(CODER.id) == col(CodingRow.coder_id))
        .where(col(CodingRow.deleted_at).is_(None), of)
    )


def _tallies(of: ColumnElement[bool], *, by_coder: bool) -> Select[*tuple[Any, ...]]:
    coder: Column = col(PieceRow.coder) if by_coder else literal(WHOEVER)
    adding = [column for grain, key in GRAINS.items() for column in _added(grain, key, by_coder=by_coder)]
    keys = [coder.label("coder"), col(PieceRow.theme), col(PieceRow.code), col(PieceRow.voice)]
    pieces = (
        select(*keys, col(PieceRow.codings), *adding)
        .join(CODE, col(CODE.number) == col(PieceRow.code))
        .join(CodeRow, col(CodeRow.id) == col(CODE.id))
        .where(of)
        .subquery()
    )
    by, added = list(pieces.c)[: len(keys)], list(pieces.c)[len(keys) :]
    return select(*by, *(func.sum(one).label(one.name) for one in added)).group_by(*by)


def _added(grain: str, key: Column, *, by_coder: bool) -> tuple[Label[int], Label[int]]:
    first, new = added([key, col(PieceRow.coder)] if by_coder else [key])
    return first.label(f"turns_of_{grain}"), new.label(f"characters_of_{grain}")


def added(within: Sequence[Column]) -> tuple[Number, Number]:
    """Return whether a piece is the first to touch its turn `within` these keys, and its new characters.

    Pieces in the order of their starts add what lies beyond the farthest end so far.
    """
    before: Number = func.coalesce(
        func.max(col(PieceRow.end)).over(
            partition_by=(col(PieceRow.voice), col(PieceRow.turn), *within),
            order_by=(col(PieceRow.start), col(PieceRow.end), col(PieceRow.code), col(PieceRow.coder)),
            rows=(None, -1),
        ),
        NOWHERE,
    )
    first: Number = case((and_(col(PieceRow.end) > 0, before <= 0), 1), else_=0)
    return first, later(col(PieceRow.end) - later(col(PieceRow.start), before), literal(0))


def later(one: SQLColumnExpression[int], other: SQLColumnExpression[int]) -> SQLColumnExpression[int]:
    return case((one > other, one), else_=other)


def earlier(one: SQLColumnExpression[int], other: SQLColumnExpression[int]) -> SQLColumnExpression[int]:
    return case((one < other, one), else_=other)
