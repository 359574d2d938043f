"""Every number adds up and can be opened; no data is not zero; levels are the speakers'."""

import math
from dataclasses import replace
from itertools import cycle, permutations, product
from random import Random

import pytest

from casecoding.aggregating.matrix import WHOLE, Dimension, Measure
from casecoding.domain.codebook import CodeKind
from casecoding.domain.selection import EVERYTHING, EVIDENCE, Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import SameDimension, UnknownDimension, UnknownMeasure
from casecoding.exporting.chapters import Chapter, in_chapters
from casecoding.settings import Settings
from casecoding.store.queries import count_along
from casecoding.workbench.analysis import (
    Question,
    cell_selection,
    count_excerpts,
    counted_selection,
    dimension_named,
    measure_named,
    read_excerpts,
    read_matrix,
    read_outline,
)
from casecoding.workbench.bench import Bench, create_bench, ensure_coder
from casecoding.workbench.codebook import retire_code
from casecoding.workbench.coding import Marking, apply_many
from casecoding.workbench.importing import take_out_source
from casecoding.workbench.reading import check, read_coded_turns, read_overview
from tests.builders import (
    make_code,
    make_codebook,
    make_source,
    mark,
    store_source,
    ticking_clock,
    usual_source,
)

PAIRS = list(permutations(set(Dimension) - {Dimension.QUESTION}, 2))
ACROSS = {Dimension.CASE: Dimension.LEVEL, Dimension.LEVEL: Dimension.CODER, Dimension.CODE: Dimension.ROLE}
SELECTIONS = [
    EVIDENCE,
    EVERYTHING,
    Selection(codes=("kobling",), coders=("Bo",)),
    Selection(cases=("Egelund",), levels=("strategisk", ""), waves=("2020",)),
    Selection(exact_codes=("kobling", "ledelse"), kinds=(SourceKind.INTERVIEW,), roles=("rolle Bo",)),
]


def generated_study(place: str) -> Bench:
    """Return a study of 6 sources in 3 cases with 120 codings by two coders, some over borders and labels."""
    random = Random(17)
    codes = [make_code(one) for one in ("kobling", "kobling.brudt", "ledelse", "finansiering")]
    codes += [replace(make_code(one), kind=CodeKind.STRUCTURE) for one in ("guide", "guide.rolle")]
    bench = create_bench(place, codebook=make_codebook(*codes), settings=Settings(), clock=ticking_clock())
    lines = []
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
            marking = Marking(source.id, start, start + random.randrange(1, 30), random.choice(codes).id)
            lines.append((len(lines) + 1, marking, random.choice(("Anne", "Bo"))))
    apply_many(bench, lines)
    retire_code(bench, "finansiering", coder_id=ensure_coder(bench, "Anne").id)
    return bench


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Give the generated study, for tests that only read it."""
    bench = generated_study(str(tmp_path_factory.mktemp("studie") / "studie.casecoding"))
    yield bench
    bench.store.close()


@pytest.mark.parametrize("rows", Dimension)
def test_every_matrix_adds_up(study, rows):
    for columns, selection in product(set(Dimension) - {rows}, (EVIDENCE, EVERYTHING)):
        question = Question(rows, columns, selection=selection)
        matrix = read_matrix(study, question)

        in_all = count_excerpts(study, counted_selection(question))
        assert matrix.codings == in_all > 0, (selection, columns)
        assert math.isclose(matrix.table().sum().sum(), in_all), (selection, columns)


@pytest.mark.parametrize("selection", SELECTIONS, ids=range(len(SELECTIONS)))
def test_every_cell_opens_to_its_codings(study, selection):
    for rows in Dimension:
        question = Question(rows, ACROSS.get(rows, Dimension.CODE), selection=selection)
        matrix = read_matrix(study, question)
        assert matrix.codings == count_excerpts(study, counted_selection(question))
        for cell in matrix.cells.values():
            opened = count_excerpts(study, cell_selection(question, cell.row, cell.column))
            assert opened == cell.count.codings, (question, cell)


@pytest.mark.parametrize("selection", SELECTIONS, ids=range(len(SELECTIONS)))
def test_every_sum_of_a_row_a_column_and_all_opens_to_its_codings(study, selection):
    for rows in Dimension:
        question = Question(rows, ACROSS.get(rows, Dimension.CODE), selection=selection)
        matrix = read_matrix(study, question)
        sums = [*((row, WHOLE) for row in matrix.rows), *((WHOLE, one) for one in matrix.columns)]
        for row, column in (*sums, (WHOLE, WHOLE)):
            opened = count_excerpts(study, cell_selection(question, row, column))
            assert opened == matrix.codings_of(row, column), (question, row, column)


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
    words = "en to tre fire fem seks syv 8 9 10 11"
    source = store_source(bench, make_source(("I", "Hvad siger du " * 9), ("Mette", words)))
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
    for rows in Dimension:
        matrix = read_matrix(bench, Question(rows, ACROSS.get(rows, Dimension.CODE)))

        assert matrix.codings == 0
        assert matrix.table().isna().all(axis=None)


def test_a_source_that_is_taken_out_is_out_of_every_number(tmp_path):
    own = generated_study(str(tmp_path / "studie.casecoding"))
    before = count_excerpts(own, EVERYTHING)
    gone = count_excerpts(own, replace(EVERYTHING, sources=("kilde0",)))

    take_out_source(own, "kilde0", coder_id=ensure_coder(own, "Anne").id)

    assert count_excerpts(own, EVERYTHING) == before - gone
    assert sum(read_overview(own).codings.values()) == before - gone
    assert read_matrix(own, Question(selection=EVERYTHING)).codings == before - gone
    assert check(own) == ()
    own.store.close()


def test_codings_of_a_retired_code_stay_in_the_numbers(study):
    matrix = read_matrix(study, Question(Dimension.THEME, Dimension.CASE))

    assert matrix.rows[-1] == "finansiering"
    assert "finansiering" not in study_codes(study)
    outline = read_outline(study, EVIDENCE, (Dimension.THEME, Dimension.CASE, Dimension.LEVEL))
    assert sum(outline.values()) == matrix.codings


@pytest.mark.parametrize("length", [1, 2, 3])
def test_an_outline_counts_what_stands_under_each_heading(study, length):
    dimensions = [one for one in Dimension if one is not Dimension.QUESTION]
    with study.store.reading() as session:
        for order in list(permutations(dimensions, length))[::7]:
            assert read_outline(study, EVIDENCE, order) == count_along(session, order, EVIDENCE)


def test_an_outline_stands_in_the_order_of_the_report(study):
    order = (Dimension.LEVEL, Dimension.CASE)

    paths = list(read_outline(study, EVIDENCE, order))

    excerpts = in_chapters(read_excerpts(study, EVIDENCE), order, codebook=read_overview(study).codebook)
    headings = [one.key for one in excerpts if isinstance(one, Chapter) and one.depth == len(order)]
    assert [path[-1] for path in paths] == headings


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
    assert dimension_named("level") is Dimension.LEVEL
    assert measure_named("per-1000-words") is Measure.PER_1000_WORDS
    with pytest.raises(UnknownDimension, match="theme, code, question, case"):
        dimension_named("niveau")
    with pytest.raises(UnknownMeasure, match="codings, sources"):
        measure_named("antal")


def test_both_engines_count_the_same(any_bench):
    source = store_source(any_bench, usual_source(levels={"Bo": "strategisk"}))
    anne = ensure_coder(any_bench, "Anne")
    for words, code in (("kobling", "kobling.brudt"), ("Ledelsen", "ledelse"), ("Hvordan", "ledelse")):
        mark(any_bench, source, words, code, anne.id)

    for (rows, columns), measure in zip(PAIRS, cycle(Measure), strict=False):
        assert read_matrix(any_bench, Question(rows, columns, measure)).codings == 2
    assert len(read_excerpts(any_bench, EVERYTHING)) == 3
    assert read_coded_turns(any_bench) == {source.id: 2}
