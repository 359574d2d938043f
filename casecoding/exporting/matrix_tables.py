"""One matrix to take home: as CSV with one line per cell, as a workbook that also shows it as it stands."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import product

from openpyxl import Workbook

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Cell, Matrix
from casecoding.aggregating.panels import Panels
from casecoding.domain.codebook import Codebook
from casecoding.exporting.csv_file import csv_file
from casecoding.exporting.excel import SHEET_NAME_LENGTH, fill_matrix
from casecoding.exporting.sheets import saved_workbook, write_row
from casecoding.figures import dimension_name, measure_name
from casecoding.i18n.translating import Translator

FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
NUMBERS = ("low", "high", "codings", "sources", "speakers", "coded_turns", "all_turns", "words", "note")


def matrix_csv(panels: Panels, *, codebook: Codebook, t: Translator) -> bytes:
    """Return one line per cell; a blank value is no data."""
    return csv_file(_cell_rows(panels, codebook, t), t=t)


def matrix_workbook(
    panels: Panels, *, title: str, made: datetime, codebook: Codebook, t: Translator
) -> bytes:
    """Return an xlsx file: a sheet per matrix, then every cell with its interval and what it rests on."""
    book = Workbook()
    for number, (key, matrix) in enumerate(panels.matrices.items()):
        sheet = book.create_sheet() if number else book.active
        fill_matrix(sheet, matrix, codebook, t)
        if panels.dimension:
            sheet.title = _sheet_name(number, key_label(panels.dimension, key, codebook=codebook, t=t))
    cells = book.create_sheet(t("exporting.sheet_cells"))
    for number, row in enumerate(_cell_rows(panels, codebook, t), start=1):
        write_row(cells, number, row, head=number == 1)
    for letter in "ABC" if panels.dimension else "AB":
        cells.column_dimensions[letter].width = 30
    cells.freeze_panes = "D2" if panels.dimension else "C2"
    book.properties.title = title
    return saved_workbook(book, made)


def _cell_rows(panels: Panels, codebook: Codebook, t: Translator) -> Iterator[list[str | int | float]]:
    """Give the line of column names, then a line per cell."""
    first = panels.first
    axes = [*([panels.dimension] if panels.dimension else []), first.row_dimension, first.column_dimension]
    names = [t(f"exporting.cell_{name}") for name in NUMBERS]
    yield [*(dimension_name(one, t) for one in axes), measure_name(first.measure, t), *names]
    for panel, matrix in panels.matrices.items():
        for row, column in product(matrix.rows, matrix.columns):
            keys = ([panel] if panels.dimension else []) + [row, column]
            labels = [key_label(by, key, codebook=codebook, t=t) for by, key in zip(axes, keys, strict=True)]
            yield [*labels, *_numbers(matrix, matrix.cell(row, column), t)]


def _sheet_name(number: int, label: str) -> str:
    """Return a name that Excel takes: short, without its signs, and a sheet's own."""
    return f"{number + 1} {FORBIDDEN_IN_SHEET_NAME.sub(' ', label)}"[:SHEET_NAME_LENGTH]


def _numbers(matrix: Matrix, cell: Cell, t: Translator) -> Iterator[str | int | float]:
    value, estimate = cell.value(matrix.measure), cell.interval(matrix.measure)
    yield "" if value is None else value
    yield estimate.low if estimate else ""
    yield estimate.high if estimate else ""
    yield from (cell.count.codings, cell.count.sources, cell.count.participants, cell.count.turns)
    yield from (cell.material.turns, cell.material.words) if cell.material else (0, 0)
    if value is None:
        yield t("aggregating.no_data")
    else:
        yield t("exporting.rests_on_little") if matrix.is_thin(cell) else ""
