"""Reviewing: accept, amend or reject a suggestion."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from casecoding.aggregating.agreement import Estimate, wilson
from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.domain.queue import Wanted
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Grounds, Suggester, Suggestion, Verdict
from casecoding.reviewing import accepted_coding, require_pending, says_nearly, verdict_of
from casecoding.store import suggestions
from casecoding.store.codings import add_coding, living_codings
from casecoding.store.decisions import decided_by
from casecoding.store.queue import Alike, next_waiting, waiting_like
from casecoding.store.sources import load_source, load_text
from casecoding.store.study import check_code, load_codebook
from casecoding.store.suggestions import Proposal
from casecoding.workbench.bench import Bench

EVERYTHING = Wanted()
LATEST = 50  # decisions that a person's record counts


def accept(
    bench: Bench,
    suggestion_id: str,
    *,
    coder_id: str,
    span: Span | None = None,
    code_id: str | None = None,
    coding_id: str | None = None,
) -> Coding:
    """Make a suggestion a coding; another span or code makes the verdict "amended".

    Raises UnknownSuggestion, AlreadyDecided, UnknownCode or InvalidSpan.
    """
    action = Action.AMEND if span or code_id else Action.ACCEPT
    subject = {"suggestion": suggestion_id}
    with bench.writing(action, coder_id=coder_id, subject=subject) as session:
        coding = _accept(
            bench, session, suggestion_id, coder_id=coder_id, span=span, code_id=code_id, coding_id=coding_id
        )
        subject |= {"code": coding.code_id, "source": coding.source_id}
        return coding


def accept_many(bench: Bench, coding_ids: Mapping[str, str], *, coder_id: str) -> tuple[Coding, ...]:
    """Accept suggestions as one step that one undo takes back.

    `coding_ids` goes from a suggestion's id to the id of the coding that it becomes.
    Raises UnknownSuggestion or AlreadyDecided, and then accepts none of them.
    """
    subject = {"suggestions": len(coding_ids)}
    with bench.writing(Action.ACCEPT, coder_id=coder_id, subject=subject) as session:
        return tuple(
            _accept(bench, session, suggestion_id, coder_id=coder_id, coding_id=coding_id)
            for suggestion_id, coding_id in coding_ids.items()
        )


def reject(bench: Bench, suggestion_id: str, *, coder_id: str, grounds: Grounds | None = None) -> None:
    """Turn a suggestion down, for a reason if one is given; raises UnknownSuggestion or AlreadyDecided."""
    subject = {"suggestion": suggestion_id}
    with bench.writing(Action.REJECT, coder_id=coder_id, subject=subject) as session:
        suggestion = _reject(bench, session, suggestion_id, coder_id=coder_id, grounds=grounds)
        subject |= {"code": suggestion.code_id, "source": suggestion.source_id}


def reject_many(
    bench: Bench, suggestion_ids: Collection[str], *, coder_id: str, grounds: Grounds | None = None
) -> None:
    """Turn suggestions down as one step that one undo takes back; all of them or none."""
    subject = {"suggestions": len(suggestion_ids)}
    with bench.writing(Action.REJECT, coder_id=coder_id, subject=subject) as session:
        for suggestion_id in suggestion_ids:
            _reject(bench, session, suggestion_id, coder_id=coder_id, grounds=grounds)


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion of the queue with the words around it; `waiting` counts the queue that was asked for.

    `alike` say nearly the same under the same code; `taught_by` are the words of the earlier
    codings that weighed most.
    """

    proposal: Proposal
    quote: str
    before: str
    after: str
    waiting: int
    alike: tuple[Alike, ...] = ()
    taught_by: tuple[str, ...] = ()


def next_card(bench: Bench, wanted: Wanted = EVERYTHING, *, skipped: Collection[str] = ()) -> Card | None:
    """Return the first suggestion of the queue, None when none waits; codes take those below with them."""
    with bench.store.reading() as session:
        codebook = load_codebook(session)
        below = tuple(one.id for code in wanted.codes for one in codebook.with_children(code))
        proposal, waiting = next_waiting(session, replace(wanted, codes=below), skipped=skipped)
        if proposal is None:
            return None
        suggestion = proposal.suggestion
        source = load_source(session, suggestion.source_id)
        same_code = waiting_like(session, suggestion)
        taught_by = tuple(_quotes(session, suggestion.reason.codings))
    span = suggestion.span
    turn = source.turn_at(span.start)
    around = turn.span if turn else span
    quote = span.of(source.text)
    return Card(
        proposal=proposal,
        quote=quote,
        before=source.text[around.start : span.start],
        after=source.text[span.end : max(around.end, span.end)],
        waiting=waiting,
        alike=tuple(one for one in same_code if says_nearly(quote, one.quote)),
        taught_by=taught_by,
    )


@dataclass(frozen=True, slots=True)
class Record:
    """How often a person gave a code when it was suggested, of her latest decisions."""

    decided: int
    precision: Estimate


def own_record(bench: Bench, code_id: str, *, coder_id: str) -> Record:
    """Return this person's latest decisions on what was learned of a code; on all its suggestions
    where nothing learned was decided yet."""
    with bench.store.reading() as session:
        about = [one for one in decided_by(session, coder_id) if one.code_id == code_id]
    learned = [one for one in about if one.suggester is Suggester.LEARNED]
    latest = (learned or about)[:LATEST]
    return Record(len(latest), wilson(sum(one.holds for one in latest), len(latest)))


def _quotes(session: Session, coding_ids: Collection[str]) -> Iterator[str]:
    """Give the words of codings that are still there."""
    for coding in living_codings(session, coding_ids):
        yield coding.span.of(load_text(session, coding.source_id).text)


def _reject(
    bench: Bench, session: Session, suggestion_id: str, *, coder_id: str, grounds: Grounds | None
) -> Suggestion:
    suggestion, verdict = suggestions.load_suggestion(session, suggestion_id)
    require_pending(suggestion, verdict)
    suggestions.decide(
        session,
        suggestion_id,
        Verdict.REJECTED,
        coder_id=coder_id,
        at=bench.clock(),
        coding_id=None,
        grounds=grounds,
    )
    return suggestion


def _accept(
    bench: Bench,
    session: Session,
    suggestion_id: str,
    *,
    coder_id: str,
    span: Span | None = None,
    code_id: str | None = None,
    coding_id: str | None = None,
) -> Coding:
    suggestion, verdict = suggestions.load_suggestion(session, suggestion_id)
    require_pending(suggestion, verdict)
    if code_id:
        check_code(session, code_id)
    wanted = accepted_coding(
        suggestion,
        load_text(session, suggestion.source_id).text,
        coding_id=coding_id or bench.new_id(),
        coder_id=coder_id,
        at=bench.clock(),
        span=span,
        code_id=code_id,
    )
    coding = add_coding(session, wanted)
    suggestions.decide(
        session,
        suggestion_id,
        verdict_of(suggestion, coding),
        coder_id=coder_id,
        at=bench.clock(),
        coding_id=coding.id,
    )
    return coding
