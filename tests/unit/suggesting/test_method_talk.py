"""Sentences about the study itself are told from what the study found."""

import pytest

from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.suggesting.method_talk import speaks_of_the_study
from casecoding.suggesting.said import said_in


def is_of_the_study(sentence: str, *, by_its_authors: bool = True) -> bool:
    (doc,) = open_pipeline(SHIPPED_NAME).annotate([sentence])
    return speaks_of_the_study(said_in(doc[:]), by_its_authors=by_its_authors)


@pytest.mark.parametrize(
    "sentence",
    [
        "Det næste afsnit omhandler koblingen mellem niveauerne.",
        "Herefter følger et afsnit om beboerdemokratiet.",
        "Interviewet med politiet er gennemført som gruppeinterview.",
        "Citatet er fra et interview med en projektleder.",
        "Interviewpersonerne omfatter direktører og projektledere.",
        "Kapitel 4 behandler samspillet med kernedriften.",
        "I foråret har vi interviewet tolv projektledere.",
    ],
)
def test_outline_and_method_are_of_the_study(sentence):
    assert is_of_the_study(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I kommuneplanen står boligområdet i et afsnit om parkering.",
        "Projektlederen fortæller i interviewet, at koblingen mangler.",
        "Bestyrelsen bygger på samarbejdet mellem kommune og boligorganisation.",
    ],
)
def test_what_the_study_found_is_not(sentence):
    assert not is_of_the_study(sentence)


def test_we_are_the_authors_only_where_they_write():
    assert not is_of_the_study("I foråret har vi spurgt alle beboerne.", by_its_authors=False)
