"""What examples say of words and of words together, kept and asked again."""

from dataclasses import replace

import numpy as np
import pytest

from casecoding.suggesting.known_words import KnownWords
from casecoding.suggesting.prior import Prior
from casecoding.suggesting.source_words import Word
from training.examples import Read
from training.prior import make_prior


def coded(words: str, theme: str, *, file: str, pairs: tuple[int, ...] = ()) -> Read:
    read = tuple((word, word, ()) for word in words.split())
    return Read(file, read, ("NOUN",) * len(read), frozenset({theme} - {""}), {}, pairs)


def test_a_pair_says_what_its_words_do_not(tmp_path):
    """The same words with and without the theme: only how they stand together tells."""
    down, reach = 5, 3
    examples = [
        coded(f"når ned sted{n}", theme, file=f"bog{n}", pairs=(pair,))
        for n in range(10)
        for theme, pair in (("kobling", down), ("", reach))
    ]
    made = make_prior(examples, {"kobling": "Kobling"}, frozenset())
    made.write(tmp_path / "made.npz")

    said = np.ones((3, 2))
    Prior.read(tmp_path / "made.npz").add_pairs(np.array([down, reach, 7], dtype=np.uint64), to=said)

    assert said[0, 0] > 1 > said[1, 0]
    assert said[2, 0] == 1


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


def test_known_words_say_what_they_would_if_they_were_asked_anew(tmp_path):
    examples = [
        coded(words, theme, file=f"bog{n}")
        for n in range(12)
        for words, theme in (("fonden betaler", "finansiering"), (f"fonden{n} sover", ""))
    ]
    make_prior(examples, {"finansiering": "Finansiering"}, frozenset()).write(tmp_path / "made.npz")
    prior = Prior.read(tmp_path / "made.npz")
    words = [Word.of(form, form, "NOUN") for form in ("fonden", "betaler", "fonden3", "ukendt")]
    asked = [(words[0], False), (words[0], True), *((word, False) for word in words[1:])]

    told = prior.asked(asked)
    anew = replace(prior, known=KnownWords.none()).asked(asked)

    assert (prior.known.rows_of(words) >= 0).tolist() == [True, True, True, False]
    assert told.said == pytest.approx(anew.said, abs=1e-6)
    assert told.said[0, 0] != told.said[1, 0] == 0
    assert told.terms.tolist() == anew.terms.tolist()
    assert (told.known >= 0).tolist() == [True, False, True, True, False]


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
