"""The log told from its first entry on: what every row became, and whether that is what it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from casecoding.store.history import is_as_told
from casecoding.store.log_tables import LogChangeRow, LogEntryRow, TakenBackRow
from casecoding.store.recording import logged_tables, row_id_of
from casecoding.store.tables import SuggestionRow

Rows = dict[str, dict[str, dict[str, Any]]]  # table -> row id -> column -> value
Torn = tuple[tuple[str, str], ...]

# A run sets these for thousands of suggestions at once; its entry holds their digest instead.
SET_BY_RUNS = {SuggestionRow.__tablename__: frozenset({"run_id", "score", "superseded_at"})}


def replayed(session: Session) -> tuple[Rows, Torn]:
    """Return what the log says that every row became, and the rows on which it contradicts itself."""
    said: Rows = {}
    torn: dict[tuple[str, str], None] = {}
    for row in session.scalars(select(LogChangeRow).order_by(col(LogChangeRow.id))).yield_per(1000):
        known = said.setdefault(row.table_name, {}).setdefault(row.row_id, {})
        before = _told(row.table_name, row.before or {})
        if any(known.get(name, value) != value for name, value in before.items()):
            torn[row.table_name, row.row_id] = None
        known.update(_told(row.table_name, row.after))
    return said, tuple(torn)


class Drift(StrEnum):
    """How a row and the log can differ."""

    CONTRADICTED = "contradicted"  # the log says two things of it
    ALTERED = "altered"
    MISSING = "missing"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Drifted:
    """A row that differs from the log, and what the log says of it."""

    drift: Drift
    table: str
    row_id: str
    told: Mapping[str, Any]


def drifted_rows(session: Session) -> Iterator[Drifted]:
    """Give every row that the log tells otherwise of, or nothing, or two things."""
    said, torn = replayed(session)
    for table, row_id in torn:
        yield Drifted(Drift.CONTRADICTED, table, row_id, said[table][row_id])
    for table, row_class in logged_tables().items():
        told = said.get(table, {})
        rows = {row_id_of(row): row for row in session.scalars(select(row_class))}
        for row_id, values in told.items():
            if row_id not in rows:
                yield Drifted(Drift.MISSING, table, row_id, values)
            elif not is_as_told(rows[row_id], values):
                yield Drifted(Drift.ALTERED, table, row_id, values)
        if row_class is not SuggestionRow:
            yield from (Drifted(Drift.UNTOLD, table, row_id, {}) for row_id in rows if row_id not in told)


def gaps(session: Session) -> Iterator[str]:
    """Give the entries of which something is missing: a change of theirs, or on a file the entry itself."""
    row = LogChangeRow
    counted = (
        select(col(row.entry_id), func.count(), func.min(col(row.position)), func.max(col(row.position)))
        .group_by(col(row.entry_id))
        .order_by(col(row.entry_id))
    )
    for entry_id, count, first, last in session.execute(counted):
        if (first, last) != (0, count - 1):
            yield f"{entry_id} ({count}/{last + 1})"
    if session.get_bind().dialect.name == "sqlite":
        yield from _missing_numbers(session)


def wrong_standing(session: Session) -> Iterator[LogEntryRow]:
    """Give the entries that are said to stand and do not, or the other way round."""
    taken: dict[int, list[int]] = {}
    pairs = select(col(TakenBackRow.by_seq), col(TakenBackRow.taken_seq))
    for by, at in session.execute(pairs.order_by(col(TakenBackRow.by_seq))):
        taken.setdefault(by, []).append(at)
    fallen = _fallen(taken)
    said_fallen = select(LogEntryRow).where(col(LogEntryRow.stands).is_(False))
    yield from (row for row in session.scalars(said_fallen).all() if row.seq not in fallen)
    said_standing = select(LogEntryRow).where(col(LogEntryRow.stands).is_(True))
    yield from (row for row in session.scalars(said_standing).all() if row.seq in fallen)


def first_places(session: Session) -> dict[tuple[str, str], int]:
    """Return (suggestion's id, "start" or "end") -> where a proposal stood before it was first moved."""
    first: dict[tuple[str, str], int] = {}
    moves = select(LogChangeRow).where(col(LogChangeRow.table_name) == SuggestionRow.__tablename__)
    for row in session.scalars(moves.order_by(col(LogChangeRow.id))).yield_per(1000):
        for name in ("start", "end"):
            if isinstance(place := (row.before or {}).get(name), int):
                first.setdefault((row.row_id, name), place)
    return first


def _told(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    unheld = SET_BY_RUNS.get(table, frozenset())
    return {name: value for name, value in values.items() if name not in unheld}


def _missing_numbers(session: Session) -> Iterator[str]:
    """Give the numbers that no entry has: a file counts without gaps, as nothing is ever deleted."""
    numbers = session.scalars(select(col(LogEntryRow.seq)).order_by(col(LogEntryRow.seq)))
    expected = 1
    for seq in numbers:
        yield from (str(missing) for missing in range(expected, seq or 0))
        expected = (seq or 0) + 1


def _fallen(taken: Mapping[int, list[int]]) -> set[int]:
    """Return the entries that do not stand: those that an odd number of standing ones take back."""
    fallen: set[int] = set()
    for by in sorted(taken, reverse=True):
        if by not in fallen:
            fallen ^= set(taken[by])
    return fallen
