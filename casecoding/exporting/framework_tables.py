"""The framework matrix as tables: one per case on paper, cases by themes in a workbook."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from casecoding.domain.summary import FrameworkCell, FrameworkRow
from casecoding.exporting.appendix_tables import Table
from casecoding.exporting.sheets import write_row
from casecoding.exporting.wording import Wording
from casecoding.i18n.translating import Translator


def written_rows(wording: Wording) -> tuple[FrameworkRow, ...]:
    """Return the cases of which anything is written."""
    return tuple(row for row in wording.report.framework if any(cell.summary for cell in row.cells))


def case_title(row: FrameworkRow) -> str:
    return f"{row.case} ({row.value})" if row.value else row.case


def case_table(row: FrameworkRow, wording: Wording) -> Table:
    """Return what is written of each theme in one case, with the quotations it rests on."""
    t = wording.t
    rows = [
        [wording.code(cell.theme), summary_shown(cell, t), t.number(cell.codings)]
        for cell in row.cells
        if cell.summary
    ]
    head = [t("framework.theme"), t("framework.summary"), t("framework.quotations")]
    return Table(head, rows, numbers=1, widths=(22, 66, 12))


def summary_shown(cell: FrameworkCell, t: Translator) -> str:
    """Return a cell's words, with a note where the codings have changed since; empty where none are."""
    if cell.summary is None:
        return ""
    note = f" [{t('framework.stale')}]" if cell.summary.is_stale else ""
    return cell.summary.text + note


def fill_framework(sheet: Worksheet, wording: Wording) -> None:
    """Write cases down and themes across, as the page shows them."""
    t, rows = wording.t, wording.report.framework
    sheet.title = t("report.part_framework")
    with_value = any(row.value for row in rows)
    themes = [cell.theme for cell in rows[0].cells] if rows else []
    head = [t("aggregating.dimension_case"), *([t("framework.value")] if with_value else [])]
    write_row(sheet, 1, [*head, *map(wording.code, themes)], head=True)
    for number, row in enumerate(rows, start=2):
        write_row(sheet, number, [row.case, *([row.value] if with_value else []), *_texts(row, t)])
    for number in range(1, len(head) + len(themes) + 1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = 20 if number <= len(head) else 44
    sheet.freeze_panes = sheet.cell(2, len(head) + 1)


def _texts(row: FrameworkRow, t: Translator) -> Iterator[str]:
    for cell in row.cells:
        yield summary_shown(cell, t)
