"""The log as it is read: who did what when, newest first, as many as are wanted."""

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlmodel import Session, col

from casecoding.domain.history import WHOLE_LOG, Action, LogEntry, LogFilter
from casecoding.store.log_tables import LogChangeRow, LogEntryRow, TakenBackRow


def list_entries(
    session: Session, wanted: LogFilter = WHOLE_LOG, *, limit: int | None = 200, offset: int = 0
) -> tuple[LogEntry, ...]:
    """Return the wanted entries, newest first."""
    query = _entries(wanted).order_by(col(LogEntryRow.seq).desc()).limit(limit).offset(offset)
    rows = session.scalars(query).all()
    taken = _taken_back_by(session, [row.seq or 0 for row in rows])
    return tuple(as_entry(row, takes_back=taken.get(row.seq or 0, ())) for row in rows)


def count_entries(session: Session, wanted: LogFilter = WHOLE_LOG) -> int:
    return session.scalar(select(func.count()).select_from(_entries(wanted).subquery())) or 0


def as_entry(row: LogEntryRow, *, takes_back: tuple[int, ...] = ()) -> LogEntry:
    return LogEntry(
        seq=row.seq or 0,
        at=row.at,
        coder_id=row.coder_id,
        action=Action(row.action),
        subject=row.subject,
        takes_back=takes_back,
        stands=row.stands,
    )


def _entries(wanted: LogFilter) -> Select[LogEntryRow]:
    return select(LogEntryRow).where(*_conditions(wanted))


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    row = LogEntryRow
    conditions: list[ColumnElement[bool]] = []
    if wanted.coders:
        conditions.append(col(row.coder_id).in_(wanted.coders))
    if wanted.actions:
        conditions.append(col(row.action).in_([action.value for action in wanted.actions]))
    if wanted.since:
        conditions.append(col(row.at) >= wanted.since)
    if wanted.until:
        conditions.append(col(row.at) < wanted.until)
    if wanted.numbers:
        conditions.append(col(row.seq).in_(wanted.numbers))
    if wanted.only_standing:
        conditions.append(col(row.stands).is_(True))
    if wanted.about:
        conditions.append(_is_about(wanted.about))
    return conditions


def _is_about(row_id: str) -> ColumnElement[bool]:
    """Return what holds of entries that name the id in their subject, or changed the row."""
    changed = select(col(LogChangeRow.entry_id)).where(col(LogChangeRow.row_id) == row_id)
    named = cast(col(LogEntryRow.subject), String).contains(f'"{row_id}"', autoescape=True)
    return or_(named, col(LogEntryRow.id).in_(changed))


def _taken_back_by(session: Session, numbers: list[int]) -> dict[int, tuple[int, ...]]:
    """Return entry -> the entries that it takes back, in the order in which they were made."""
    row = TakenBackRow
    query = select(col(row.by_seq), col(row.taken_seq)).where(col(row.by_seq).in_(numbers))
    found: dict[int, tuple[int, ...]] = {}
    for by, taken in session.execute(query.order_by(col(row.taken_seq))):
        found[by] = (*found.get(by, ()), taken)
    return found
