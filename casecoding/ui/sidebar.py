"""The sidebar's foot: which study, who codes, which language, which model."""

import streamlit as st

from casecoding.i18n.translating import Translator
from casecoding.settings import studies_folder
from casecoding.ui.jobs_panel import render_jobs_small
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, current_place, switch_study
from casecoding.workbench.bench import create_bench
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
        with st.popover(t("sidebar.switch"), width="stretch"):
            choose_study(t)
            _create_study(t)
        with shown_errors():
            st.caption(t("sidebar.model", name=label_of_model(session.bench.settings.model)))


def choose_study(t: Translator) -> None:
    """Let the person work on another of her studies."""
    here = current_place()
    places = sorted({here, *(str(path) for path in studies_folder().glob("*.casecoding"))})
    chosen = st.selectbox(t("sidebar.study"), places, index=places.index(here))
    if chosen != here:
        switch_study(chosen)
        st.rerun()


def _create_study(t: Translator) -> None:
    with st.form("new_study", border=False):
        title = st.text_input(t("sidebar.new_title"), max_chars=120)
        wanted = st.form_submit_button(t("sidebar.create"))
    if wanted and title.strip():
        with shown_errors():
            place = studies_folder() / f"{_file_name(title)}.casecoding"
            create_bench(str(place), title=title.strip()).store.close()
            switch_study(str(place))
            st.rerun()


def _file_name(title: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in title.strip().lower())
    return "-".join(part for part in kept.split("-") if part) or "studie"


def language_name(language: str) -> str:
    return {"da": "Dansk", "en": "English"}[language]
