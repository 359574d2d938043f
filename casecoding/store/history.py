"""The log read back: what happened, what can be undone, what changed since."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Select, func, inspect, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casecoding.domain.history import Action, LogEntry
from casecoding.store.recording import as_json, from_json, logged_tables, row_id_of
from casecoding.store.tables import LogChangeRow, LogEntryRow, Logged, SuggestionRow

AT_ONCE = 10  # entries that are read together when one to undo is looked for
Rows = dict[str, dict[str, dict[str, Any]]]  # table -> row id -> column -> value


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after an entry; `before` None means that the entry made it."""

    table: str
    row_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def entries_to_undo(session: Session, coder_id: str, actions: Collection[Action]) -> Iterator[LogEntry]:
    """Give the coder's entries of these actions that stand, newest first."""
    undo, redo = aliased(LogEntryRow), aliased(LogEntryRow)
    taken_back = (
        select(col(undo.seq))
        .where(col(undo.reverts) == col(LogEntryRow.seq))
        .where(~select(col(redo.seq)).where(col(redo.reverts) == undo.seq).exists())
    )
    query = (
        select(LogEntryRow)
        .where(
            col(LogEntryRow.coder_id) == coder_id,
            col(LogEntryRow.action).in_([action.value for action in actions]),
        )
        .where(~taken_back.exists())
        .order_by(col(LogEntryRow.seq).desc())
    )
    return _entries(session, query)


def entries_to_redo(session: Session, coder_id: str, actions: Collection[Action]) -> Iterator[LogEntry]:
    """Give the coder's undos that nothing followed but undo and redo, newest first."""
    redo, later = aliased(LogEntryRow), aliased(LogEntryRow)
    query = (
        select(LogEntryRow)
        .where(col(LogEntryRow.coder_id) == coder_id, col(LogEntryRow.action) == Action.UNDO.value)
        .where(~select(col(redo.seq)).where(col(redo.reverts) == col(LogEntryRow.seq)).exists())
        .where(
            ~select(col(later.seq))
            .where(col(later.coder_id) == coder_id, col(later.seq) > col(LogEntryRow.seq))
            .where(col(later.action).in_([action.value for action in actions]))
            .exists()
        )
        .order_by(col(LogEntryRow.seq).desc())
    )
    return _entries(session, query)


def changes_of(session: Session, seq: int) -> tuple[Change, ...]:
    """Return an entry's changes in the order they were made."""
    query = (
        select(LogChangeRow)
        .join(LogEntryRow, col(LogEntryRow.id) == col(LogChangeRow.entry_id))
        .where(col(LogEntryRow.seq) == seq)
        .order_by(col(LogChangeRow.position))
    )
    return tuple(Change(row.table_name, row.row_id, row.before, row.after) for row in session.scalars(query))


def can_take_back(session: Session, change: Change) -> bool:
    """Tell whether the row is still as the change left it; a row that only ever stays (a coder) is."""
    if _stays(change):
        return True
    row_class = logged_tables()[change.table]
    row = session.get(row_class, _key(row_class, change.row_id))
    return row is not None and _stands(row, change)


def take_back(session: Session, change: Change, *, at: str) -> None:
    """Put one row back to before `change`; a row that the change made is soft-deleted, or stays (a coder)."""
    if _stays(change):
        return
    row_class = logged_tables()[change.table]
    row = session.get_one(row_class, _key(row_class, change.row_id))
    values = {"deleted_at": at} if change.before is None else change.before
    for name, value in from_json(row_class, values).items():
        setattr(row, name, value)


def newest_entry(session: Session) -> int:
    """Return the number of the newest entry, 0 when there is none."""
    return session.scalar(select(func.max(col(LogEntryRow.seq)))) or 0


def rows_changed(table: str, *, after: int, upto: int) -> Select[str]:
    """Return a query for the ids of the rows of `table` that entries after `after`, up to `upto`, changed."""
    entry, change = col(LogEntryRow.seq), col(LogChangeRow.table_name)
    return (
        select(col(LogChangeRow.row_id))
        .join(LogEntryRow, col(LogEntryRow.id) == col(LogChangeRow.entry_id))
        .where(entry > after, entry <= upto, change == table)
        .distinct()
    )


def has_happened(session: Session, action: Action, *, after: int, upto: int) -> bool:
    """Tell whether an entry after `after`, up to `upto`, is of this action."""
    seq = col(LogEntryRow.seq)
    query = select(seq).where(seq > after, seq <= upto, col(LogEntryRow.action) == action.value).limit(1)
    return session.scalar(query) is not None


def list_entries(session: Session, *, limit: int = 200) -> tuple[LogEntry, ...]:
    """Return the newest entries, newest first."""
    query = select(LogEntryRow).order_by(col(LogEntryRow.seq).desc()).limit(limit)
    return tuple(_as_entry(row) for row in session.scalars(query))


def first_places(session: Session) -> dict[tuple[str, str], int]:
    """Return (suggestion's id, "start" or "end") -> where a proposal stood before it was first moved."""
    first: dict[tuple[str, str], int] = {}
    moves = select(LogChangeRow).where(col(LogChangeRow.table_name) == SuggestionRow.__tablename__)
    for row in session.scalars(moves.order_by(col(LogChangeRow.id))).yield_per(1000):
        for name in ("start", "end"):
            if isinstance(place := (row.before or {}).get(name), int):
                first.setdefault((row.row_id, name), place)
    return first


def drifted_rows(session: Session) -> Iterator[tuple[str, str]]:
    """Give (table, row id) of every row that the log tells otherwise of, or nothing, or two things."""
    said, torn = _replayed(session)
    yield from torn
    for table, row_class in logged_tables().items():
        told = said.get(table, {})
        rows = {row_id_of(row): row for row in session.scalars(select(row_class))}
        for row_id, values in told.items():
            if row_id not in rows or not _is(rows[row_id], values):
                yield table, row_id
        if row_class is not SuggestionRow:
            yield from ((table, row_id) for row_id in rows if row_id not in told)


def _replayed(session: Session) -> tuple[Rows, tuple[tuple[str, str], ...]]:
    """Return what the log says that every row became, and the rows on which it contradicts itself."""
    said: Rows = {}
    torn: dict[tuple[str, str], None] = {}
    for row in session.scalars(select(LogChangeRow).order_by(col(LogChangeRow.id))).yield_per(1000):
        known = said.setdefault(row.table_name, {}).setdefault(row.row_id, {})
        if any(known.get(name, value) != value for name, value in (row.before or {}).items()):
            torn[row.table_name, row.row_id] = None
        known.update(row.after)
    return said, tuple(torn)


def _is(row: Logged, values: Mapping[str, Any]) -> bool:
    return all(as_json(getattr(row, name)) == value for name, value in values.items())


def _stays(change: Change) -> bool:
    """Tell whether undo leaves a row: one that stays for good, or the study, whose version only rises."""
    columns = inspect(logged_tables()[change.table]).columns
    return change.table == "study" or (change.before is None and "deleted_at" not in columns)


def _stands(row: Logged, change: Change) -> bool:
    made = {"deleted_at": change.after.get("deleted_at")}
    return _is(row, made if change.before is None else change.after)


def _key(row_class: type[Logged], row_id: str) -> str | int:
    column = inspect(row_class).primary_key[0]
    return int(row_id) if column.type.python_type is int else row_id


def _entries(session: Session, query: Select[LogEntryRow]) -> Iterator[LogEntry]:
    """Give entries a few at a time: the first is nearly always the one that is wanted."""
    for start in count(0, AT_ONCE):
        rows = session.scalars(query.offset(start).limit(AT_ONCE)).all()
        yield from (_as_entry(row) for row in rows)
        if len(rows) < AT_ONCE:
            return


def _as_entry(row: LogEntryRow) -> LogEntry:
    return LogEntry(
        seq=row.seq or 0,
        at=row.at,
        coder_id=row.coder_id,
        action=Action(row.action),
        subject=row.subject,
        reverts=row.reverts,
    )
