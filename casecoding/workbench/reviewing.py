"""Reviewing: accept, amend or reject a suggestion."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Verdict
from casecoding.reviewing import accepted_coding, require_pending, verdict_of
from casecoding.store import suggestions
from casecoding.store.codings import add_coding
from casecoding.store.sources import load_source, load_text
from casecoding.store.study import load_codebook
from casecoding.store.suggestions import Proposal
from casecoding.workbench.bench import Bench


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


def reject(bench: Bench, suggestion_id: str, *, coder_id: str) -> None:
    """Turn a suggestion down; raises UnknownSuggestion or AlreadyDecided."""
    subject = {"suggestion": suggestion_id}
    with bench.writing(Action.REJECT, coder_id=coder_id, subject=subject) as session:
        suggestion, verdict = suggestions.load_suggestion(session, suggestion_id)
        subject |= {"code": suggestion.code_id, "source": suggestion.source_id}
        require_pending(suggestion, verdict)
        suggestions.decide(
            session, suggestion_id, Verdict.REJECTED, coder_id=coder_id, at=bench.clock(), coding_id=None
        )


@dataclass(frozen=True, slots=True)
class Card:
    """One suggestion of the queue with the words around it; `waiting` counts the whole queue."""

    proposal: Proposal
    quote: str
    before: str
    after: str
    waiting: int


def next_card(
    bench: Bench,
    *,
    codes: Sequence[str] = (),
    source_ids: Sequence[str] = (),
    skipped: Collection[str] = (),
) -> Card | None:
    """Return the strongest suggestion that waits, None when none does; codes take those below with them."""
    with bench.store.reading() as session:
        codebook = load_codebook(session)
        below = [one.id for code in codes for one in codebook.with_children(code)]
        proposal, waiting = suggestions.strongest_pending(
            session, codes=below, source_ids=source_ids, skipped=skipped
        )
        if proposal is None:
            return None
        source = load_source(session, proposal.suggestion.source_id)
    span = proposal.suggestion.span
    turn = source.turn_at(span.start)
    around = turn.span if turn else span
    return Card(
        proposal=proposal,
        quote=span.of(source.text),
        before=source.text[around.start : span.start],
        after=source.text[span.end : max(around.end, span.end)],
        waiting=waiting,
    )


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
        load_codebook(session).code(code_id)
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
