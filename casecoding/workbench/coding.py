"""Coding: apply, change and take away; undo and redo."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from casecoding.domain.coding import Coder, Coding, Stance, clean_memo
from casecoding.domain.history import CODING_ACTIONS, Action, LogEntry
from casecoding.domain.source import text_hash
from casecoding.domain.span import Span
from casecoding.errors import (
    AnothersCoding,
    BulkLineRefused,
    InputError,
    InvalidSpan,
    MovedOn,
    NothingToRedo,
    NothingToUndo,
    QuoteMismatch,
)
from casecoding.store import codings, history
from casecoding.store.recording import say_reverted
from casecoding.store.sources import SourceText, load_text
from casecoding.store.speakers import renew_after
from casecoding.store.study import (
    add_coder,
    bump_codebook_version,
    coder_named,
    coder_with_id,
    list_coders,
    load_codebook,
)
from casecoding.workbench import correcting
from casecoding.workbench.bench import MACHINE, Bench


@dataclass(frozen=True, slots=True)
class Marking:
    """One wish to code: `quote` must be the text at the span, unless it is None."""

    source: str
    start: int
    end: int
    code: str
    quote: str | None = None
    stance: Stance | None = None
    memo: str = ""
    coding_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reverted:
    """The step that was taken back; `skipped` counts newer ones that someone has changed since."""

    entry: LogEntry
    skipped: int


def apply_code(bench: Bench, marking: Marking, *, coder_id: str) -> Coding:
    """Store one coding; the same code on the same span by the same coder is stored once.

    Raises UnknownSource, UnknownCode, InvalidSpan or QuoteMismatch.
    """
    return apply_codes(bench, [marking], coder_id=coder_id)[0]


def apply_codes(bench: Bench, markings: Sequence[Marking], *, coder_id: str) -> tuple[Coding, ...]:
    """Store several codings as one step that one undo takes back."""
    subject = {"code": ", ".join(marking.code for marking in markings), "source": markings[0].source}
    with bench.writing(Action.APPLY_CODE, coder_id=coder_id, subject=subject) as session:
        desk = MarkingDesk(bench, session)
        return tuple(desk.place(marking, coder_id=coder_id) for marking in markings)


def apply_many(bench: Bench, lines: Iterable[tuple[int, Marking, str]]) -> int:
    """Store (line number, marking, coder's name) all together or not at all; return how many.

    Raises BulkLineRefused with the number of the first line that cannot be stored.
    """
    marked = list(lines)
    with bench.store.reading() as session:
        known = {coder.name: coder for coder in list_coders(session)}
    coders = {name: known.get(name) or Coder(bench.new_id(), name) for _, _, name in marked}
    actor = next((coder.id for coder in coders.values()), MACHINE)
    with bench.writing(Action.APPLY_MANY, coder_id=actor, subject={"lines": len(marked)}) as session:
        for coder in coders.values():
            if coder_named(session, coder.name) is None:
                add_coder(session, coder)
        session.flush()
        desk = MarkingDesk(bench, session)
        for number, marking, name in marked:
            try:
                desk.place(marking, coder_id=coders[name].id)
            except InputError as fault:
                wording = fault.sentence(bench.settings.language)
                raise BulkLineRefused(line=number, fault=wording) from fault
    return len(marked)


def change_coding(
    bench: Bench,
    coding_id: str,
    *,
    coder_id: str,
    span: Span | None = None,
    quote: str | None = None,
    stance: Stance | None = None,
    memo: str | None = None,
) -> Coding:
    """Give a coding another span, stance or memo; None keeps span and memo, and clears the stance.

    `quote` must be the text at `span`, unless it is None. Raises UnknownCoding,
    AnothersCoding, InvalidSpan or QuoteMismatch.
    """
    subject = {"coding": coding_id}
    with bench.writing(Action.CHANGE_CODING, coder_id=coder_id, subject=subject) as session:
        coding = _own_coding(session, coding_id, coder_id)
        subject |= {"code": coding.code_id, "source": coding.source_id}
        source = load_text(session, coding.source_id)
        marked = span or coding.span
        _check_quote(marked, quote, source)
        changed = replace(
            coding,
            span=marked,
            quote_hash=text_hash(marked.of(source.text)),
            stance=stance,
            memo=coding.memo if memo is None else clean_memo(memo),
        )
        codings.change_coding(session, changed)
        return changed


def remove_coding(bench: Bench, coding_id: str, *, coder_id: str) -> None:
    """Take a coding away; undo brings it back. Raises UnknownCoding or AnothersCoding."""
    subject = {"coding": coding_id}
    with bench.writing(Action.REMOVE_CODING, coder_id=coder_id, subject=subject) as session:
        coding = _own_coding(session, coding_id, coder_id)
        subject |= {"code": coding.code_id, "source": coding.source_id}
        codings.remove_coding(session, coding_id, at=bench.clock())


def undo(bench: Bench, *, coder_id: str, actions: Collection[Action] = CODING_ACTIONS) -> Reverted:
    """Take back the coder's newest step of these actions that can be; raises NothingToUndo or MovedOn."""
    with bench.writing(Action.UNDO, coder_id=coder_id) as session:
        entries = history.entries_to_undo(session, coder_id, actions)
        reverted = _take_back_first(session, entries, at=bench.clock())
        if reverted is None:
            raise NothingToUndo
    return reverted


def redo(bench: Bench, *, coder_id: str, actions: Collection[Action] = CODING_ACTIONS) -> Reverted:
    """Take back the coder's newest undo of these actions that can be; raises NothingToRedo or MovedOn."""
    with bench.writing(Action.REDO, coder_id=coder_id) as session:
        undone = history.entries_to_redo(session, coder_id, actions)
        entries = (entry for entry in undone if entry.subject.get("action") in actions)
        reverted = _take_back_first(session, entries, at=bench.clock())
        if reverted is None:
            raise NothingToRedo
    return reverted


class MarkingDesk:
    """Checks markings against the texts and the codebook, reading each of them once per session."""

    def __init__(self, bench: Bench, session: Session) -> None:
        self._bench = bench
        self._session = session
        self._codebook = load_codebook(session)
        self._texts: dict[str, SourceText] = {}

    def place(self, marking: Marking, *, coder_id: str) -> Coding:
        """Store the coding that a marking asks for, and return it.

        Raises UnknownSource, UnknownCode, InvalidSpan or QuoteMismatch.
        """
        source = self._source(marking.source)
        span = _checked_span(marking, source)
        coding = Coding(
            id=marking.coding_id or self._bench.new_id(),
            source_id=source.id,
            span=span,
            code_id=self._codebook.code(marking.code).id,
            coder_id=coder_id,
            created=self._bench.clock(),
            quote_hash=text_hash(span.of(source.text)),
            stance=marking.stance,
            memo=clean_memo(marking.memo),
        )
        return codings.add_coding(self._session, coding)

    def _source(self, id_or_name: str) -> SourceText:
        if id_or_name not in self._texts:
            self._texts[id_or_name] = load_text(self._session, id_or_name)
        return self._texts[id_or_name]


def _checked_span(marking: Marking, source: SourceText) -> Span:
    if not 0 <= marking.start < marking.end <= len(source.text):
        raise InvalidSpan(start=marking.start, end=marking.end, length=len(source.text))
    span = Span(marking.start, marking.end)
    _check_quote(span, marking.quote, source)
    return span


def _check_quote(span: Span, quote: str | None, source: SourceText) -> None:
    if quote is not None and quote != span.of(source.text):
        raise QuoteMismatch(start=span.start, end=span.end, source=source.name)


def _own_coding(session: Session, coding_id: str, coder_id: str) -> Coding:
    """Return a coding that this coder made; raises UnknownCoding or AnothersCoding."""
    coding = codings.load_coding(session, coding_id)
    if coding.coder_id != coder_id:
        raise AnothersCoding(coder=coder_with_id(session, coding.coder_id).name)
    return coding


def _take_back_first(session: Session, entries: Iterable[LogEntry], *, at: datetime) -> Reverted | None:
    """Take back the first entry that can be, None when there are no entries; raises MovedOn if none can."""
    skipped = 0
    for entry in entries:
        if _is_taken_back(session, entry, at=at.isoformat()):
            return Reverted(entry, skipped)
        skipped += 1
    if skipped:
        raise MovedOn
    return None


def _is_taken_back(session: Session, entry: LogEntry, *, at: str) -> bool:
    """Take the entry back if it can be; tell whether it was."""
    changes = history.changes_of(session, entry.seq)
    if correcting.is_correction(entry):
        planned = correcting.plan_return(session, entry, changes)
        if planned:
            correcting.take_back(session, entry, planned, at=at)
        return planned is not None
    if not _can_take_back(session, changes):
        return False
    say_reverted(session, entry.seq, subject={"action": entry.action.value})
    for change in reversed(changes):
        history.take_back(session, change, at=at)
    if any(change.table in {"code", "level"} for change in changes):
        bump_codebook_version(session)
    renew_after(session, changes)
    return True


def _can_take_back(session: Session, changes: Sequence[history.Change]) -> bool:
    """Tell whether every row stands, and no code that was made is used by codings made otherwise."""
    own = [change.row_id for change in changes if change.table == "coding"]
    made = [change.row_id for change in changes if change.table == "code" and change.before is None]
    return all(history.can_take_back(session, change) for change in changes) and not any(
        codings.is_code_used(session, code_id, besides=own) for code_id in made
    )
