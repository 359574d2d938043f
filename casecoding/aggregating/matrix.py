"""Matrix: codings counted over two dimensions, against the material that was there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from casecoding.aggregating.intervals import Estimate, share_of
from casecoding.domain.attributes import Attribute

FEW_SOURCES = 3  # a cell whose codings come from fewer rests on little
FEW_TURNS = 10  # so does one with fewer turns to code


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


@dataclass(frozen=True, slots=True)
class AttributeDimension:
    """An attribute of cases, sources or participants as a dimension; its keys are stored values."""

    attribute: Attribute

    @property
    def value(self) -> str:
        return f"attribute-{self.attribute.id}"

    @property
    def divides_material(self) -> bool:
        return True


Axis = Dimension | AttributeDimension


class Measure(StrEnum):
    """What a cell says."""

    CODINGS = "codings"
    SOURCES = "sources"
    PARTICIPANTS = "participants"  # speakers, each counted in each source
    SHARE_OF_TURNS = "share-of-turns"
    SHARE_OF_CHARACTERS = "share-of-characters"
    PER_1000_WORDS = "per-1000-words"
    ROW_PERCENT = "row-percent"  # codings, as a share of the row's
    COLUMN_PERCENT = "column-percent"

    @property
    def is_share(self) -> bool:
        """Tell whether the values are fractions of 1."""
        return self in {
            Measure.SHARE_OF_TURNS,
            Measure.SHARE_OF_CHARACTERS,
            Measure.ROW_PERCENT,
            Measure.COLUMN_PERCENT,
        }


@dataclass(frozen=True, slots=True)
class Count:
    """Codings counted at one row and column; `turns` are distinct turns touched.

    `characters` are those under a quotation, each once.
    """

    row: str
    column: str
    codings: int
    sources: int
    turns: int
    participants: int = 0
    characters: int = 0
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What could have been coded at one row and column: "" where the dimension does not divide it."""

    row: str
    column: str
    turns: int
    words: int
    sources: int
    characters: int = 0
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its counts and its material; `material` None means no data, which is not zero.

    `in_row` and `in_column` are the codings of its whole row and column.
    """

    row: str
    column: str
    count: Count
    material: Material | None
    in_row: int = 0
    in_column: int = 0

    def value(self, measure: Measure) -> float | None:  # noqa: PLR0911 - one branch per measure
        """Return the measure; None where there is no material. Shares are fractions of 1."""
        if self.material is None and not self.count.codings:
            return None
        there = self.material or Material(self.row, self.column, turns=0, words=0, sources=0)
        match measure:
            case Measure.CODINGS:
                return float(self.count.codings)
            case Measure.SOURCES:
                return float(self.count.sources)
            case Measure.PARTICIPANTS:
                return float(self.count.participants)
            case Measure.PER_1000_WORDS:
                return _ratio(1000 * self.count.codings, there.words)
            case Measure.SHARE_OF_CHARACTERS:
                return _ratio(self.count.characters, there.characters)
            case Measure.SHARE_OF_TURNS | Measure.ROW_PERCENT | Measure.COLUMN_PERCENT:
                return _ratio(*self._share(measure))

    def interval(self, measure: Measure) -> Estimate | None:
        """Return a share of turns or codings with its 95 % interval; None for the other measures.

        Characters come in runs and are no sample of their own, so their share has none.
        """
        if self.value(measure) is None:
            return None
        count, among = self._share(measure)
        return share_of(count, among) if among else None

    def _share(self, measure: Measure) -> tuple[int, int]:
        match measure:
            case Measure.SHARE_OF_TURNS:
                return self.count.turns, self.material.turns if self.material else 0
            case Measure.ROW_PERCENT:
                return self.count.codings, self.in_row
            case Measure.COLUMN_PERCENT:
                return self.count.codings, self.in_column
            case _:
                return 0, 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells of `rows` x `columns` (keys in display order) under one measure."""

    row_dimension: Axis
    column_dimension: Axis
    measure: Measure
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    turns: int = 0  # of the material that could have been coded
    words: int = 0

    @property
    def codings(self) -> int:
        """The number of codings in the matrix: the sum over its cells."""
        return sum(cell.count.codings for cell in self.cells.values())

    def cell(self, row: str, column: str) -> Cell:
        return self.cells[row, column]

    def value(self, row: str, column: str) -> float | None:
        return self.cells[row, column].value(self.measure)

    def is_thin(self, cell: Cell) -> bool:
        """Tell whether a cell's number rests on few sources or few turns.

        Where sources or participants stand on an axis a cell has few sources by itself.
        """
        by_one = {Dimension.SOURCE, Dimension.PARTICIPANT} & {self.row_dimension, self.column_dimension}
        few_sources = not by_one and 0 < cell.count.sources < FEW_SOURCES
        return few_sources or (cell.material is not None and cell.material.turns < FEW_TURNS)

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
    rows: tuple[Axis, Sequence[str]],
    columns: tuple[Axis, Sequence[str]],
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

    in_row = Counter[str]()
    in_column = Counter[str]()
    for one in counts:
        in_row[one.row] += one.codings
        in_column[one.column] += one.codings

    def cell(row: str, column: str) -> Cell:
        base = (
            row if row_dimension.divides_material else "",
            column if column_dimension.divides_material else "",
        )
        count = counted.get((row, column), Count(row, column, codings=0, sources=0, turns=0))
        return Cell(row, column, count, material.get(base), in_row[row], in_column[column])

    cells = {(row, column): cell(row, column) for row in all_rows for column in all_columns}
    turns = sum(there.turns for there in materials)
    words = sum(there.words for there in materials)
    return Matrix(row_dimension, column_dimension, measure, all_rows, all_columns, cells, turns, words)


def _ratio(count: float, among: float) -> float | None:
    return count / among if among else None


def _with_unlisted(keys: Sequence[str], counted: Sequence[str]) -> tuple[str, ...]:
    listed = dict.fromkeys(keys)
    return (*listed, *(key for key in dict.fromkeys(counted) if key not in listed))
