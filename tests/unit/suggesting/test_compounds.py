"""A compound is known by its parts; derivations, lexicalised words and names stay whole."""

from itertools import chain
from pathlib import Path

import pytest

from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.suggesting.compounds import may_have_parts, parts_around, parts_of
from casecoding.suggesting.cutting import FIRST_WORDS, IRREGULAR
from casecoding.suggesting.explaining import words_read
from casecoding.suggesting.wordlist import BEGINNING, shipped_words

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


@pytest.mark.parametrize(
    ("word", "lemma", "parts"),
    [
        ("socialarbejder", "socialarbejder", ("social", "arbejder")),
        ("sundhedshjælperne", "sundhedshjælper", ("sundhed", "hjælper")),
        ("informationsaften", "informationsaft", ("information", "aften")),  # a lemma of no common parts
    ],
)
def test_a_lemma_of_common_parts_stands_whatever_else_the_word_could_be(word, lemma, parts):
    assert parts_of(word, lemma) == parts


def test_a_part_may_begin_as_any_word_of_the_list_does():
    words = shipped_words()
    listed = (words.nouns, words.verbs, words.adjectives, words.plurals, words.whole, FIRST_WORDS, IRREGULAR)

    assert words.beginnings.issuperset(word[:BEGINNING] for word in chain(*listed) if word.islower())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("skovfoged", ("skov", "foged")),  # only the dictionary has what begins so
        ("byfest", ("by", "fest")),
        ("landsbyfest", ("landsby", "fest")),  # a part that is shorter than a beginning
    ],
)
def test_a_part_may_begin_as_a_word_of_the_dictionary_does_or_be_short(word, parts):
    assert parts_of(word, word) == parts


def test_nineteen_of_twenty_words_are_parted_as_a_person_parts_them():
    cases = [line.split() for line in CASES.read_text(encoding="utf-8").splitlines()]

    docs = open_pipeline(SHIPPED_NAME).annotate([word for word, _ in cases])
    right = [
        ("+".join(words_read(doc)[0].parts) or "-") == wanted
        for doc, (_, wanted) in zip(docs, cases, strict=True)
    ]

    assert sum(right) / len(right) >= 0.95
