"""A workbook: excerpts, matrices, codebook. Text cells are text, whatever they begin with."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime
from io import BytesIO
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Matrix
from casecoding.domain.codebook import Codebook
from casecoding.exporting.excerpt_rows import COLUMNS, FORMULA_SIGNS, column_names, excerpt_rows
from casecoding.exporting.package import undated_package
from casecoding.exporting.report import Report
from casecoding.figures import dimension_name, measure_name
from casecoding.i18n.translating import Translator

WIDE = {"quote": 80, "memo": 40, "source": 30, "code": 28, "theme": 20, "speaker": 20, "role": 24}
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
HEAD = PatternFill("solid", fgColor="E4EEEC")
SHEET_NAME_LENGTH = 31  # Excel's limit
LONGEST_CELL = 32_767  # characters, Excel's limit


_looks: WeakKeyDictionary[Workbook, dict[bool, StyleArray]] = WeakKeyDictionary()


def excel_workbook(report: Report, *, t: Translator) -> bytes:
    """Return an xlsx file: one sheet of excerpts, one per matrix, one with the codebook."""
    book = Workbook()
    _fill_excerpts(book.active, report, t)
    for matrix in report.matrices:
        fill_matrix(book.create_sheet(), matrix, report.codebook, t)
    _fill_codebook(book.create_sheet(), report, t)
    return saved_workbook(book, report.made)


def saved_workbook(book: Workbook, made: datetime) -> bytes:
    """Return the workbook as a file that is the same whenever it is saved."""
    content = BytesIO()
    book.save(content)
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)  # saving set now
    return undated_package(content.getvalue(), parts={ARC_CORE: tostring(book.properties.to_tree())})


def _fill_excerpts(sheet: Worksheet, report: Report, t: Translator) -> None:
    sheet.title = t("exporting.sheet_excerpts")
    write_row(sheet, 1, column_names(t), head=True)
    for number, row in enumerate(excerpt_rows(report, t), start=2):
        write_row(sheet, number, row)
    for number, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = WIDE.get(name, 14)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def fill_matrix(sheet: Worksheet, matrix: Matrix, codebook: Codebook, t: Translator) -> None:
    """Write the matrix as it stands: rows down, columns across, "–" where there is no data."""
    rows, columns = dimension_name(matrix.row_dimension, t), dimension_name(matrix.column_dimension, t)
    sheet.title = f"{rows} x {columns}"[:SHEET_NAME_LENGTH]
    names = [key_label(matrix.column_dimension, key, codebook=codebook, t=t) for key in matrix.columns]
    write_row(sheet, 1, [measure_name(matrix.measure, t), *names], head=True)
    for number, row in enumerate(matrix.rows, start=2):
        name = key_label(matrix.row_dimension, row, codebook=codebook, t=t)
        values = [matrix.value(row, column) for column in matrix.columns]
        write_row(sheet, number, [name, *("–" if value is None else value for value in values)])
        if matrix.measure.is_share:
            for cell in sheet[number][1:]:
                cell.number_format = "0.0%"
    sheet.column_dimensions["A"].width = 30
    sheet.freeze_panes = "B2"


def _fill_codebook(sheet: Worksheet, report: Report, t: Translator) -> None:
    sheet.title = t("exporting.sheet_codebook")
    fields = ("id", "code", "definition", "include", "exclude", "example", "codings")
    write_row(sheet, 1, [t(f"exporting.column_{field}") for field in fields], head=True)
    for number, code in enumerate(report.codebook, start=2):
        texts = [code.definition, code.include, code.exclude, code.example]
        name = code_label(code.id, codebook=report.codebook, t=t)
        write_row(sheet, number, [code.id, name, *texts, report.codings_by_code.get(code.id, 0)])
    for letter, width in zip("ABCDEFG", (26, 30, 60, 50, 50, 50, 12), strict=True):
        sheet.column_dimensions[letter].width = width


def write_row(
    sheet: Worksheet, number: int, values: Sequence[str | int | float], *, head: bool = False
) -> None:
    """Write one row, its text as text: nothing that is written is ever a formula.

    What begins like a formula is marked so that Excel keeps it as text when someone edits the cell.
    """
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        _style(cell, head=head)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL]
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(FORMULA_SIGNS)
        else:
            cell.value = value


def _style(cell: Cell, *, head: bool) -> None:
    """Give a cell the look of its like; each look is worked out once a workbook, for it takes its time."""
    known = _looks.setdefault(cell.parent.parent, {})
    if head not in known:
        cell.alignment = WRAPPED
        if head:
            cell.font, cell.fill = BOLD, HEAD
        known[head] = copy(cell._style)  # noqa: SLF001 - openpyxl hands out no look to use again
    cell._style = copy(known[head])  # noqa: SLF001
