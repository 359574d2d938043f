"""Small multiples: one matrix for each key of a third axis."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from casecoding.aggregating.matrix import Axis, Count, Material, Matrix, Measure, lay_out

Keys = tuple[Axis, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Panels:
    """Matrices with the same rows and columns by the key of `dimension`; one, under "", where it is None."""

    dimension: Axis | None
    matrices: Mapping[str, Matrix]

    @property
    def first(self) -> Matrix:
        return next(iter(self.matrices.values()))

    @property
    def codings(self) -> int:
        return sum(matrix.codings for matrix in self.matrices.values())

    @property
    def turns(self) -> int:
        """The turns that could have been coded; codes and coders share them."""
        return self._of_material([matrix.turns for matrix in self.matrices.values()])

    @property
    def words(self) -> int:
        return self._of_material([matrix.words for matrix in self.matrices.values()])

    @property
    def highest(self) -> float:
        """The highest value in any of them, for one scale of colours."""
        return max(matrix.highest for matrix in self.matrices.values())

    def table(self) -> pd.DataFrame:
        """Return the values as `Matrix.table`, with the panels' keys before the rows' where there are any."""
        if self.dimension is None:
            return self.first.table()
        tables = {key: matrix.table() for key, matrix in self.matrices.items()}
        return pd.concat(tables, names=[self.dimension.value])

    def cut_to(self, *, panels: int, rows: int, columns: int) -> "Panels":
        """Return what fits on a page: the panels, rows and columns with the most codings."""
        fullest = sorted(self.matrices, key=lambda key: -self.matrices[key].codings)[:panels]
        kept = {
            key: matrix.cut_to(rows=rows, columns=columns)
            for key, matrix in self.matrices.items()
            if key in fullest
        }
        return Panels(self.dimension, kept)

    def _of_material(self, numbers: Sequence[int]) -> int:
        divided = self.dimension is not None and self.dimension.divides_material
        return sum(numbers) if divided else max(numbers)


def alone(matrix: Matrix) -> Panels:
    """Return a matrix as the only one."""
    return Panels(None, {"": matrix})


def lay_out_panels(
    counts: Sequence[Count],
    materials: Sequence[Material],
    *,
    panels: Keys | None,
    rows: Keys,
    columns: Keys,
    measure: Measure,
) -> Panels:
    """Return a matrix per key of `panels`; a key that only the counts know is added at the end."""
    dimension, listed = panels or (None, ("",))
    counted, there = defaultdict(list), defaultdict(list)
    for count in counts:
        counted[count.panel].append(count)
    for material in materials:
        there[material.panel].append(material)
    divided = dimension is not None and dimension.divides_material
    rows = (rows[0], tuple(dict.fromkeys((*rows[1], *(count.row for count in counts)))))
    columns = (columns[0], tuple(dict.fromkeys((*columns[1], *(count.column for count in counts)))))
    return Panels(
        dimension,
        {
            key: lay_out(
                counted[key], there[key if divided else ""], rows=rows, columns=columns, measure=measure
            )
            for key in dict.fromkeys((*listed, *counted))
        },
    )
