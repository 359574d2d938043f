"""A matrix goes out with its intervals and what each cell rests on; nothing in it is a formula."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from casecoding.aggregating.intervals import share_of
from casecoding.aggregating.matrix import Count, Dimension, Material, Matrix, Measure, lay_out
from casecoding.aggregating.panels import alone
from casecoding.exporting.matrix_tables import matrix_csv, matrix_workbook
from casecoding.i18n.translating import Translator
from tests.builders import make_codebook

DA, EN = Translator("da"), Translator("en")
MADE = datetime(2026, 5, 17, tzinfo=UTC)


def shares() -> Matrix:
    counts = (Count("kobling", "=1+1", codings=9, sources=4, turns=8, participants=5),)
    material = (Material("", "=1+1", turns=20, words=300, sources=4),)
    return lay_out(
        counts,
        material,
        rows=(Dimension.THEME, ["kobling", "ledelse"]),
        columns=(Dimension.CASE, ["=1+1", "Tom"]),
        measure=Measure.SHARE_OF_TURNS,
    )


def test_csv_has_a_line_per_cell_with_interval_and_material():
    content = matrix_csv(alone(shares()), codebook=make_codebook(), t=EN).decode("utf-8-sig")

    head, first, empty, zero, _ = csv.reader(StringIO(content, newline=""))
    wilson = share_of(8, 20)
    assert head[:5] == ["Theme", "Case", "Share of turns", "95% from", "95% to"]
    assert [float(one) for one in first[2:5]] == [0.4, wilson.low, wilson.high]
    assert first[5:] == ["9", "4", "5", "8", "20", "300", ""]
    assert (empty[2], empty[-1]) == ("", "no data")
    assert (zero[2], zero[-1]) == ("0.0", "")


def test_csv_is_harmless_and_danish_where_asked():
    content = matrix_csv(alone(shares()), codebook=make_codebook(), t=DA).decode("utf-8-sig")

    first = content.splitlines()[1].split(";")
    assert first[1:3] == ["'=1+1", "0,4"]


def test_the_workbook_shows_the_matrix_and_its_cells():
    content = matrix_workbook(alone(shares()), title="Andel", made=MADE, codebook=make_codebook(), t=DA)

    matrix, cells = openpyxl.load_workbook(BytesIO(content)).worksheets
    assert (matrix["B1"].value, matrix["B1"].data_type) == ("=1+1", "s")
    assert (matrix["B2"].value, matrix["B2"].number_format, matrix["C2"].value) == (0.4, "0.0%", "–")
    assert [cells.cell(2, at).value for at in (3, 4)] == pytest.approx([0.4, share_of(8, 20).low])
    assert all(cell.data_type != "f" for row in cells for cell in row)


def test_the_same_matrix_is_the_same_workbook():
    made = [
        matrix_workbook(alone(shares()), title="", made=MADE, codebook=make_codebook(), t=DA)
        for _ in range(2)
    ]

    assert made[0] == made[1]
