"""Co-occurrence: how often two codes stand together, and how strongly that ties them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log

Pair = tuple[str, str]


class Unit(StrEnum):
    """Where two codes must stand to stand together."""

    QUOTATION = "quotation"  # their quotations overlap by a character or more
    SEGMENT = "segment"
    TURN = "turn"


class Association(StrEnum):
    """What a cell says of two codes."""

    COUNT = "count"
    JACCARD = "jaccard"
    NPMI = "npmi"


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """Codes by pairs. `alone` is how many units hold a code, `together` how many hold both.

    Where the unit is the quotation, `alone` counts quotations and `together` pairs of them that
    overlap. `units` is how many turns there are, coded or not. A pair stands once, in the order of `keys`.
    """

    unit: Unit
    keys: tuple[str, ...]
    alone: Mapping[str, int]
    together: Mapping[Pair, int]
    units: int

    def count(self, one: str, other: str) -> int:
        """Return how often both stand together; of a code with itself, how often it stands."""
        if one == other:
            return self.alone.get(one, 0)
        return self.together.get((one, other), 0) or self.together.get((other, one), 0)

    def jaccard(self, one: str, other: str) -> float | None:
        """Return n12 / (n1 + n2 - n12), None where neither stands anywhere.

        For turns and segments this is Jaccard's index; for overlapping quotations it is ATLAS.ti's
        c-coefficient, which passes 1 where a quotation overlaps several.
        """
        both = self.count(one, other)
        either = self.count(one, one) + self.count(other, other) - both
        return both / either if either > 0 else None

    def npmi(self, one: str, other: str) -> float | None:
        """Return ln(p12 / (p1 p2)) / -ln(p12): -1 never together, 0 as by chance, 1 always.

        G. Bouma, "Normalized (pointwise) mutual information in collocation extraction",
        Proceedings of GSCL (2009). None where a code stands nowhere, or the unit is not the turn:
        of pairs of quotations there is no share, and segments without a code are not counted.
        """
        first, second = self.count(one, one), self.count(other, other)
        if self.unit is not Unit.TURN or not (first and second):
            return None
        both = self.count(one, other)
        if not both:
            return -1.0
        if both == self.units:
            return 1.0
        return log(both * self.units / (first * second)) / -log(both / self.units)

    def value(self, one: str, other: str, association: Association) -> float | None:
        match association:
            case Association.COUNT:
                return float(self.count(one, other))
            case Association.JACCARD:
                return self.jaccard(one, other)
            case Association.NPMI:
                return self.npmi(one, other)

    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs that stand together anywhere, the most frequent first."""
        return tuple(sorted(self.together, key=lambda pair: (-self.together[pair], pair)))
