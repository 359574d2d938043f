"""Reviewing: accept, amend or reject a suggestion."""

from collections.abc import Sequence

from casecoding.domain.coding import Coding
from casecoding.domain.history import Action
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Verdict
from casecoding.reviewing import accepted_coding, require_pending, verdict_of
from casecoding.store import suggestions
from casecoding.store.codings import add_coding
from casecoding.store.sources import load_text
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
    with bench.writing(action, coder_id=coder_id, subject={"suggestion": suggestion_id}) as session:
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


def reject(bench: Bench, suggestion_id: str, *, coder_id: str) -> None:
    """Turn a suggestion down; raises UnknownSuggestion or AlreadyDecided."""
    with bench.writing(Action.REJECT, coder_id=coder_id, subject={"suggestion": suggestion_id}) as session:
        suggestion, verdict = suggestions.load_suggestion(session, suggestion_id)
        require_pending(suggestion, verdict)
        suggestions.decide(
            session, suggestion_id, Verdict.REJECTED, coder_id=coder_id, at=bench.clock(), coding_id=None
        )


def list_suggestions(
    bench: Bench,
    *,
    only_pending: bool = False,
    codes: Sequence[str] = (),
    source_ids: Sequence[str] = (),
    limit: int | None = None,
) -> tuple[Proposal, ...]:
    """Return suggestions by source and place; `codes` are exact ids."""
    with bench.store.reading() as session:
        return suggestions.list_proposals(
            session, only_pending=only_pending, codes=codes, source_ids=source_ids, limit=limit
        )
