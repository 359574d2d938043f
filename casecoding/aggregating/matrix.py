"""Matrix: codings counted over two dimensions, against the material that was there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from casecoding.aggregating.intervals import Estimate, share_of
from casecoding.domain.attributes import Attribute

WHOLE = "∑"  # in the place of a row's or a column's key: all of them
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
    """Cells of `rows` x `columns` (keys in display order) under one measure, made when asked for."""

    row_dimension: Axis
    column_dimension: Axis
    measure: Measure
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], Count]
    materials: Mapping[tuple[str, str], Material]
    in_row: Mapping[str, int]  # codings of each whole row
    in_column: Mapping[str, int]

    @property
    def codings(self) -> int:
        """The number of codings in the matrix: the sum over its cells."""
        return sum(self.in_row.values())

    def codings_of(self, row: str, column: str) -> int:
        """Return the codings of a whole row or column, or of all, where a key is WHOLE."""
        if row == WHOLE:
            return self.codings if column == WHOLE else self.in_column.get(column, 0)
        return self.in_row.get(row, 0) if column == WHOLE else self.cell(row, column).count.codings

    @property
    def turns(self) -> int:
        """The turns of the material that could have been coded."""
        return sum(there.turns for there in self.materials.values())

    @property
    def words(self) -> int:
        return sum(there.words for there in self.materials.values())

    @property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """Every cell by row and column."""
        return {(row, column): self.cell(row, column) for row in self.rows for column in self.columns}

    @property
    def highest(self) -> float:
        """The highest value of any cell, 0 where there is none."""
        values = (self.value(row, column) for row in self.rows for column in self.columns)
        return max((value for value in values if value is not None), default=0.0)

    def cell(self, row: str, column: str) -> Cell:
        base = (
            row if self.row_dimension.divides_material else "",
            column if self.column_dimension.divides_material else "",
        )
        count = self.counts.get((row, column)) or Count(row, column, codings=0, sources=0, turns=0)
        material = self.materials.get(base)
        return Cell(row, column, count, material, self.in_row.get(row, 0), self.in_column.get(column, 0))

    def value(self, row: str, column: str) -> float | None:
        return self.cell(row, column).value(self.measure)

    def cut_to(self, *, rows: int, columns: int) -> "Matrix":
        """Return so many rows and columns at most: those with the most codings, in their order."""
        kept = _fullest(self.rows, self.in_row, rows), _fullest(self.columns, self.in_column, columns)
        return replace(self, rows=kept[0], columns=kept[1])

    def parted(self, *, columns: int, rows: int = 0) -> Iterator["Matrix"]:
        """Give the matrix in parts that paper has room for, each of so many columns and rows at most.

        Without `rows` each part has them all; a cell is the same in its part as in the whole.
        """
        for down in _parts(self.rows, rows or len(self.rows)):
            for across in _parts(self.columns, columns):
                yield replace(self, rows=down, columns=across)

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
    in_row, in_column = Counter[str](), Counter[str]()
    for one in counts:
        in_row[one.row] += one.codings
        in_column[one.column] += one.codings
    return Matrix(
        rows[0],
        columns[0],
        measure,
        _with_unlisted(rows[1], [count.row for count in counts]),
        _with_unlisted(columns[1], [count.column for count in counts]),
        counts={(count.row, count.column): count for count in counts},
        materials={(there.row, there.column): there for there in materials if there.turns},
        in_row=in_row,
        in_column=in_column,
    )


def _parts(keys: tuple[str, ...], most: int) -> list[tuple[str, ...]]:
    """Return the keys so many at a time; one part without any where there are none."""
    return [keys[at : at + most] for at in range(0, len(keys), most)] or [()]


def _fullest(keys: tuple[str, ...], codings: Mapping[str, int], most: int) -> tuple[str, ...]:
    kept = set(sorted(keys, key=lambda key: -codings.get(key, 0))[:most])
    return tuple(key for key in keys if key in kept)


def _ratio(count: float, among: float) -> float | None:
    return count / among if among else None


def _with_unlisted(keys: Sequence[str], counted: Sequence[str]) -> tuple[str, ...]:
    listed = dict.fromkeys(keys)
    return (*listed, *(key for key in dict.fromkeys(counted) if key not in listed))
