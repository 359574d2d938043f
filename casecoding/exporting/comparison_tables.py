"""A comparison to take home as a table, a line per theme: both sides and the difference, with intervals."""

from collections.abc import Iterator
from datetime import datetime

from openpyxl import Workbook

from casecoding.aggregating.comparing import Comparison, Contrast, Side
from casecoding.aggregating.intervals import Estimate
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Stance
from casecoding.exporting.csv_file import Value, csv_file
from casecoding.exporting.sheets import saved_workbook, write_row
from casecoding.figures import dimension_name, measure_name
from casecoding.i18n.translating import Translator

COUNTS = ("codings", "sources", "coded_turns", "all_turns", "words", "note")


def comparison_csv(comparison: Comparison, *, codebook: Codebook, t: Translator) -> bytes:
    """Return one line per theme; a blank value is no data."""
    return csv_file(_rows(comparison, codebook, t), t=t)


def comparison_workbook(
    comparison: Comparison, *, title: str, made: datetime, codebook: Codebook, t: Translator
) -> bytes:
    """Return an xlsx file with one line per theme; shares are fractions of 1."""
    book = Workbook()
    sheet = book.active
    for number, row in enumerate(_rows(comparison, codebook, t), start=1):
        write_row(sheet, number, row, head=number == 1)
    sheet.column_dimensions["A"].width = 30
    sheet.freeze_panes = "B2"
    book.properties.title = title
    return saved_workbook(book, made)


def _rows(comparison: Comparison, codebook: Codebook, t: Translator) -> Iterator[list[Value]]:
    """Give the line of column names, then a line per theme."""
    keys = (comparison.first, comparison.second)
    names = [key_label(comparison.dimension, key, codebook=codebook, t=t) for key in keys]
    yield [dimension_name(Dimension.THEME, t), *_heads(comparison, names, t)]
    for one in comparison.contrasts:
        yield [code_label(one.theme, codebook=codebook, t=t), *_values(one, comparison, t)]


def _heads(comparison: Comparison, names: list[str], t: Translator) -> Iterator[str]:
    less = t("compare.less", first=names[0], second=names[1])
    for name, what in (
        *((name, measure_name(comparison.measure, t)) for name in names),
        (less, t("compare.difference")),
    ):
        yield f"{name}: {what}"
        yield f"{name}: {t('exporting.cell_low')}"
        yield f"{name}: {t('exporting.cell_high')}"
    for name in names:
        yield from (f"{name}: {t(f'exporting.cell_{one}')}" for one in COUNTS)
        if comparison.has_stances:
            yield from (f"{name}: {t(f'compare.stance_{one}')}" for one in Stance)


def _values(contrast: Contrast, comparison: Comparison, t: Translator) -> Iterator[Value]:
    for estimate in (contrast.first.estimate, contrast.second.estimate, contrast.difference):
        yield from _estimate(estimate)
    for side in (contrast.first, contrast.second):
        yield from _counts(side, t)
        if comparison.has_stances:
            yield from (side.stances.get(one, 0) for one in Stance)


def _estimate(estimate: Estimate | None) -> tuple[Value, Value, Value]:
    return (estimate.value, estimate.low, estimate.high) if estimate else ("", "", "")


def _counts(side: Side, t: Translator) -> Iterator[Value]:
    cell = side.cell
    yield from (cell.count.codings, cell.count.sources, cell.count.turns)
    yield from (cell.material.turns, cell.material.words) if cell.material else (0, 0)
    if side.estimate is None:
        yield t("aggregating.no_data")
    else:
        yield t("exporting.rests_on_little") if side.is_thin else ""
