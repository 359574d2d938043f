"""Repairing a study: what of it the log, the files and the rules can put right again, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, inspect, select, update
from sqlmodel import Session, col

from casecoding.domain.suggestion import Verdict
from casecoding.store.checking import Fault, Finding, reference_faults
from casecoding.store.log_tables import LogChangeRow, LogEntryRow, TakenBackRow
from casecoding.store.recording import Entry, add_to_subject, from_json, key_of, logged_tables, snapshot
from casecoding.store.replaying import Drift, Drifted, drifted_rows, replayed, wrong_standing
from casecoding.store.speakers import renew_speakers
from casecoding.store.tables import SourceRow, SuggestionRow, TurnRow
from casecoding.store.tallies import tally_all

Texts = Mapping[str, str]  # source id -> its text as file and corrections tell it

LOG_TABLES = {LogEntryRow.__tablename__, LogChangeRow.__tablename__, TakenBackRow.__tablename__}
KEPT_ELSEWHERE = frozenset({"source", "suggestion"})  # the log does not hold all of such a row


class Remedy(StrEnum):
    """What can be done about a finding."""

    FROM_LOG = "from-log"
    INTO_LOG = "into-log"
    FROM_FILE = "from-file"
    WORKED_OUT = "worked-out"
    WITHDRAWN = "withdrawn"
    TAKEN_OUT = "taken-out"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Repair:
    """A finding, and what can be done about it."""

    finding: Finding
    remedy: Remedy


def plan_repairs(session: Session, findings: Iterable[Finding], texts: Texts) -> tuple[Repair, ...]:
    """Return what can be done about each finding; stores nothing."""
    drifted = {(one.table, one.row_id): one for one in drifted_rows(session)}
    pending = set(session.scalars(_pending()))
    orphans = {one.row_id for one in _orphans(session)}
    return tuple(
        Repair(one, Remedy.TAKEN_OUT)
        if orphans & set(one.id.split(" ")[:2])
        else Repair(one, _remedy(one, drifted, texts, pending))
        for one in findings
    )


def can_be_told(illegal: Sequence[tuple[str, str]], table: str) -> bool:
    """Tell whether the log can say what an illegal row of this table is: the log itself must be legal."""
    return table in logged_tables() and not LOG_TABLES & {one for one, _ in illegal}


def rewrite_illegal(session: Session, illegal: Sequence[tuple[str, str]]) -> None:
    """Make illegal rows what the log says, where it can say it; done before any of them is read."""
    wanted = [one for one in illegal if can_be_told(illegal, one[0])]
    said = replayed(session)[0] if wanted else {}
    for table, row_id in wanted:
        told = said.get(table, {}).get(row_id)
        if told:
            _write_as_told(session, Drifted(Drift.ALTERED, table, row_id, told))


def mend(session: Session, texts: Texts) -> None:
    """Put right what can be; rows that were brought back to the log are not logged again."""
    for one in list(drifted_rows(session)):
        if _remedy_of_drift(one) is Remedy.FROM_LOG:
            _write_as_told(session, one)
    for source_id, text in texts.items():
        session.execute(update(SourceRow).where(col(SourceRow.id) == source_id).values(text=text))
    _take_orphans_out(session)
    session.expire_all()
    for source_id in session.scalars(select(col(TurnRow.source_id)).distinct()).all():
        renew_speakers(session, source_id)
    for row in wrong_standing(session):
        row.stands = not row.stands
    _log_untold(session)
    session.flush()
    tally_all(session)


def withdraw(session: Session, suggestion_ids: Sequence[str], *, at: datetime) -> None:
    """Let waiting suggestions that stand nowhere wait no longer; a new run makes them again."""
    where = (col(SuggestionRow.id).in_(suggestion_ids), _is_pending())
    session.execute(update(SuggestionRow).where(*where).values(superseded_at=at))


def _remedy(
    finding: Finding, drifted: Mapping[tuple[str, str], Drifted], texts: Texts, pending: set[str]
) -> Remedy:
    match finding.fault:
        case Fault.LOG | Fault.REFERENCE:
            table, row_id = finding.id.split(" ")[:2]
            return _remedy_of_drift(drifted.get((table, row_id)))
        case Fault.CODING_SPAN | Fault.CODING_QUOTE | Fault.CODING_CODE:
            drift = drifted.get(("coding", finding.id))
            return Remedy.FROM_FILE if drift is None and texts else _remedy_of_drift(drift)
        case Fault.SOURCE_TEXT | Fault.CORRECTION:
            return Remedy.FROM_FILE if finding.id in texts else Remedy.NONE
        case Fault.TURN_SPEAKER | Fault.LOG_STANDING | Fault.TALLY:
            return Remedy.WORKED_OUT
        case Fault.SUGGESTION_SPAN:
            return Remedy.WITHDRAWN if finding.id in pending else Remedy.NONE
        case _:
            return Remedy.NONE


def _remedy_of_drift(drifted: Drifted | None) -> Remedy:
    if drifted is None:
        return Remedy.NONE
    match drifted.drift:
        case Drift.ALTERED:
            return Remedy.FROM_LOG
        case Drift.MISSING:
            return Remedy.NONE if drifted.table in KEPT_ELSEWHERE else Remedy.FROM_LOG
        case Drift.UNTOLD:
            return Remedy.INTO_LOG
        case Drift.CONTRADICTED:
            return Remedy.NONE


def _write_as_told(session: Session, drifted: Drifted) -> None:
    """Make a row what the log says, past the recording: the log has it already."""
    row_class: Any = logged_tables()[drifted.table]
    values = from_json(row_class, drifted.told)
    if drifted.drift is Drift.MISSING:
        session.execute(insert(row_class).values(**values))
        return
    key = inspect(row_class).primary_key[0]
    session.execute(update(row_class).where(key == key_of(row_class, drifted.row_id)).values(**values))


def _orphans(session: Session) -> Iterator[Drifted]:
    """Give the rows that the log knows nothing of and that point to nothing: no casecoding made them."""
    astray = {tuple(one.id.split(" ")[:2]) for one in reference_faults(session)}
    for one in drifted_rows(session):
        if one.drift is Drift.UNTOLD and (one.table, one.row_id) in astray:
            yield one


def _take_orphans_out(session: Session) -> None:
    """Delete orphans; the entry of this repair keeps what they said."""
    kept = []
    for one in list(_orphans(session)):
        row_class = logged_tables()[one.table]
        row = session.get_one(row_class, key_of(row_class, one.row_id))
        kept.append({"table": one.table, **snapshot(row)})
        session.expunge(row)
        session.execute(delete(row_class).where(inspect(row_class).primary_key[0] == one.row_id))
    if kept:
        add_to_subject(session, orphans=kept)


def _log_untold(session: Session) -> None:
    """Take rows that the log does not know into it, as made by this repair."""
    entry: Entry = session.info["entry"]
    for one in list(drifted_rows(session)):
        if one.drift is Drift.UNTOLD:
            row_class = logged_tables()[one.table]
            row = session.get_one(row_class, key_of(row_class, one.row_id))
            entry.add(one.table, one.row_id, None, snapshot(row))


def _is_pending() -> Any:
    return col(SuggestionRow.verdict) == Verdict.PENDING.value


def _pending() -> Any:
    return select(col(SuggestionRow.id)).where(_is_pending())
