"""How far one set of codings agrees with another over the same segments, with 95 percent intervals.

Precision and recall: Wilson's interval. F1: Wilson's interval of the share of segments that
both have among those that either has, carried through F1 = 2J / (1 + J). Kappa: the
large-sample standard error of Fleiss, Cohen and Everitt (1969).
"""

from dataclasses import dataclass
from math import sqrt

from casecoding.aggregating.intervals import Z, share_of


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with its interval; `value` None where there is nothing to measure it on."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Segments counted by whether gold and the other have a code: in both, in one alone, in neither."""

    both: int
    extra: int
    missed: int
    neither: int

    @property
    def precision(self) -> Estimate:
        return wilson(self.both, self.both + self.extra)

    @property
    def recall(self) -> Estimate:
        return wilson(self.both, self.both + self.missed)

    @property
    def f1(self) -> Estimate:
        shared = wilson(self.both, self.both + self.extra + self.missed)
        return Estimate(_f1_of(shared.value), _f1_of(shared.low), _f1_of(shared.high))

    @property
    def kappa(self) -> Estimate:
        """Cohen's kappa; None where one of the two is the same on every segment and the other too."""
        n = self.both + self.extra + self.missed + self.neither
        if not n:
            return Estimate(None)
        cells = ((self.both / n, self.missed / n), (self.extra / n, self.neither / n))
        gold = (cells[0][0] + cells[0][1], cells[1][0] + cells[1][1])
        other = (cells[0][0] + cells[1][0], cells[0][1] + cells[1][1])
        by_chance = gold[0] * other[0] + gold[1] * other[1]
        if by_chance >= 1:
            return Estimate(None)
        kappa = (cells[0][0] + cells[1][1] - by_chance) / (1 - by_chance)
        spread = Z * _kappa_error(cells, gold, other, kappa, by_chance) / sqrt(n)
        return Estimate(kappa, max(kappa - spread, -1.0), min(kappa + spread, 1.0))


def wilson(hits: int, of: int) -> Estimate:
    """Return the share `hits / of` with Wilson's interval."""
    if not of:
        return Estimate(None)
    share = share_of(hits, of)
    return Estimate(share.value, share.low, share.high)


def macro_f1(crossings: list[Crossing]) -> float | None:
    """Return the mean F1 over the codes that gold has."""
    values = [one.f1.value or 0.0 for one in crossings if one.both + one.missed]
    return sum(values) / len(values) if values else None


def _f1_of(shared: float | None) -> float | None:
    return None if shared is None else 2 * shared / (1 + shared)


def _kappa_error(
    cells: tuple[tuple[float, float], tuple[float, float]],
    gold: tuple[float, float],
    other: tuple[float, float],
    kappa: float,
    by_chance: float,
) -> float:
    """Return the standard error of kappa for one segment, of Fleiss, Cohen and Everitt."""
    same = sum(cells[i][i] * (1 - (gold[i] + other[i]) * (1 - kappa)) ** 2 for i in (0, 1))
    apart = (1 - kappa) ** 2 * sum(cells[i][1 - i] * (other[i] + gold[1 - i]) ** 2 for i in (0, 1))
    less = (kappa - by_chance * (1 - kappa)) ** 2
    return sqrt(max(same + apart - less, 0.0)) / (1 - by_chance)
