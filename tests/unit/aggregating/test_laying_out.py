"""A matrix keeps its order, its totals and the difference between nothing and zero."""

import math

import pytest

from casecoding.aggregating.labels import code_label, key_label, level_label
from casecoding.aggregating.matrix import Count, Dimension, Material, Measure, lay_out
from casecoding.charts.matrix import matrix_figure, matrix_picture, shade_of
from casecoding.figures import shown_value
from casecoding.i18n.translating import Translator
from tests.builders import make_codebook

DA, EN = Translator("da"), Translator("en")
COUNTS = (Count("kobling", "Egelund", 3, 2, 2), Count("retired", "Egelund", 1, 1, 1))
MATERIAL = (
    Material("", "Egelund", turns=4, words=500, sources=2),
    Material("", "Tom", turns=0, words=0, sources=1),
)


def matrix(measure: Measure = Measure.CODINGS, columns=("Tom", "Egelund")):
    return lay_out(
        COUNTS,
        MATERIAL,
        rows=(Dimension.THEME, ["ledelse", "kobling"]),
        columns=(Dimension.CASE, columns),
        measure=measure,
    )


def test_keys_stand_in_their_order_and_unlisted_ones_last():
    assert matrix().rows == ("ledelse", "kobling", "retired")
    assert matrix().columns == ("Tom", "Egelund")


def test_no_coding_falls_out():
    assert matrix().codings == 4
    assert matrix().table().sum().sum() == 4


def test_zero_and_no_data_are_two_things():
    assert matrix().value("ledelse", "Egelund") == 0
    assert matrix().value("ledelse", "Tom") is None
    assert math.isnan(matrix().table().loc["ledelse", "Tom"])


@pytest.mark.parametrize(
    ("measure", "value", "danish", "english"),
    [
        (Measure.CODINGS, 3, "3", "3"),
        (Measure.SOURCES, 2, "2", "2"),
        (Measure.SHARE_OF_TURNS, 0.5, "50\xa0%", "50%"),
        (Measure.PER_1000_WORDS, 6, "6,0", "6.0"),
    ],
)
def test_each_measure_is_written_as_people_write_it(measure, value, danish, english):
    assert matrix(measure).value("kobling", "Egelund") == value
    assert shown_value(value, measure, DA) == danish
    assert shown_value(value, measure, EN) == english


def test_no_data_is_a_dash():
    assert shown_value(None, Measure.CODINGS, DA) == "–"


def test_keys_are_named_as_people_know_them():
    codebook = make_codebook()

    assert code_label("kobling.brudt", codebook=codebook, t=DA) == "Kobling › Kobling.brudt"
    assert code_label("retired", codebook=codebook, t=DA) == "retired"
    assert level_label("taktisk", codebook=codebook, t=EN) == "Tactical"
    assert level_label(None, codebook=codebook, t=DA) == level_label("", codebook=codebook, t=DA)
    assert key_label(Dimension.CASE, "Egelund", codebook=codebook, t=DA) == "Egelund"


def test_every_kind_has_a_name():
    for kind in ("interview", "focus-group", "meeting-notes", "observation", "document"):
        assert key_label(Dimension.KIND, kind, codebook=make_codebook(), t=DA) != kind


def test_the_figure_shows_values_and_leaves_no_data_without_colour():
    figure = matrix_figure(matrix(), codebook=make_codebook(), t=DA)

    (heatmap,) = figure.data
    assert list(heatmap.z[1]) == [None, 3.0]
    assert list(heatmap.text[1]) == ["–", "3 ○"]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_picture_is_the_same_every_time(kind):
    pictures = {
        matrix_picture(matrix(), title="Titel", codebook=make_codebook(), t=DA, format=kind) for _ in range(2)
    }

    assert len(pictures) == 1
    assert pictures.pop()[:5] in {b"\x89PNG\r", b"<?xml"}


def test_a_matrix_without_columns_can_be_drawn():
    empty = lay_out(
        (), (), rows=(Dimension.THEME, ["kobling"]), columns=(Dimension.CASE, []), measure=Measure.CODINGS
    )

    assert matrix_picture(empty, title="Tom", codebook=make_codebook(), t=DA)
    assert matrix_figure(empty, codebook=make_codebook(), t=DA)


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 1), (0, 2), (9, 9)])
def test_a_matrix_in_parts_is_the_whole_matrix(rows, columns):
    whole = matrix()

    parts = list(whole.parted(columns=columns, rows=rows))

    cells = [(key, part.cell(*key)) for part in parts for key in part.cells]
    assert len(cells) == len(whole.cells)
    assert dict(cells) == whole.cells
    assert all(len(part.columns) <= columns for part in parts)


def test_the_highest_cell_is_darkest_and_its_number_light():
    assert shade_of(3, matrix().highest) == ("0B6E6E", True)
    assert shade_of(0, matrix().highest)[1] is False
