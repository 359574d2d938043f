"""The queue of suggestions: which of those that wait are asked for, and what comes first."""

from dataclasses import dataclass
from enum import StrEnum

from casecoding.domain.suggestion import Flag, Suggester


class Order(StrEnum):
    """What comes first in the queue."""

    CERTAIN = "certain"  # the highest score
    INFORMATIVE = "informative"  # the score nearest to a half: there a decision teaches most
    PLACE = "place"  # as the sources stand


@dataclass(frozen=True, slots=True)
class Wanted:
    """What part of the queue is asked for; what is empty filters nothing.

    With `flags` a suggestion has one of them; `unflagged` asks for those that have none.
    """

    codes: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    unflagged: bool = False
    suggester: Suggester | None = None
    lowest: float = 0.0
    highest: float = 1.0
    order: Order = Order.CERTAIN
