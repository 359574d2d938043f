"""Participants' names become ids where they speak and where they are spoken of; other words stay."""

import pytest

from casecoding.exporting.anonymizing import Aliases, Person, anonymized
from tests.reports import make_excerpt

PEOPLE = [
    Person("kilde1", "I1-1", "Interviewer", ""),
    Person("kilde1", "I1-2", "Mette Fjeldgaard", "projektleder"),
    Person("kilde1", "I1-3", "Formand Bo", "formand for bestyrelsen"),
    Person("kilde2", "I2-1", "Mette Østergård", "leder"),
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Så sagde Mette Fjeldgaard det.", "Så sagde [I1-2] det."),
        ("Mette sagde det, og Fjeldgaards plan holdt.", "[I1-2] sagde det, og [I1-2]s plan holdt."),
        ("Mette Østergård var der ikke.", "[I2-1] var der ikke."),
        ("Spørg formanden; Formand er han.", "Spørg formanden; Formand er han."),
        ("Interviewer og projektleder", "Interviewer og projektleder"),
        ("mette og metter", "mette og metter"),
        ("Karen Hansen kom", "Karen Hansen kom"),
        ("Bo her 😀\tMette-Marie", "[I1-3] her 😀\t[I1-2]-Marie"),
        ("METTE FJELDGAARD: Ja. METTE!", "[I1-2]: Ja. [I1-2]!"),
        ("Se Interview_Mette_Fjeldgaard_2020.docx", "Se Interview_[I1-2]_2020.docx"),
        ("2020_Mette.pdf og Mette's", "2020_[I1-2].pdf og [I1-2]'s"),
        ("Bodil og Fjeldgaarden", "Bodil og Fjeldgaarden"),
        ("", ""),
    ],
)
def test_names_of_participants_become_ids(words, expected):
    assert Aliases(PEOPLE).in_words(words, "kilde1") == expected


def test_a_name_is_first_its_own_sources():
    assert Aliases(PEOPLE).in_words("Mette", "kilde2") == "[I2-1]"


def test_a_place_behind_a_role_is_no_name():
    people = [Person("kilde1", "I1-1", "Projektleder Lund", ""), Person("kilde1", "I1-2", "Bo Lunde", "")]

    aliases = Aliases(people, role_words=["projektleder"], places=["Lund", "Lunde"])

    assert aliases.in_words("Lund og Lunde") == "Lund og [I1-2]"


def test_a_name_over_an_edge_is_replaced_where_it_begins():
    told = Aliases(PEOPLE).in_pieces(("Så kom Met", "te Fjeld", "gaard og ", "Mette."), "kilde1")

    assert told == ("Så kom [I1-2]", "", " og ", "[I1-2].")


def test_an_anonymous_excerpt_names_nobody():
    excerpt = make_excerpt(0, quote="Mette siger det", before="Fjeldgaard: ", after=" og Mette")

    told = anonymized(excerpt, Aliases(PEOPLE))

    assert (told.speaker, told.source_name) == ("I1-2", "I1")
    assert (told.before, told.quote, told.after) == ("[I1-2]: ", "[I1-2] siger det", " og [I1-2]")
