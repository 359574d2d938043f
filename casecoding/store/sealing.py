"""Seals of the log: each entry's is a fingerprint of what it says and of the seal before it.

What was written, altered or taken out of the log by another hand shows, as the seals then do not follow
from each other. Whether an entry stands is not sealed: it changes when another takes the entry back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.store.log_tables import LogChangeRow, LogEntryRow, TakenBackRow

AT_ONCE = 500  # entries whose changes are read together

Told = tuple[str, str, Mapping[str, Any] | None, Mapping[str, Any]]  # table, row id, before, after


def seal_of(
    before: str,
    *,
    entry_id: str,
    at: datetime,
    coder_id: str,
    action: str,
    subject: Mapping[str, Any],
    takes_back: Iterable[int],
    changes: Iterable[Told],
) -> str:
    """Return an entry's seal after the seal `before`. Kept seals were made like this: it never changes."""
    moment = at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC).isoformat()
    told = [
        before,
        entry_id,
        moment,
        coder_id,
        action,
        subject,
        sorted(takes_back),
        [list(one) for one in changes],
    ]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def newest_seal(session: Session) -> str:
    """Return the seal of the newest entry, empty where there is none."""
    return session.scalar(select(col(LogEntryRow.seal)).order_by(col(LogEntryRow.seq).desc()).limit(1)) or ""


def broken_seals(session: Session) -> Iterator[int]:
    """Give the numbers of the entries whose seals do not follow from what is said in and before them."""
    before = ""
    entries = session.scalars(select(LogEntryRow).order_by(col(LogEntryRow.seq)))
    for some in entries.yield_per(AT_ONCE).partitions():
        changes, taken = _changes_of(session, some), _taken_by(session, some)
        for row in some:
            seal = seal_of(
                before,
                entry_id=row.id,
                at=row.at,
                coder_id=row.coder_id,
                action=row.action,
                subject=row.subject,
                takes_back=taken.get(row.seq or 0, ()),
                changes=changes.get(row.id, ()),
            )
            if seal != row.seal:
                yield row.seq or 0
            before = row.seal


def _changes_of(session: Session, entries: Sequence[LogEntryRow]) -> dict[str, list[Told]]:
    row = LogChangeRow
    query = select(row).where(col(row.entry_id).in_([entry.id for entry in entries]))
    found: dict[str, list[Told]] = {}
    for one in session.scalars(query.order_by(col(row.position))):
        found.setdefault(one.entry_id, []).append((one.table_name, one.row_id, one.before, one.after))
    return found


def _taken_by(session: Session, entries: Sequence[LogEntryRow]) -> dict[int, list[int]]:
    row = TakenBackRow
    query = select(col(row.by_seq), col(row.taken_seq))
    found: dict[int, list[int]] = {}
    for by, taken in session.execute(query.where(col(row.by_seq).in_([entry.seq for entry in entries]))):
        found.setdefault(by, []).append(taken)
    return found
