"""The framework matrix: written cells, stale when the codings under them change, and only then."""

import pytest

from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.coding import Coder, Stance
from casecoding.domain.source import Source
from casecoding.store.cases import case_id
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.coding import change_coding, remove_coding
from casecoding.workbench.framework import case_attributes, read_framework, undo_summary, write_summary
from casecoding.workbench.importing import take_out_source
from casecoding.workbench.metadata import save_attributes, set_values
from casecoding.workbench.reading import check
from casecoding.workbench.records import coding_records
from casecoding.workbench.taking_back import undo
from tests.builders import mark, store_source, usual_source

WORDS = "Ledelsen bakker op (I1 §3)."


@pytest.fixture
def anne(any_bench: Bench) -> Coder:
    return ensure_coder(any_bench, "Anne")


@pytest.fixture
def sources(any_bench: Bench, anne: Coder) -> tuple[Source, Source]:
    """Two sources in two cases, each with a coding of kobling, one of ledelse, and a summary of kobling."""
    made = (
        store_source(any_bench, usual_source("a")),
        store_source(any_bench, usual_source("b", case="Ny By")),
    )
    for source in made:
        mark(any_bench, source, "ingen kobling", "kobling", anne.id)
        mark(any_bench, source, "Ledelsen bakker op", "ledelse", anne.id)
        write_summary(any_bench, source.case, "kobling", WORDS, coder_id=anne.id)
    return made


def cells(bench, **rest):
    return {(row.case, cell.theme): cell for row in read_framework(bench, **rest) for cell in row.cells}


def stale(bench):
    return [where for where, cell in cells(bench).items() if cell.summary and cell.summary.is_stale]


def coding_of(bench, source, code="kobling"):
    return next(
        one["id"] for one in coding_records(bench) if (one["source"], one["code"]) == (source.id, code)
    )


@pytest.mark.usefixtures("sources")
def test_a_cell_holds_its_words_and_the_number_of_its_codings(any_bench):
    told = cells(any_bench)

    assert (told["Egelund", "kobling"].codings, told["Egelund", "ledelse"].codings) == (1, 1)
    assert told["Egelund", "kobling"].summary.text == WORDS
    assert told["Egelund", "kobling"].summary.coder == "Anne"
    assert told["Egelund", "ledelse"].summary is None
    assert stale(any_bench) == []


def test_a_new_coding_makes_its_cell_stale_and_no_other(any_bench, anne, sources):
    mark(any_bench, sources[0], "Vi gør det selv", "kobling.brudt", anne.id)

    assert stale(any_bench) == [("Egelund", "kobling")]


def test_a_coding_of_another_theme_does_not(any_bench, anne, sources):
    mark(any_bench, sources[0], "Vi gør det selv", "ledelse", anne.id)

    assert stale(any_bench) == []


def test_taking_a_coding_away_makes_its_cell_stale_and_undo_makes_it_right_again(any_bench, anne, sources):
    remove_coding(any_bench, coding_of(any_bench, sources[1]), coder_id=anne.id)
    before = stale(any_bench)

    undo(any_bench, coder_id=anne.id)

    assert before == [("Ny By", "kobling")]
    assert stale(any_bench) == []


def test_a_stance_makes_its_cell_stale_and_a_memo_does_not(any_bench, anne, sources):
    change_coding(any_bench, coding_of(any_bench, sources[0]), coder_id=anne.id, memo="Husk")
    with_memo = stale(any_bench)
    change_coding(any_bench, coding_of(any_bench, sources[0]), coder_id=anne.id, stance=Stance.CONTRADICTS)

    assert with_memo == []
    assert stale(any_bench) == [("Egelund", "kobling")]


def test_taking_a_source_out_makes_its_cells_stale(any_bench, anne, sources):
    take_out_source(any_bench, sources[0].id, coder_id=anne.id)

    assert stale(any_bench) == [("Egelund", "kobling")]


def test_writing_anew_makes_it_right(any_bench, anne, sources):
    mark(any_bench, sources[0], "Vi gør det selv", "kobling", anne.id)

    write_summary(any_bench, "Egelund", "kobling", WORDS, coder_id=anne.id)

    assert stale(any_bench) == []


@pytest.mark.usefixtures("sources")
def test_blank_words_take_a_summary_away_and_undo_brings_it_back(any_bench, anne):
    write_summary(any_bench, "Egelund", "kobling", "  ", coder_id=anne.id)
    gone = cells(any_bench)["Egelund", "kobling"].summary

    undo_summary(any_bench, coder_id=anne.id)

    assert gone is None
    assert cells(any_bench)["Egelund", "kobling"].summary.text == WORDS
    assert check(any_bench) == ()


@pytest.mark.usefixtures("sources")
def test_cases_stand_by_an_attribute_with_those_without_last(any_bench, anne):
    store_source(any_bench, usual_source("c", case="Aa"))
    boliger = Attribute("", "Antal boliger", Holder.CASE, AttributeKind.NUMBER)
    save_attributes(any_bench, [boliger], coder_id=anne.id)
    (known,) = case_attributes(any_bench)
    with any_bench.store.reading() as session:
        ids = [case_id(session, name) for name in ("Egelund", "Ny By")]
    set_values(any_bench, {(known.id, ids[0]): 1200, (known.id, ids[1]): 90}, coder_id=anne.id)

    by_name = [(row.case, row.value) for row in read_framework(any_bench)]
    by_size = [(row.case, row.value) for row in read_framework(any_bench, ordered_by=known.id)]

    assert by_name == [("Aa", ""), ("Egelund", ""), ("Ny By", "")]
    assert by_size == [("Ny By", "90"), ("Egelund", "1200"), ("Aa", "")]


@pytest.mark.usefixtures("sources")
def test_only_the_themes_asked_for_stand_there(any_bench):
    (row, *_) = read_framework(any_bench, themes=["ledelse"])

    assert [cell.theme for cell in row.cells] == ["ledelse"]
