"""What examples say of pairs of words, side by side or anywhere: how they are numbered, kept and asked."""

from dataclasses import replace

import numpy as np
import pytest

from casecoding.suggesting.common_words import CommonWords
from casecoding.suggesting.prior import Prior
from casecoding.suggesting.source_words import Word
from casecoding.suggesting.word_pairs import crosses_of, pairs_of
from training.examples import Read
from training.prior import make_prior

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


def coded(words: str, theme: str, *, file: str, pairs: tuple[int, ...] = ()) -> Read:
    read = tuple((word, word, ()) for word in words.split())
    return Read(file, read, ("NOUN",) * len(read), frozenset({theme} - {""}), {}, pairs)


def test_a_pair_says_what_its_words_do_not(tmp_path):
    """The same words with and without the theme: only how they stand together tells."""
    (_, down), (_, reach) = pairs_in([REACH, DOWN])[0], pairs_in([DOWN, REACH])[0]
    examples = [
        coded(f"når ned sted{n}", theme, file=f"bog{n}", pairs=(pair,))
        for n in range(10)
        for theme, pair in (("kobling", down), ("", reach))
    ]
    made = make_prior(examples, {"kobling": "Kobling"}, frozenset())
    made.write(tmp_path / "made.npz")

    said = Prior.read(tmp_path / "made.npz").of_pairs(np.array([down, reach, 7], dtype=np.uint64))[:, 0]

    assert said[0] > 0 > said[1]
    assert said[2] == 0


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


def test_two_words_say_together_what_they_do_not_say_alone(tmp_path):
    """Each word is said with and without the theme: only that both are said tells."""
    examples = [
        coded(words, theme, file=f"bog{n}")
        for n in range(12)
        for words, theme in (
            ("bestyrelse her gulv", "kobling"),
            ("bestyrelse her", ""),
            ("her gulv", ""),
            ("her", "kobling"),
        )
    ]
    made = make_prior(examples, {"kobling": "Kobling"}, frozenset())
    made.write(tmp_path / "made.npz")
    prior = Prior.read(tmp_path / "made.npz")
    words = [(word, word, ()) for word in ("bestyrelse", "gulv", "ukendt")]
    top, floor, unknown = prior.terms_of(words)[:, 0]

    said = prior.of_crosses(np.array([0, 0, 2]), np.array([top, floor, top]), count=3)[:, 0]

    assert unknown == -1
    assert said[0] > 0
    assert said[1] == said[2] == 0


def test_common_words_say_what_they_would_if_they_were_asked_anew(tmp_path):
    examples = [
        coded(words, theme, file=f"bog{n}")
        for n in range(12)
        for words, theme in (("fonden betaler", "finansiering"), (f"fonden{n} sover", ""))
    ]
    make_prior(examples, {"finansiering": "Finansiering"}, frozenset()).write(tmp_path / "made.npz")
    prior = Prior.read(tmp_path / "made.npz")
    words = [Word.of(form, form, "NOUN") for form in ("fonden", "betaler", "fonden3", "ukendt")]
    asked = [(words[0], False), (words[0], True), *((word, False) for word in words[1:])]

    said, terms = prior.asked(asked)
    anew, terms_anew = replace(prior, common=CommonWords.none()).asked(asked)

    assert [prior.common.row_of(word) >= 0 for word in words] == [True, True, False, False]
    assert said == pytest.approx(anew, abs=1e-6)
    assert said[0, 0] != said[1, 0] == 0
    assert terms.tolist() == terms_anew.tolist()


@pytest.fixture(scope="module")
def of_lengths():
    """The word that tells is said among few words without the theme, and among many with it."""
    examples = [
        coded(f"{word} {' '.join(f'{word}{n}{at}' for at in range(others))}", theme, file=f"bog{n}")
        for n in range(12)
        for word, others, theme in (("bro", 9, ""), ("bro", 40, "kobling"), ("gulv", 40, ""))
    ]
    return make_prior(examples, {"kobling": "Kobling"}, frozenset()).weighing


def chances_of(weighing, *words: int) -> list[float]:
    """How likely the theme is in segments of so many words that are equally like its examples."""
    likeness = np.array([[0.2, 0.0]] * len(words))
    return weighing.chances(likeness, np.zeros((len(words), 1)), np.array(words))[:, 0].tolist()


def test_how_long_a_segment_is_counts(of_lengths):
    short, long = chances_of(of_lengths, 10, 41)

    assert long > short + 0.2


def test_short_segments_are_not_told_apart_by_their_length(of_lengths):
    assert len(set(chances_of(of_lengths, 0, 1, 4, 10))) == 1
