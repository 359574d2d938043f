"""A comparison taken home: every number of the page with its interval, and the figure as a picture."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from casecoding.aggregating.comparing import Comparison, compare
from casecoding.aggregating.intervals import difference_of, share_of
from casecoding.aggregating.matrix import Count, Dimension, Material, Measure, lay_out
from casecoding.charts.comparison import Drawing
from casecoding.charts.comparison_picture import comparison_picture
from casecoding.domain.coding import Stance
from casecoding.exporting.comparison_tables import comparison_csv, comparison_workbook
from casecoding.i18n.translating import Translator
from tests.builders import make_codebook

DA, EN = Translator("da"), Translator("en")
MADE = datetime(2026, 5, 17, 12, tzinfo=UTC)


def make_comparison(*, first: str = "2018", second: str = "2020") -> Comparison:
    matrix = lay_out(
        [Count("kobling", first, 9, 4, 8), Count("kobling", second, 2, 1, 2)],
        [Material("", "2018", 20, 300, 5), Material("", "2020", 40, 600, 5)],
        rows=(Dimension.THEME, ["kobling", "ledelse"]),
        columns=(Dimension.WAVE, [first, second]),
        measure=Measure.SHARE_OF_TURNS,
    )
    stances = {("kobling", first, Stance.SUPPORTS): 3}
    return compare(matrix, first=first, second=second, stances=stances)


def lines_of(comparison: Comparison, t: Translator, delimiter: str) -> list[dict[str, str]]:
    text = comparison_csv(comparison, codebook=make_codebook(), t=t).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def test_csv_holds_both_sides_and_their_difference_with_intervals():
    coupling, leadership = lines_of(make_comparison(), EN, ",")

    first, second = share_of(8, 20), share_of(2, 40)
    less = difference_of(first, second)
    assert float(coupling["2018: Share of turns"]) == first.value
    assert float(coupling["2020: 95% to"]) == second.high
    assert float(coupling["2018 less 2020: Difference"]) == pytest.approx(less.value)
    assert float(coupling["2018 less 2020: 95% from"]) == pytest.approx(less.low)
    assert (coupling["2018: Codings"], coupling["2018: support"], coupling["2020: support"]) == (
        "9",
        "3",
        "0",
    )
    assert (coupling["2018: Note"], coupling["2020: Note"]) == ("", "rests on little")
    assert leadership["2018: Share of turns"] == "0.0"


def test_csv_is_danish_where_asked_and_blank_where_there_is_no_data():
    coupling, _ = lines_of(make_comparison(second="2022"), DA, ";")

    assert coupling["2018: Andel af replikker"] == "0,4"
    assert coupling["2022: Andel af replikker"] == coupling["2018 minus 2022: Forskel"] == ""
    assert coupling["2022: Bemærk"] == "ingen data"


def test_the_workbook_holds_numbers_and_no_formula():
    comparison = make_comparison(first="=1+1")
    content = comparison_workbook(comparison, title="Andel", made=MADE, codebook=make_codebook(), t=DA)

    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert [cell.value for cell in sheet["A"]] == ["Tema", "Kobling", "Ledelse"]
    assert sheet["E2"].value == pytest.approx(0.05)
    assert all(cell.data_type != "f" for row in sheet for cell in row)


@pytest.mark.parametrize("drawing", Drawing)
@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_the_picture_is_the_same_every_time(drawing, kind, begins):
    made = [
        comparison_picture(
            make_comparison(), drawing, title="Andel", codebook=make_codebook(), t=DA, format=kind
        )
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert made[0].startswith(begins)


@pytest.mark.parametrize("drawing", Drawing)
def test_a_side_without_data_can_be_drawn(drawing):
    comparison = make_comparison(second="2022")

    assert comparison_picture(comparison, drawing, title="", codebook=make_codebook(), t=DA)
