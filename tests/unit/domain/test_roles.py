"""A role says the level: by the words of the codebook, their inflections and their compounds."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import Level, Name
from casecoding.domain.roles import level_of_role, with_level_by_role
from casecoding.domain.source import Participant
from casecoding.settings import shipped_folder

SHIPPED = load_codebook(shipped_folder("codebook")).levels


def levels(**roles):
    return [
        Level(name, order, Name(name, name), roles=words)
        for order, (name, words) in enumerate(roles.items(), 1)
    ]


@pytest.mark.parametrize(
    ("role", "level"),
    [
        ("projektleder", "operationelt"),
        ("Projektlederen", "operationelt"),
        ("boligsocial projektleder", "operationelt"),
        ("formand for afdelingsbestyrelsen", "operationelt"),
        ("afdelingsbestyrelsesformand", "operationelt"),
        ("formænd for afdelingsbestyrelserne", "operationelt"),
        ("beboere", "operationelt"),
        ("styregruppemedlem", "taktisk"),
        ("medlem af styregruppen", "taktisk"),
        ("områdecheferne", "taktisk"),
        ("chef for boligsociale indsatser", "taktisk"),
        ("bestyrelsesformand", "strategisk"),
        ("formand for den boligsociale bestyrelse", "strategisk"),
        ("bestyrelsesmedlemmer", "strategisk"),
        ("administrerende direktør", "strategisk"),
        ("boligdirektoer", "strategisk"),
        ("viceborgmesteren", "strategisk"),
        ("direktør og formand for styregruppen", "strategisk"),
        ("projektleder og sekretær for bestyrelsen", "operationelt"),
        ("konsulent", None),
        ("formand", None),
        ("", None),
    ],
)
def test_the_shipped_codebook_knows_the_usual_danish_roles(role, level):
    assert level_of_role(role, SHIPPED) == level


def test_the_shipped_roles_agree_with_every_participant_of_the_demo_corpus():
    manifest = tomllib.loads((shipped_folder("corpus") / "manifest.toml").read_text(encoding="utf-8"))
    people = [who for source in manifest["sources"] for who in source.get("participants", [])]

    assert [level_of_role(who["role"], SHIPPED) for who in people] == [who.get("level") for who in people]


def test_a_short_word_is_not_looked_for_inside_others():
    assert level_of_role("afrådende", levels(top=("råd",))) is None
    assert level_of_role("rådet", levels(top=("råd",))) == "top"


def test_all_of_several_words_must_stand_in_the_role():
    known = levels(nede=("social vejleder",))

    assert level_of_role("vejleder, socialt område", known) == "nede"
    assert level_of_role("vejleder", known) is None


def test_the_longest_of_two_words_in_one_place_decides():
    known = levels(oppe=("bestyrelse",), nede=("afdelingsbestyrelse",))

    assert level_of_role("afdelingsbestyrelsen", known) == "nede"


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=4))
def test_any_role_and_any_words_are_answered(role, words):
    assert level_of_role(role, levels(her=tuple(words))) in {"her", None}


@given(st.sampled_from([word for level in SHIPPED for word in level.roles]))
def test_every_word_of_a_level_fits_itself(word):
    (level,) = (level for level in SHIPPED if word in level.roles)

    assert level_of_role(word, SHIPPED) == level.id


def test_a_level_that_a_person_chose_stays():
    chosen = Participant("Bo", "Bo", "projektleder", level="taktisk")

    assert with_level_by_role(chosen, SHIPPED, source_decides=False) == chosen


def test_the_interviewer_has_no_level_by_role_nor_anyone_where_the_source_decides():
    told = Participant("Bo", "Bo", "projektleder")
    asking = Participant("I", "I", "projektleder", interviewer=True)

    assert with_level_by_role(told, SHIPPED, source_decides=False).level == "operationelt"
    assert with_level_by_role(told, SHIPPED, source_decides=True).level is None
    assert with_level_by_role(asking, SHIPPED, source_decides=False).level is None
