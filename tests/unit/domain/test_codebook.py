"""Codes have permanent ids in a tree; levels have an order."""

import pytest

from casecoding.domain.codebook import Code, Name
from casecoding.errors import InvalidCodeId, UnknownCode, UnknownLevel
from tests.builders import make_code, make_codebook

NAME = Name("Navn", "Name")


@pytest.mark.parametrize(
    "code_id", ["Kobling", "kobling brudt", "kobling.", ".brudt", "1kobling", "kø", "", "a..b"]
)
def test_an_id_of_other_signs_is_refused(code_id):
    with pytest.raises(InvalidCodeId):
        Code(code_id, NAME)


def test_a_code_knows_its_place_in_the_tree():
    code = Code("kobling.brudt.2018", NAME)

    assert (code.parent_id, code.theme_id, code.depth) == ("kobling.brudt", "kobling", 2)
    assert Code("kobling", NAME).parent_id is None


def test_children_are_those_below_and_not_those_that_begin_alike():
    codebook = make_codebook(
        make_code("drift"), make_code("drift.leje"), make_code("drift.leje.pris"), make_code("driftsform")
    )

    assert [code.id for code in codebook.with_children("drift")] == ["drift", "drift.leje", "drift.leje.pris"]
    assert [code.id for code in codebook.themes] == ["drift", "driftsform"]


def test_an_unknown_code_is_refused_with_the_themes_there_are():
    with pytest.raises(UnknownCode) as refused:
        make_codebook().code("tillid")

    assert refused.value.values == {"id": "tillid", "known": "kobling, ledelse"}


def test_a_level_is_found_by_id_and_by_number():
    codebook = make_codebook()

    assert codebook.level("2").id == codebook.level("taktisk").id == "taktisk"
    with pytest.raises(UnknownLevel):
        codebook.level("4")


def test_a_name_is_given_in_both_languages():
    assert (NAME.in_language("da"), NAME.in_language("en")) == ("Navn", "Name")
