"""Letters, neighbours and terms that are taken together have the same number wherever they stand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casecoding.suggesting.taken_together import (
    NumberIndex,
    crosses_of,
    letters_of,
    mixed,
    number_of_letters,
    pairs_of,
)

REACH, DOWN, MARK = 101, 102, 0


def pairs_in(lemmas: list[int], begin: list[bool] | None = None) -> tuple[list[int], list[int]]:
    words = np.array(lemmas, dtype=np.uint64)
    begins = np.array(begin or [at == 0 for at in range(len(lemmas))])
    before, after = pairs_of(words, words > 0, begins)
    return before.tolist(), after.tolist()


def test_the_order_of_two_words_counts():
    assert pairs_in([REACH, DOWN])[0][1] != pairs_in([DOWN, REACH])[0][1]


def test_a_pair_has_the_same_number_wherever_it_stands():
    assert pairs_in([REACH, DOWN, MARK])[0][1] == pairs_in([DOWN, MARK, REACH, DOWN])[0][3]


def test_marks_have_no_pairs_of_their_own_but_stand_beside_words():
    before, after = pairs_in([REACH, MARK, DOWN])

    assert before[1] == after[1] == 0
    assert after[0] > 0
    assert before[2] not in {0, pairs_in([REACH, DOWN])[0][1]}


def test_a_segment_begins_and_ends_where_it_does_within_a_turn():
    alone, last = pairs_in([REACH, DOWN])
    within, follow = pairs_in([DOWN, REACH, DOWN, REACH], [True, True, False, True])

    assert within[1:3] == alone
    assert follow[1:3] == last


def crosses_in(segments: list[int], terms: list[int]) -> dict[tuple[int, int], float]:
    numbers = crosses_of(np.array(segments), np.array(terms), np.ones(10))
    return {
        (segment, number): weight
        for segment, number, weight in zip(*map(np.ndarray.tolist, numbers), strict=True)
    }


def test_any_two_terms_of_a_segment_cross_once_in_whatever_order():
    assert crosses_in([0, 0, 0], [3, 1, 2]).keys() == {(0, 12), (0, 13), (0, 23)}
    assert crosses_in([0, 0], [1, 3]) == crosses_in([0, 0], [3, 1])


def test_terms_of_different_segments_do_not_cross():
    assert crosses_in([0, 1, 1], [1, 2, 3]).keys() == {(1, 23)}


def test_crosses_weigh_less_in_a_longer_segment_and_more_where_a_term_is_repeated():
    short, long = crosses_in([0, 0], [1, 2]), crosses_in([0] * 4, [1, 2, 3, 4])
    repeated = crosses_in([0] * 5, [1, 2, 3, 4, 4])

    assert short[0, 12] == pytest.approx(1 / 2)
    assert long[0, 12] == pytest.approx(1 / 4)
    assert repeated[0, 34] > long[0, 34]


def test_terms_that_are_not_wanted_do_not_cross_but_count_for_how_much_the_others_weigh():
    segments, terms = np.array([0] * 4), np.array([1, 2, 3, 4])
    among = np.isin(np.arange(10), [1, 4])

    numbers = crosses_of(segments, terms, np.ones(10), among=among)

    assert [one.tolist() for one in numbers] == [[0], [14], [pytest.approx(1 / 4)]]


def letters_in(*forms: str) -> list[list[int]]:
    words, numbers = letters_of(forms)
    return [numbers[words == at].tolist() for at in range(len(forms))]


def test_letters_have_the_same_numbers_in_another_word():
    hus, husleje, sneg = letters_in("hus", "husleje", "sneg")

    assert len(hus) == len(set(hus)) == 3 + 2 + 1  # " hu", "hus", "us ", " hus", "hus ", " hus "
    assert len(set(hus) & set(husleje)) == 2 + 1
    assert not set(hus) & set(sneg)


def test_letters_of_a_word_are_the_same_whatever_stands_beside_it():
    assert letters_in("bo", "", "æble") == [letters_in("bo")[0], [], letters_in("æble")[0]]


@pytest.mark.parametrize("letters", ["b", "bæ", "bænk", " bæn"])
def test_letters_are_found_by_their_number(letters):
    _, numbers = letters_of(["hus", "bænke"], sizes=[len(letters)])

    assert numbers.tolist().count(number_of_letters(letters)) == 1


def test_no_words_have_no_letters():
    assert [one.tolist() for one in letters_of([])] == [[], []]


@settings(max_examples=60)
@given(
    known=st.sets(st.integers(0, 2**64 - 1), max_size=80),
    others=st.lists(st.integers(0, 2**64 - 1), max_size=20),
)
def test_numbers_are_found_where_they_stand_and_others_are_not(known, others):
    row = sorted({*known, *range(0, len(known), 2)})  # small ones too, all behind one beginning
    wanted = [*row[::-1], *others]

    is_there, at = NumberIndex(np.array(row, dtype=np.uint64)).found(np.array(wanted, dtype=np.uint64))

    assert is_there.tolist() == [one in row for one in wanted]
    assert [row[one] for one in at] == [one for one in wanted if one in row]


def test_mixed_numbers_stay_different_and_are_spread():
    numbers = mixed(np.arange(1000))

    assert len(set(numbers.tolist())) == 1000
    assert len(set((numbers >> np.uint64(54)).tolist())) > 500
