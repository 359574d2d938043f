"""Suggestion: the machine's proposal of a coding, with its reason and its verdict."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from casecoding.domain.span import Span

LEARNED_RULE = "learned: "  # how the rule begins of a suggestion that was learned and that no cue made
EXAMPLES_RULE = "examples: "  # the same, where the codebook's coded examples made it


class Verdict(StrEnum):
    """What became of a suggestion; it is decided once."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"


class Grounds(StrEnum):
    """Why a person rejects a suggestion."""

    WRONG_SENSE = "wrong-sense"  # the word means something else here
    NOT_ABOUT = "not-about"  # the words are right, the passage is not about the code
    TOO_THIN = "too-thin"  # about it, and too little to quote
    DUPLICATE = "duplicate"  # said and coded elsewhere


class Flag(StrEnum):
    """How the matched words are used; a flagged hit is still about the theme."""

    NEGATED = "negated"
    QUESTION = "question"
    HYPOTHETICAL = "hypothetical"
    REPORTED = "reported"
    INTERVIEWER = "interviewer"
    METHOD = "method"  # the segment speaks of the study itself
    ATTRIBUTION = "attribution"  # the words name who says a quotation


class Suggester(StrEnum):
    """Who proposes: the codebook's cues or examples, or what was learned from decisions on top of them."""

    CUES = "cues"
    EXAMPLES = "examples"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class Match:
    """One cue's hit: where in the source, the words there, their lemmas, the compound parts."""

    span: Span
    words: str
    lemmas: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a suggestion was made: the rule in the cue language and what it matched.

    `codings` are the ids of earlier codings that weighed most, for what was learned.
    """

    rule: str
    matches: tuple[Match, ...]
    flags: tuple[Flag, ...] = ()
    suggester: Suggester = Suggester.CUES
    codings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposal to apply `code_id` to the segment at `span`.

    `score` in (0, 1] ranks; by the learned suggester it is a calibrated probability.
    """

    id: str
    source_id: str
    span: Span
    code_id: str
    score: float
    reason: Reason


def suggestion_id(source_id: str, span: Span, code_id: str, *, later: int = 0) -> str:
    """Return the id that this proposal has in every run: a decided one never comes back.

    `later` counts proposals that were made here before and moved on with a correction of the text.
    """
    place = f"{source_id}\n{span.start}\n{span.end}\n{code_id}" + (f"\n{later}" if later else "")
    return "s" + sha256(place.encode()).hexdigest()[:15]
