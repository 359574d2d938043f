"""Numbers as a component: a table of buttons; the one that is chosen stands in the address."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Literal

import streamlit as st

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import WHOLE, Axis, Matrix, Measure
from casecoding.domain.codebook import Codebook
from casecoding.figures import cell_basis, measure_name, shown_value
from casecoding.i18n.translating import Translator
from casecoding.ui.component import ASSETS, assets_version
from casecoding.ui.state import opened, remember_opened

LOADER = """
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("[data-matrix]");
  const address = new URL(`casecoding/assets/${data.version}/matrix/matrix.js`, document.baseURI).href;
  import(address).then((matrix) => {
    matrix.show(root, data, (row, column) => setTriggerValue("cell", { row, column }));
  });
}
"""

_mount = st.components.v2.component(
    "casecoding_matrix",
    html="<div data-matrix></div>",
    css=(ASSETS / "matrix" / "matrix.css").read_text(encoding="utf-8"),
    js=LOADER,
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A row's or a column's key, its name and a small line under that."""

    key: str
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number as it is shown, with a small `note` under it; `shade` is in [0, 1].

    `label` says it in words to who hears it, `basis` what it rests on to who points at it.
    """

    row: str
    column: str
    text: str
    label: str
    basis: str = ""
    note: str = ""
    shade: float = 0.0
    state: Literal["data", "none", "few", "sum"] = "data"


@dataclass(frozen=True, slots=True)
class NumberTable:
    """What a table of numbers shows."""

    corner: str
    caption: str
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    cells: Sequence[Sequence[NumberCell]]


def number_table(table: NumberTable, *, name: str, lead: tuple[str, ...] = ()) -> None:
    """Show the table; a number that is chosen stands in the address as `name`, behind the keys `lead`."""
    keys = opened(name)
    here = keys[: len(lead)] == lead and len(keys) == len(lead) + 2
    component = "_".join((name, *lead))
    _mount(
        data=asdict(table) | {"version": assets_version(), "chosen": list(keys[-2:]) if here else None},
        key=component,
        on_cell_change=partial(remember_opened, component, name=name, lead=lead),
    )


def matrix_table(
    matrix: Matrix,
    *,
    codebook: Codebook,
    t: Translator,
    panel: str = "",
    highest: float | None = None,
    caption: bool = True,
) -> None:
    """Show the matrix; `highest` is what the darkest cell stands for, where several share a scale."""
    top = matrix.highest if highest is None else highest

    sums = [Heading(WHOLE, t("matrix.sum"))] if matrix.measure is Measure.CODINGS else []

    def headings(axis: Axis, keys: Sequence[str]) -> list[Heading]:
        return [*(Heading(key, key_label(axis, key, codebook=codebook, t=t)) for key in keys), *sums]

    rows = headings(matrix.row_dimension, matrix.rows)
    columns = headings(matrix.column_dimension, matrix.columns)
    table = NumberTable(
        corner=measure_name(matrix.measure, t),
        caption=t("matrix.caption") if caption else "",
        rows=rows,
        columns=columns,
        cells=[[_cell(matrix, row, column, top, t) for column in columns] for row in rows],
    )
    number_table(table, name="cell", lead=(panel,))


def _cell(matrix: Matrix, row: Heading, column: Heading, highest: float, t: Translator) -> NumberCell:
    if WHOLE in {row.key, column.key}:
        return _sum(matrix, row, column, t)
    cell = matrix.cell(row.key, column.key)
    value = cell.value(matrix.measure)
    shown = shown_value(value, matrix.measure, t)
    basis = cell_basis(matrix, cell, t)
    return NumberCell(
        row.key,
        column.key,
        text=shown,
        label=f"{row.name}, {column.name}: {basis if value is None else f'{shown} ({basis})'}",
        basis=basis,
        shade=0.95 * (value or 0.0) / highest if highest else 0.0,
        state="none" if value is None else "few" if matrix.is_thin(cell) else "data",
    )


def _sum(matrix: Matrix, row: Heading, column: Heading, t: Translator) -> NumberCell:
    shown = t.number(matrix.codings_of(row.key, column.key))
    return NumberCell(
        row.key, column.key, text=shown, label=f"{row.name}, {column.name}: {shown}", state="sum"
    )
