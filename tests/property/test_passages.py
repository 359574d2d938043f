"""Passages never overlap, and what was said last of a turn is what holds."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casecoding.domain.passages import passage_at, put_passage
from casecoding.domain.source import Passage

TURNS = 12
numbers = st.integers(1, TURNS)
passages = st.builds(
    lambda one, other, level: Passage(min(one, other), max(one, other), level=level),
    numbers,
    numbers,
    st.sampled_from(["a", "b", "c"]),
)


@given(st.lists(passages, max_size=8))
def test_the_last_word_on_each_turn_holds(said):
    standing = ()
    for one in said:
        standing = put_passage(standing, one)

    for turn in range(1, TURNS + 1):
        last = next((one for one in reversed(said) if one.first <= turn <= one.last), None)
        holds = passage_at(standing, turn)
        assert (holds.level if holds else None) == (last.level if last else None)


@given(st.lists(passages, max_size=8))
def test_passages_stand_in_order_and_apart(said):
    standing = ()
    for one in said:
        standing = put_passage(standing, one)

    assert all(one.first <= one.last for one in standing)
    assert all(one.last < other.first for one, other in pairwise(standing))
