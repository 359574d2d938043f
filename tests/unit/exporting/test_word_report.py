"""The Word report: headings by theme, case and level, whole quotations, real styles, tables."""

import time
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from casecoding.aggregating.matrix import Count, Dimension, Material, Measure, lay_out
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import HeadingTwice
from casecoding.exporting.plan import Part, ReportPlan
from casecoding.exporting.word import word_report
from casecoding.exporting.word_body import TEXT_WIDTH
from casecoding.i18n.translating import Translator
from tests.reports import QUOTE, make_excerpt, make_framework, make_report

DA, EN = Translator("da"), Translator("en")
NASTY = 'Linje 1\n\tindrykket <b>&amp; "anført"</b> 👩‍👩‍👧 e\u0301\u2028slut'


def written(*excerpts, t=DA, **rest):
    return docx.Document(BytesIO(word_report(make_report(*excerpts, **rest), t=t)))


def headings(document, *, inside=("Kobling", "Memoer")):
    found = [
        (paragraph.style.name[-1], paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    first, last = (("1", name) for name in inside)
    return found[found.index(first) : found.index(last)]


def runs(document, style):
    return [
        run.text for paragraph in document.paragraphs for run in paragraph.runs if run.style.name == style
    ]


def test_excerpts_stand_under_theme_case_and_level():
    document = written(*(make_excerpt(number) for number in range(12)))

    assert headings(document)[:8] == [
        ("1", "Kobling"),
        ("2", "Birkeparken"),
        ("3", "Operationelt"),
        ("3", "Strategisk"),
        ("3", "Ikke angivet"),
        ("2", "Egelund"),
        ("3", "Operationelt"),
        ("3", "Strategisk"),
    ]
    assert ("1", "Ledelse") in headings(document)


def test_a_heading_stands_once_per_theme_case_and_level():
    mixed = [
        make_excerpt(2 * number, case="Egelund", level=level)
        for number, level in enumerate([None, "gammelt", None])
    ]

    levels = [words for depth, words in headings(written(*mixed)) if depth == "3"]

    assert levels == ["Ikke angivet", "gammelt"]


@pytest.mark.parametrize("quote", [QUOTE, NASTY, "x" * 5000, "\n\n", "§"])
def test_every_quotation_stands_whole(quote):
    assert runs(written(make_excerpt(quote=quote)), "Quotation") == [quote]


def test_the_context_is_shortened_and_the_quotation_is_not():
    excerpt = make_excerpt(quote="ord " * 500, before="før " * 200, after="efter " * 200)

    before, after = runs(written(excerpt), "Context")

    assert before.startswith("… før") and len(before) < 250  # noqa: PT018 - one thought
    assert after.endswith(" …")


def test_the_source_line_says_where_the_words_stand():
    document = written(make_excerpt(0))

    line = next(paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "SourceLine")
    assert line.startswith(
        "Egelund, operationelt, I1 §41–43 · Samtale 1 · 2018 · 0:14:32 · kode: Kobling › Kobling.brudt"
    )
    assert "kodet af Anne · også: Kobling" in line
    assert runs(document, "Speaker") == ["Mette, projektleder: "]


def test_signs_that_word_cannot_hold_fall_out_of_names_and_memos():
    excerpt = make_excerpt(0, speaker="Met\x00te", case="Ege\x0blund")
    excerpt = replace(excerpt, coding=replace(excerpt.coding, memo="a\x07b\ud800c"))

    document = written(excerpt, title="Titel\x01 " + "x" * 300)

    assert runs(document, "Speaker") == ["Mette, projektleder: "]
    assert ("2", "Egelund") in headings(document)
    assert any("abc" in paragraph.text for paragraph in document.paragraphs)


def test_the_title_page_says_what_was_asked_for():
    selection = Selection(
        codes=("kobling",),
        cases=("Egelund",),
        levels=("taktisk",),
        kinds=(SourceKind.INTERVIEW,),
        sources=("kilde1",),
        coders=("Anne",),
        with_interviewer=True,
    )

    front = [
        paragraph.text
        for paragraph in written(selection=selection).paragraphs
        if paragraph.style.name == "FrontLine"
    ]

    for line in ("Koder: Kobling", "Cases: Egelund", "Niveauer: Taktisk", "Runder: alle", "Kilder: Samtale 1",
                 "Kodere: Anne", "Interviewerens ord medregnet: ja"):  # fmt: skip
        assert line in front


@pytest.mark.parametrize(("t", "language"), [(DA, "da-DK"), (EN, "en-GB")])
def test_the_text_is_proofed_in_its_language(t, language):
    content = word_report(make_report(make_excerpt()), t=t)

    with ZipFile(BytesIO(content)) as package:
        styles, body = package.read("word/styles.xml").decode(), package.read("word/document.xml").decode()
    assert f'<w:lang w:val="{language}"' in styles
    assert "<w:lang" not in body


def test_the_matrix_is_a_table_with_a_head_that_repeats_and_a_picture_that_is_described():
    document = written(make_excerpt())

    table, *_ = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Tema", "Egelund", "Birkeparken"],
        ["Kobling", "1", "ingen data"],
        ["Ledelse", "0", "ingen data"],
    ]
    head = table.rows[0]._tr
    assert head.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    (picture,) = document.inline_shapes
    assert "Kobling: Egelund 1, Birkeparken –." in picture._inline.docPr.get("descr")
    assert {
        cell._tc.find(qn("w:tcPr")).find(qn("w:shd")).get(qn("w:fill")) for cell in table.rows[1].cells[1:]
    } == {
        "0B6E6E",
        "EFEDE7",
    }


def test_every_style_that_is_used_is_declared():
    with ZipFile(BytesIO(word_report(make_report(make_excerpt()), t=DA))) as package:
        body = docx.oxml.parse_xml(package.read("word/document.xml"))
        declared = {one.get(qn("w:styleId")) for one in docx.oxml.parse_xml(package.read("word/styles.xml"))}

    used = {
        one.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for one in body.iter(qn(tag))
    }
    assert {"Heading1", "Excerpt", "Quotation", "TOC1", "TOC2"} <= used <= declared


def test_the_contents_link_to_themes_and_cases():
    document = written(*(make_excerpt(number) for number in range(4)))

    links = {
        link.get(qn("w:anchor")): "".join(text.text for text in link.iter(qn("w:t")))
        for link in document.element.body.iter(qn("w:hyperlink"))
    }
    bookmarks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert {"Kobling", "Egelund", "Bilag: kodebog"} <= set(links.values())
    assert set(links) <= bookmarks


def test_the_codebook_stands_last_with_its_counts():
    words = [paragraph.text for paragraph in written().paragraphs]

    assert words[words.index("Bilag: kodebog", 20) + 1] == "Kobling"
    assert "kobling.brudt · 3 kodninger i studiet" in words


def test_a_report_without_excerpts_can_be_opened():
    assert written().tables


def test_the_same_report_is_the_same_file():
    first = word_report(make_report(make_excerpt()), t=DA)
    time.sleep(1.1)  # python-docx and zip files keep seconds

    assert word_report(make_report(make_excerpt()), t=DA) == first


def test_ten_times_the_excerpts_take_about_ten_times_as_long():
    def seconds(excerpts):
        report = make_report(*(make_excerpt(number) for number in range(excerpts)))
        started = time.process_time()
        word_report(report, t=DA)
        return time.process_time() - started

    seconds(10)
    assert seconds(1500) < 12 * max(seconds(150), 0.1)


@pytest.mark.parametrize("left_out", Part)
def test_a_part_that_is_left_out_is_nowhere(left_out):
    titles = {
        Part.FRONT: "Kodede uddrag",
        Part.CONTENTS: "Indhold",
        Part.MATRIX: "Hvor står hvad?",
        Part.EXCERPTS: "Kobling",
        Part.MEMOS: "Memoer",
        Part.FRAMEWORK: "Framework",
        Part.COVERAGE: "Materiale og dækning",
        Part.CODEBOOK: "Bilag: kodebog",
        Part.RUNS: "Bilag: kodere og kørsler",
    }
    plan = ReportPlan(parts=frozenset(Part) - {left_out})

    written_out = written(make_excerpt(0), plan=plan, framework=make_framework())

    shown = {
        paragraph.text
        for paragraph in written_out.paragraphs
        if paragraph.style.name.startswith(("Heading 1", "Subtitle", "ContentsHeading"))
    }
    assert shown == set(titles.values()) - {titles[left_out]}


def test_memos_that_are_left_out_do_not_stand_under_their_quotations_either():
    plan = ReportPlan(parts=frozenset({Part.EXCERPTS}))

    assert "Husk bestyrelsen" not in "".join(
        one.text for one in written(make_excerpt(0), plan=plan).paragraphs
    )


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((Dimension.CASE, Dimension.THEME), [("1", "Birkeparken"), ("2", "Kobling"), ("2", "Ledelse")]),
        ((Dimension.WAVE,), [("1", "2018")]),
        (
            (Dimension.ROLE, Dimension.CODE, Dimension.SOURCE),
            [("1", "projektleder"), ("2", "Kobling › Kobling.brudt")],
        ),
    ],
)
def test_excerpts_stand_under_the_headings_asked_for(order, expected):
    plan = ReportPlan(parts=frozenset({Part.EXCERPTS}), order=order)
    document = written(*(make_excerpt(number) for number in range(4)), plan=plan)

    found = [
        (paragraph.style.name[-1], paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize("order", [(), (Dimension.CASE, Dimension.CASE), tuple(Dimension)[:4]])
def test_headings_are_one_to_three_and_each_once(order):
    with pytest.raises(HeadingTwice):
        ReportPlan(order=order)


def test_quotations_and_context_are_as_long_as_asked_for():
    plan = ReportPlan(length=40, context=0)

    document = written(make_excerpt(quote="ord " * 100), plan=plan)

    (quotation,) = runs(document, "Quotation")
    assert quotation.endswith(" […]") and len(quotation) < 50  # noqa: PT018 - one thought
    assert runs(document, "Context") == []


def test_the_methods_paragraph_stands_on_the_title_page():
    document = written(methods="Forslagene er dannet af spor.")

    notes = [one.text for one in document.paragraphs if one.style.name == "FrontNote"]
    assert "Forslagene er dannet af spor." in notes


def test_a_matrix_of_many_cases_stands_in_tables_and_pictures_that_a_page_holds():
    cases, themes = [f"Case {number:02}" for number in range(14)], [f"tema{number}" for number in range(60)]
    counts = [Count(theme, case, 1, 1, 1) for theme in themes for case in cases]
    matrix = lay_out(
        counts,
        [Material("", case, 10, 1000, 1) for case in cases],
        rows=(Dimension.THEME, themes),
        columns=(Dimension.CASE, cases),
        measure=Measure.CODINGS,
    )
    report = replace(make_report(plan=ReportPlan(parts=frozenset({Part.MATRIX}))), matrices=(matrix,))

    document = docx.Document(BytesIO(word_report(report, t=DA)))

    heads = [[cell.text for cell in table.rows[0].cells][1:] for table in document.tables]
    assert [name for head in heads for name in head] == cases
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(widths) <= TEXT_WIDTH
        assert min(widths) >= TEXT_WIDTH / 9
    assert len(document.inline_shapes) == 9
    assert all(shape.width <= Mm(160) and shape.height <= Mm(215) for shape in document.inline_shapes)


def test_every_table_repeats_its_head():
    for table in written(make_excerpt()).tables:
        assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None


def test_the_material_shows_no_data_and_how_far_each_source_is_coded():
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in written().tables]

    grid = next(one for one in tables if one[0] == ["Case", "Niveau", "Interview"])
    assert grid[1:] == [
        ["Birkeparken", "Operationelt", "–"],
        ["Egelund", "Operationelt", "1 kilde\n25\xa0% kodet\nAnne, Bo"],
    ]
    cells = next(one for one in tables if one[0][0] == "Case" and one[0][-1] == "Kodet af")
    assert cells[1:] == [
        [
            "Egelund",
            "Operationelt",
            "2018",
            "Interview",
            "1",
            "900",
            "40",
            "12",
            "25\xa0%",
            "Anne (9), Bo (3)",
        ]
    ]
    sources = next(one for one in tables if one[0][0] == "Id")
    assert [row[-1] for row in sources[1:]] == ["25\xa0%", "–"]


def test_the_framework_stands_case_by_case_with_what_is_stale():
    document = written(framework=make_framework())

    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    assert [
        ["Tema", "Resumé", "Citater"],
        ["Kobling", "Bestyrelsen hører intet. [kodningerne er ændret siden]", "3"],
    ] in tables
    assert ("2", "Egelund (500)") in [
        (one.style.name[-1], one.text) for one in document.paragraphs if one.style.name.startswith("Heading")
    ]
