"""Codes that stand together: counted in SQL by turns and by overlapping quotations."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations, groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casecoding.aggregating.cooccurrence import Cooccurrence, Pair, Unit
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.selection import Selection
from casecoding.domain.span import Span
from casecoding.store.counting import count_material
from casecoding.store.marks import Marks
from casecoding.store.tables import CaseRow, SourceRow
from casecoding.store.tallied import key_names
from casecoding.store.tally_tables import PieceRow, VoiceRow

MOST_BITS = 62  # of a whole number that both engines add
AT_ONCE = 10_000  # rows
Counted = tuple[Mapping[str, int], Mapping[Pair, int]]
Mark = tuple[Span, str]  # where, and its code or theme

ONE, OTHER = aliased(PieceRow, name="one"), aliased(PieceRow, name="other")
SAME_TURN = and_(col(ONE.voice) == col(OTHER.voice), col(ONE.turn) == col(OTHER.turn))
OVERLAPPING = and_(SAME_TURN, col(ONE.start) < col(OTHER.end), col(ONE.end) > col(OTHER.start))


def count_together(
    session: Session, axis: Dimension, unit: Unit, selection: Selection, *, keys: tuple[str, ...]
) -> Cooccurrence:
    """Return how often the keys of an axis stand in the same turn, or on overlapping quotations."""
    marks, names = Marks(session, axis, selection), key_names(session)
    if unit is Unit.QUOTATION:
        alone, together = _overlapping(session, marks, names)
    elif len(keys) <= MOST_BITS:
        alone, together = _in_turns(session, marks, names, keys)
    else:
        alone, together = _in_turns_of_many(session, marks, names)
    units = sum(one.turns for one in count_material(session, None, None, selection))
    return Cooccurrence(unit, keys, alone, together, units)


def _in_turns(session: Session, marks: Marks, names: Mapping[int, str], keys: tuple[str, ...]) -> Counted:
    """Count turns by the set of keys that they hold, each key a bit: one group-by, however many pairs."""
    places = {key: at for at, key in enumerate(keys)}
    bits = {number: 1 << places[name] for number, name in names.items() if name in places}
    held = select(*marks.place_keys(PieceRow)).where(marks.chosen(PieceRow)).distinct().subquery()
    key = list(held.c)[-1]
    bit = case(bits, value=key, else_=0)
    turns = select(func.sum(bit).label("held")).group_by(held.c.voice, held.c.turn).subquery()
    alone, together = Counter[str](), Counter[Pair]()
    for held_bits, number in session.execute(select(turns.c.held, func.count()).group_by(turns.c.held)):
        here = [keys[at] for at in _bits_of(int(held_bits))]
        for one in here:
            alone[one] += number
        for pair in combinations(here, 2):
            together[pair] += number
    return alone, together


def _bits_of(number: int) -> Iterator[int]:
    """Give the places of the bits that are set, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _in_turns_of_many(session: Session, marks: Marks, names: Mapping[int, str]) -> Counted:
    turns = select(*marks.place_keys(PieceRow)).where(marks.chosen(PieceRow)).distinct().subquery()
    key = list(turns.c)[-1]
    alone = session.execute(select(key, func.count()).group_by(key))
    pairs = (
        select(col(ONE.voice), col(ONE.turn), marks.key(ONE).label("key"), marks.key(OTHER).label("beside"))
        .join_from(ONE, OTHER, SAME_TURN)
        .where(marks.key(ONE) < marks.key(OTHER), marks.chosen(ONE), marks.chosen(OTHER))
        .distinct()
        .subquery()
    )
    query = select(pairs.c.key, pairs.c.beside, func.count()).group_by(pairs.c.key, pairs.c.beside)
    return _named(names, alone, session.execute(query))


def _overlapping(session: Session, marks: Marks, names: Mapping[int, str]) -> Counted:
    """Count marked places, and the pairs of them that overlap."""
    key = marks.key(PieceRow)
    alone = session.execute(select(key, func.count()).where(marks.chosen_once(PieceRow)).group_by(key))
    one, other = marks.key(ONE), marks.key(OTHER)
    pairs = (
        select(one, other, func.count())
        .join_from(ONE, OTHER, OVERLAPPING)
        .where(one < other, marks.chosen_once(ONE), marks.chosen_once(OTHER))
        .group_by(one, other)
    )
    return _named(names, alone, session.execute(pairs))


def _named(names: Mapping[int, str], alone: Any, pairs: Any) -> Counted:
    together = {(names[one], names[other]): number for one, other, number in pairs}
    return {names[key]: number for key, number in alone}, together


def turns_together(
    session: Session,
    axis: Dimension,
    unit: Unit,
    selection: Selection,
    pair: Pair,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return in how many turns a pair stands together, and (source, turn) of some of them."""
    marks = Marks(session, axis, selection)
    numbers = {name: number for number, name in key_names(session).items()}
    places = (
        select(col(ONE.voice), col(ONE.turn))
        .join_from(ONE, OTHER, _together(unit))
        .where(marks.key(ONE) == numbers.get(pair[0]), marks.key(OTHER) == numbers.get(pair[1]))
        .where(marks.chosen(ONE), marks.chosen(OTHER))
        .distinct()
        .subquery()
    )
    query = (
        select(col(VoiceRow.source_id), places.c.turn)
        .join_from(places, VoiceRow, col(VoiceRow.number) == places.c.voice)
        .join(SourceRow, col(SourceRow.id) == col(VoiceRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .order_by(col(CaseRow.name), col(SourceRow.wave), col(SourceRow.name), col(SourceRow.id))
        .order_by(places.c.turn)
    )
    some = session.execute(query.limit(limit).offset(offset))
    found = session.scalar(select(func.count()).select_from(places)) or 0
    return found, tuple((source_id, turn) for source_id, turn in some)


def marks_by_source(
    session: Session, axis: Dimension, selection: Selection
) -> Iterator[tuple[str, list[Mark]]]:
    """Give each source with what is marked in it, each place once a key."""
    marks, names = Marks(session, axis, selection), key_names(session)
    key, start, end = marks.key(PieceRow), col(PieceRow.start), col(PieceRow.end)
    query = (
        select(col(VoiceRow.source_id), start, end, key)
        .join_from(PieceRow, VoiceRow, col(VoiceRow.number) == col(PieceRow.voice))
        .where(marks.chosen_once(PieceRow))
        .order_by(col(VoiceRow.source_id), start)
    )
    rows = session.execute(query, execution_options={"yield_per": AT_ONCE})
    for source_id, here in groupby(rows, key=lambda row: str(row[0])):
        yield source_id, [(Span(first, last), names[number]) for _, first, last, number in here]


def _together(unit: Unit) -> ColumnElement[bool]:
    return OVERLAPPING if unit is Unit.QUOTATION else SAME_TURN
