"""Excerpt: what a report prints of one coding, with everything a reader needs to trust it."""

from dataclasses import dataclass

from casecoding.domain.coding import Coding
from casecoding.domain.reference import source_code, turns_shown
from casecoding.domain.source import SourceKind


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A coding's quotation with its context and where it stands.

    `before` and `after` are the rest of the turns that the quotation touches.
    `first_turn` and `last_turn` are turn numbers (the § of a source line), `time` is
    seconds from the start. `level` is an id of the codebook, None where unknown.
    `other_codes` are ids of other codes on overlapping quotations. `source_number` is the
    number that references cite, `speaker_number` counts the source's participants from 1, 0 where
    nobody speaks.
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
    source_number: int = 0
    speaker_number: int = 0

    @property
    def source_code(self) -> str:
        """The short name of the source: "I3"."""
        return source_code(self.kind, self.source_number)

    @property
    def place(self) -> str:
        """Where the quotation stands, as references cite it: "I3 §41–43"."""
        return f"{self.source_code} §{turns_shown(self.first_turn, self.last_turn)}"


def shortened_context(excerpt: Excerpt, length: int) -> tuple[str, str]:
    """Return at most `length` characters on either side, cut between words and marked by …; 0 is none."""
    if not length:
        return "", ""
    before, after = excerpt.before, excerpt.after
    if len(before) > length:
        before = "… " + before[-length:].partition(" ")[2]
    if len(after) > length:
        after = after[:length].rpartition(" ")[0] + " …"
    return before, after


def shortened_quote(quote: str, length: int) -> str:
    """Return at most about `length` characters, cut between words and marked by […]; 0 is the whole."""
    if not length or len(quote) <= length:
        return quote
    kept = quote[:length].rpartition(" ")[0] or quote[:length]
    return f"{kept} […]"
