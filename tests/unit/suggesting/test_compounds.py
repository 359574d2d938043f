"""A compound is known by its parts; derivations, lexicalised words and names stay whole."""

from pathlib import Path

import pytest

from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.suggesting.compounds import may_have_parts, parts_around, parts_of
from casecoding.suggesting.explaining import words_read

CASES = Path(__file__).parent / "cases" / "compounds.txt"


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("beboerdemokratirepræsentant", "beboer"),
        ("beboerdemokratirepræsentant", "demokrati"),
        ("beboerdemokratirepræsentant", "beboerdemokrati"),
        ("kernedrift", "drift"),
        ("driftsudgift", "drift"),
        ("boligorganisation", "organisation"),
        ("styregruppemøde", "styregruppe"),
        ("børnehave", "barn"),
        ("drift", "drift"),
    ],
)
def test_a_compound_holds_its_parts(word, part):
    assert part in parts_around(word, part)


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("bedrift", "drift"),
        ("tilskyndelse", "drift"),
        ("opdrift", "drift"),
        ("afledelse", "ledelse"),
        ("drift", "kerne"),
        ("samarbejde", "arbejde"),
    ],
)
def test_a_derivation_or_another_word_does_not(word, part):
    assert parts_around(word, part) == ()


def test_parts_are_citation_forms_without_links():
    assert parts_of("afdelingsbestyrelsesmødet") == ("afdeling", "bestyrelse", "møde")
    assert parts_of("mødregrupperne", "mødregruppe") == ("mor", "gruppe")
    assert parts_of("skattelettelse") == ("skat", "lettelse")
    assert parts_of("øjendråbe") == ("øje", "dråbe")


def test_an_unknown_compound_may_double_its_last_letter_before_an_ending():
    assert parts_of("betonblokke") == ("beton", "blok")
    assert parts_of("bogtrykker", "bogtrykker") != ("bog", "tryk")


@pytest.mark.parametrize(
    ("word", "lemma", "parts"),
    [
        ("børnevenligt", "børnevenlig", ("barn", "venlig")),
        ("livsfarlige", "livsfarlig", ("liv", "farlig")),
        ("programansvarlige", "programansvarlig", ("program", "ansvarlig")),
        ("knaldrød", "knaldrød", ("knald", "rød")),
        ("forfærdelige", "forfærdelig", ()),
        ("landlige", "landlig", ()),
    ],
)
def test_an_adjective_ends_a_compound_and_a_suffix_does_not(word, lemma, parts):
    assert parts_of(word, lemma) == parts


def test_an_adverb_may_be_the_neuter_of_a_compound_adjective():
    assert may_have_parts("ADV", "boligsocialt")
    assert not may_have_parts("ADV", "imidlertid")


def test_a_rare_plural_that_is_taken_for_a_verb_has_its_parts():
    assert may_have_parts("VERB", "tagrende")
    assert not may_have_parts("VERB", "samarbejde")
    assert not may_have_parts("PROPN", "Tingbjerg")


def test_a_word_is_parted_as_its_lemma_even_where_other_parts_are_commoner():
    assert parts_of("musiklokalet", "musiklokale") == ("musik", "lokale")
    assert parts_of("blodtryksmåler", "blodtryksmåler") == ("blod", "tryk", "måler")


def test_nineteen_of_twenty_words_are_parted_as_a_person_parts_them():
    cases = [line.split() for line in CASES.read_text(encoding="utf-8").splitlines()]

    docs = open_pipeline(SHIPPED_NAME).annotate([word for word, _ in cases])
    right = [
        ("+".join(words_read(doc)[0].parts) or "-") == wanted
        for doc, (_, wanted) in zip(docs, cases, strict=True)
    ]

    assert sum(right) / len(right) >= 0.95
