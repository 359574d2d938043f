"""Which study is open: another of this machine's, or a new one."""

from pathlib import Path

import streamlit as st

from casecoding.i18n.translating import Translator
from casecoding.settings import studies_folder
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import current_place, switch_study
from casecoding.workbench.bench import create_bench

ENDING = ".casecoding"
MIGRATED = ".backup"  # ends the name of a copy that was made before a migration


def study_popover(t: Translator, *, key: str) -> None:
    """Show a button that opens the choice; `key` tells it from the other such button on the page.

    It is another button for another study, so it closes when one was chosen.
    """
    with st.popover(t("sidebar.switch"), width="stretch", key=f"studies_{key}_{current_place()}"):
        choose_study(t, key=key)
        create_study(t, key=key)


def choose_study(t: Translator, *, key: str) -> None:
    """Let the person work on another of her studies."""
    here = current_place()
    places = sorted({here, *_studies_here()})
    chosen = st.selectbox(
        t("sidebar.study"),
        places,
        index=places.index(here),
        format_func=_name_of,
        key=f"study_{key}_{here}",  # begins anew where a study was made or chosen elsewhere
    )
    if chosen != here:
        switch_study(chosen)
        st.rerun()


def _studies_here() -> list[str]:
    found = studies_folder().glob(f"*{ENDING}")
    return [str(file) for file in found if not file.stem.endswith(MIGRATED)]


def _name_of(place: str) -> str:
    """Return a study's file without folder and ending; a server's study by the last part of its address."""
    return Path(place).name.removesuffix(ENDING)


def create_study(t: Translator, *, key: str) -> None:
    """Let the person name a new study, and open it."""
    with st.form(f"new_study_{key}", border=False):
        title = st.text_input(t("sidebar.new_title"), placeholder=t("sidebar.title_example"), max_chars=120)
        wanted = st.form_submit_button(t("sidebar.create"))
    if wanted and title.strip():
        with shown_errors():
            place = studies_folder() / f"{_file_name(title)}{ENDING}"
            create_bench(str(place), title=title.strip()).store.close()
            switch_study(str(place))
            st.rerun()


def _file_name(title: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in title.strip().lower())
    return "-".join(part for part in kept.split("-") if part) or "studie"
