"""Where the slopes of a comparison stand: their ends, and the names beside them, whatever draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import fmean

from casecoding.aggregating.comparing import Comparison, Contrast, Side
from casecoding.aggregating.intervals import Estimate
from casecoding.charts.paper import LIVELY, STILL, WARM

FEWEST_LINES = 16  # lines of text that the figure is high at the least
LANES, LANE = 5, 0.03  # marks of nearly the same height stand side by side, so that their bars are read
NAMES_FROM, LEADER = 0.16, 0.09  # how far outside a side its names stand, and where their lines begin
ROOM = 0.95  # beyond each side, for the names


class Course(Enum):
    """Where a theme went: its colour, its dash, its width."""

    ROSE = (LIVELY, "solid", 2.6)
    FELL = (WARM, "dash", 2.6)
    UNSURE = (STILL, "solid", 1.2)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a theme's line: `across` and `value` are where its mark stands, `height` its name."""

    contrast: Contrast
    side: Side
    estimate: Estimate
    across: float
    height: float

    @property
    def side_at(self) -> int:
        """0 at the first side, 1 at the second."""
        return round(self.across)

    def outside(self, far: float) -> float:
        """Return where something stands so far outside of the end's side."""
        return 1 + far if self.side_at else -far


@dataclass(frozen=True, slots=True)
class Slopes:
    """The ends of all lines, the lowest first; a line of text is `gap` high between `bottom` and `top`."""

    first: tuple[End, ...]
    second: tuple[End, ...]
    gap: float
    bottom: float
    top: float

    @property
    def ends(self) -> tuple[End, ...]:
        return (*self.first, *self.second)

    @property
    def lines(self) -> tuple[tuple[End, End], ...]:
        """Both ends of every theme that has both."""
        ending = {end.contrast.theme: end for end in self.second}
        starts = [one for one in self.first if one.contrast.theme in ending]
        return tuple((start, ending[start.contrast.theme]) for start in starts)

    @property
    def text_lines(self) -> int:
        """How many lines of text the figure is high."""
        return round((self.top - self.bottom) / self.gap)


def course_of(contrast: Contrast) -> Course:
    """Return where a theme went; unsure where the interval of the difference holds none."""
    difference = contrast.difference
    if difference is None or difference.low <= 0 <= difference.high:
        return Course.UNSURE
    return Course.FELL if difference.value > 0 else Course.ROSE


def lay_out_slopes(comparison: Comparison) -> Slopes:
    """Return the slopes of a comparison, with names that do not stand on each other."""
    highest = _highest(comparison)
    gap = highest / max(len(comparison.contrasts), FEWEST_LINES)
    first, second = (_ends(comparison, place, gap=gap) for place in (0, 1))
    heights = [end.height for end in (*first, *second)]
    return Slopes(first, second, gap, min([0.0, *heights]) - gap, max([highest, *heights]) + gap)


def spread_apart(heights: Sequence[float], *, gap: float) -> list[float]:
    """Return rising heights moved as little as may be so that each is `gap` above the one before.

    This is least squares under an order: neighbours that would meet share their mean. (SciPy has it
    among its optimizers, which take 31 MB.)
    """
    pools: list[list[float]] = []
    for at, height in enumerate(heights):
        pools.append([height - gap * at])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [fmean(pool) + gap * at for at, pool in enumerate(pool for pool in pools for _ in pool)]


def _highest(comparison: Comparison) -> float:
    """Return where the highest interval ends; 1 where there is nothing to draw."""
    sides = [side for one in comparison.contrasts for side in (one.first, one.second)]
    return max((side.estimate.high for side in sides if side.estimate), default=0) * comparison.factor or 1.0


def _ends(comparison: Comparison, place: int, *, gap: float) -> tuple[End, ...]:
    """Return the ends on one side, the lowest first."""
    sides = [((one.first, one.second)[place], one) for one in comparison.contrasts]
    found = [(side.estimate.times(comparison.factor), side, one) for side, one in sides if side.estimate]
    found.sort(key=lambda one: one[0].value)
    heights = spread_apart([estimate.value for estimate, _, _ in found], gap=gap)
    return tuple(
        End(contrast, side, estimate, place + LANE * (at % LANES - LANES // 2), height)
        for at, ((estimate, side, contrast), height) in enumerate(zip(found, heights, strict=True))
    )
