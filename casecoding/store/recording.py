"""Every flush of a logged table becomes before/after rows of one log entry, in its transaction."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session, SQLModel, col

from casecoding.store.log_tables import LogChangeRow, LogEntryRow, TakenBackRow
from casecoding.store.sealing import newest_seal, seal_of
from casecoding.store.tables import Logged, UtcDateTime

# The log names a source's text by its hash, which stands beside it; an entry that corrects a text
# holds the edit. What a suggestion's reason quotes follows from the text.
UNLOGGED_COLUMNS = {"text", "reason"}

type_of_row = type[Logged]


@dataclass(slots=True)
class Entry:
    """One log entry in the making, and the rows changed so far under it."""

    id: str
    at: datetime
    coder_id: str
    action: str
    subject: Mapping[str, Any]
    takes_back: list[int] = field(default_factory=list)  # the numbers of entries
    stands_alone: bool = False  # written even if no row changes
    changes: dict[tuple[str, str], tuple[dict[str, Any] | None, dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, row_id: str, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        """Add one row's change; a second change of the same row is folded into the first."""
        first_before, last_after = self.changes.get((table, row_id), ({}, {}))
        is_new = before is None or first_before is None
        merged = None if is_new else {**(before or {}), **(first_before or {})}
        self.changes[table, row_id] = (merged, {**last_after, **after})


def begin_entry(session: Session, entry: Entry) -> None:
    session.info["entry"] = entry


def say_taken_back(session: Session, seq: int) -> None:
    """Make the session's entry one that takes back entry `seq`; it is written even if no row changes."""
    entry: Entry = session.info["entry"]
    entry.takes_back.append(seq)
    _turn_round(session, seq)


def add_to_subject(session: Session, **values: object) -> None:
    """Say more of what the session's entry is about."""
    entry: Entry = session.info["entry"]
    entry.subject = {**entry.subject, **values}


@contextmanager
def attempting(session: Session) -> Iterator[None]:
    """Leave nothing of the block in the session or its entry when it ends by an exception."""
    session.flush()
    entry: Entry = session.info["entry"]
    kept = replace(entry, changes=dict(entry.changes), takes_back=list(entry.takes_back))
    with ExitStack() as going_back:
        going_back.callback(_restore, entry, kept)
        with session.begin_nested():
            yield
        going_back.pop_all()


def _restore(entry: Entry, kept: Entry) -> None:
    entry.changes, entry.takes_back, entry.subject = kept.changes, kept.takes_back, kept.subject


def say_alone(session: Session) -> None:
    """Let the session's entry be written though no row changes."""
    entry: Entry = session.info["entry"]
    entry.stands_alone = True


def write_entry(session: Session) -> int | None:
    """Write the session's entry and its changes; return its number, None when nothing changed."""
    session.flush()
    entry: Entry = session.info["entry"]
    if not (entry.changes or entry.stands_alone or entry.takes_back):
        return None
    row = LogEntryRow(
        id=entry.id,
        at=entry.at,
        coder_id=entry.coder_id,
        action=entry.action,
        subject=dict(entry.subject),
        seal=_seal(session, entry),
    )
    session.add(row)
    session.flush()
    for seq in entry.takes_back:
        session.add(TakenBackRow(by_seq=row.seq or 0, taken_seq=seq))
    for position, ((table, row_id), (before, after)) in enumerate(entry.changes.items()):
        change = LogChangeRow(
            entry_id=entry.id, position=position, table_name=table, row_id=row_id, before=before, after=after
        )
        session.add(change)
    session.flush()
    return row.seq


def _seal(session: Session, entry: Entry) -> str:
    return seal_of(
        newest_seal(session),
        entry_id=entry.id,
        at=entry.at,
        coder_id=entry.coder_id,
        action=entry.action,
        subject=entry.subject,
        takes_back=entry.takes_back,
        changes=[(*where, *change) for where, change in entry.changes.items()],
    )


def _turn_round(session: Session, seq: int) -> None:
    """Say of an entry that it stands where it fell and fell where it stood, and so of what it takes back.

    An entry takes back earlier ones alone, so each is met once, after all that turn it.
    """
    to_turn = {seq}
    while to_turn:
        at = max(to_turn)
        row = session.get_one(LogEntryRow, at)
        row.stands = not row.stands
        taken = select(col(TakenBackRow.taken_seq)).where(col(TakenBackRow.by_seq) == at)
        to_turn = (to_turn - {at}) ^ set(session.scalars(taken))


def snapshot(row: SQLModel) -> dict[str, Any]:
    """Return the row's logged columns as JSON values."""
    columns = inspect(type(row)).columns.keys()
    return {name: as_json(getattr(row, name)) for name in columns if name not in UNLOGGED_COLUMNS}


def as_json(value: object) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def from_json(row_class: type_of_row, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return logged values as the column types of `row_class`; the inverse of `snapshot`."""
    columns = inspect(row_class).columns
    return {name: _revived(columns[name].type, value) for name, value in values.items()}


def row_id_of(row: SQLModel) -> str:
    return str(inspect(type(row)).primary_key_from_instance(row)[0])


def key_of(row_class: type[Logged], row_id: str) -> str | int:
    """Return a row's key as its column has it; the inverse of `row_id_of`."""
    column = inspect(row_class).primary_key[0]
    return int(row_id) if column.type.python_type is int else row_id


@cache
def logged_tables() -> Mapping[str, type_of_row]:
    """Return table name -> row class of every logged table."""
    return {str(row.__tablename__): row for row in Logged.__subclasses__()}


def _revived(column_type: object, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if isinstance(column_type, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if getattr(column_type, "python_type", str) is date else value


@event.listens_for(Session, "before_flush")
def _record(session: OrmSession, _context: object, _instances: object) -> None:
    entry: Entry | None = session.info.get("entry")
    if entry is None:
        return
    for row in session.new:
        if isinstance(row, Logged):
            entry.add(str(row.__tablename__), row_id_of(row), None, snapshot(row))
    for row in session.dirty:
        if isinstance(row, Logged) and session.is_modified(row):
            before, after = _difference(row)
            entry.add(str(row.__tablename__), row_id_of(row), before, after)


def _difference(row: Logged) -> tuple[dict[str, Any], dict[str, Any]]:
    before, after = {}, {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.has_changes() and attribute.key not in UNLOGGED_COLUMNS:
            before[attribute.key] = as_json(history.deleted[0] if history.deleted else None)
            after[attribute.key] = as_json(attribute.value)
    return before, after
