"""odt, rtf, pdf, html, captions and tables come in word for word."""

from io import BytesIO

import pytest
from office_files import odt, pdf
from openpyxl import Workbook

from casecoding.domain.source import ReadingChoices, TurnStyle
from casecoding.importing.reading import read_file


def texts(draft):
    return [turn.span.of(draft.text) for turn in draft.turns]


def test_odt_reads_headings_lists_tables_boxes_and_notes():
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Noten.</text:p></text:note-body></text:note>"
    )
    items = (
        "<text:list-item><text:p>et</text:p></text:list-item>"
        "<text:list-item><text:p>to</text:p></text:list-item>"
    )
    numbered = (
        '<text:list-style style:name="L1">'
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:list-style>"
    )
    cells = (
        "<table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell>"
    )
    box = "<draw:frame><draw:text-box><text:p>i boksen</text:p></draw:text-box></draw:frame>"
    body = (
        "<text:tracked-changes><text:p>slettet</text:p></text:tracked-changes><text:h>Baggrund</text:h>"
        f'<text:p>Vi<text:s text:c="2"/>taler<text:tab/>her{note} <text:span>nu</text:span>.{box}</text:p>'
        f'<text:list text:style-name="L1">{items}</text:list>'
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    )

    draft = read_file("a.odt", odt(body, styles=numbered))

    assert texts(draft) == [
        "Baggrund",
        "Vi  taler\ther[1] nu.",
        "i boksen",
        "1. et",
        "2. to",
        "a\tb",
        "[1] Noten.",
    ]
    assert draft.turns[0].style is TurnStyle.HEADING


ODT_STYLES = (
    '<s xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><text:outline-style>'
    '<text:outline-level-style text:level="1" style:num-format="1"/>'
    '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:outline-style><style:header><text:p>Interview 3</text:p></style:header>"
    "<style:footer><text:p>7</text:p></style:footer></s>"
)


def test_odt_headings_have_their_numbers_and_running_headers_are_told_of():
    body = (
        '<text:h text:outline-level="1">Mål</text:h><text:h text:outline-level="2">Delmål</text:h>'
        '<text:h text:outline-level="2">Andet</text:h><text:h text:outline-level="3">Uden</text:h>'
    )

    draft = read_file("a.odt", odt(body, **{"styles.xml": ODT_STYLES}))

    assert texts(draft) == ["1 Mål", "1.1 Delmål", "1.2 Andet", "Uden"]
    assert [doubt.values["example"] for doubt in draft.doubts] == ["Interview 3"]


def test_odt_comments_and_headers_are_read_by_choice():
    note = (
        '<office:annotation><c:creator xmlns:c="http://purl.org/dc/elements/1.1/">Mette</c:creator>'
        "<text:p>Med hvem?</text:p></office:annotation>"
    )
    content = odt(f"<text:p>Vi taler{note} om det.</text:p>", **{"styles.xml": ODT_STYLES})

    assert read_file("a.odt", content).text == "Vi taler om det."
    everything = ReadingChoices(comments=True, page_furniture=True)
    assert read_file("a.odt", content, choices=everything).text == (
        "Interview 3\n\nVi taler[K1] om det.\n\n[K1] Mette: Med hvem?"
    )


def test_rtf_keeps_danish_letters_and_astral_characters():
    content = (
        rb"{\rtf1\ansi\ansicpg1252 I: G\'e5r det?\par P: \u230? bl\'f8d \u-10179?\u-8704?.\par "
        rb"I: Nu?\par P: Ja.}"
    )

    draft = read_file("a.rtf", content)

    assert texts(draft)[:2] == ["Går det?", "æ blød 😀."]


def test_html_leaves_out_scripts_and_joins_blanks():
    page = (
        "<html><head><title>t</title></head><body><script>x()</script>"
        "<h1>Om  os</h1><p>Vi <b>er</b>\n her.<br>Nu.</p>"
        "<ol><li>et</li><li>to</li></ol><table><tr><td>a</td><td>b</td></tr></table></body></html>"
    )

    draft = read_file("a.html", page.encode())

    assert texts(draft) == ["Om os", "Vi er her.\nNu.", "1. et", "2. to", "a\tb"]


def test_deeply_nested_html_is_read_to_the_end():
    draft = read_file("a.html", b"<div>" * 1500 + b"inderst" + b"</div>" * 1500)

    assert draft.text == "inderst"


def test_pdf_lines_become_paragraphs_and_broken_words_are_joined():
    page = [
        (50, 500, "Den boligsociale helhedsplan skal for-"),
        (50, 488, "ankres i driften, og det sker ikke af sig"),
        (50, 476, "selv."),
        (50, 440, "Et nyt afsnit begynder her."),
    ]

    draft = read_file("a.pdf", pdf(page))

    assert texts(draft) == [
        "Den boligsociale helhedsplan skal forankres i driften, og det sker ikke af sig selv.",
        "Et nyt afsnit begynder her.",
    ]
    assert [turn.page for turn in draft.turns] == [1, 1]


def test_pdf_running_headers_and_page_numbers_are_left_out_by_choice():
    pages = [
        [
            (50, 580, "Årsberetning 2020"),
            (50, 400, f"Indhold nummer {word} her."),
            (190, 20, f"Side {number} af 3"),
        ]
        for number, word in enumerate(("et", "to", "tre"), start=1)
    ]

    draft = read_file("a.pdf", pdf(*pages), choices=ReadingChoices(page_furniture=False))

    assert texts(draft) == ["Indhold nummer et her.", "Indhold nummer to her.", "Indhold nummer tre her."]
    assert [turn.page for turn in draft.turns] == [1, 2, 3]


RUNNING = [[(50, 580, "Årsberetning"), (50, 400, f"Om {word}."), (190, 20, "9")] for word in ("a", "b", "c")]


@pytest.mark.parametrize(
    ("wanted", "times", "told"),
    [
        (None, 3, ["import.doubt.furniture_kept"]),
        (True, 3, []),
        (False, 0, ["import.doubt.furniture_left_out"]),
    ],
)
def test_pdf_headers_are_kept_unless_a_person_leaves_them_out(wanted, times, told):
    draft = read_file("a.pdf", pdf(*RUNNING), choices=ReadingChoices(page_furniture=wanted))

    assert draft.text.count("Årsberetning") == times
    assert [doubt.key for doubt in draft.doubts] == told
    assert all(doubt.values == {"count": 2, "example": "Årsberetning"} for doubt in draft.doubts)


def test_pdf_words_that_recur_close_to_the_text_are_no_header():
    pages = [[(50, 575, "Ja."), (50, 563, "Vi ses i morgen."), (50, 551, f"Nummer {n}.")] for n in "abc"]

    assert read_file("a.pdf", pdf(*pages)).text.count("Ja.") == 3


def test_pdf_rows_across_two_columns_are_read_column_by_column():
    rows = [
        [(40, 500 - 12 * row, f"venstre linje {row} her"), (220, 500 - 12 * row, f"højre linje {row} her")]
        for row in range(10)
    ]

    draft = read_file("a.pdf", pdf([cell for row in rows for cell in row]))

    assert draft.text.index("venstre linje 9") < draft.text.index("højre linje 0")


def test_pdf_speakers_are_found_line_by_line():
    page = [
        (50, 560 - 12 * row, words)
        for row, words in enumerate(["I: Hvordan gik det?", "P: Det gik jo fint nok."] * 4)
    ]

    draft = read_file("a.pdf", pdf(page))

    assert [turn.label for turn in draft.turns] == ["I", "P"] * 4


VOICES = """WEBVTT

a1b2/2-0
00:00:05.000 --> 00:00:07.000
<v Mette Berg>og så videre.</v>

a1b2/1-0
00:00:01.000 --> 00:00:04.000
<v Mette Berg>Vi begyndte
i maj</v>

00:00:08.000 --> 00:00:09.000
<v Sara Holm>Hvornår? &amp; hvor?</v>

00:00:30.000 --> 00:00:31.000
<v Sara Holm>Altså i år?</v>
"""


def test_vtt_voices_are_sorted_merged_and_named_in_the_text():
    draft = read_file("a.vtt", VOICES.encode())

    assert draft.text == (
        "Mette Berg: Vi begyndte i maj og så videre.\n\nSara Holm: Hvornår? & hvor?\n\nSara Holm: Altså i år?"
    )
    assert [(turn.label, turn.time) for turn in draft.turns] == [
        ("Mette Berg", 1.0),
        ("Sara Holm", 8.0),
        ("Sara Holm", 30.0),
    ]


def test_zoom_cues_name_their_speakers_in_the_words():
    said = [
        "Sara Holm: Hvad nu?",
        "Ole Bang: Vi venter.",
        "Ole Bang: Stadig.",
        "Sara Holm: Nå?",
        "Ole Bang: Ja.",
    ]
    cues = [
        f"{number}\n00:00:{number:02}.000 --> 00:00:{number:02}.900\n{words}\n"
        for number, words in enumerate(said)
    ]

    draft = read_file("a.vtt", ("WEBVTT\n\n" + "\n".join(cues)).encode())

    assert draft.text.split("\n\n")[:2] == ["Sara Holm: Hvad nu?", "Ole Bang: Vi venter. Stadig."]


def test_srt_without_speakers_becomes_paragraphs_of_whole_cues():
    first = "1\n00:00:01,000 --> 00:00:02,000\nVi bor her,\n\n"
    cues = first + "2\n00:00:02,500 --> 00:00:04,000\nog det går fint.\n"

    draft = read_file("a.srt", cues.encode())

    assert texts(draft) == ["Vi bor her, og det går fint."]


def test_rolling_captions_are_shown_once():
    cues = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:0{number}.000 --> 00:00:0{number}.900\n{before}\n{after}"
        for number, (before, after) in enumerate(zip("abcd", "bcde", strict=True))
    )

    draft = read_file("a.vtt", cues.encode())

    assert draft.text == "a b c d e"


def test_csv_rows_are_utterances():
    draft = read_file(
        "a.csv", "Tid;Taler;Tekst\n00:00:05;Sara;Hvad nu?\n00:00:09;Ole;Vi venter; ja.\n".encode("cp1252")
    )

    assert draft.text.startswith("Sara: Hvad nu?\n\nOle: Vi venter")
    assert draft.turns[1].time == 9.0


def test_columns_of_a_table_that_are_not_read_are_told_of():
    draft = read_file("a.csv", b"Taler;Tekst;Hold;\nMette;Ja.;A;\n")

    [doubt] = [one for one in draft.doubts if one.key == "import.doubt.columns_left_out"]
    assert doubt.values == {"names": "hold"}


def test_xlsx_rows_are_utterances():
    book, held = Workbook(), BytesIO()
    for row in (["speaker", "text"], ["Sara", "Hvad nu?"], ["Ole", "Æblet."]):
        book.active.append(row)
    book.save(held)

    draft = read_file("a.xlsx", held.getvalue())

    assert draft.text == "Sara: Hvad nu?\n\nOle: Æblet."


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp1252",
        "iso-8859-1",
        "iso-8859-15",
        "cp850",
        "cp865",
        "mac_roman",
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        "På Ærø spiser vi blåbærgrød.",
        "Å Æ Ø",
        "ÅRSMØDE I SØNDERBORG",
        "Hun sagde ja, så gik vi hjem, og én blev.",
    ],
)
def test_danish_letters_survive_every_office_encoding(encoding, words):
    draft = read_file("a.txt", words.encode(encoding))

    assert draft.text == words


def test_curly_quotes_alone_are_cp1252():
    draft = read_file("a.txt", "He said “don’t” – and ‘left’.".encode("cp1252"))

    assert draft.text == "He said “don’t” – and ‘left’."
    assert [doubt.key for doubt in draft.doubts] == ["import.doubt.encoding"]


def test_wrapped_lines_of_a_text_file_are_one_paragraph():
    block = [
        "Den boligsociale helhedsplan skal forankres i driften,",
        "og det sker ikke af sig selv, siger formanden for",
        "bestyrelsen i Grydebæk til os i dag.",
    ] * 2

    draft = read_file("a.txt", ("\n".join(block) + "\n\nNyt afsnit.").encode())

    assert texts(draft) == ["\n".join(block), "Nyt afsnit."]


@pytest.mark.parametrize("head", ["Speaker Name;Transcript;Note", "Taler;Dansk;Note", "Hvem;Hvad;Note"])
def test_a_table_has_one_turn_per_row_whatever_its_columns_are_called(head):
    rows = [head, "Mette;Vi tager den igen i morgen.", "Ole;Det gør vi så.;utydeligt"]

    draft = read_file("a.csv", "\n".join(rows).encode())

    assert [turn.label for turn in draft.turns] == ["Mette", "Ole"]


def test_a_workbooks_short_rows_are_read():
    book, held = Workbook(), BytesIO()
    for row in (["speaker", "time", "text"], ["Mette"], ["Ole", None, "Ja."]):
        book.active.append(row)
    book.save(held)

    assert read_file("a.xlsx", held.getvalue()).text.endswith("Ole: Ja.")
