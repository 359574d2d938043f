"""Coding: apply, change and take away; undo and redo."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from casecoding.domain.coding import Coder, Coding, Stance, clean_memo
from casecoding.domain.history import Action
from casecoding.domain.source import text_hash
from casecoding.domain.span import Span
from casecoding.errors import (
    AnothersCoding,
    BulkLineRefused,
    InputError,
    InvalidSpan,
    QuoteMismatch,
)
from casecoding.store import codings
from casecoding.store.sources import SourceText, load_text
from casecoding.store.study import (
    add_coder,
    check_code,
    coder_named,
    coder_with_id,
    list_coders,
)
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


class MarkingDesk:
    """Checks markings against the texts and the codes, reading each of them once per session."""

    def __init__(self, bench: Bench, session: Session) -> None:
        self._bench = bench
        self._session = session
        self._codes: set[str] = set()
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
            code_id=self._code(marking.code),
            coder_id=coder_id,
            created=self._bench.clock(),
            quote_hash=text_hash(span.of(source.text)),
            stance=marking.stance,
            memo=clean_memo(marking.memo),
        )
        return codings.add_coding(self._session, coding)

    def _code(self, code_id: str) -> str:
        if code_id not in self._codes:
            check_code(self._session, code_id)
            self._codes.add(code_id)
        return code_id

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
