"""The tables of the triangulation page: how its numbers are laid out and worded."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Cell, Dimension
from casecoding.aggregating.triangulating import Balance, Footing, JointRow, Pattern
from casecoding.domain.attributes import Figure
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Stance
from casecoding.i18n.translating import Translator
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable

Told = TypeVar("Told")
AGAINST, SPEAKERS, SOURCES, TOP, CODINGS = "against", "speakers", "sources", "top", "codings"
NUMBERS = (CODINGS, SPEAKERS, SOURCES, TOP)


def joint_table(rows: Sequence[JointRow], codebook: Codebook, t: Translator) -> NumberTable:
    """Return cases by kinds of material and by the figures of surveys, each measure and wave a column."""
    kinds = [cell.column for cell in rows[0].cells] if rows else []
    surveys = sorted({(one.measure, one.wave) for row in rows for one in row.figures})
    columns = [Heading(kind, kind_name(kind, codebook, t)) for kind in kinds]
    columns += [Heading(f"{measure}\n{wave}", measure, wave) for measure, wave in surveys]
    cells = []
    for row in rows:
        found = {(one.measure, one.wave): one for one in row.figures}
        cells.append(
            [
                *(_kind_cell(cell, codebook, t) for cell in row.cells),
                *(_figure_cell(row.case, one, found.get(one), t) for one in surveys),
            ]
        )
    return NumberTable(
        corner=t("triangulate.codings"),
        caption=t("triangulate.open_hint"),
        rows=[Heading(row.case, row.case, _pattern(row, codebook, t)) for row in rows],
        columns=columns,
        cells=cells,
    )


def _kind_cell(cell: Cell, codebook: Codebook, t: Translator) -> NumberCell:
    turns = cell.material.turns if cell.material else 0
    share = cell.count.turns / turns if turns else 0.0
    note = t("triangulate.of_turns", share=t.percent(share)) if turns else ""
    there = bool(turns or cell.count.codings)
    text = t.number(cell.count.codings) if there else "–"
    name = f"{cell.row}, {kind_name(cell.column, codebook, t)}"
    return NumberCell(
        cell.row,
        cell.column,
        text=text,
        note=note,
        label=f"{name}: {text if there else t('aggregating.no_data')} {note}",
        shade=min(1.0, 2 * share),
        state="data" if there else "none",
    )


def _figure_cell(case: str, column: tuple[str, str], figure: Figure | None, t: Translator) -> NumberCell:
    measure, wave = column
    key = f"{measure}\n{wave}"
    if figure is None:
        label = f"{case}, {measure} {wave}: {t('aggregating.no_data')}"
        return NumberCell(case, key, text="–", label=label, state="none")
    value = t.number(figure.value, decimals=0 if figure.value.is_integer() else 1)
    text = f"{value} {figure.unit}".strip()
    note = t("triangulate.answers", n=t.number(figure.n)) if figure.n else ""
    return NumberCell(case, key, text=text, note=note, label=f"{case}, {measure} {wave}: {text} {note}")


def _pattern(row: JointRow, codebook: Codebook, t: Translator) -> str:
    if row.pattern is Pattern.NO_MATERIAL:
        return t("aggregating.no_data")
    missing = ", ".join(kind_name(one, codebook, t) for one in row.missing)
    return t(f"triangulate.pattern_{row.pattern.value}", missing=missing.lower())


def balance_table(found: Sequence[Balance], codebook: Codebook, t: Translator) -> NumberTable:
    columns = [Heading(one.value, t(f"exporting.stance_{one.value}")) for one in Stance]
    columns.append(Heading(AGAINST, t("triangulate.cases_against")))
    rows = [
        Heading(one.theme, code_label(one.theme, codebook=codebook, t=t), _silent(one, t)) for one in found
    ]
    return _filled(t("triangulate.theme"), zip(rows, found, strict=True), columns, _balance_cell, t)


def _balance_cell(balance: Balance, row: Heading, column: Heading, t: Translator) -> NumberCell:
    if column.key == AGAINST:
        number, note = len(balance.against), ", ".join(balance.against)
    else:
        number, note = balance.total(Stance(column.key)), ""
    text = t.number(number)
    return NumberCell(
        row.key, column.key, text=text, note=note, label=f"{row.name}, {column.name}: {text} {note}"
    )


def _silent(balance: Balance, t: Translator) -> str:
    return t("triangulate.silent", cases=", ".join(balance.silent)) if balance.silent else ""


def footing_table(narrow: Sequence[Footing], codebook: Codebook, t: Translator) -> NumberTable:
    columns = [Heading(one, t(f"triangulate.{one}")) for one in NUMBERS]
    rows = [Heading(one.code, code_label(one.code, codebook=codebook, t=t)) for one in narrow]
    return _filled(t("aggregating.dimension_code"), zip(rows, narrow, strict=True), columns, _footing_cell, t)


def _footing_cell(footing: Footing, row: Heading, column: Heading, t: Translator) -> NumberCell:
    numbers = {CODINGS: footing.codings, SPEAKERS: footing.speakers, SOURCES: footing.sources}
    text, note = t.number(numbers.get(column.key, 0)), ""
    if column.key == TOP:
        text = t.percent(footing.top_share) if footing.top else "–"
        note = ", ".join(reversed(footing.top)) if footing.top else t("triangulate.no_speaker")
    return NumberCell(
        row.key, column.key, text=text, note=note, label=f"{row.name}, {column.name}: {text} {note}"
    )


def _filled(
    corner: str,
    told: Iterable[tuple[Heading, Told]],
    columns: Sequence[Heading],
    cell: Callable[[Told, Heading, Heading, Translator], NumberCell],
    t: Translator,
) -> NumberTable:
    """Return a table with a row for each of `told`, whose numbers `cell` gives by row and column."""
    rows = list(told)
    return NumberTable(
        corner=corner,
        caption=t("triangulate.open_hint"),
        rows=[heading for heading, _ in rows],
        columns=columns,
        cells=[[cell(one, heading, column, t) for column in columns] for heading, one in rows],
    )


def kind_name(kind: str, codebook: Codebook, t: Translator) -> str:
    return key_label(Dimension.KIND, kind, codebook=codebook, t=t)
