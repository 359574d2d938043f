"""Taking back: which entries can be undone, what they changed, what changed since."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Select, func, inspect, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casecoding.domain.history import Action, LogEntry
from casecoding.store.log import as_entry
from casecoding.store.log_tables import LogChangeRow, LogEntryRow
from casecoding.store.recording import as_json, from_json, key_of, logged_tables
from casecoding.store.tables import Logged

AT_ONCE = 10  # entries that are read together when one to undo is looked for


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after an entry; `before` None means that the entry made it."""

    table: str
    row_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def entries_to_undo(session: Session, coder_id: str, actions: Collection[Action]) -> Iterator[LogEntry]:
    """Give the coder's entries of these actions that stand, newest first."""
    query = (
        select(LogEntryRow)
        .where(col(LogEntryRow.coder_id) == coder_id, col(LogEntryRow.stands).is_(True))
        .where(col(LogEntryRow.action).in_([action.value for action in actions]))
        .order_by(col(LogEntryRow.seq).desc())
    )
    return _entries(session, query)


def entries_to_redo(session: Session, coder_id: str, actions: Collection[Action]) -> Iterator[LogEntry]:
    """Give the coder's undos that nothing followed but undo and redo, newest first."""
    later = aliased(LogEntryRow)
    query = (
        select(LogEntryRow)
        .where(col(LogEntryRow.coder_id) == coder_id, col(LogEntryRow.action) == Action.UNDO.value)
        .where(col(LogEntryRow.stands).is_(True))
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
    if stays(change):
        return True
    row_class = logged_tables()[change.table]
    row = session.get(row_class, key_of(row_class, change.row_id))
    return row is not None and _stands(row, change)


def take_back(session: Session, change: Change, *, at: str) -> None:
    """Put one row back to before `change`; a row that the change made is soft-deleted, or stays (a coder)."""
    if stays(change):
        return
    row_class = logged_tables()[change.table]
    row = session.get_one(row_class, key_of(row_class, change.row_id))
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


def is_as_told(row: Logged, values: Mapping[str, Any]) -> bool:
    return all(as_json(getattr(row, name)) == value for name, value in values.items())


def stays(change: Change) -> bool:
    """Tell whether undo leaves a row: one that stays for good, or the study, whose version only rises."""
    columns = inspect(logged_tables()[change.table]).columns
    return change.table == "study" or (change.before is None and "deleted_at" not in columns)


def _stands(row: Logged, change: Change) -> bool:
    made = {"deleted_at": change.after.get("deleted_at")}
    return is_as_told(row, made if change.before is None else change.after)


def _entries(session: Session, query: Select[LogEntryRow]) -> Iterator[LogEntry]:
    """Give entries a few at a time: the first is nearly always the one that is wanted."""
    for start in count(0, AT_ONCE):
        rows = session.scalars(query.offset(start).limit(AT_ONCE)).all()
        yield from (as_entry(row) for row in rows)
        if len(rows) < AT_ONCE:
            return
