"""Lemmas come from the table, then from suffix rules by word class, then from genitives."""

import pytest

from casecoding.nlp.lemmas import Lemmas, without_genitive

LEMMAS = Lemmas(
    known={"NOUN mænd": "mand", "PROPN Peter": "Peter", "PROPN PETER": "Peter", "VERB var": "være"},
    rules={"NOUN": {"erne": "er", "en": "", "": ""}, "VERB": {"ede": "e"}, "": {"erne": ""}},
)


def test_a_known_form_has_its_lemma_whatever_its_capitals():
    found = [LEMMAS.lemma(form, "NOUN") for form in ("mænd", "Mænd", "MÆND")]

    assert found == ["mand", "mand", "mand"]


def test_the_longest_ending_decides():
    assert LEMMAS.lemma("beboerne", "NOUN") == "beboer"
    assert LEMMAS.lemma("gården", "NOUN") == "gård"


def test_the_word_class_chooses_the_rules():
    assert LEMMAS.lemma("boede", "VERB") == "boe"
    assert LEMMAS.lemma("boede", "NOUN") == "boede"


def test_a_word_of_unknown_class_has_rules_too():
    assert LEMMAS.lemma("husene", "") == "husene"
    assert LEMMAS.lemma("byerne", "") == "by"


def test_a_hyphenated_word_keeps_its_first_part():
    assert LEMMAS.lemma("SID-gården", "NOUN") == "SID-gård"
    assert LEMMAS.lemma("bebo-", "NOUN") == "bebo-"


def test_a_name_loses_its_genitive_only_when_it_is_one():
    assert LEMMAS.lemma("Kelds", "PROPN", genitive=True) == "Keld"
    assert LEMMAS.lemma("Lars", "PROPN") == "Lars"


@pytest.mark.parametrize(
    ("form", "base"), [("Kelds", "Keld"), ("ØK's", "ØK"), ("Lars'", "Lars"), ("Bo", "Bo")]
)
def test_genitive_endings(form, base):
    assert without_genitive(form) == base


def test_signs_and_numbers_are_their_own_lemma():
    found = [LEMMAS.lemma(form, pos) for form, pos in ((",", "PUNCT"), ("2018", "NUM"), ("#00:01:23#", "X"))]

    assert found == [",", "2018", "#00:01:23#"]


def test_tables_survive_the_disk(tmp_path):
    file = tmp_path / "lemmas.json"

    LEMMAS.write(file)

    assert Lemmas.read(file) == LEMMAS


def test_a_noun_is_known_in_the_genitive_too_and_a_name_is_no_noun():
    assert LEMMAS.is_known_noun("mænds")
    assert not LEMMAS.is_known_noun("peter")
    assert LEMMAS.is_known_name("Peters")
