"""ReportPlan: which parts a report has, in which order its excerpts stand, and how long they are."""

from dataclasses import dataclass
from enum import StrEnum

from casecoding.aggregating.matrix import Dimension
from casecoding.errors import HeadingTwice, UnknownPart

CONTEXT = 240  # characters of the turn printed before and after a quotation, unless asked otherwise


class Part(StrEnum):
    """What a report may hold, in the order in which it holds it."""

    FRONT = "front"
    CONTENTS = "contents"
    MATRIX = "matrix"
    EXCERPTS = "excerpts"
    MEMOS = "memos"
    FRAMEWORK = "framework"
    COVERAGE = "coverage"
    CODEBOOK = "codebook"
    RUNS = "runs"


HEADINGS = (
    Dimension.THEME,
    Dimension.CODE,
    Dimension.CASE,
    Dimension.LEVEL,
    Dimension.WAVE,
    Dimension.KIND,
    Dimension.SOURCE,
    Dimension.PARTICIPANT,
    Dimension.ROLE,
    Dimension.CODER,
)
MOST_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """One way to write a report.

    `order` are the dimensions that its headings go down by, at most MOST_HEADINGS. `length` is the
    longest quotation in characters, 0 the whole; `context` what is printed of the turn on either
    side, 0 none. `anonymous` puts ids in the place of participants and sources. `framework_by` is the id
    of the attribute that the framework's cases stand by. Raises HeadingTwice.
    """

    parts: frozenset[Part] = frozenset(Part)
    order: tuple[Dimension, ...] = (Dimension.THEME, Dimension.CASE, Dimension.LEVEL)
    length: int = 0
    context: int = CONTEXT
    anonymous: bool = False
    framework_by: str = ""

    def __post_init__(self) -> None:
        if not self.order or len(set(self.order)) != len(self.order) or len(self.order) > MOST_HEADINGS:
            raise HeadingTwice(given=", ".join(self.order), most=MOST_HEADINGS)


def part_named(name: str) -> Part:
    """Return the part; raises UnknownPart with the ones there are."""
    if name not in set(Part):
        raise UnknownPart(id=name, known=", ".join(Part))
    return Part(name)
