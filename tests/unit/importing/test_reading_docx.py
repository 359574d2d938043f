"""A docx gives every word that Word shows, once, in order."""

import pytest
from office_files import STRICT, docx, p, run, table

from casecoding.domain.source import ReadingChoices, TurnStyle
from casecoding.importing.reading import read_file


def read(body, **sides):
    return read_file("a.docx", docx(body, **sides))


def test_tracked_changes_read_as_accepted():
    moved = (
        f'<w:moveFrom w:id="3">{run("gammelt")}</w:moveFrom><w:moveTo w:id="4">{run(" nyt sted")}</w:moveTo>'
    )
    inserted = (
        f'<w:ins w:id="1">{run("vi ")}</w:ins><w:del w:id="2"><w:r><w:delText>I</w:delText></w:r></w:del>'
    )

    draft = read(p(inserted, "taler", moved))

    assert draft.text == "vi taler nyt sted"


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    draft = read(p("Vi ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p("taler."))

    assert draft.text == "Vi taler."


def test_content_controls_links_and_fields_are_read():
    control = f"<w:sdt><w:sdtContent>{p('inde i feltet')}</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="X">'
        + run("feltsvar")
        + "</w:fldSimple>"
    )

    draft = read(control + p(field, f"<w:hyperlink>{run(' og linket')}</w:hyperlink>"))

    assert draft.text == "inde i feltet\n\nfeltsvar og linket"


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{p('i boksen')}</w:txbxContent>"
    drawn = (
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )

    draft = read(p(f"<w:r>{drawn}</w:r>", "ved siden af"))

    assert draft.text == "i boksen\n\nved siden af"


def test_tables_are_read_row_by_row_with_nested_tables_inside():
    inner = table((p("a"), p("b")))

    draft = read(table((p("Navn"), p("Rolle")), (p("Bo"), p("leder") + inner)))

    assert [turn.span.of(draft.text) for turn in draft.turns] == ["Navn\tRolle", "Bo\tleder\na\tb"]
    assert {turn.style for turn in draft.turns} == {TurnStyle.TABLE_ROW}


def test_table_rows_of_name_and_words_are_turns():
    rows = [(p("Interviewer"), p("Hvad nu?")), (p("Mette"), p("Vi går i gang.") + p("Altså i morgen."))] * 3

    draft = read(table(*rows))

    assert [turn.span.of(draft.text) for turn in draft.turns][:2] == [
        "Hvad nu?",
        "Vi går i gang.\nAltså i morgen.",
    ]
    assert [who.label for who in draft.participants] == ["Interviewer", "Mette"]


def test_footnotes_stand_at_the_end_with_their_mark():
    note = f'<w:footnote w:id="7">{p("En note.")}</w:footnote>'

    draft = read(p("Teksten", '<w:r><w:footnoteReference w:id="7"/></w:r>', " går videre."), footnotes=note)

    assert draft.text == "Teksten[1] går videre.\n\n[1] En note."
    assert draft.turns[-1].style is TurnStyle.NOTE


def test_a_note_that_cites_itself_is_read_once():
    inner = p("Se her", '<w:r><w:endnoteReference w:id="1"/></w:r>')

    draft = read(
        p("Tekst", '<w:r><w:endnoteReference w:id="1"/></w:r>'),
        endnotes=f'<w:endnote w:id="1">{inner}</w:endnote>',
    )

    assert draft.text == "Tekst[1]\n\n[1] Se her[1]"


def test_list_paragraphs_carry_their_numbers():
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (shape, text) in enumerate([("decimal", "%1."), ("lowerLetter", "%1.%2)")])
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    )

    def point(words, depth):
        return p(words, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr>')

    draft = read(point("et", 0) + point("under", 1) + point("igen", 1) + point("to", 0), numbering=numbering)

    assert draft.text.split("\n\n") == ["1. et", "1.a) under", "1.b) igen", "2. to"]
    assert {turn.style for turn in draft.turns} == {TurnStyle.LIST_ITEM}


def test_headings_are_known_by_the_name_of_their_style():
    styles = '<w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>'

    draft = read(p("Baggrund", properties='<w:pStyle w:val="Overskrift1"/>') + p("Tekst."), styles=styles)

    assert [turn.style for turn in draft.turns] == [TurnStyle.HEADING, TurnStyle.PARAGRAPH]


def test_strict_documents_are_read():
    draft = read_file("a.docx", docx(p("Strengt"), namespace=STRICT))

    assert draft.text == "Strengt"


def test_bold_names_without_a_colon_are_labels():
    body = "".join(
        p(run("Sara", bold=True), " Hvad nu?") + p(run("Ole", bold=True), " Vi venter.") for _ in range(3)
    )

    draft = read(body)

    assert [(turn.label, turn.span.of(draft.text)) for turn in draft.turns][:2] == [
        ("Sara", "Hvad nu?"),
        ("Ole", "Vi venter."),
    ]


@pytest.mark.parametrize(("mark", "sign"), [("tab", "\t"), ("br", "\n"), ("noBreakHyphen", "-")])
def test_signs_that_are_elements_are_kept(mark, sign):
    draft = read(p("a", f"<w:r><w:{mark}/></w:r>", "b"))

    assert draft.text == f"a{sign}b"


COMMENTED = p("Vi taler", '<w:r><w:commentReference w:id="7"/></w:r>', " om det.")
COMMENT = f'<w:comment w:id="7" w:author="Mette">{p("Med hvem?")}</w:comment>'


def test_comments_are_left_out_unless_asked_for():
    assert read(COMMENTED, comments=COMMENT).text == "Vi taler om det."


def test_comments_stand_at_the_end_with_mark_and_author():
    choices = ReadingChoices(comments=True)

    draft = read_file("a.docx", docx(COMMENTED, comments=COMMENT), choices=choices)

    assert draft.text == "Vi taler[K1] om det.\n\n[K1] Mette: Med hvem?"
    assert draft.turns[-1].style is TurnStyle.NOTE


def test_running_headers_are_left_out_and_told_of():
    draft = read(p("Ordene."), header=p("Interview 3"), footer=p("1"))

    assert draft.text == "Ordene."
    assert [doubt.values["example"] for doubt in draft.doubts] == ["Interview 3"]


def test_running_headers_and_footers_are_kept_by_choice():
    content = docx(p("Ordene."), header=p("Interview 3"), footer=p("Fortroligt") + p("1"))

    draft = read_file("a.docx", content, choices=ReadingChoices(page_furniture=True))

    assert draft.text == "Interview 3\n\nOrdene.\n\nFortroligt"


def test_an_arrow_that_word_put_in_is_read():
    assert read(p("ja ", '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', " nej")).text == "ja → nej"


def test_a_comment_in_the_markup_parts_no_word():
    assert read("<w:p><w:r><w:t>hel<!-- nej -->heds</w:t></w:r></w:p>").text == "helheds"
