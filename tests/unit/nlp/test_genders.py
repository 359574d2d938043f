"""Nouns have the gender of the list, compounds that of their last part."""

import pytest

from casecoding.nlp.genders import Genders

GENDERS = Genders.of({"møde": "Neut", "bestyrelse": "Com", "råd": "Neut", "by": "Com"})


@pytest.mark.parametrize(
    ("lemma", "gender"),
    [("møde", "Neut"), ("bestyrelsesmøde", "Neut"), ("afdelingsbestyrelse", "Com"), ("SID-møde", "Neut")],
)
def test_the_last_part_decides(lemma, gender):
    assert GENDERS.gender(lemma) == gender


def test_a_short_noun_is_no_ending():
    assert GENDERS.gender("by") == "Com"
    assert GENDERS.gender("gruby") is None


def test_a_part_begins_after_a_vowel():
    assert GENDERS.gender("tråd") is None
    assert GENDERS.gender("tilråd") == "Neut"


def test_an_unknown_noun_has_no_gender():
    assert GENDERS.gender("xyz") is None
