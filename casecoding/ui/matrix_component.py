"""The matrix as a component: a table of buttons that tells which cell was chosen."""

from functools import partial
from typing import Any

import streamlit as st

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Axis, Cell, Matrix
from casecoding.domain.codebook import Codebook
from casecoding.figures import cell_basis, measure_name, shown_value
from casecoding.i18n.translating import Translator
from casecoding.ui.component import ASSETS, assets_version
from casecoding.ui.state import chosen_cell, remember_cell

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


def matrix_table(
    matrix: Matrix,
    *,
    codebook: Codebook,
    t: Translator,
    panel: str = "",
    highest: float | None = None,
    caption: bool = True,
) -> None:
    """Show the matrix; a cell that is chosen stands in the address (read it with `chosen_cell`).

    `highest` is what the darkest cell stands for, where several matrices share a scale.
    """
    chosen = chosen_cell()
    key = f"matrix_{panel}"
    data = _data(
        matrix,
        codebook,
        t,
        highest=matrix.highest if highest is None else highest,
        caption=t("matrix.caption") if caption else "",
    )
    here = list(chosen[1:]) if chosen and chosen[0] == panel else None
    _mount(
        data=data | {"version": assets_version(), "chosen": here},
        key=key,
        on_cell_change=partial(remember_cell, key, panel),
    )


def _data(
    matrix: Matrix, codebook: Codebook, t: Translator, *, highest: float, caption: str
) -> dict[str, Any]:
    return {
        "corner": measure_name(matrix.measure, t),
        "caption": caption,
        "rows": [_heading(matrix.row_dimension, key, codebook, t) for key in matrix.rows],
        "columns": [_heading(matrix.column_dimension, key, codebook, t) for key in matrix.columns],
        "cells": [
            [_cell(matrix, matrix.cell(row, column), highest, codebook, t) for column in matrix.columns]
            for row in matrix.rows
        ],
    }


def _heading(dimension: Axis, key: str, codebook: Codebook, t: Translator) -> dict[str, str]:
    return {"key": key, "name": key_label(dimension, key, codebook=codebook, t=t), "hint": ""}


def _cell(matrix: Matrix, cell: Cell, highest: float, codebook: Codebook, t: Translator) -> dict[str, Any]:
    value = cell.value(matrix.measure)
    shown = shown_value(value, matrix.measure, t)
    row = key_label(matrix.row_dimension, cell.row, codebook=codebook, t=t)
    column = key_label(matrix.column_dimension, cell.column, codebook=codebook, t=t)
    basis = cell_basis(matrix, cell, t)
    return {
        "row": cell.row,
        "column": cell.column,
        "text": shown,
        "label": f"{row}, {column}: {basis if value is None else f'{shown} ({basis})'}",
        "basis": basis,
        "shade": 0.95 * (value or 0.0) / highest if highest else 0.0,
        "state": "none" if value is None else "few" if matrix.is_thin(cell) else "data",
    }
