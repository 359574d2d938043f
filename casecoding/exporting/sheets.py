"""Cells of a workbook: text is text, whatever it begins with. A file is the same whenever it is saved."""

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

from casecoding.exporting.excerpt_rows import FORMULA_SIGNS
from casecoding.exporting.package import undated_package

BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
HEAD = PatternFill("solid", fgColor="E4EEEC")
LONGEST_CELL = 32_767  # characters, Excel's limit

_looks: WeakKeyDictionary[Workbook, dict[bool, StyleArray]] = WeakKeyDictionary()


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


def saved_workbook(book: Workbook, made: datetime) -> bytes:
    """Return the workbook as a file that is the same whenever it is saved."""
    content = BytesIO()
    book.save(content)
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)  # saving set now
    return undated_package(content.getvalue(), parts={ARC_CORE: tostring(book.properties.to_tree())})


def _style(cell: Cell, *, head: bool) -> None:
    """Give a cell the look of its like; each look is worked out once a workbook, for it takes its time."""
    known = _looks.setdefault(cell.parent.parent, {})
    if head not in known:
        cell.alignment = WRAPPED
        if head:
            cell.font, cell.fill = BOLD, HEAD
        known[head] = copy(cell._style)  # noqa: SLF001 - openpyxl hands out no look to use again
    cell._style = copy(known[head])  # noqa: SLF001
