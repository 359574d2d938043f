"""The script behind every page: open the study, build the navigation, run the page asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from casecoding.errors import StudyError
from casecoding.i18n.translating import Translator
from casecoding.ui import sidebar
from casecoding.ui.app_pages import (
    codebook,
    compare,
    cooccurrence,
    correct,
    coverage,
    evaluate,
    export,
    framework,
    history,
    material,
    matrix,
    overview,
    read_and_code,
    review,
    saturation,
    search,
    structure,
    triangulate,
)
from casecoding.ui.browser_memory import script_to_remember
from casecoding.ui.rescue import show_rescue
from casecoding.ui.state import (
    Session,
    current_coder,
    current_language,
    current_place,
    current_session,
    keep_choices_over_languages,
    remember_pages,
)

Render = Callable[[Session], None]

ROOMS: dict[str, dict[str, Render]] = {
    "study": {
        "overview": overview.render,
        "material": material.render,
        "correct": correct.render,
        "codebook": codebook.render,
    },
    "coding": {
        "read": read_and_code.render,
        "review": review.render,
        "structure": structure.render,
    },
    "analysis": {
        "search": search.render,
        "matrix": matrix.render,
        "compare": compare.render,
        "triangulate": triangulate.render,
        "framework": framework.render,
        "coverage": coverage.render,
        "cooccurrence": cooccurrence.render,
        "saturation": saturation.render,
        "evaluate": evaluate.render,
    },
    "report": {"export": export.render},
    "safety": {"history": history.render},
}

PAGES_WITH_JOBS = {"material", "review"}
STYLE = """
.stMainBlockContainer { padding-top: 3.2rem; max-width: 78rem; }
[data-testid="stPageLink"] p { white-space: normal; overflow: visible; }
.stPlotlyChart :is(.xtick, .ytick, .annotation, .legendtext) text, .stPlotlyChart text.legendtext {
  fill: light-dark(#1E2329, #E6E3DC) !important; }
[data-testid="stMetricLabel"] * { white-space: normal; }
[data-testid="stCaptionContainer"] { opacity: 0.8; }
button[data-selected="true"] p { color: light-dark(#0B6E6E, #4FB3AF); }
@media (max-width: 1000px) {
  .stMainBlockContainer { padding-left: 1.5rem; padding-right: 1.5rem; }
  [data-testid="stMetricValue"] { font-size: 1.5rem; }
}
"""


def run() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="casecoding", layout="wide")
    keep_choices_over_languages()
    st.html(f"<style>{STYLE}</style>")
    st.html(script_to_remember(current_coder(), current_language()), unsafe_allow_javascript=True)
    try:
        session = current_session()
    except StudyError as fault:
        show_rescue(fault, current_place(), Translator(current_language()))
        return
    rooms = {
        session.t(f"pages.group_{group}"): [_page(name, render, session) for name, render in pages.items()]
        for group, pages in ROOMS.items()
    }
    remember_pages({page.url_path: page for group in rooms.values() for page in group})
    page = st.navigation(rooms, expanded=True)
    try:
        page.run()
        sidebar.render(session, shows_jobs=page.url_path not in PAGES_WITH_JOBS)
    except StudyError as fault:  # it was moved, filled its disk or was damaged since it was opened
        show_rescue(fault, current_place(), session.t)


def _page(name: str, render: Render, session: Session) -> st.Page:
    return st.Page(
        partial(render, session), title=session.t(f"pages.{name}"), url_path=name, default=name == "overview"
    )


run()
