"""What takes long is worked out once for a state of the study; a long search shows its first page at once."""

import importlib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casecoding.ui.app_pages import search
from casecoding.workbench import finding
from casecoding.workbench.bench import Bench, create_bench, ensure_coder
from casecoding.workbench.coding import Marking, apply_code
from tests.builders import make_codebook, make_source, mark, store_source


def show_page(name: str, asked: str) -> None:
    """Run one page by itself; Streamlit reads this function's source, so it imports what it needs."""
    import importlib

    import streamlit as st

    from casecoding.ui.state import SEARCH, current_session, remember_pages

    names = ("read", "review", "matrix", "correct", "material", "coverage", "compare", "search")
    remember_pages({one: st.Page(lambda: None, title=one, url_path=one) for one in names})
    if asked and SEARCH not in st.session_state:
        st.session_state[SEARCH] = asked
    importlib.import_module(f"casecoding.ui.app_pages.{name}").render(current_session())


def run_page(name: str, *, asked: str = "") -> AppTest:
    return AppTest.from_function(show_page, args=(name, asked), default_timeout=60).run()


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Return a study of three sources, each with a quotation."""
    place = tmp_path / "study.casecoding"
    monkeypatch.setenv("CASECODING_STUDY", str(place))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    bench = create_bench(str(place), title="Prøve", codebook=make_codebook())
    anne = ensure_coder(bench, "Anne").id
    for number in range(3):
        words = f"Følgegruppen holder møde nummer {number}."
        source = store_source(bench, make_source(("Mette", words), source_id=f"kilde{number}"))
        mark(bench, source, "Følgegruppen", "kobling", anne)
    return bench


@pytest.mark.parametrize(
    ("page", "room", "reading"),
    [
        ("triangulate", "app_pages.triangulate", "read_joint_display"),
        ("framework", "app_pages.framework", "read_framework"),
        ("export", "app_pages.export", "read_outline"),
        ("overview", "overviews", "read_overview"),
        ("codebook", "overviews", "read_overview"),
        ("material", "overviews", "read_coded_turns"),
    ],
)
def test_a_click_does_not_count_anew_what_a_coding_does(study, monkeypatch, page, room, reading):
    module = importlib.import_module(f"casecoding.ui.{room}")
    real, calls = getattr(module, reading), []

    def counted(*given, **more):
        calls.append(page)
        return real(*given, **more)

    monkeypatch.setattr(module, reading, counted)
    app = run_page(page).run()
    before = len(calls)
    anne = ensure_coder(study, "Anne").id
    apply_code(study, Marking("kilde0", 3, 9, "ledelse"), coder_id=anne)
    app.run()

    assert not app.exception
    assert (before, len(calls)) == (1, 2)


@pytest.mark.usefixtures("study")
def test_a_long_search_shows_its_first_page_before_all_is_counted(monkeypatch):
    monkeypatch.setattr(finding, "SOURCES_AT_ONCE", 1)
    monkeypatch.setattr(search, "TURNS_SHOWN", 2)
    real, shown = search._show_page, []

    def noted(session, frame, found, hits, *rest, **more):
        shown.append(sum(hits.turns.values()))
        real(session, frame, found, hits, *rest, **more)

    monkeypatch.setattr(search, "_show_page", noted)
    app = run_page("search", asked="følgegruppe")

    assert not app.exception
    assert shown == [2, 3]
    assert sum("Følgegruppen" in one.value for one in app.markdown) == 2
