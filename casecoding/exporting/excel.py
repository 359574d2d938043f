"""A workbook: excerpts, matrices, codebook. Text cells are text, whatever they begin with."""

from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Matrix
from casecoding.domain.codebook import Codebook
from casecoding.exporting.coverage_tables import (
    PLACE_COLUMNS,
    Value,
    column_name,
    place_rows,
    source_columns,
    source_rows,
)
from casecoding.exporting.excerpt_rows import COLUMNS, column_names, excerpt_rows
from casecoding.exporting.framework_tables import fill_framework
from casecoding.exporting.plan import Part
from casecoding.exporting.report import Report
from casecoding.exporting.sheets import saved_workbook, write_row
from casecoding.exporting.wording import Wording
from casecoding.figures import dimension_name, measure_name
from casecoding.i18n.translating import Translator

WIDE = {"quote": 80, "memo": 40, "source": 30, "code": 28, "theme": 20, "speaker": 20, "role": 24}
SHEET_NAME_LENGTH = 31  # Excel's limit


def excel_workbook(report: Report, *, t: Translator) -> bytes:
    """Return an xlsx file with a sheet for each part that the plan asks for and a table can hold."""
    book, parts, wording = Workbook(), report.plan.parts, Wording(report, t)
    if Part.EXCERPTS in parts:
        _fill_excerpts(book.create_sheet(), report, t)
    for matrix in report.matrices if Part.MATRIX in parts else ():
        fill_matrix(book.create_sheet(), matrix, report.codebook, t)
    if Part.CODEBOOK in parts:
        _fill_codebook(book.create_sheet(), wording)
    written = any(cell.summary for row in report.framework for cell in row.cells)
    if Part.FRAMEWORK in parts and written:
        fill_framework(book.create_sheet(), wording)
    if Part.COVERAGE in parts:
        fill_rows(book.create_sheet(t("report.sheet_coverage")), place_rows(wording), PLACE_COLUMNS, wording)
        columns = source_columns(wording)
        fill_rows(book.create_sheet(t("report.sources")), source_rows(wording), columns, wording)
    if len(book.worksheets) > 1:
        book.remove(book.active)  # the empty sheet that a workbook begins with
    return saved_workbook(book, report.made)


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


def fill_rows(
    sheet: Worksheet, rows: Iterable[Mapping[str, Value]], columns: Mapping[str, int], wording: Wording
) -> None:
    """Write rows of coverage under their columns' names; a share is shown in percent."""
    write_row(sheet, 1, [column_name(name, wording) for name in columns], head=True)
    for number, row in enumerate(rows, start=2):
        write_row(sheet, number, list(row.values()))
        for cell, value in zip(sheet[number], row.values(), strict=True):
            if isinstance(value, float):
                cell.number_format = "0%"
    for at, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _fill_codebook(sheet: Worksheet, wording: Wording) -> None:
    report, t = wording.report, wording.t
    sheet.title = t("exporting.sheet_codebook")
    fields = ("id", "code", "definition", "include", "exclude", "example", "codings")
    write_row(sheet, 1, [t(f"exporting.column_{field}") for field in fields], head=True)
    for number, code in enumerate(report.codebook, start=2):
        texts = [code.definition, code.include, code.exclude, code.example]
        name = code_label(code.id, codebook=report.codebook, t=t)
        used = report.codings_by_code.get(code.id, 0)
        write_row(sheet, number, [wording.code_id(code.id), name, *texts, used])
    for letter, width in zip("ABCDEFG", (26, 30, 60, 50, 50, 50, 12), strict=True):
        sheet.column_dimensions[letter].width = width
