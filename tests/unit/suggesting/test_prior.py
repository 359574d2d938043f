"""What examples say of pairs of words: how pairs are numbered, kept and asked."""

import numpy as np

from casecoding.suggesting.prior import Prior, pairs_of
from training.prior import Read, make_prior

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


def coded(words: str, theme: str, pairs: tuple[int, ...]) -> Read:
    return Read(tuple((word, word, ()) for word in words.split()), frozenset({theme} - {""}), {}, pairs)


def test_a_pair_says_what_its_words_do_not(tmp_path):
    """The same words with and without the theme: only how they stand together tells."""
    (_, down), (_, reach) = pairs_in([REACH, DOWN])[0], pairs_in([DOWN, REACH])[0]
    examples = [
        coded(f"når ned sted{n}", theme, (pair,))
        for n in range(10)
        for theme, pair in (("kobling", down), ("", reach))
    ]
    made = make_prior(examples, {"kobling": "Kobling"}, frozenset())
    made.write(tmp_path / "made.npz")

    said = Prior.read(tmp_path / "made.npz").of_pairs(np.array([down, reach, 7], dtype=np.uint64))[:, 0]

    assert said[0] > 0 > said[1]
    assert said[2] == 0
