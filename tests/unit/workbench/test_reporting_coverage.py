"""A report's coverage holds the numbers that one counts from the codings, in every file alike."""

from collections import Counter
from html.parser import HTMLParser
from io import BytesIO

import docx
import openpyxl
import pytest

from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.exporting.plan import Part, ReportPlan
from casecoding.i18n.translating import Translator
from casecoding.workbench.records import coding_records
from casecoding.workbench.reporting import export_excel, export_html, export_word

DA = Translator("da")
PLAN = ReportPlan(parts=frozenset({Part.COVERAGE}))
FIRST_CELL, SHARE = ("Case", "Niveau", "Runde"), 8


class Tables(HTMLParser):
    """Reads a page's tables as lists of rows."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.in_cell = False

    def handle_starttag(self, tag, _attributes):
        self.in_cell = tag in {"th", "td"}
        match tag:
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "th" | "td":
                self.tables[-1][-1].append("")

    def handle_endtag(self, _tag):
        self.in_cell = False

    def handle_data(self, data):
        if self.in_cell:
            self.tables[-1][-1][-1] += data


def cells_of(tables: list[list[list[str]]]) -> list[list[str]]:
    return next(one[1:] for one in tables if tuple(one[0][:3]) == FIRST_CELL)


def from_word(bench, selection):
    tables = docx.Document(BytesIO(export_word(bench, selection, t=DA, plan=PLAN))).tables
    return cells_of([[[cell.text for cell in row.cells] for row in table.rows] for table in tables])


def from_html(bench, selection):
    reader = Tables()
    reader.feed(export_html(bench, selection, t=DA, plan=PLAN).decode())
    return cells_of(reader.tables)


def from_excel(bench, selection):
    book = openpyxl.load_workbook(BytesIO(export_excel(bench, selection, t=DA, plan=PLAN)))
    _, *rows = book["Dækning"].iter_rows(values_only=True)
    return [
        [DA.percent(one) if at == 8 else "" if one is None else str(one) for at, one in enumerate(row)]
        for row in rows
    ]


@pytest.mark.parametrize("read", [from_word, from_html, from_excel])
@pytest.mark.parametrize("selection", [EVIDENCE, Selection(coders=("Anne",)), Selection(waves=("2020",))])
def test_every_cell_holds_what_one_counts_oneself(coded, read, selection):
    counted = Counter()
    for one in coding_records(coded):
        if one["coder"] in (selection.coders or (one["coder"],)):
            counted[one["case"], one["level"], one["wave"], one["kind"]] += 1
    kinds = {"Interview": "interview", "Mødereferat": "meeting-notes"}

    rows = read(coded, selection)

    assert {row[2] for row in rows} == set(selection.waves or ("2018", "2020"))
    for row in rows:
        case, level, wave, kind, *_ = row
        assert int(row[7]) == counted[case, level.lower(), wave, kinds[kind]]


def test_a_cell_says_what_is_there_how_far_it_is_coded_and_by_whom(coded):
    whole = [
        ["Birkeparken", "Operationelt", "2020", "Interview", "1", "17", "2", "1", "50\xa0%", "Bo (1)"],
        ["Egelund", "Operationelt", "2018", "Interview", "1", "10", "1", "2", "100\xa0%", "Anne (1), Bo (1)"],
        ["Egelund", "Operationelt", "2020", "Mødereferat", "1", "17", "2", "0", "0\xa0%", ""],
        ["Egelund", "Strategisk", "2018", "Interview", "1", "7", "1", "1", "100\xa0%", "Anne (1)"],
    ]

    for read in (from_word, from_html, from_excel):
        assert read(coded, EVIDENCE) == whole
