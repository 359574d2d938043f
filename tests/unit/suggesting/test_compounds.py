"""A compound is known by its parts; derivations, lexicalised words and names stay whole."""

from pathlib import Path

import pytest

from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.suggesting.compounds import parts_around, parts_of

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


def test_nineteen_of_twenty_words_are_parted_as_a_person_parts_them():
    cases = [line.split() for line in CASES.read_text(encoding="utf-8").splitlines()]

    lemmas = [doc[0].lemma_ for doc in open_pipeline(SHIPPED_NAME).annotate([word for word, _ in cases])]
    right = [
        ("+".join(parts_of(word, lemma)) or "-") == wanted
        for (word, wanted), lemma in zip(cases, lemmas, strict=True)
    ]

    assert sum(right) / len(right) >= 0.95
