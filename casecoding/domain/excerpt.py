"""Excerpt: what a report prints of one coding, with everything a reader needs to trust it."""

from dataclasses import dataclass

from casecoding.domain.coding import Coding
from casecoding.domain.source import SourceKind


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A coding's quotation with its context and where it stands.

    `before` and `after` are the rest of the turns that the quotation touches.
    `first_turn` and `last_turn` are turn numbers (the § of a source line), `time` is
    seconds from the start. `level` is an id of the codebook, None where unknown.
    `other_codes` are ids of other codes on overlapping quotations.
    """

    coding: Coding
    quote: str
    before: str
    after: str
    source_name: str
    case: str
    level: str | None
    wave: str
    kind: SourceKind
    speaker: str
    role: str
    interviewer: bool
    coder: str
    first_turn: int
    last_turn: int
    time: float | None = None
    other_codes: tuple[str, ...] = ()


def shortened_context(excerpt: Excerpt, length: int) -> tuple[str, str]:
    """Return at most `length` characters on either side, cut between words and marked by …."""
    before, after = excerpt.before, excerpt.after
    if len(before) > length:
        before = "… " + before[-length:].partition(" ")[2]
    if len(after) > length:
        after = after[:length].rpartition(" ")[0] + " …"
    return before, after
