"""Materiale: the sources, and the import of new ones in plain sight."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from casecoding.aggregating.labels import key_label, level_label
from casecoding.aggregating.matrix import Dimension
from casecoding.i18n.translating import Translator, in_whole_percent
from casecoding.ui.attributes_form import render_attributes
from casecoding.ui.case_form import render_case_removal
from casecoding.ui.figures_form import render_figures
from casecoding.ui.import_form import render_import
from casecoding.ui.jobs_panel import render_jobs
from casecoding.ui.links import link_to_correcting, link_to_source
from casecoding.ui.messages import shown_errors
from casecoding.ui.overviews import coded_turns_of, overview_of
from casecoding.ui.source_form import render_source_form
from casecoding.ui.state import Session, page_named
from casecoding.workbench.reading import Overview
from casecoding.workbench.speakers import undo_material
from casecoding.workbench.telling import action_key


def render(session: Session) -> None:
    """Show the sources, open or describe one, import new ones."""
    t, overview = session.t, overview_of(session)
    st.title(t("pages.material"))
    render_jobs(session, on_end=True)
    waiting = sum(overview.pending.values())
    if waiting:
        label = t("material.decide", n=waiting)
        st.page_link(page_named("review"), label=label, icon=":material/arrow_forward:")
    _undo(session)
    names = [t(f"metadata.tab_{name}") for name in ("sources", "attributes", "figures")]
    sources, attributes, figures = st.tabs(names)
    with sources:
        _sources(session, overview)
    with attributes:
        render_attributes(session)
    with figures:
        render_figures(session)


def _sources(session: Session, overview: Overview) -> None:
    t = session.t
    with st.expander(t("material.import"), expanded=not overview.sources):
        render_import(session, overview)
    if not overview.sources:
        return
    event = st.dataframe(
        _table(overview, coded_turns_of(session), t),
        hide_index=True,
        width="stretch",
        selection_mode="single-row",
        on_select="rerun",
        key="sources",
        column_config={
            t("material.name"): st.column_config.TextColumn(width=280),
            t("material.words"): st.column_config.NumberColumn(format="localized"),
            t("material.coded"): st.column_config.ProgressColumn(format="percent", width=90),
        },
    )
    if not event.selection.rows:
        st.caption(t("material.choose"))
        render_case_removal(session, overview)
        return
    card = overview.sources[event.selection.rows[0]]
    st.subheader(card.name)
    link_to_source(card.id, t("material.open"))
    link_to_correcting(card.id, t("correcting.open"))
    render_source_form(session, overview, card.id)


def _undo(session: Session) -> None:
    """Let the person take back the newest change to the material."""
    t = session.t
    if st.button(t("speakers.undo"), icon=":material/undo:"):
        with shown_errors():
            entry = undo_material(session.bench, coder_id=session.coder_id).entry
            st.toast(t("speakers.undone", what=t(action_key(entry.action))))
            st.rerun()


def _table(overview: Overview, coded_turns: Mapping[str, int], t: Translator) -> pd.DataFrame:
    """Return one row per source in the overview's order."""
    codebook = overview.codebook
    return pd.DataFrame(
        {
            t("material.name"): [card.name for card in overview.sources],
            t("aggregating.dimension_case"): [card.case for card in overview.sources],
            t("aggregating.dimension_level"): [
                level_label(card.level, codebook=codebook, t=t) for card in overview.sources
            ],
            t("aggregating.dimension_wave"): [card.wave for card in overview.sources],
            t("aggregating.dimension_kind"): [
                key_label(Dimension.KIND, card.kind.value, codebook=codebook, t=t)
                for card in overview.sources
            ],
            t("material.words"): [card.words for card in overview.sources],
            t("material.coded"): [
                float(in_whole_percent(coded_turns.get(card.id, 0) / card.turns)) if card.turns else 0.0
                for card in overview.sources
            ],
            t("material.waiting"): [overview.pending.get(card.id, 0) for card in overview.sources],
        }
    )
