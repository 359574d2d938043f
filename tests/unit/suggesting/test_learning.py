"""The learned suggester, on segments made by hand: no pipeline is loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from casecoding.domain.codebook import theme_of
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Match, Reason, Suggester, Suggestion, suggestion_id
from casecoding.suggesting.examples import Teaching, examples_from
from casecoding.suggesting.learned import LIKELY, Example, Learned, Track, enough_to_learn
from casecoding.suggesting.proposing import LearnedSuggester
from casecoding.suggesting.reading import SegmentRead

THEMES = ("kobling", "penge")
ABOUT = {
    "kobling": ("bestyrelse hører", "linje brydes", "niveau forbindes", "besked når"),
    "penge": ("fond betaler", "budget skæres", "bevilling udløber", "krone mangler"),
    "": ("kaffe drikkes", "sol skinner", "bus kører", "stol males"),
}


def segment(
    words: str,
    *,
    source_id: str = "k",
    start: int = 0,
    cued: Sequence[str] = (),
    chances: Mapping[str, float] = MappingProxyType({}),
) -> SegmentRead:
    """Return a segment whose every word is telling and has a vector of its own."""
    span, at, telling = Span(start, start + len(words)), start, []
    for word in words.split():
        telling.append(Match(Span(at, at + len(word)), word, (word,)))
        at += len(word) + 1
    vectors = tuple(np.eye(26)[ord(word[0]) % 26] for word in words.split())
    cues = tuple(
        Suggestion(suggestion_id(source_id, span, code), source_id, span, code, 0.8, Reason("word: x", ()))
        for code in cued
    )
    mean = np.mean(vectors, axis=0)
    return SegmentRead(source_id, span, words, tuple(telling), mean, cues, (), vectors, chances)


def encode(segments: Sequence[SegmentRead]) -> np.ndarray:
    return np.array([one.vector for one in segments])


def taught(*, rounds: int = 5, cued: bool = False) -> list[Example]:
    """Return examples of each theme and of none, `rounds` of each sentence with a word of its own."""
    examples, start = [], 0
    for number in range(rounds):
        for theme, sentences in ABOUT.items():
            for words in sentences:
                one = segment(f"{words} gang{number}", start=start, cued=(theme,) if cued and theme else ())
                examples.append(Example(one, {theme: f"c{start}"} if theme else {}))
                start = one.span.end + 1
    return examples


def learned_of(examples: Sequence[Example]) -> Learned:
    return Learned(examples, THEMES, encode)


def test_what_was_coded_by_hand_is_suggested_where_the_same_is_said_without_any_cue() -> None:
    suggester = LearnedSuggester(learned_of(taught()))

    found = suggester.suggest([segment("fond betaler igen", source_id="ny")])

    assert [one.code_id for one in found] == ["penge"]
    assert found[0].reason.suggester is Suggester.LEARNED


def test_a_learned_suggestion_names_words_of_its_quote_and_codings_that_had_them() -> None:
    examples = taught()
    new = segment("nu fond betaler", source_id="ny")

    (found,) = LearnedSuggester(learned_of(examples)).suggest([new])

    assert {match.words for match in found.reason.matches} >= {"fond", "betaler"}
    assert all(match.words == new.words[match.span.start : match.span.end] for match in found.reason.matches)
    said = {coding: one.segment.words for one in examples for coding in one.themes.values()}
    assert all("fond betaler" in said[coding] for coding in found.reason.codings)


def test_what_a_code_ignores_is_not_suggested_by_what_was_learned() -> None:
    asked = replace(segment("fond betaler igen", source_id="ny"), flags=(Flag.QUESTION,))
    ignored = {"penge": frozenset({Flag.QUESTION})}

    found = LearnedSuggester(learned_of(taught()), ignored=ignored).suggest([asked])

    assert found == ()


def test_nothing_is_suggested_for_what_was_left_uncoded() -> None:
    suggester = LearnedSuggester(learned_of(taught()))

    found = suggester.suggest([segment("bus kører sent", source_id="ny")])

    assert all(one.score < LIKELY for one in found)


def test_a_cue_that_was_always_rejected_is_no_longer_followed() -> None:
    wrong = [
        Example(segment(f"drift nummer{n}", source_id="x", start=30 * n, cued=("penge",))) for n in range(20)
    ]
    suggester = LearnedSuggester(learned_of([*taught(), *wrong]))

    found = suggester.suggest([segment("drift nummer", source_id="ny", cued=("penge",))])

    assert [one.code_id for one in found if one.score >= LIKELY] == []


def test_cues_that_do_as_well_as_learning_keep_their_word_and_get_a_calibrated_score() -> None:
    examples = taught(cued=True)
    new = segment("ganske andre ord", source_id="ny", cued=("kobling",))

    found = LearnedSuggester(learned_of(examples)).suggest([new])

    assert [one.code_id for one in found] == ["kobling"]
    assert found[0].reason.rule == "word: x"


def test_a_theme_with_few_examples_is_left_to_its_cues() -> None:
    examples = [one for one in taught() if "penge" not in one.themes]
    new = segment("fond betaler igen", source_id="ny", cued=("penge",))

    found = LearnedSuggester(learned_of(examples)).suggest([new])

    assert tuple(one for one in found if one.code_id == "penge") == new.cues


def test_what_was_held_likely_before_is_likelier_where_such_guesses_proved_right() -> None:
    hints = [
        Example(
            segment(f"ord{n}", source_id="x", start=30 * n, chances={"penge": 0.3 if n % 2 else 0.01}),
            {"penge": f"h{n}"} if n % 2 else {},
        )
        for n in range(20)
    ]
    hinted = segment("ganske andre", source_id="ny", chances={"penge": 0.3})
    plain = segment("ganske andre", source_id="ny", start=40, chances={"penge": 0.01})

    (hint, none) = learned_of([*taught(), *hints]).likelihood([hinted, plain]).chances[:, 1]

    assert hint > LIKELY > none


@pytest.mark.parametrize(
    ("track", "trusted"),
    [
        (Track(examples=10, learned_f1=0.7, before_f1=0.6), True),
        (Track(examples=10, learned_f1=0.56, before_f1=0.6), True),
        (Track(examples=10, learned_f1=0.5, before_f1=0.6), False),
        (Track(examples=4, learned_f1=0.9, before_f1=0.6), False),
    ],
)
def test_a_theme_is_learned_where_there_is_enough_and_it_is_found_no_worse(
    track: Track, *, trusted: bool
) -> None:
    assert track.is_trusted is trusted


def finer(examples: Sequence[Example], code_of: Mapping[str, str]) -> list[Example]:
    """Return the examples, those whose sentence begins so coded with that sub-code."""
    return [
        replace(one, finer={theme_of(code_id): code_id})
        if (code_id := code_of.get(one.segment.words.split()[0]))
        else one
        for one in examples
    ]


def test_what_was_coded_with_a_sub_code_is_suggested_with_it() -> None:
    examples = finer(taught(), {"fond": "penge.fond", "budget": "penge.budget"})

    found = LearnedSuggester(learned_of(examples)).suggest(
        [
            segment(f"{words} igen", source_id="ny")
            for words in ("fond betaler", "budget skæres", "krone mangler")
        ]
    )

    assert [one.code_id for one in found] == ["penge.fond", "penge.budget", "penge"]


def test_a_sub_code_that_was_seldom_used_is_left_to_the_person() -> None:
    examples = [*finer(taught(rounds=2), {"fond": "penge.fond"}), *taught()]

    found = LearnedSuggester(learned_of(examples)).suggest([segment("fond betaler igen", source_id="ny")])

    assert [one.code_id for one in found] == ["penge"]


def test_the_same_decisions_teach_the_same() -> None:
    news = [segment(f"{words} atter", source_id="ny") for own in ABOUT.values() for words in own]

    first, second = (LearnedSuggester(learned_of(taught())).suggest(news) for _ in range(2))

    assert first == second


def test_scores_are_as_often_right_as_they_say() -> None:
    learned = learned_of(taught(rounds=8))

    chances = learned.likelihood([one.segment for one in learned.examples]).chances
    holds = np.array([[theme in one.themes for theme in THEMES] for one in learned.examples])

    assert abs(chances.mean() - holds.mean()) < 0.05


@pytest.mark.parametrize(("read", "enough"), [(1, False), (5, True)])
def test_learning_waits_for_enough_decisions(read: int, enough: bool) -> None:
    assert enough_to_learn(taught(rounds=read)) is enough


def teaching(span: Span, *, holds: bool = True, by_hand: bool = True) -> Teaching:
    return Teaching("k", span, "kobling", "c1" if holds else None, by_hand)


def row(count: int, **rest: object) -> list[SegmentRead]:
    return [segment("ord her", start=10 * at, **rest) for at in range(count)]


def test_a_segment_without_codings_among_coded_ones_counts_nearly_as_read() -> None:
    segments = row(9)
    told = [teaching(one.span) for at, one in enumerate(segments) if at != 4]

    examples = examples_from(segments, told)

    assert [one.weight for one in examples] == [1.0] * 4 + [0.9] + [1.0] * 4
    assert [bool(one.themes) for one in examples] == [True] * 4 + [False] + [True] * 4


def test_a_stretch_that_nobody_coded_teaches_nothing() -> None:
    segments = row(60)

    examples = examples_from(segments, [teaching(segments[0].span)])

    assert [one.place for one in examples] == [("k", segments[0].span)]


def test_a_rejection_teaches_that_the_theme_does_not_hold_and_leaves_other_suggestions_open() -> None:
    (one,) = row(1, cued=("kobling", "penge"))

    (example,) = examples_from([one], [teaching(one.span, holds=False, by_hand=False)])

    assert (dict(example.themes), example.undecided) == ({}, frozenset({"penge"}))


def test_a_quotation_over_several_segments_teaches_each_of_them() -> None:
    segments = row(3)

    examples = examples_from(segments, [teaching(Span(0, 17))])

    assert [bool(one.themes) for one in examples if one.weight == 1.0] == [True, True]
