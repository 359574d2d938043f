"""Each page runs over an empty study and over one with codings, in both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casecoding.aggregating.matrix import Dimension
from casecoding.charts.comparison import Drawing
from casecoding.domain.queue import Order
from casecoding.workbench.analysis import Question
from casecoding.workbench.bench import create_bench, ensure_coder, open_bench
from casecoding.workbench.importing import Said, import_files
from casecoding.workbench.reader import work_blind
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import accept
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import undo
from casecoding.workbench.views import save_view

PAGES = (
    "overview",
    "material",
    "correct",
    "codebook",
    "read_and_code",
    "review",
    "structure",
    "search",
    "matrix",
    "compare",
    "triangulate",
    "framework",
    "coverage",
    "cooccurrence",
    "saturation",
    "evaluate",
    "export",
    "history",
)
TRANSCRIPT = """Interviewer: Hvordan hænger niveauerne sammen?

Mette: Der er ingen kobling mellem bestyrelsen og os. <b>Beboerdemokraterne</b> bliver ikke hørt. Pengene
er bevilget af fonden.

Interviewer: Og hvad så?

Mette: Følgegruppen holder ikke møder mere.
"""


def show_page(name: str) -> None:
    """Run one page by itself; Streamlit reads this function's source, so it imports what it needs."""
    import importlib

    import streamlit as st

    from casecoding.ui.state import current_session, remember_pages

    names = ("read", "review", "matrix", "correct", "material", "coverage", "compare", "search")
    remember_pages({one: st.Page(lambda: None, title=one, url_path=one) for one in names})
    importlib.import_module(f"casecoding.ui.app_pages.{name}").render(current_session())


def run_page(name: str) -> AppTest:
    return AppTest.from_function(show_page, args=(name,), default_timeout=60).run()


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "study.casecoding"
    monkeypatch.setenv("CASECODING_STUDY", str(place))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    create_bench(str(place), title="Prøve_studie").store.close()
    return place


@pytest.fixture
def coded_study(study: Path, tmp_path: Path) -> Path:
    bench = open_bench(str(study))
    file = tmp_path / "interview.txt"
    file.write_text(TRANSCRIPT, encoding="utf-8")
    import_files(bench, [file], said=Said(case="Egelund", level="operationelt", wave="2018"))
    suggest(bench)
    first, *_ = suggestion_records(bench)
    accept(bench, first["id"], coder_id=ensure_coder(bench, "Forsker").id)
    bench.store.close()
    return study


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("study")
def test_a_page_of_an_empty_study_says_what_to_do(
    page: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASECODING_LANGUAGE", language)

    app = run_page(page)

    assert not app.exception


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("coded_study")
def test_a_page_shows_a_study_with_codings(page: str) -> None:
    app = run_page(page)

    assert not app.exception
    assert not app.error


@pytest.mark.usefixtures("coded_study")
def test_a_new_study_is_open_once_it_is_made_and_the_old_one_can_be_chosen_again(coded_study: Path) -> None:
    page = run_page("overview")
    before = page.title[0].value

    page.text_input[0].set_value("Min egen undersøgelse")
    page.button[0].click().run()
    made = page.title[0].value
    page.selectbox[0].select(str(coded_study)).run()

    assert made == "Min egen undersøgelse"
    assert page.title[0].value == before


@pytest.mark.usefixtures("coded_study")
def test_a_number_of_the_overview_opens_to_its_sources() -> None:
    app = AppTest.from_function(show_page, args=("overview",), default_timeout=60)
    app.query_params["here"] = ["Egelund", "operationelt"]

    app.run()

    assert not app.exception
    links = [link.proto.label for link in app.get("page_link")]
    assert [label for label in links if label.endswith("\\(2018\\)")]


def test_transcript_words_on_the_review_page_are_not_markup() -> None:
    app = run_page("review")

    shown = " ".join(element.value for element in app.markdown)
    assert "<b>" not in shown.replace(r"\<b\>", "")


def test_accepting_on_the_review_page_stores_one_coding_and_undo_takes_it_back(coded_study: Path) -> None:
    app = run_page("review")
    bench = open_bench(str(coded_study))
    before = len(list(coding_records(bench)))

    next(button for button in app.button if button.label == "Godkend").click().run()
    after = len(list(coding_records(bench)))
    undo(bench, coder_id=ensure_coder(bench, "Forsker").id)

    assert (after, len(list(coding_records(bench)))) == (before + 1, before)


def test_rejecting_on_the_review_page_stores_no_coding(coded_study: Path) -> None:
    app = run_page("review")
    bench = open_bench(str(coded_study))
    before = len(list(coding_records(bench)))

    next(button for button in app.button if button.label == "Afvis").click().run()

    verdicts = [record["verdict"] for record in suggestion_records(bench)]
    assert verdicts.count("rejected") == 1
    assert len(list(coding_records(bench))) == before


@pytest.mark.usefixtures("coded_study")
def test_the_export_page_counts_what_it_prints() -> None:
    app = run_page("export")

    assert "1 citat" in [heading.value for heading in app.subheader]


def test_who_codes_blind_prints_and_counts_her_own_codings_alone(
    coded_study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = open_bench(str(coded_study))
    work_blind(bench, coder_id=ensure_coder(bench, "Anden").id, blind=True)
    monkeypatch.setenv("CASECODING_CODER", "Anden")

    app = run_page("export")

    assert not app.subheader
    assert any("blindt" in caption.value for caption in app.caption)


@pytest.mark.usefixtures("coded_study")
def test_equal_rows_and_columns_are_answered_with_a_sentence() -> None:
    app = run_page("matrix")

    app.selectbox(key="columns").select_index(0).run()

    assert any("E152" in error.value for error in app.error)


@pytest.mark.usefixtures("coded_study")
def test_the_evaluation_page_holds_the_suggestions_against_a_coder() -> None:
    app = run_page("evaluate")

    next(button for button in app.button if button.label == "Regn ud").click().run()

    assert not app.exception
    assert len(app.dataframe) == 1
    assert any("segmenter" in heading.value for heading in app.subheader)


@pytest.mark.usefixtures("coded_study")
def test_a_suggestion_is_rejected_for_a_reason_with_one_button() -> None:
    app = run_page("review")

    next(button for button in app.button if button.label == "forkert betydning").click().run()

    assert not app.exception


@pytest.mark.usefixtures("coded_study")
def test_the_queue_can_be_asked_for_what_teaches_most() -> None:
    app = run_page("review")

    app.selectbox(key="review_order").select(Order.INFORMATIVE).run()

    assert not app.exception
    assert any(button.label.startswith("Godkend") for button in app.button)


def test_the_compare_page_sets_two_cases_side_by_side(coded_study: Path, tmp_path: Path) -> None:
    bench = open_bench(str(coded_study))
    file = tmp_path / "andet.txt"
    file.write_text("Interviewer: Hvad nu?\n\nBo: Vi holder møder hver uge.\n", encoding="utf-8")
    import_files(bench, [file], said=Said(case="Birkeparken", level="strategisk", wave="2020"))
    bench.store.close()

    app = run_page("compare")
    app.selectbox(key="compare_by").select_index(2).run()

    assert not app.exception
    assert [box.value for box in app.selectbox if box.key.endswith("_case")] == ["Birkeparken", "Egelund"]
    shown = [one.value.replace("\\", "") for one in app.markdown]
    assert {"Birkeparken: 0 citater", "Egelund: 1 citat"} <= set(shown)

    app.query_params["compared"] = ["kobling", "second codings"]
    app.run()

    headings = [heading.value.replace("\\", "") for heading in app.subheader]
    assert headings[-1].startswith("Kobling · Egelund: ")


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [
        ({"compare_by": "Niveau"}, Drawing.DUMBBELL),
        ({"compare_by": "Runde"}, Drawing.SLOPE),
        ({"compare_by": "Runde", "compare_figure_wave": "Side om side"}, Drawing.DUMBBELL),
    ],
)
def test_the_compare_page_draws_waves_as_lines_unless_its_link_says_otherwise(
    coded_study: Path, tmp_path: Path, asked: dict[str, str], drawn: Drawing
) -> None:
    bench = open_bench(str(coded_study))
    file = tmp_path / "senere.txt"
    file.write_text("Interviewer: Hvad nu?\n\nBo: Vi holder møder hver uge.\n", encoding="utf-8")
    import_files(bench, [file], said=Said(case="Egelund", level="strategisk", wave="2022"))
    bench.store.close()
    app = AppTest.from_function(show_page, args=("compare",), default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value

    app.run()

    assert not app.exception
    [figure] = [one for one in app.segmented_control if one.key.startswith("compare_figure_")]
    assert figure.value == drawn


def test_near_duplicates_are_decided_together_only_when_asked(coded_study: Path, tmp_path: Path) -> None:
    bench = open_bench(str(coded_study))
    again = tmp_path / "igen.txt"
    again.write_text(TRANSCRIPT.replace("holder ikke møder mere", "holder ikke møder nu"), encoding="utf-8")
    import_files(bench, [again], said=Said(case="Egelund"))
    suggest(bench)
    before = len(list(coding_records(bench)))
    app = run_page("review")

    while not any(button.label == "Godkend alle 2" for button in app.button):
        next(button for button in app.button if button.label == "Senere").click().run()

    next(button for button in app.button if button.label == "Godkend alle 2").click().run()

    assert not app.exception
    assert len(list(coding_records(bench))) == before + 2


def open_with(name: str, **params: str | list[str]) -> AppTest:
    app = AppTest.from_function(show_page, args=(name,), default_timeout=60)
    for key, value in params.items():
        app.query_params[key] = value
    return app.run()


@pytest.mark.parametrize(
    ("page", "number"),
    [
        ("matrix", {"cell": ["", "{theme}", "Egelund"]}),
        ("matrix", {"cell": ["", "{theme}", "∑"]}),
        ("matrix", {"cell": ["", "∑", "∑"]}),
        ("coverage", {"place": ["Egelund · operationelt", "2018 · interview"]}),
        ("cooccurrence", {"pair": ["{theme}", "{theme}"]}),
    ],
)
def test_an_address_opens_a_number_to_its_quotation(coded_study: Path, page: str, number: dict) -> None:
    bench = open_bench(str(coded_study))
    [record] = coding_records(bench)
    bench.store.close()
    told = {"theme": record["code"].split(".")[0], "source": record["source"]}
    [(name, keys)] = number.items()
    app = open_with(page, **{name: [key.format(**told) for key in keys]})

    assert not app.exception
    shown = " ".join(one.value.replace("\\", "") for one in app.markdown)
    assert record["quote"].split("\n")[0][:20] in shown


@pytest.mark.usefixtures("coded_study")
def test_a_saved_view_is_opened_by_its_button(coded_study: Path) -> None:
    bench = open_bench(str(coded_study))
    coder = ensure_coder(bench, "Forsker").id
    save_view(bench, "Efter runde", Question(Dimension.CODE, Dimension.WAVE), coder_id=coder)
    bench.store.close()

    app = run_page("matrix")
    next(button for button in app.button if button.label == "Efter runde").click().run()

    assert not app.exception
    assert "Kodninger efter kode og runde" in [one.value.replace("\\", "") for one in app.subheader]
