"""Segment: a machine-made unit, a sentence inside one turn."""

from dataclasses import dataclass

from casecoding.domain.span import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of suggestion and agreement; `turn` is the number of its turn.

    The segments of a source are ordered, disjoint and cover all non-blank text of
    its turns.
    """

    span: Span
    turn: int


def is_about(quotation: Span, segment: Span) -> bool:
    """Tell whether a quotation speaks of a segment: half of the shorter of the two lies in the other."""
    shared = min(segment.end, quotation.end) - max(segment.start, quotation.start)
    return 0 < min(len(segment), len(quotation)) <= 2 * shared
