"""The codebook page tries a cue, a sentence and a change before anything is stored."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casecoding.domain.suggestion import Flag
from casecoding.workbench.bench import open_bench
from casecoding.workbench.reading import read_overview
from tests.pages.test_pages import coded_study, run_page, study

__all__ = ["coded_study", "study"]


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [one for one in page.button if one.label == label]
    return button.click().run()


def said(page: AppTest) -> list[str]:
    return [one.value for one in page.info]


@pytest.mark.usefixtures("coded_study")
def test_a_cue_is_tried_on_the_material_and_its_flags_are_shown() -> None:
    page = run_page("codebook")
    (words,) = [one for one in page.text_input if one.label == "Ord"]
    words.input("kobling")

    press(page, "Prøv")

    assert not page.exception
    assert "1 fund" in said(page)
    assert any("Benægtet" in one.value for one in page.markdown)


def test_a_change_says_what_it_moves_and_stores_nothing(coded_study: Path) -> None:
    page = run_page("codebook")
    before = read_overview(open_bench(str(coded_study))).codebook
    page.radio(key="code").set_value("kobling.brudt").run()
    (flags,) = [one for one in page.multiselect if one.label == "Træf, der ikke bliver til forslag"]
    flags.set_value([Flag.NEGATED])

    press(page, "Hvad ændrer det?")

    assert not page.exception
    assert any(one.startswith("Ændringen giver") and "færre" in one for one in said(page))
    assert read_overview(open_bench(str(coded_study))).codebook == before


@pytest.mark.usefixtures("coded_study")
def test_a_code_says_what_the_code_above_leaves_out_for_it() -> None:
    page = run_page("codebook")
    left_out = "Koden over udelader allerede: Nævner, hvem der siger det."

    page.radio(key="code").set_value("kobling").run()
    assert left_out not in [one.value for one in page.caption]
    page.radio(key="code").set_value("kobling.brudt").run()
    assert left_out in [one.value for one in page.caption]


@pytest.mark.usefixtures("coded_study")
def test_a_sentence_shows_how_it_is_read() -> None:
    page = run_page("codebook")

    page.text_area(key="line_to_try").input("Der er ingen kobling til driften.").run()

    assert not page.exception
    assert any("ingen kobling" in one.value for one in page.markdown)
