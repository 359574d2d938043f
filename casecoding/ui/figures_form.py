"""Figures from surveys, one per case, wave and measure: as a table to change, or from a file."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from casecoding.domain.attributes import Figure, is_blank
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, form_round, next_form_round
from casecoding.ui.table_upload import uploaded_table
from casecoding.workbench.metadata import import_figures, list_figures, save_figures

COLUMNS = ("case", "wave", "measure", "value", "n", "unit")


def render_figures(session: Session) -> None:
    """Show the survey figures, let the person change them and take in a table of them."""
    t = session.t
    st.caption(t("metadata.figures_note"))
    names = {column: t(f"metadata.figure_{column}") for column in COLUMNS}
    table = pd.DataFrame(
        [[getattr(one, column) for column in COLUMNS] for one in list_figures(session.bench)],
        columns=list(names.values()),
    ).astype({names["value"]: "Float64", names["n"]: "Int64"} | dict.fromkeys(_words(names), "string"))
    edited = st.data_editor(
        table,
        num_rows="dynamic",
        hide_index=True,
        placeholder="",
        width="stretch",
        column_config={column: st.column_config.TextColumn(required=True) for column in _words(names)[:1]},
        key=f"figures_{form_round()}",
    )
    rows = edited.rename(columns={shown: column for column, shown in names.items()}).to_dict("records")
    if st.button(t("metadata.figures_save"), type="primary"):
        whole = [row for row in rows if not any(is_blank(row[one]) for one in ("case", "measure", "value"))]
        with shown_errors():
            save_figures(session.bench, [_figure(row) for row in whole], coder_id=session.coder_id)
            st.toast(t("metadata.figures_stored", n=len(whole)))
            next_form_round()
            st.rerun()
    if st.toggle(t("metadata.table"), key="figure_table_on"):
        _table(session)


def _table(session: Session) -> None:
    t = session.t
    st.caption(t("metadata.figures_table_note"))
    upload = uploaded_table(t, key="figure_table")
    if upload and st.button(t("metadata.figures_take_in"), type="primary"):
        with shown_errors():
            content = upload.getvalue()
            stored = import_figures(session.bench, upload.name, content, coder_id=session.coder_id)
            st.toast(t("metadata.figures_stored", n=stored))
            next_form_round()
            st.rerun()


def _words(names: Mapping[str, str]) -> list[str]:
    return [names[column] for column in ("case", "wave", "measure", "unit")]


def _figure(row: Mapping[Hashable, Any]) -> Figure:
    case, wave, measure, unit = (
        "" if is_blank(row[one]) else str(row[one]).strip() for one in ("case", "wave", "measure", "unit")
    )
    answered = None if is_blank(row["n"]) else int(row["n"])
    return Figure(case, wave, measure, float(row["value"]), answered, unit)
