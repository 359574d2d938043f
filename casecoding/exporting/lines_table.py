"""Hits with the words around them (key word in context) as a workbook."""

from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook

from casecoding.aggregating.labels import level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.found import Line
from casecoding.exporting.sheets import saved_workbook, write_row
from casecoding.i18n.translating import Translator

COLUMNS = {  # with their widths
    "reference": 14,
    "case": 16,
    "level": 16,
    "wave": 10,
    "source": 30,
    "speaker": 20,
    "role": 20,
    "left": 60,
    "hit": 20,
    "right": 60,
}


def lines_workbook(
    lines: Iterable[Line], *, query: str, made: datetime, codebook: Codebook, t: Translator
) -> bytes:
    """Return an xlsx file with one row per line."""
    book = Workbook()
    sheet = book.active
    sheet.title = t("search.sheet")
    write_row(sheet, 1, [t(f"exporting.column_{name}") for name in COLUMNS], head=True)
    for number, line in enumerate(lines, start=2):
        turn = line.turn
        level = level_label(turn.level, codebook=codebook, t=t) if turn.level else ""
        where = (turn.place, turn.case, level, turn.wave, turn.source_name)
        write_row(sheet, number, [*where, turn.speaker, turn.role, line.left, line.hit, line.right])
    for number, width in enumerate(COLUMNS.values(), start=1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = width
    sheet.freeze_panes = "A2"
    book.properties.title = query
    return saved_workbook(book, made)
