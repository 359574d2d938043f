"""Suggestion x Verdict -> Coding. Pure: a suggestion is never data until a person says so."""

import re
from collections import Counter
from datetime import datetime

from casecoding.domain.coding import Coding
from casecoding.domain.source import text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Suggestion, Verdict
from casecoding.errors import AlreadyDecided

WORD = re.compile(r"\w+")
NEARLY = 0.75


def require_pending(suggestion: Suggestion, verdict: Verdict) -> None:
    """Raise AlreadyDecided unless the suggestion still waits for a verdict."""
    if verdict is not Verdict.PENDING:
        raise AlreadyDecided(id=suggestion.id, verdict=verdict.value)


def accepted_coding(
    suggestion: Suggestion,
    text: str,
    *,
    coding_id: str,
    coder_id: str,
    at: datetime,
    span: Span | None = None,
    code_id: str | None = None,
) -> Coding:
    """Return the coding that accepting makes; another `span` or `code_id` makes it an amended one."""
    marked = span or suggestion.span
    return Coding(
        id=coding_id,
        source_id=suggestion.source_id,
        span=marked,
        code_id=code_id or suggestion.code_id,
        coder_id=coder_id,
        created=at,
        quote_hash=text_hash(marked.of(text)),
        suggestion_id=suggestion.id,
    )


def verdict_of(suggestion: Suggestion, coding: Coding) -> Verdict:
    """Return ACCEPTED when the coding is as suggested, AMENDED when the person changed it."""
    as_suggested = coding.span == suggestion.span and coding.code_id == suggestion.code_id
    return Verdict.ACCEPTED if as_suggested else Verdict.AMENDED


def says_nearly(words: str, others: str) -> bool:
    """Tell whether two quotations are nearly the same: three quarters of their words are in both."""
    mine, theirs = Counter(WORD.findall(words.lower())), Counter(WORD.findall(others.lower()))
    shared, either = (mine & theirs).total(), (mine | theirs).total()
    return either > 0 and shared >= NEARLY * either
