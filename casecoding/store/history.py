"""The log read back: what happened, what can be undone, what changed since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casecoding.domain.history import Action, LogEntry
from casecoding.store.recording import as_json, from_json, table_class
from casecoding.store.tables import LogChangeRow, LogEntryRow, Logged


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after an entry; `before` None means that the entry made it."""

    table: str
    row_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def entry_to_undo(session: Session, coder_id: str, actions: Collection[Action]) -> LogEntry | None:
    """Return the coder's newest entry of these actions that stands, None when there is none."""
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
        .limit(1)
    )
    return _first(session, query)


def entry_to_redo(session: Session, coder_id: str, actions: Collection[Action]) -> LogEntry | None:
    """Return the coder's newest undo that nothing followed but undo and redo, None when there is none."""
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
        .limit(1)
    )
    return _first(session, query)


def changes_of(session: Session, seq: int) -> tuple[Change, ...]:
    """Return an entry's changes in the order they were made."""
    query = (
        select(LogChangeRow)
        .join(LogEntryRow, col(LogEntryRow.id) == col(LogChangeRow.entry_id))
        .where(col(LogEntryRow.seq) == seq)
        .order_by(col(LogChangeRow.position))
    )
    return tuple(Change(row.table_name, row.row_id, row.before, row.after) for row in session.scalars(query))


def take_back(session: Session, change: Change, *, at: str) -> bool:
    """Put one row back to before `change`; a row that the change made is soft-deleted.

    Returns False, and changes nothing, when the row has moved on since.
    """
    row_class = table_class(change.table)
    row = session.get(row_class, _key(row_class, change.row_id))
    if row is None or not _stands(row, change):
        return False
    values = {"deleted_at": at} if change.before is None else change.before
    for name, value in from_json(row_class, values).items():
        setattr(row, name, value)
    return True


def changed_since(session: Session, seq: int, *, table: str) -> tuple[int, tuple[str, ...]]:
    """Return the newest entry's number and the ids of the rows of `table` changed after entry `seq`."""
    newest = session.scalar(select(col(LogEntryRow.seq)).order_by(col(LogEntryRow.seq).desc()).limit(1)) or 0
    query = (
        select(col(LogChangeRow.row_id))
        .join(LogEntryRow, col(LogEntryRow.id) == col(LogChangeRow.entry_id))
        .where(
            col(LogEntryRow.seq) > seq, col(LogEntryRow.seq) <= newest, col(LogChangeRow.table_name) == table
        )
        .distinct()
    )
    return newest, tuple(session.scalars(query))


def list_entries(session: Session, *, limit: int = 200) -> tuple[LogEntry, ...]:
    """Return the newest entries, newest first."""
    query = select(LogEntryRow).order_by(col(LogEntryRow.seq).desc()).limit(limit)
    return tuple(_as_entry(row) for row in session.scalars(query))


def drifted_rows(session: Session) -> tuple[tuple[str, str], ...]:
    """Return (table, row id) of every row that is not what the log says it became."""
    said: dict[tuple[str, str], dict[str, Any]] = {}
    for row in session.scalars(select(LogChangeRow).order_by(col(LogChangeRow.id))).yield_per(1000):
        said.setdefault((row.table_name, row.row_id), {}).update(row.after)
    return tuple(key for key, values in said.items() if not _is_as_said(session, *key, values))


def _is_as_said(session: Session, table: str, row_id: str, values: Mapping[str, Any]) -> bool:
    row_class = table_class(table)
    row = session.get(row_class, _key(row_class, row_id))
    if row is None:
        return False
    return all(as_json(getattr(row, name)) == value for name, value in values.items())


def _stands(row: Logged, change: Change) -> bool:
    told = change.after if change.before is not None else {"deleted_at": change.after.get("deleted_at")}
    return all(as_json(getattr(row, name)) == value for name, value in told.items())


def _key(row_class: type[Logged], row_id: str) -> str | int:
    column = inspect(row_class).primary_key[0]
    return int(row_id) if column.type.python_type is int else row_id


def _first(session: Session, query: Any) -> LogEntry | None:
    row = session.scalars(query).first()
    return _as_entry(row) if row else None


def _as_entry(row: LogEntryRow) -> LogEntry:
    return LogEntry(
        seq=row.seq or 0,
        at=row.at,
        coder_id=row.coder_id,
        action=Action(row.action),
        subject=row.subject,
        reverts=row.reverts,
    )
