"""The sidebar's foot: which study, who codes, which language, which model."""

import streamlit as st

from casecoding.ui.jobs_panel import render_jobs_small
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, current_place
from casecoding.ui.study_choice import study_popover
from casecoding.workbench.model import label_of_model
from casecoding.workbench.placing import service_that_syncs
from casecoding.workbench.reading import read_title


def render(session: Session, *, shows_jobs: bool) -> None:
    """Show whose study this is, what goes on in it, and let the person change coder, language and study."""
    t = session.t
    with st.sidebar:
        if shows_jobs:
            render_jobs_small(session)
        st.markdown(f"**{escaped(read_title(session.bench))}**")
        if service := service_that_syncs(current_place()):
            st.warning(t("sidebar.synced", service=service))
        st.text_input(t("sidebar.coder"), value=session.coder_name, key="coder", max_chars=60)
        st.segmented_control(
            t("sidebar.language"),
            ["da", "en"],
            format_func=language_name,
            key="language",
            default=t.language,
        )
        study_popover(t, key="sidebar")
        with shown_errors():
            st.caption(t("sidebar.model", name=label_of_model(session.bench.settings.model)))


def language_name(language: str) -> str:
    return {"da": "Dansk", "en": "English"}[language]
