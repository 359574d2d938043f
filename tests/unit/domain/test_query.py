"""A search is read as a person means it, or refused from the place where it makes no sense."""

import pytest

from casecoding.domain.query import (
    All,
    AnyOf,
    Comparison,
    Condition,
    Field,
    Not,
    Words,
    atoms,
    positive_codes,
    read_query,
)
from casecoding.errors import UnreadableQuery

A, B, C = Words(("a",)), Words(("b",)), Words(("c",))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a", A),
        ("a b", All((A, B))),
        ("a og b", All((A, B))),
        ("a eller b og c", AnyOf((A, All((B, C))))),
        ("(a eller b) og c", All((AnyOf((A, B)), C))),
        ("a AND NOT b OR c", AnyOf((All((A, Not(B))), C))),
        ("ikke ikke a", Not(Not(A))),
        ("ikke (a b)", Not(All((A, B)))),
        ("Møde*", Words(("møde",), prefix=True)),
        ('"ikke noget"', Words(("ikke", "noget"), phrase=True)),
        ("EU-midler", Words(("eu", "midler"), phrase=True)),
        ("tekst:møde*", Words(("møde",), prefix=True)),
        ("kode:kobling", Condition(Field.CODE, "kobling")),
        ("Code : kobling", Condition(Field.CODE, "kobling")),
        ('case:"Ny By"', Condition(Field.CASE, "Ny By")),
        ('"Antal boliger">=500', Condition("Antal boliger", "500", Comparison.AT_LEAST)),
        ("nær:ledelse", Condition(Field.NEAR, "ledelse")),
    ],
)
def test_a_search_is_read(given, expected):
    assert read_query(given) == expected


@pytest.mark.parametrize(
    ("given", "rest"),
    [
        ("", "…"),
        ("(a", "…"),
        ("a og", "…"),
        ("eller b", "eller b"),
        ("a ) b", ") b"),
        ("a og og b", "og b"),
        ('"', '"'),
        ("*", "*"),
        ("(" * 60 + "a" + ")" * 60, None),
    ],
)
def test_what_makes_no_sense_is_refused_from_its_place(given, rest):
    with pytest.raises(UnreadableQuery) as refused:
        read_query(given)

    if rest is not None:
        assert f"{rest!r}" in refused.value.sentence("da")


def test_negation_goes_down_to_the_words():
    query = read_query("a og ikke (kode:x eller ikke kode:y)")

    assert [positive for _, positive in atoms(query)] == [True, False, True]
    assert positive_codes(query) == {"y"}
