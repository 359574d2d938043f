"""Codes that stand together: counted in SQL by turns and by overlapping quotations."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, func, select
from sqlalchemy.sql.selectable import CTE
from sqlmodel import Session, col

from casecoding.aggregating.cooccurrence import Cooccurrence, Pair, Unit
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.selection import Selection
from casecoding.domain.span import Span
from casecoding.store.counting import count_material
from casecoding.store.tables import CaseRow, SourceRow
from casecoding.store.tallied import key_names, selected_marks

MOST_BITS = 62  # of a whole number that both engines add
Counted = tuple[Mapping[str, int], Mapping[Pair, int]]
Mark = tuple[Span, str]  # where, and its code or theme


def count_together(
    session: Session, axis: Dimension, unit: Unit, selection: Selection, *, keys: tuple[str, ...]
) -> Cooccurrence:
    """Return how often the keys of an axis stand in the same turn, or on overlapping quotations."""
    count = _in_turns if unit is Unit.TURN and len(keys) <= MOST_BITS else _joined
    alone, together = count(session, axis, unit, selection, keys)
    units = sum(one.turns for one in count_material(session, None, None, selection))
    return Cooccurrence(unit, keys, alone, together, units)


def _in_turns(
    session: Session, axis: Dimension, _unit: Unit, selection: Selection, keys: tuple[str, ...]
) -> Counted:
    """Count turns by the set of keys that they hold, each key a bit: one group-by, however many pairs."""
    numbers = {name: number for number, name in key_names(session).items()}
    bits = {numbers[key]: 1 << at for at, key in enumerate(keys)}
    marks = selected_marks(session, axis, selection)
    held = func.sum(distinct(case(bits, value=marks.c.key, else_=0))).label("held")
    turns = select(held).group_by(marks.c.voice, marks.c.turn).subquery()
    alone, together = Counter[str](), Counter[Pair]()
    for held_bits, number in session.execute(select(turns.c.held, func.count()).group_by(turns.c.held)):
        here = [key for at, key in enumerate(keys) if int(held_bits) >> at & 1]
        alone.update(dict.fromkeys(here, number))
        together.update(dict.fromkeys(combinations(here, 2), number))
    return alone, together


def _joined(
    session: Session, axis: Dimension, unit: Unit, selection: Selection, _keys: tuple[str, ...]
) -> Counted:
    """Count by joining what holds a key with itself."""
    marks, names = _marks(session, axis, unit, selection), key_names(session)
    alone = session.execute(select(marks.c.key, func.count()).group_by(marks.c.key))
    one, other = marks.alias("one"), marks.alias("other")
    pairs = (
        select(one.c.key, other.c.key, func.count())
        .join_from(one, other, _together(one, other, unit))
        .where(one.c.key < other.c.key)
        .group_by(one.c.key, other.c.key)
    )
    together = {(names[a], names[b]): number for a, b, number in session.execute(pairs)}
    return {names[key]: number for key, number in alone}, together


def turns_together(
    session: Session, axis: Dimension, unit: Unit, selection: Selection, pair: Pair
) -> tuple[tuple[str, int], ...]:
    """Return (source, turn) of every turn in which a pair stands together, by case, wave, source and turn."""
    marks = _marks(session, axis, unit, selection)
    numbers = {name: number for number, name in key_names(session).items()}
    one, other = marks.alias("one"), marks.alias("other")
    places = (
        select(one.c.source_id, one.c.turn)
        .join_from(one, other, _together(one, other, unit))
        .where(one.c.key == numbers.get(pair[0]), other.c.key == numbers.get(pair[1]))
        .distinct()
        .subquery()
    )
    query = (
        select(places.c.source_id, places.c.turn)
        .join(SourceRow, col(SourceRow.id) == places.c.source_id)
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .order_by(col(CaseRow.name), col(SourceRow.wave), col(SourceRow.name), places.c.source_id)
        .order_by(places.c.turn)
    )
    return tuple((source_id, turn) for source_id, turn in session.execute(query))


def marks_by_source(
    session: Session, axis: Dimension, selection: Selection
) -> Iterator[tuple[str, list[Mark]]]:
    """Give each source with what is marked in it, each place once a key."""
    marks, names = selected_marks(session, axis, selection), key_names(session)
    query = select(marks.c.source_id, marks.c.key, marks.c.start, marks.c.end).order_by(
        marks.c.source_id, marks.c.start
    )
    found: dict[str, list[Mark]] = {}
    for source_id, key, start, end in session.execute(query):
        found.setdefault(source_id, []).append((Span(start, end), names[key]))
    yield from found.items()


def _marks(session: Session, axis: Dimension, unit: Unit, selection: Selection) -> CTE:
    """Return the units that hold a key: marked places, or turns."""
    marks = selected_marks(session, axis, selection)
    columns = [marks.c.source_id, marks.c.voice, marks.c.turn, marks.c.key]
    if unit is Unit.QUOTATION:
        columns += [marks.c.start, marks.c.end]
    return select(*columns).distinct().cte("marks")


def _together(one: Any, other: Any, unit: Unit) -> ColumnElement[bool]:
    same_turn = and_(one.c.voice == other.c.voice, one.c.turn == other.c.turn)
    if unit is not Unit.QUOTATION:
        return same_turn
    return and_(same_turn, one.c.start < other.c.end, one.c.end > other.c.start)
