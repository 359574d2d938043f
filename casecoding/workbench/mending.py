"""Checking a study and repairing it: what is off, what can be done about it, and doing that when asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product

from sqlmodel import Session

from casecoding.domain.backup import Backup
from casecoding.domain.history import Action
from casecoding.domain.source import ReadingChoices, text_hash
from casecoding.errors import InputError, TextMovedOn
from casecoding.i18n.translating import Translator
from casecoding.importing.reading import read_file
from casecoding.store.checking import Fault, Finding, check_study
from casecoding.store.corrections import corrections_by_source, imported_hash
from casecoding.store.mending import (
    Remedy,
    Repair,
    Texts,
    can_be_told,
    mend,
    plan_repairs,
    rewrite_illegal,
    withdraw,
)
from casecoding.store.naming import Names
from casecoding.store.recording import add_to_subject, say_alone
from casecoding.store.sources import original_of
from casecoding.workbench.backing_up import back_up
from casecoding.workbench.bench import Bench
from casecoding.workbench.reading import check

UNNAMED = frozenset(
    {Fault.DATABASE, Fault.VALUE, Fault.LOG_GAP, Fault.LOG_SEAL, Fault.LOG_STANDING, Fault.TALLY}
)
TABLE_OF = {
    Fault.SOURCE_TEXT: "source",
    Fault.ORIGINAL: "source",
    Fault.CORRECTION: "source",
    Fault.TURN_GAP: "source",
    Fault.TURN_SPAN: "source",
    Fault.TURN_SPEAKER: "source",
    Fault.CODING_SPAN: "coding",
    Fault.CODING_QUOTE: "coding",
    Fault.CODING_CODE: "coding",
    Fault.SUGGESTION_SPAN: "suggestion",
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything that is off in a study, with what can be done about it."""

    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What a repair did: the backup made first (None on a server), and what is still off."""

    backup: Backup | None
    repairs: tuple[Repair, ...]
    left: tuple[Finding, ...]


def diagnose(bench: Bench) -> Diagnosis:
    """Return everything that is off with what can be done about it; stores nothing."""
    findings = check(bench)
    if any(one.fault is Fault.DATABASE for one in findings):
        return Diagnosis(tuple(Repair(one, Remedy.NONE) for one in findings))
    illegal = bench.store.illegal_rows()
    if illegal:
        return Diagnosis(tuple(_repair_of_value(table, row_id, illegal) for table, row_id in illegal))
    with bench.store.reading() as session:
        return Diagnosis(plan_repairs(session, findings, _texts(session, findings)))


def repair(bench: Bench, *, coder_id: str) -> Mended:
    """Put right what can be, as one entry of the log, after a backup; what cannot be is left alone.

    Raises StudyDamaged where the database's pages are, RowDamaged where values can be had from nowhere,
    StudyUnwritable where no backup can be made.
    """
    illegal = bench.store.illegal_rows()
    backup = back_up(bench) if bench.store.is_file else None
    with bench.writing(Action.REPAIR, coder_id=coder_id) as session:
        rewrite_illegal(session, illegal)
        findings = check_study(session)
        texts = _texts(session, findings)
        repairs = tuple(_repair_of_value(*one, illegal) for one in illegal)
        repairs += plan_repairs(session, findings, texts)
        mend(session, texts)
        spans = [one.id for one in check_study(session) if one.fault is Fault.SUGGESTION_SPAN]
        withdraw(session, spans, at=bench.clock())
        add_to_subject(session, findings=len(findings))
        say_alone(session)
    return Mended(backup, repairs, check(bench))


def places_in_words(bench: Bench, repairs: Sequence[Repair], t: Translator) -> tuple[str, ...]:
    """Return where each finding is, by the name of its row where it has one."""
    with bench.store.reading() as session:
        names = Names(session, danish=t.language == "da")
        return tuple(_place_in_words(one.finding, names) for one in repairs)


def _place_in_words(finding: Finding, names: Names) -> str:
    if finding.fault in UNNAMED:
        return finding.id
    table = TABLE_OF.get(finding.fault)
    if table:
        row_id, _, rest = finding.id.partition(" ")
        return f"{names.of(table, row_id)} {rest}".strip()
    table, _, rest = finding.id.partition(" ")
    return names.of(table, rest.partition(" ")[0])


def _repair_of_value(table: str, row_id: str, illegal: Sequence[tuple[str, str]]) -> Repair:
    remedy = Remedy.FROM_LOG if can_be_told(illegal, table) else Remedy.NONE
    return Repair(Finding(Fault.VALUE, f"{table} {row_id}"), remedy)


def remedy_key(remedy: Remedy) -> str:
    """Return the text key of what can be done."""
    return f"mending.remedy_{remedy.value.replace('-', '_')}"


def fault_key(fault: Fault) -> str:
    """Return the text key of what is off."""
    return f"mending.fault_{fault.value.replace('-', '_')}"


def _texts(session: Session, findings: Sequence[Finding]) -> Texts:
    """Return the texts of sources that are off, as their files and corrections tell them."""
    off = {one.id for one in findings if one.fault in {Fault.SOURCE_TEXT, Fault.CORRECTION}}
    edits = corrections_by_source(session)
    found = {}
    for source_id in sorted(off):
        imported = _imported_text(session, source_id)
        if imported is None:
            continue
        try:
            for edit in edits.get(source_id, ()):
                imported = edit.applied(imported)
        except TextMovedOn:
            continue
        found[source_id] = imported
    return found


def _imported_text(session: Session, source_id: str) -> str | None:
    """Return the text that was imported, read from the file anew; None where it comes out otherwise."""
    wanted, (name, content, file_hash) = imported_hash(session, source_id), original_of(session, source_id)
    if sha256(content).hexdigest() != file_hash:
        return None
    return next((text for text in _readings(name, content) if text_hash(text) == wanted), None)


def _readings(name: str, content: bytes) -> Iterator[str]:
    """Give what a file reads as, in every way that needs no password."""
    for comments, furniture in product((False, True), (None, False, True)):
        try:
            yield read_file(name, content, choices=ReadingChoices(comments, furniture)).text
        except InputError:
            continue
