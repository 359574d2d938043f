"""Codes that stand together in turns and on overlapping quotations."""

from collections.abc import Iterator, Mapping
from itertools import groupby

import numpy as np
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casecoding.aggregating.cooccurrence import Cooccurrence, Pair, Unit
from casecoding.aggregating.matrix import Dimension
from casecoding.aggregating.pairing import MarkColumns, PairCounts
from casecoding.domain.selection import Selection
from casecoding.domain.span import Span
from casecoding.store.counting import count_material
from casecoding.store.marks import Marks
from casecoding.store.packed import Packed, unpacked
from casecoding.store.tables import CaseRow, SourceRow
from casecoding.store.tallied import key_names
from casecoding.store.tally_tables import PieceRow, VoiceRow

AT_ONCE = 10_000  # rows
VOICES_AT_ONCE = 500
Mark = tuple[Span, str]  # where, and its code or theme

ONE, OTHER = aliased(PieceRow, name="one"), aliased(PieceRow, name="other")
SAME_TURN = and_(col(ONE.voice) == col(OTHER.voice), col(ONE.turn) == col(OTHER.turn))
OVERLAPPING = and_(SAME_TURN, col(ONE.start) < col(OTHER.end), col(ONE.end) > col(OTHER.start))


def count_together(
    session: Session, axis: Dimension, unit: Unit, selection: Selection, *, keys: tuple[str, ...]
) -> Cooccurrence:
    """Return how often the keys of an axis stand in the same turn, or on overlapping quotations."""
    names, places = key_names(session), {key: at for at, key in enumerate(keys)}
    known = {number: places[name] for number, name in names.items() if name in places}
    counts = PairCounts(len(keys))
    for marks in _columns(session, Marks(session, axis, selection), known, unit):
        counts.add(marks)
    alone = {key: int(number) for key, number in zip(keys, counts.alone, strict=True) if number}
    together = {
        (keys[one], keys[other]): int(counts.together[one, other])
        for one, other in np.argwhere(counts.together)
    }
    units = sum(one.turns for one in count_material(session, None, None, selection))
    return Cooccurrence(unit, keys, alone, together, units)


def _columns(session: Session, marks: Marks, places: Mapping[int, int], unit: Unit) -> Iterator[MarkColumns]:
    """Give what is marked, some voices at a time; `places` goes from a key's number to its place."""
    place_of = np.zeros(max(places, default=0) + 1, dtype=np.int64)
    place_of[list(places)] = list(places.values())
    spans = (col(PieceRow.start), col(PieceRow.end)) if unit is Unit.QUOTATION else ()
    columns = [Packed(one) for one in (col(PieceRow.turn), marks.key(PieceRow), *spans)]
    query = select(func.count(), *columns).where(marks.chosen(PieceRow)).group_by(col(PieceRow.voice))
    rows = session.execute(query, execution_options={"yield_per": VOICES_AT_ONCE})
    for some in rows.partitions():
        numbers, *packed = zip(*some, strict=True)
        turns, keys, *where = map(unpacked, packed)
        voices = np.repeat(np.arange(len(numbers)), numbers)
        yield MarkColumns(voices * (turns.max() + 1) + turns, place_of[keys], *where)


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
