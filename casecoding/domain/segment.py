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
