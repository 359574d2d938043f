"""Saved views: the matrix's question under a name, opened, saved and deleted in one place."""

from functools import partial

import streamlit as st

from casecoding.aggregating.matrix import AttributeDimension, Axis
from casecoding.figures import dimension_name
from casecoding.i18n.translating import Translator
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, choose
from casecoding.workbench.analysis import Question
from casecoding.workbench.views import list_views, open_view, remove_view, save_view, undo_view


def axis_label(axis: Axis, t: Translator) -> str:
    """Return an axis as it is chosen among others: an attribute with what it is said of."""
    name = dimension_name(axis, t)
    if isinstance(axis, AttributeDimension):
        return f"{name} ({t(f'matrix.of_{axis.attribute.holder.value}')})"
    return name


def saved_views(session: Session, question: Question) -> None:
    """Let the person open a saved view, save this one, delete one, or take the last of that back."""
    t, names = session.t, list_views(session.bench)
    with st.popover(t("matrix.views", n=len(names)), icon=":material/bookmark:"):
        if not names:
            st.caption(t("matrix.no_views"))
        for name in names:
            opening, deleting = st.columns([3, 2], vertical_alignment="center")
            opening.button(
                name, key=f"open_view_{name}", width="stretch", on_click=partial(_open, session, name)
            )
            if deleting.button(
                t("matrix.delete_view"),
                key=f"delete_view_{name}",
                icon=":material/delete:",
                type="tertiary",
                help=name,
            ):
                with shown_errors():
                    remove_view(session.bench, name, coder_id=session.coder_id)
                    st.rerun()
        _save_form(session, question)
        if st.button(t("matrix.undo_view"), type="tertiary"):
            with shown_errors():
                undo_view(session.bench, coder_id=session.coder_id)
                st.rerun()


def _save_form(session: Session, question: Question) -> None:
    t = session.t
    with st.form("save_view", clear_on_submit=True, border=False):
        name = st.text_input(t("matrix.view_name"), placeholder=t("matrix.view_example"))
        if st.form_submit_button(t("matrix.save_view"), type="primary"):
            with shown_errors():
                save_view(session.bench, name, question, coder_id=session.coder_id)
                st.rerun()


def _open(session: Session, name: str) -> None:
    """Set the page's widgets to a saved view; Streamlit calls this before they are shown."""
    with shown_errors():
        question = open_view(session.bench, name)
        chosen = question.selection
        choose(
            {
                "rows": question.rows,
                "columns": question.columns,
                "panels": question.panels,
                "measure": question.measure,
                "matrix_codes": list(chosen.codes),
                "matrix_cases": list(chosen.cases),
                "matrix_levels": list(chosen.levels),
                "matrix_waves": list(chosen.waves),
                "matrix_kinds": list(chosen.kinds),
                "matrix_coders": list(chosen.coders),
                "matrix_attributes": [
                    (one.attribute_id, value) for one in chosen.attributes for value in one.values
                ],
                "matrix_interviewer": chosen.with_interviewer,
            }
        )
