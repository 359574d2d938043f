"""Every number adds up and can be opened; no data is not zero; levels are the speakers'."""

import math
from itertools import permutations
from random import Random

import pytest

from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.domain.selection import EVERYTHING, EVIDENCE, Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import SameDimension, UnknownDimension, UnknownMeasure
from casecoding.workbench.analysis import (
    Question,
    cell_selection,
    count_excerpts,
    dimension_named,
    measure_named,
    read_excerpts,
    read_matrix,
    read_outline,
)
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.codebook import retire_code
from casecoding.workbench.coding import Marking, apply_code
from casecoding.workbench.importing import take_out_source
from casecoding.workbench.reading import check, read_coded_turns, read_overview
from tests.builders import make_source, mark, store_source, usual_source

PAIRS = list(permutations(Dimension, 2))
SELECTIONS = [
    EVIDENCE,
    EVERYTHING,
    Selection(codes=("kobling",), coders=("Bo",)),
    Selection(cases=("Egelund",), levels=("strategisk", ""), waves=("2020",)),
    Selection(exact_codes=("kobling", "ledelse"), kinds=(SourceKind.INTERVIEW,), roles=("rolle Bo",)),
]


def generated_study(bench: Bench) -> Bench:
    """Store 6 sources in 3 cases and 120 codings by two coders, some over borders and labels."""
    random = Random(17)
    codes = ["kobling", "kobling.brudt", "ledelse", "finansiering"]
    coders = [ensure_coder(bench, name).id for name in ("Anne", "Bo")]
    for number in range(6):
        source = usual_source(
            f"kilde{number}",
            case=("Egelund", "Birkeparken", "Søndervang")[number % 3],
            level=("operationelt", None, "taktisk")[number % 3],
            wave=("2018", "2020")[number % 2],
            kind=list(SourceKind)[number % 2],
            levels={"Bo": "strategisk"} if number < 3 else {},
        )
        store_source(bench, source)
        for _ in range(20):
            start = random.randrange(len(source.text) - 30)
            marking = Marking(source.id, start, start + random.randrange(1, 30), random.choice(codes))
            apply_code(bench, marking, coder_id=random.choice(coders))
    retire_code(bench, "finansiering", coder_id=coders[0])
    return bench


@pytest.fixture
def study(bench):
    return generated_study(bench)


def test_every_matrix_adds_up_and_every_cell_opens_to_its_codings(study):
    for selection in SELECTIONS:
        in_all = count_excerpts(study, selection)
        for rows, columns in PAIRS:
            question = Question(rows, columns, selection=selection)
            matrix = read_matrix(study, question)
            assert matrix.codings == in_all, (selection, rows, columns)
            assert math.isclose(matrix.table().sum().sum(), in_all), (selection, rows, columns)

    assert count_excerpts(study, EVERYTHING) > count_excerpts(study, EVIDENCE) > 0


@pytest.mark.parametrize("selection", SELECTIONS, ids=range(len(SELECTIONS)))
def test_every_cell_opens_to_its_codings(study, selection):
    columns = {
        Dimension.CASE: Dimension.LEVEL,
        Dimension.LEVEL: Dimension.CODER,
        Dimension.CODE: Dimension.ROLE,
    }
    for rows in Dimension:
        question = Question(rows, columns.get(rows, Dimension.CODE), selection=selection)
        for cell in read_matrix(study, question).cells.values():
            opened = count_excerpts(study, cell_selection(question, cell.row, cell.column))
            assert opened == cell.count.codings, (question, cell)


def test_a_small_matrix_is_what_one_counts_by_hand(bench, anne):
    source = store_source(bench, usual_source(levels={"Bo": "strategisk"}))
    mark(bench, source, "kobling", "kobling.brudt", anne.id)
    mark(bench, source, "bestyrelsen", "kobling.brudt", anne.id)
    mark(bench, source, "Ledelsen bakker op", "ledelse", anne.id)

    table = read_matrix(bench, Question(Dimension.THEME, Dimension.LEVEL)).table()

    assert table.loc["kobling"].tolist()[:1] == [2]
    assert math.isnan(table.loc["kobling", "taktisk"])
    assert table.loc["kobling", "strategisk"] == 0
    assert table.loc["ledelse", "strategisk"] == 1


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (Measure.CODINGS, 2),
        (Measure.SOURCES, 1),
        (Measure.SHARE_OF_TURNS, 1),
        (Measure.PER_1000_WORDS, 2000 / 11),
    ],
)
def test_each_measure_divides_by_the_participants_words_alone(bench, anne, measure, value):
    source = store_source(
        bench, make_source(("I", "Hvad siger du " * 9), ("Mette", "en to tre fire fem seks syv 8 9 10 11"))
    )
    mark(bench, source, "fire", "kobling", anne.id)
    mark(bench, source, "fem", "kobling", anne.id)

    matrix = read_matrix(bench, Question(Dimension.THEME, Dimension.CASE, measure))

    assert matrix.value("kobling", "Egelund") == pytest.approx(value)


def test_the_interviewers_codings_count_only_when_asked_for(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "Hvordan går det", "ledelse", anne.id)

    assert read_matrix(bench, Question()).codings == 0
    assert read_matrix(bench, Question(selection=EVERYTHING)).codings == 1


def test_material_without_codings_is_zero_and_a_case_without_material_is_no_data(bench):
    store_source(bench, usual_source(case="Egelund", level="taktisk"))
    store_source(bench, usual_source("kilde2", case="Birkeparken", level="strategisk", wave="2020"))

    table = read_matrix(bench, Question(Dimension.CASE, Dimension.LEVEL)).table()

    assert table.loc["Egelund", "taktisk"] == 0
    assert math.isnan(table.loc["Egelund", "strategisk"])
    assert math.isnan(table.loc["Birkeparken", "operationelt"])


def test_a_coding_where_nobody_has_material_is_counted_all_the_same(bench, anne):
    source = store_source(bench, make_source(("I", "Kun spørgsmål?"), level="taktisk"))
    everything = make_source(source_id="tom", case="Birkeparken")
    assert everything.turns == ()
    store_source(bench, make_source((None, "x"), source_id="kilde3", case="Søndervang", wave="2020"))
    mark(bench, source, "Kun", "kobling", anne.id)

    matrix = read_matrix(bench, Question(Dimension.CASE, Dimension.LEVEL, selection=EVERYTHING))

    assert matrix.table().sum().sum() == matrix.codings == 1


def test_an_empty_study_has_an_empty_matrix(bench):
    for rows, columns in PAIRS:
        matrix = read_matrix(bench, Question(rows, columns))

        assert matrix.codings == 0
        assert matrix.table().isna().all(axis=None)


def test_a_source_that_is_taken_out_is_out_of_every_number(study, anne):
    before = count_excerpts(study, EVERYTHING)

    take_out_source(study, "kilde0", coder_id=anne.id)

    assert count_excerpts(study, EVERYTHING) == before - 20
    assert sum(read_overview(study).codings.values()) == before - 20
    assert read_matrix(study, Question(selection=EVERYTHING)).codings == before - 20
    assert check(study) == ()


def test_codings_of_a_retired_code_stay_in_the_numbers(study):
    matrix = read_matrix(study, Question(Dimension.THEME, Dimension.CASE))

    assert matrix.rows[-1] == "finansiering"
    assert "finansiering" not in study_codes(study)
    assert sum(read_outline(study, EVIDENCE).values()) == matrix.codings


def study_codes(bench: Bench) -> list[str]:
    return [code.id for code in read_overview(bench).codebook]


def test_excerpts_come_by_case_wave_source_and_place(study):
    found = read_excerpts(study, EVERYTHING)

    places = [(one.case, one.wave, one.source_name, one.coding.span) for one in found]
    assert places == sorted(places)
    assert read_excerpts(study, EVERYTHING, limit=7, offset=5) == found[5:12]


def test_other_codes_are_those_on_overlapping_quotations(bench, anne):
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling til", "kobling", anne.id)
    mark(bench, source, "til bestyrelsen", "ledelse", anne.id)
    mark(bench, source, "Vi gør det selv", "finansiering", anne.id)

    assert [one.other_codes for one in read_excerpts(bench, EVIDENCE)] == [("ledelse",), ("kobling",), ()]


def test_rows_and_columns_must_differ(bench):
    with pytest.raises(SameDimension):
        read_matrix(bench, Question(Dimension.CASE, Dimension.CASE))


def test_unknown_names_are_refused_with_the_known_ones():
    assert (dimension_named("level"), measure_named("per-1000-words")) == (
        Dimension.LEVEL,
        Measure.PER_1000_WORDS,
    )
    with pytest.raises(UnknownDimension, match="theme, code, case"):
        dimension_named("niveau")
    with pytest.raises(UnknownMeasure, match="codings, sources"):
        measure_named("antal")


def test_both_engines_count_the_same(any_bench):
    source = store_source(any_bench, usual_source(levels={"Bo": "strategisk"}))
    anne = ensure_coder(any_bench, "Anne")
    for words, code in (("kobling", "kobling.brudt"), ("Ledelsen", "ledelse"), ("Hvordan", "ledelse")):
        mark(any_bench, source, words, code, anne.id)

    for rows, columns in PAIRS:
        for measure in Measure:
            assert read_matrix(any_bench, Question(rows, columns, measure)).codings == 2
    assert len(read_excerpts(any_bench, EVERYTHING)) == 3
    assert read_coded_turns(any_bench) == {source.id: 2}
