"""Association of two codes is by the formula that is named."""

from math import log

import pytest

from casecoding.aggregating.cooccurrence import Association, Cooccurrence, Unit
from casecoding.charts.cooccurrence import network_figure


def counted(unit: Unit = Unit.TURN) -> Cooccurrence:
    alone = {"kobling": 10, "ledelse": 5, "drift": 4}
    return Cooccurrence(unit, ("kobling", "ledelse", "drift", "tom"), alone, {("kobling", "ledelse"): 4}, 100)


def test_a_pair_counts_the_same_from_both_sides_and_itself_alone():
    assert counted().count("ledelse", "kobling") == counted().count("kobling", "ledelse") == 4
    assert counted().count("kobling", "kobling") == 10
    assert counted().count("kobling", "drift") == 0


def test_jaccard_is_both_of_either():
    assert counted().jaccard("kobling", "ledelse") == 4 / 11
    assert counted().jaccard("kobling", "drift") == 0
    assert counted().jaccard("tom", "tom") is None


def test_npmi_is_minus_one_apart_nought_by_chance_and_one_always_together():
    assert counted().npmi("kobling", "ledelse") == pytest.approx(log(0.04 / (0.1 * 0.05)) / -log(0.04))
    assert counted().npmi("kobling", "drift") == -1
    assert counted().npmi("kobling", "tom") is None
    by_chance = Cooccurrence(Unit.TURN, ("a", "b"), {"a": 10, "b": 10}, {("a", "b"): 1}, 100)
    assert by_chance.npmi("a", "b") == pytest.approx(0)
    always = Cooccurrence(Unit.TURN, ("a", "b"), {"a": 9, "b": 9}, {("a", "b"): 9}, 9)
    assert always.npmi("a", "b") == 1


def test_there_is_no_npmi_of_overlapping_quotations():
    assert counted(Unit.QUOTATION).npmi("kobling", "ledelse") is None


@pytest.mark.parametrize(("least", "lines"), [(0, 1), (5, 0)])
def test_the_network_draws_the_pairs_that_are_asked_for(least, lines):
    figure = network_figure(counted(), Association.COUNT, at_least=least, name=str.capitalize)

    assert sum(trace.mode == "lines" for trace in figure.data) == lines
    assert list(figure.data[-1].hovertext) == ["Kobling: 10", "Ledelse: 5", "Drift: 4"]
