"""Matrix: codings counted over two dimensions, against the material that was there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Dimension(StrEnum):
    """What may stand on the rows or the columns of a matrix."""

    THEME = "theme"  # sub-codes rolled up into their theme
    CODE = "code"  # every code by itself
    QUESTION = "question"  # structural codes: the questions of a guide, the items of an agenda
    CASE = "case"
    LEVEL = "level"
    WAVE = "wave"
    KIND = "kind"
    SOURCE = "source"
    PARTICIPANT = "participant"
    ROLE = "role"
    CODER = "coder"

    @property
    def divides_material(self) -> bool:
        """Tell whether the dimension parts the material itself, not only its codings."""
        return self not in {Dimension.THEME, Dimension.CODE, Dimension.QUESTION, Dimension.CODER}


class Measure(StrEnum):
    """What a cell says."""

    CODINGS = "codings"
    SOURCES = "sources"
    SHARE_OF_TURNS = "share-of-turns"
    PER_1000_WORDS = "per-1000-words"


@dataclass(frozen=True, slots=True)
class Count:
    """Codings counted at one row and column; `turns` are distinct turns touched."""

    row: str
    column: str
    codings: int
    sources: int
    turns: int


@dataclass(frozen=True, slots=True)
class Material:
    """What could have been coded at one row and column: "" where the dimension does not divide it."""

    row: str
    column: str
    turns: int
    words: int
    sources: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its counts and its material; `material` None means no data, which is not zero."""

    row: str
    column: str
    count: Count
    material: Material | None

    def value(self, measure: Measure) -> float | None:
        """Return the measure; None where there is no material. Shares are fractions of 1."""
        if self.material is None and not self.count.codings:
            return None
        turns, words = (self.material.turns, self.material.words) if self.material else (0, 0)
        match measure:
            case Measure.CODINGS:
                return float(self.count.codings)
            case Measure.SOURCES:
                return float(self.count.sources)
            case Measure.SHARE_OF_TURNS:
                return self.count.turns / turns if turns else None
            case Measure.PER_1000_WORDS:
                return 1000 * self.count.codings / words if words else None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells of `rows` x `columns` (keys in display order) under one measure."""

    row_dimension: Dimension
    column_dimension: Dimension
    measure: Measure
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]

    @property
    def codings(self) -> int:
        """The number of codings in the matrix: the sum over its cells."""
        return sum(cell.count.codings for cell in self.cells.values())

    def cell(self, row: str, column: str) -> Cell:
        return self.cells[row, column]

    def value(self, row: str, column: str) -> float | None:
        return self.cells[row, column].value(self.measure)

    def table(self) -> pd.DataFrame:
        """Return the values: one row per row key (index), one column per column key; NaN is no data."""
        values = [[self.value(row, column) for column in self.columns] for row in self.rows]
        index = pd.Index(self.rows, name=self.row_dimension.value)
        columns = pd.Index(self.columns, name=self.column_dimension.value)
        return pd.DataFrame(values, index=index, columns=columns, dtype=float)


def lay_out(
    counts: Sequence[Count],
    materials: Sequence[Material],
    *,
    rows: tuple[Dimension, Sequence[str]],
    columns: tuple[Dimension, Sequence[str]],
    measure: Measure,
) -> Matrix:
    """Return the matrix of `counts`, with the keys of `rows` and `columns` in their order.

    A key that only the counts know is added at the end, so that no coding falls out.
    """
    row_dimension, row_keys = rows
    column_dimension, column_keys = columns
    all_rows = _with_unlisted(row_keys, [count.row for count in counts])
    all_columns = _with_unlisted(column_keys, [count.column for count in counts])
    counted = {(count.row, count.column): count for count in counts}
    material = {(there.row, there.column): there for there in materials if there.turns}

    def cell(row: str, column: str) -> Cell:
        base = (
            row if row_dimension.divides_material else "",
            column if column_dimension.divides_material else "",
        )
        count = counted.get((row, column), Count(row, column, codings=0, sources=0, turns=0))
        return Cell(row, column, count=count, material=material.get(base))

    cells = {(row, column): cell(row, column) for row in all_rows for column in all_columns}
    return Matrix(row_dimension, column_dimension, measure, all_rows, all_columns, cells)


def _with_unlisted(keys: Sequence[str], counted: Sequence[str]) -> tuple[str, ...]:
    listed = dict.fromkeys(keys)
    return (*listed, *(key for key in dict.fromkeys(counted) if key not in listed))
