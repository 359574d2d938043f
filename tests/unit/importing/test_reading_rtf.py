"""An rtf gives every word that a word processor shows, in whatever code page it was written."""

import pytest

from casecoding.domain.source import ReadingChoices, TurnStyle
from casecoding.errors import ReadingTooLong, UnreadableFile
from casecoding.importing import rtf_tokens
from casecoding.importing.reading import read_file

FONTS = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset2 Symbol;}}"
HEAD = rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}"


def read(body: str, *, head: str = HEAD, **choices: bool):
    content = f"{head}{body}}}".encode("latin-1")
    return read_file("a.rtf", content, choices=ReadingChoices(**choices))


def texts(draft) -> list[str]:
    return [turn.span.of(draft.text) for turn in draft.turns]


@pytest.mark.parametrize(
    ("head", "written", "shown"),
    [
        (HEAD, r"bl\'e5b\'e6r p\'e5 \'d8en", "blåbær på Øen"),
        (HEAD, "blåbær på Øen", "blåbær på Øen"),
        (HEAD, r"bl\u229?b\u230?r", "blåbær"),
        (HEAD, r"\uc0\u230 ble", "æble"),
        (HEAD, r"{\uc2\u230\'e6\'e6}ble", "æble"),
        (HEAD, r"\u-10179?\u-8704?", "😀"),
        (HEAD, r"{\f1 \'cf\'e5\'f2\'fc} Hansen", "Петь Hansen"),
        (r"{\rtf1\mac ", r"bl\'8cb\'ber", "blåbær"),
        (r"{\rtf1\pca ", r"bl\'86b\'91r", "blåbær"),
        (r"{\rtf1\ansi\ansicpg65001", r"bl\'c3\'a5b\'c3\'a6r", "blåbær"),
        (r"{\rtf1\ansi\ansicpg99999", r"bl\'e5b\'e6r", "blåbær"),
        (HEAD, r"\{klammer\} og \\streg", "{klammer} og \\streg"),
        (HEAD, r"Vi\endash{}altså\rquote{}s\~her", "Vi–altså’s\xa0her"),
        (HEAD, r"en\-bro, e\_mail", "enbro, e-mail"),
    ],
)
def test_letters_are_read_in_their_code_page(head, written, shown):
    assert read(written, head=head).text == shown


def test_footnotes_stand_at_the_end_with_their_mark():
    draft = read(
        r"Vi kobler{\super\chftn}{\footnote\pard\plain {\super\chftn} Se rapporten.} til driften.\par Slut."
    )

    assert draft.text == "Vi kobler[1] til driften.\n\nSlut.\n\n[1] Se rapporten."
    assert draft.turns[-1].style is TurnStyle.NOTE


def test_table_rows_are_one_turn_each_and_inner_tables_stay_in_their_cell():
    inner = r"\pard\intbl\itap2 ind\nestcell ad\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    body = rf"\trowd\pard\intbl A\cell {inner}\pard\intbl B\cell\row\pard Efter.\par"

    draft = read(body)

    assert texts(draft) == ["A\tind\tad\nB", "Efter."]
    assert [turn.style for turn in draft.turns] == [TurnStyle.TABLE_ROW, TurnStyle.PARAGRAPH]


def test_list_numbers_and_headings_are_kept():
    sheet = r"{\stylesheet{\s0 Normal;}{\s3\sbasedon0 Overskrift 1;}}"
    body = (
        rf"{sheet}\pard\plain\s3 Dagsorden\par\pard\plain{{\listtext 1.\tab}}Velkomst\par"
        r"{\listtext\f2\'b7\tab}\pard Punkt\par"
    )

    draft = read(body)

    assert texts(draft) == ["Dagsorden", "1. Velkomst", "• Punkt"]
    assert [turn.style for turn in draft.turns] == [
        TurnStyle.HEADING,
        TurnStyle.LIST_ITEM,
        TurnStyle.LIST_ITEM,
    ]


def test_fields_show_their_result_and_what_is_no_text_is_left_out():
    field = r"{\field{\*\fldinst HYPERLINK \"http://example.org\"}{\fldrslt siden}}"
    hidden = r"{\info{\author Mette}}{\pict\wmetafile8 0102ff}{\*\ukendt skjult}{\deleted slettet}{\bin3 {{{}"

    assert read(rf"{hidden}Se {field}.").text == "Se siden."


def test_text_boxes_are_read_once():
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt I boksen\par}}{\shprslt I boksen}}"

    assert read(rf"{box}Uden for.\par").text == "I boksen\n\nUden for."


def test_comments_and_headers_are_left_out_unless_asked_for():
    body = (
        r"{\header Interview 3\par}Vi taler{\*\atnid MH}{\*\atnauthor Mette}\chatn{\*\annotation{\*\atnref 1}"
        r"\pard Med hvem?} om det.\par"
    )

    assert read(body).text == "Vi taler om det."
    assert [doubt.values["example"] for doubt in read(body).doubts] == ["Interview 3"]
    assert read(body, comments=True, page_furniture=True).text == (
        "Interview 3\n\nVi taler[K1] om det.\n\n[K1] Mette: Med hvem?"
    )


def test_speakers_set_in_bold_are_found():
    body = r"{\b Interviewer} Hvordan gik det?\par {\b Mette} Det gik fint nok, synes jeg.\par" * 3

    assert [turn.label for turn in read(body).turns] == ["Interviewer", "Mette"] * 3


def test_what_follows_the_end_is_not_read():
    assert read("Ordene.} {Andet").text == "Ordene."


def test_braces_without_end_are_refused():
    with pytest.raises(UnreadableFile):
        read("{" * 5000)


def test_an_rtf_of_nothing_but_marks_is_given_up_in_time(monkeypatch):
    monkeypatch.setattr(rtf_tokens, "SECONDS", 0)

    with pytest.raises(ReadingTooLong):
        read(r"{\b x}" * 60_000)
