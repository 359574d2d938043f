"""Two sides of a study against each other are what one counts from the codings, and open to the same ones."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casecoding.aggregating.comparing import (
    COMPARED,
    COMPARED_BY,
    Comparison,
    Contrast,
    Side,
    compare,
    keys_with_material,
)
from casecoding.aggregating.intervals import difference_of, rate_of, share_of
from casecoding.aggregating.labels import code_label
from casecoding.aggregating.matrix import Cell, Count, Dimension, Material, Measure
from casecoding.charts.comparison import Drawing, comparison_figure, natural_drawing
from casecoding.charts.slopes import Course, course_of, spread_apart
from casecoding.domain.coding import Stance
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.figures import difference_parts, estimate_text
from casecoding.i18n.translating import Translator
from casecoding.workbench.analysis import count_excerpts, read_excerpts, read_matrix
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.coding import Marking, apply_code, change_coding
from casecoding.workbench.contrasting import compare_columns, question_of, read_most_telling
from casecoding.workbench.reading import read_overview
from casecoding.workbench.records import coding_records
from tests.builders import make_codebook, mark, span_of, store_source, usual_source
from tests.unit.workbench.test_matrices import generated_study

DA = Translator("da")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    bench = generated_study(str(tmp_path_factory.mktemp("studie") / "studie.casecoding"))
    yield bench
    bench.store.close()


def compared(bench: Bench, dimension: Dimension, measure: Measure, first: str, second: str):
    question = question_of(dimension, measure, EVIDENCE)
    matrix = read_matrix(bench, question)
    return compare_columns(bench, question, matrix, first=first, second=second)


@pytest.mark.parametrize("dimension", [Dimension.LEVEL, Dimension.WAVE, Dimension.CASE])
@pytest.mark.parametrize("measure", COMPARED)
def test_both_sides_are_those_of_an_independent_recount(study, dimension, measure):
    first, second = keys_with_material(read_matrix(study, question_of(dimension, measure, EVIDENCE)))[:2]
    by_hand = Counter(
        (one["code"].partition(".")[0], one[dimension.value] or "")
        for one in coding_records(study)
        if not one["interviewer"]
    )

    comparison = compared(study, dimension, measure, first, second)

    assert by_hand
    for one in comparison.contrasts:
        for side in (one.first, one.second):
            assert side.cell.count.codings == by_hand[one.theme, side.key]


def test_values_and_differences_have_the_intervals_of_their_kind(study):
    for measure in COMPARED:
        for one in compared(study, Dimension.WAVE, measure, "2018", "2020").contrasts:
            sides = []
            for side in (one.first, one.second):
                count, there = side.cell.count, side.cell.material
                shares = measure is Measure.SHARE_OF_TURNS
                sides.append(
                    share_of(count.turns, there.turns)
                    if shares
                    else rate_of(count.codings, there.words / 1000)
                )
                assert side.estimate == sides[-1]
                assert side.estimate.value == pytest.approx(side.cell.value(measure))
            assert one.difference == difference_of(*sides)


def test_a_side_without_material_is_no_data_and_has_no_difference(bench, anne):
    source = store_source(bench, usual_source(level="taktisk"))
    mark(bench, source, "kobling", "kobling", anne.id)
    matrix = read_matrix(bench, question_of(Dimension.LEVEL, Measure.PER_1000_WORDS, EVIDENCE))

    comparison = compare(matrix, first="taktisk", second="strategisk", stances={})

    assert keys_with_material(matrix) == ("taktisk",)
    assert {one.second.estimate for one in comparison.contrasts} == {None}
    assert {one.difference for one in comparison.contrasts} == {None}
    assert comparison.widest() is None
    assert estimate_text(None, Measure.SHARE_OF_TURNS, DA) == "–"


def test_values_and_differences_are_written_in_danish():
    first, second = share_of(6, 127), share_of(15, 100)

    assert estimate_text(second, Measure.SHARE_OF_TURNS, DA) == "15,0\xa0% (9,3–23,3)"
    shown = difference_parts(difference_of(first, second), Measure.SHARE_OF_TURNS, DA)
    assert shown == ("−10,3", "−18,9 til −2,6")


def test_stances_are_split_by_theme_and_side(bench, anne):
    for wave in ("2018", "2020"):
        source = store_source(bench, usual_source(f"kilde{wave}", wave=wave))
        span = span_of(source, "ingen kobling")
        stance = Stance.SUPPORTS if wave == "2018" else Stance.CONTRADICTS
        marking = Marking(source.id, span.start, span.end, "kobling.brudt", stance=stance)
        apply_code(bench, marking, coder_id=anne.id)
        mark(bench, source, "bestyrelsen", "kobling", anne.id)

    comparison = compared(bench, Dimension.WAVE, Measure.SHARE_OF_TURNS, "2018", "2020")

    (kobling,) = [one for one in comparison.contrasts if one.theme == "kobling"]
    assert kobling.first.stances == {Stance.SUPPORTS: 1}
    assert kobling.second.stances == {Stance.CONTRADICTS: 1}
    assert comparison.has_stances


def test_the_most_telling_are_what_most_coders_agree_on_and_then_the_longest(any_bench):
    anne, bo = ensure_coder(any_bench, "Anne"), ensure_coder(any_bench, "Bo")
    source = store_source(any_bench, usual_source())
    mark(any_bench, source, "Vi gør det selv", "kobling", anne.id)
    mark(any_bench, source, "Der er ingen", "kobling", anne.id)
    mark(any_bench, source, "bestyrelsen", "kobling", anne.id)
    mark(any_bench, source, "til bestyrelsen", "kobling.brudt", bo.id)
    mark(any_bench, source, "Vi gør", "ledelse", bo.id)

    found = read_most_telling(any_bench, Selection(codes=("kobling",)), limit=4)
    blind = read_most_telling(any_bench, Selection(codes=("kobling",), coders=("Anne",)), limit=4)

    assert [one.quote for one in found] == [
        "til bestyrelsen",
        "bestyrelsen",
        "Vi gør det selv",
        "Der er ingen",
    ]
    assert [one.quote for one in blind] == ["Vi gør det selv", "Der er ingen", "bestyrelsen"]


def test_the_figure_draws_both_sides_and_only_what_there_is(study):
    codebook = read_overview(study).codebook
    for dimension in COMPARED_BY:
        matrix = read_matrix(study, question_of(dimension, Measure.SHARE_OF_TURNS, EVIDENCE))
        first, second = keys_with_material(matrix)[:2]
        comparison = compared(study, dimension, Measure.SHARE_OF_TURNS, first, second)
        figure = comparison_figure(comparison, Drawing.DUMBBELL, codebook=codebook, t=DA)

        for at, trace in enumerate(figure.data):
            sides = [(one.first, one.second)[at] for one in comparison.contrasts]
            assert list(trace.x) == [100 * one.estimate.value for one in sides if one.estimate]


def estimated(theme: str, first: int, second: int) -> Contrast:
    """Return a theme that `first` and `second` of 100 turns hold."""
    sides = []
    for key, turns in (("2018", first), ("2020", second)):
        counted = Count(theme, key, codings=turns, sources=3, turns=turns)
        cell = Cell(theme, key, counted, Material("", key, turns=100, words=1000, sources=3))
        sides.append(Side(key, cell, share_of(turns, 100), is_thin=False, stances={}))
    return Contrast(theme, *sides)


@pytest.mark.parametrize(
    ("first", "second", "course"),
    [(5, 40, Course.ROSE), (40, 5, Course.FELL), (10, 12, Course.UNSURE), (7, 7, Course.UNSURE)],
)
def test_a_slope_says_where_a_theme_went_only_where_its_interval_does(first, second, course):
    assert course_of(estimated("kobling", first, second)) is course


def test_slopes_are_for_waves_and_both_ends_are_named_with_their_numbers(study):
    codebook = read_overview(study).codebook
    comparison = compared(study, Dimension.WAVE, Measure.SHARE_OF_TURNS, "2018", "2020")
    figure = comparison_figure(comparison, Drawing.SLOPE, codebook=codebook, t=DA)

    assert [one for one in COMPARED_BY if natural_drawing(one) is Drawing.SLOPE] == [Dimension.WAVE]
    assert tuple(figure.layout.xaxis.ticktext) == ("<b>2018</b>", "<b>2020</b>")
    shown = sorted(one.text for one in figure.layout.annotations)
    expected = []
    for one in comparison.contrasts:
        name = code_label(one.theme, codebook=codebook, t=DA)
        for side, text in ((one.first, "{name}  {number}"), (one.second, "{number}  {name}")):
            ring = " ○" if side.is_thin else ""
            number = f"<b>{DA.number(100 * side.estimate.value, decimals=1)}\xa0%</b>{ring}"
            expected.append(text.format(name=name, number=number))
    assert shown == sorted(expected)


def test_a_slope_without_an_other_side_has_no_line():
    there = estimated("kobling", 5, 40)
    alone = replace(there, second=replace(there.second, estimate=None))
    drawn = [
        comparison_figure(
            Comparison(Dimension.WAVE, Measure.SHARE_OF_TURNS, "2018", "2020", (one,)),
            Drawing.SLOPE,
            codebook=make_codebook(),
            t=DA,
        )
        for one in (there, alone)
    ]

    assert [sum(trace.mode == "lines" for trace in figure.data) for figure in drawn] == [1, 0]


@given(st.lists(st.floats(0, 100), max_size=30).map(sorted))
def test_names_stand_apart_in_their_order_and_no_further_than_they_must(heights):
    moved = spread_apart(heights, gap=5)

    assert all(upper - lower >= 5 - 1e-6 for lower, upper in pairwise(moved))
    if all(upper - lower >= 5 for lower, upper in pairwise(heights)):
        assert moved == pytest.approx(heights)
    assert sum(moved) == pytest.approx(sum(heights))


def test_a_stance_opens_to_its_quotations(bench, anne):
    source = store_source(bench, usual_source())
    for words, stance in (("ingen kobling", Stance.CONTRADICTS), ("Vi gør det selv", None)):
        coding = mark(bench, source, words, "kobling", anne.id)
        change_coding(bench, coding.id, coder_id=anne.id, stance=stance)
    against = Selection(codes=("kobling",), stances=(Stance.CONTRADICTS,))

    [found] = read_excerpts(bench, against, limit=5)

    assert found.quote == "ingen kobling"
    assert count_excerpts(bench, against) == 1
