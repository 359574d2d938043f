"""Two levels, waves or cases side by side: per theme a share or a rate on either side, and the difference."""

from collections.abc import Mapping
from dataclasses import dataclass

from casecoding.aggregating.intervals import Estimate, difference_of, rate_of, share_of
from casecoding.aggregating.matrix import Axis, Cell, Dimension, Matrix, Measure
from casecoding.domain.coding import Stance

COMPARED_BY = (Dimension.LEVEL, Dimension.WAVE, Dimension.CASE, Dimension.KIND, Dimension.ROLE)
COMPARED = (Measure.SHARE_OF_TURNS, Measure.PER_1000_WORDS)
Stances = Mapping[tuple[str, str, Stance], int]  # (theme, key, stance) -> codings


@dataclass(frozen=True, slots=True)
class Side:
    """One theme at one level, wave or case; `estimate` None is no data. Rates are per 1,000 words."""

    key: str
    cell: Cell
    estimate: Estimate | None
    is_thin: bool
    stances: Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class Contrast:
    """One theme on both sides."""

    theme: str
    first: Side
    second: Side

    @property
    def difference(self) -> Estimate | None:
        """The first less the second; None where either side has no data."""
        if self.first.estimate is None or self.second.estimate is None:
            return None
        return difference_of(self.first.estimate, self.second.estimate)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every theme under one measure, `first` and `second` being keys of `dimension`."""

    dimension: Axis
    measure: Measure
    first: str
    second: str
    contrasts: tuple[Contrast, ...]

    @property
    def factor(self) -> float:
        """What an estimate is multiplied by to be shown: shares in percent, rates as they are."""
        return 100.0 if self.measure.is_share else 1.0

    @property
    def has_stances(self) -> bool:
        return any(side.stances for one in self.contrasts for side in (one.first, one.second))

    def widest(self) -> str | None:
        """Return the theme with the largest difference either way, None where there is none."""
        found = [(abs(one.difference.value), one.theme) for one in self.contrasts if one.difference]
        return max(found)[1] if found else None


def compare(matrix: Matrix, *, first: str, second: str, stances: Stances) -> Comparison:
    """Return two columns of a matrix of themes against each other, under one of COMPARED."""

    def side(theme: str, key: str) -> Side:
        cell = matrix.cell(theme, key)
        said = {one: stances[theme, key, one] for one in Stance if (theme, key, one) in stances}
        return Side(key, cell, _estimate(cell, matrix.measure), matrix.is_thin(cell), said)

    contrasts = tuple(Contrast(theme, side(theme, first), side(theme, second)) for theme in matrix.rows)
    return Comparison(matrix.column_dimension, matrix.measure, first, second, contrasts)


def keys_with_material(matrix: Matrix) -> tuple[str, ...]:
    """Return the columns in which something could have been coded, in their order."""
    there = {column for _, column in matrix.materials}
    return tuple(column for column in matrix.columns if column in there)


def _estimate(cell: Cell, measure: Measure) -> Estimate | None:
    if cell.material is None:
        return None
    if measure is Measure.SHARE_OF_TURNS:
        return share_of(cell.count.turns, cell.material.turns)
    return rate_of(cell.count.codings, cell.material.words / 1000) if cell.material.words else None
