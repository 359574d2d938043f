"""Framework: cases by themes, a written summary in each cell, its quotations below."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from casecoding.aggregating.labels import code_label
from casecoding.domain.selection import Selection
from casecoding.domain.summary import FrameworkCell, FrameworkRow
from casecoding.exporting.plan import Part, ReportPlan
from casecoding.ui.file_types import EXCEL, WORD
from casecoding.ui.filters import own_coder_if_blind
from casecoding.ui.links import escaped, link_to_source
from casecoding.ui.messages import shown_errors
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, close_summary, kept, open_summary, opened_summary
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.framework import case_attributes, read_framework, undo_summary, write_summary
from casecoding.workbench.reading import Frame, read_frame, study_state
from casecoding.workbench.references import places_cited
from casecoding.workbench.reporting import export_excel, export_word

ACROSS = 4  # themes that fit beside each other
USUAL_ACROSS = 3
CASE_WIDTH = 1.3  # beside themes of width 2


def render(session: Session) -> None:
    """Show the grid; write the cell that is open in its place; show its quotations."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.framework"))
    if not frame.has_codings:
        st.info(t("framework.empty"))
        return
    st.caption(t("framework.intro"))
    themes, ordered_by = _choices(session, frame)
    if not themes:
        st.info(t("framework.none_chosen"))
        return
    rows = _rows(session, themes, ordered_by)
    _actions(session, ordered_by)
    _head(session, frame, themes)
    for row in rows:
        _row(session, frame, row)
    _quotations(session, frame)


def _rows(session: Session, themes: list[str], ordered_by: str) -> tuple[FrameworkRow, ...]:
    bench, coders = session.bench, own_coder_if_blind(session)
    asked = (study_state(bench), tuple(themes), ordered_by, coders)
    return kept(
        "framework",
        asked,
        lambda: read_framework(bench, themes=themes, ordered_by=ordered_by, coders=coders),
    )


def _choices(session: Session, frame: Frame) -> tuple[list[str], str]:
    t, codebook = session.t, frame.codebook.without_structure()
    attributes = {one.id: one.name for one in case_attributes(session.bench)}
    left, right = st.columns([3, 1])
    all_themes = [theme.id for theme in codebook.themes]
    themes = left.multiselect(
        t("framework.themes"),
        all_themes,
        default=all_themes[:USUAL_ACROSS],
        max_selections=ACROSS,
        format_func=lambda one: code_label(one, codebook=codebook, t=t),
        help=t("framework.too_many"),
        key="framework_themes",
    )
    ordered_by = right.selectbox(
        t("framework.order"),
        ["", *attributes],
        format_func=lambda one: attributes.get(one, t("framework.by_name")),
        key="framework_order",
    )
    return themes, ordered_by


def _actions(session: Session, ordered_by: str) -> None:
    t = session.t
    plan = ReportPlan(parts=frozenset({Part.FRONT, Part.FRAMEWORK}), framework_by=ordered_by)
    with st.container(horizontal=True):
        for name, export, suffix, mime in (
            ("word", export_word, "docx", WORD),
            ("excel", export_excel, "xlsx", EXCEL),
        ):
            file = t("framework.file")
            make = partial(export, session.bench, Selection(), t=t, plan=plan)
            st.download_button(t(f"framework.{name}"), make, f"{file}.{suffix}", mime, on_click="ignore")
        if st.button(t("framework.undo")):
            with shown_errors():
                undo_summary(session.bench, coder_id=session.coder_id)
                st.rerun()


def _head(session: Session, frame: Frame, themes: Sequence[str]) -> None:
    places = st.columns([CASE_WIDTH, *([2] * len(themes))])
    for place, theme in zip(places[1:], themes, strict=True):
        place.markdown(f"**{escaped(code_label(theme, codebook=frame.codebook, t=session.t))}**")


def _row(session: Session, frame: Frame, row: FrameworkRow) -> None:
    st.divider()
    places = st.columns([CASE_WIDTH, *([2] * len(row.cells))])
    with places[0]:
        st.markdown(f"**{escaped(row.case)}**")
        if row.value:
            st.caption(escaped(row.value))
    for place, cell in zip(places[1:], row.cells, strict=True):
        with place:
            if opened_summary() == (row.case, cell.theme):
                _edit(session, frame, row.case, cell)
            else:
                _show(session, row.case, cell)


def _show(session: Session, case: str, cell: FrameworkCell) -> None:
    t, summary = session.t, cell.summary
    if summary:
        st.markdown(escaped(summary.text))
        if summary.is_stale:
            st.markdown(f":orange-badge[{t('framework.stale')}]")
        st.caption(
            escaped(t("framework.by", coder=summary.coder, when=t.date(summary.written.astimezone().date())))
        )
    verb = t("framework.edit") if summary else t("framework.write")
    st.button(
        f"{verb} · {t('framework.codings', n=cell.codings)}",
        on_click=open_summary,
        args=(case, cell.theme),
        type="tertiary",
        key=f"open_{case}_{cell.theme}",
    )


def _edit(session: Session, frame: Frame, case: str, cell: FrameworkCell) -> None:
    """Let the person write the cell where it stands."""
    t = session.t
    theme = code_label(cell.theme, codebook=frame.codebook, t=t)
    words = st.text_area(
        t("framework.words", theme=theme, case=case),
        cell.summary.text if cell.summary else "",
        height=220,
        help=t("framework.words_help"),
        key=f"words_{case}_{cell.theme}",
    )
    stale = cell.summary is not None and cell.summary.is_stale
    with st.container(horizontal=True):
        if st.button(t("framework.still") if stale else t("framework.save"), type="primary"):
            with shown_errors():
                write_summary(session.bench, case, cell.theme, words, coder_id=session.coder_id)
                close_summary()
                st.rerun()
        st.button(t("framework.cancel"), on_click=close_summary)
    if cell.summary:
        for place in places_cited(session.bench, cell.summary.text):
            link_to_source(place.source_id, place.reference, start=place.start)


def _quotations(session: Session, frame: Frame) -> None:
    """Show the quotations of the cell that is being written."""
    cell = opened_summary()
    if cell is None:
        return
    case, theme = cell
    t = session.t
    selection = Selection(cases=(case,), codes=(theme,), coders=own_coder_if_blind(session))
    name = code_label(theme, codebook=frame.codebook, t=t)
    st.subheader(escaped(t("framework.quotations_of", theme=name, case=case)))
    show_excerpts(session, frame.codebook, selection, count_excerpts(session.bench, selection))
