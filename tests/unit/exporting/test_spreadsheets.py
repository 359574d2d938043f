"""CSV and Excel hold the words as text, and numbers as numbers."""

import csv
import time
from dataclasses import replace
from io import BytesIO, StringIO

import openpyxl
import pytest

from casecoding.domain.reference import turns_shown
from casecoding.exporting.csv_table import excerpts_csv
from casecoding.exporting.excel import excel_workbook
from casecoding.exporting.excerpt_rows import COLUMNS, time_shown
from casecoding.exporting.plan import Part, ReportPlan
from casecoding.i18n.translating import Translator
from tests.reports import QUOTE, make_excerpt, make_framework, make_report

DA, EN = Translator("da"), Translator("en")
FORMULAS = ["=1+1", "+45 12345678", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/C calc'!A0"]


def read_csv(content: bytes, delimiter: str) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    names, *rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    assert len(names) == len(COLUMNS)
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def memo(words: str):
    excerpt = make_excerpt()
    return replace(excerpt, coding=replace(excerpt.coding, memo=words))


@pytest.mark.parametrize(("t", "delimiter"), [(DA, ";"), (EN, ",")])
def test_csv_holds_one_line_per_excerpt(t, delimiter):
    excerpts = [make_excerpt(number, quote=f'Linje 1\nlinje "2"; {number}, {QUOTE}') for number in range(3)]

    rows = read_csv(excerpts_csv(make_report(*excerpts), t=t), delimiter)

    assert [row["quote"] for row in rows] == [excerpt.quote for excerpt in excerpts]
    assert (rows[0]["start"], rows[0]["turns"], rows[0]["time"]) == ("10", "41–43", "0:14:32")


def test_csv_begins_so_that_excel_reads_it_as_utf8():
    assert excerpts_csv(make_report(), t=DA).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(words):
    report = make_report(make_excerpt(quote=words), memo(words))

    quoted, noted = read_csv(excerpts_csv(report, t=DA), ";")
    assert (quoted["quote"], noted["memo"]) == (f"'{words}", f"'{words}")

    sheet = openpyxl.load_workbook(BytesIO(excel_workbook(report, t=DA))).worksheets[0]
    cells = [sheet.cell(2, COLUMNS.index("quote") + 1), sheet.cell(3, COLUMNS.index("memo") + 1)]
    assert [(cell.data_type, cell.value, cell.quotePrefix) for cell in cells] == [("s", words, True)] * 2


def test_excel_has_excerpts_matrix_and_codebook_with_numbers_as_numbers():
    book = openpyxl.load_workbook(BytesIO(excel_workbook(make_report(make_excerpt()), t=DA)))

    excerpts, matrix, codebook, coverage, sources = book.worksheets
    assert excerpts.cell(2, COLUMNS.index("start") + 1).value == 10
    assert [cell.value for cell in matrix[2]] == ["Kobling", 1, "–"]
    assert [cell.value for cell in codebook[3]][0::6] == ["kobling.brudt", 3]
    assert [cell.value for cell in coverage[2]][4:9] == [1, 900, 40, 12, 0.25]
    assert [cell.value for cell in sources[3]][0::8] == ["D2", "–"]


def test_excel_takes_signs_and_lengths_that_it_cannot_hold():
    report = make_report(memo("a\x00b"), make_excerpt(quote="x" * 40_000))

    sheet = openpyxl.load_workbook(BytesIO(excel_workbook(report, t=DA))).worksheets[0]

    assert sheet.cell(2, COLUMNS.index("memo") + 1).value == "ab"
    assert len(sheet.cell(3, COLUMNS.index("quote") + 1).value) == 32_767


def test_the_same_report_is_the_same_workbook():
    first = excel_workbook(make_report(make_excerpt()), t=DA)
    time.sleep(1.1)

    assert excel_workbook(make_report(make_excerpt()), t=DA) == first


def test_turns_and_times_as_they_are_cited():
    assert (turns_shown(4, 4), turns_shown(4, 6)) == ("4", "4–6")
    assert (time_shown(None), time_shown(0), time_shown(3671.9)) == ("", "0:00:00", "1:01:11")


def test_excel_holds_the_framework_as_cases_by_themes():
    report = make_report(make_excerpt(), framework=make_framework("=1+1"))

    sheet = openpyxl.load_workbook(BytesIO(excel_workbook(report, t=DA)))["Framework"]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Case", "Attribut", "Kobling", "Ledelse"]
    assert rows[1][:3] == ["Egelund", "500", "=1+1 [kodningerne er ændret siden]"]
    assert sheet.cell(2, 3).data_type == "s"


def test_excel_holds_only_the_parts_asked_for():
    plan = ReportPlan(parts=frozenset({Part.CODEBOOK}))

    book = openpyxl.load_workbook(BytesIO(excel_workbook(make_report(make_excerpt(), plan=plan), t=DA)))

    assert book.sheetnames == ["Kodebog"]
