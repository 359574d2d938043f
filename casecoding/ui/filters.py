"""The filters that matrix, report and lists share."""

import streamlit as st

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.ui.state import Session
from casecoding.workbench.reader import is_working_blind
from casecoding.workbench.reading import Overview


def selection_picker(session: Session, overview: Overview, *, key: str) -> Selection:
    """Let the person choose a part of the study; what is left empty filters nothing.

    Who codes blind sees her own codings alone.
    """
    t, codebook = session.t, overview.codebook
    with st.expander(t("filters.title")):
        left, right = st.columns(2)
        codes = left.multiselect(
            t("filters.codes"),
            [code.id for code in codebook],
            format_func=lambda one: code_label(one, codebook=codebook, t=t),
            key=f"{key}_codes",
            placeholder=t("filters.all"),
        )
        cases = right.multiselect(
            t("filters.cases"),
            sorted({card.case for card in overview.sources}),
            key=f"{key}_cases",
            placeholder=t("filters.all"),
        )
        levels = left.multiselect(
            t("filters.levels"),
            [level.id for level in codebook.levels],
            format_func=lambda one: level_label(one, codebook=codebook, t=t),
            key=f"{key}_levels",
            placeholder=t("filters.all"),
        )
        waves = right.multiselect(
            t("filters.waves"),
            sorted({card.wave for card in overview.sources if card.wave}),
            key=f"{key}_waves",
            placeholder=t("filters.all"),
        )
        kinds = left.multiselect(
            t("filters.kinds"),
            list(SourceKind),
            format_func=lambda one: t(f"aggregating.kind_{one.value.replace('-', '_')}"),
            key=f"{key}_kinds",
            placeholder=t("filters.all"),
        )
        with right:
            coders = _coders(session, overview, key=key)
        with_interviewer = st.checkbox(t("filters.with_interviewer"), key=f"{key}_interviewer")
    return Selection(
        codes=tuple(codes),
        cases=tuple(cases),
        levels=tuple(levels),
        waves=tuple(waves),
        kinds=tuple(kinds),
        coders=tuple(coders),
        with_interviewer=with_interviewer,
    )


def _coders(session: Session, overview: Overview, *, key: str) -> list[str]:
    if is_working_blind(session.bench, session.coder_id):
        st.caption(session.t("filters.blind"))
        return [session.coder_name]
    return st.multiselect(
        session.t("filters.coders"),
        [coder.name for coder in overview.coders],
        key=f"{key}_coders",
        placeholder=session.t("filters.all"),
    )
