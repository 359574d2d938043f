"""Cues weighed by coded examples; the prior is made of a few examples by hand, and Docs too."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from casecoding.domain.codebook import Code, CueKind
from casecoding.domain.suggestion import EXAMPLES_RULE, Flag, Suggester, Suggestion
from casecoding.suggesting import words_met
from casecoding.suggesting.cues import CueMatcher, rules_of
from casecoding.suggesting.prior import Prior, digest_of
from casecoding.suggesting.source_words import Word
from casecoding.suggesting.suggesting import CueSuggester
from casecoding.suggesting.weighing import LIKELY, ExampleSuggester
from casecoding.suggesting.words_met import WordsMet
from tests.builders import BLANK, make_code, make_codebook, make_cue, make_doc, make_source
from training.examples import EVERYDAY, Read
from training.prior import make_prior

MONEY = make_code("penge", make_cue(CueKind.LEMMA, "krone"))
DOOR = make_code("lukning", make_cue(CueKind.LEMMA, "nøgle"))
SAID = {
    "penge": ("fonden betaler lønnen", "fonden skærer budgettet", "bevillingen betaler festen"),
    "lukning": ("nøglen åbner kælderen", "låsen åbner porten", "nøglen låser kælderen"),
    "": ("solen varmer stolen", "bussen kører hjem", "kaffen smager godt", "kronen sidder skævt"),
    EVERYDAY: ("svogers hund gøede", "svogers rødbeder smager", "nøglen æder svogers hund"),
}


def example(words: str, theme: str, *, file: str) -> Read:
    """Return a coded sentence; "nøglen" is met by its theme's cue, and "kronen" by one that was wrong."""
    cued = {"nøglen": {"lukning": 0.8}, "kronen": {"penge": 0.8}}.get(words.split(maxsplit=1)[0], {})
    read = tuple((word, word, ()) for word in words.split())
    return Read(file, read, ("",) * len(read), frozenset({theme} - {""}), cued)


@pytest.fixture(scope="module")
def prior() -> Prior:
    examples = [
        example(f"{words} gang{n}", theme, file=f"bog{n}")
        for n in range(12)
        for theme, own in SAID.items()
        for words in own
    ]
    return make_prior(
        examples, {"penge": "Penge", "lukning": "Lukning"}, rules_of(make_codebook(MONEY, DOOR))
    )


def suggested(
    prior: Prior,
    words: str,
    *codes: Code,
    lemmas: dict[str, str] | None = None,
    starts: Sequence[int] = (0,),
) -> list[Suggestion]:
    source = make_source(("Mette", words))
    codebook = make_codebook(*(codes or (MONEY, DOOR)))
    cues = CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab))
    asked = ExampleSuggester(cues, prior, codebook=codebook)
    found = asked.suggest(source, source.turns, [make_doc(words, lemmas=lemmas, starts=starts)])
    assert all(match.words == match.span.of(source.text) for one in found for match in one.reason.matches)
    return list(found)


def test_what_is_like_the_examples_is_suggested_without_any_cue_and_says_which_words_weighed(prior):
    (found,) = suggested(prior, "nu fonden betaler regningen")

    assert (found.code_id, found.reason.suggester) == ("penge", Suggester.EXAMPLES)
    assert found.reason.rule.startswith(f"{EXAMPLES_RULE}fonden, betaler")
    assert [match.words for match in found.reason.matches][:2] == ["fonden", "betaler"]


def test_what_was_judged_before_changes_nothing(prior):
    """Even a word whose lemma is written now with a capital and now without, which is one word."""
    codebook = make_codebook(MONEY, DOOR)
    asked = ExampleSuggester(
        CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab)), prior, codebook=codebook
    )
    before = make_source(("Mette", "stolen og stolen"))
    doc = make_doc("stolen og stolen")
    doc[0].lemma_, doc[2].lemma_ = "Stol", "stol"
    asked.suggest(before, before.turns, [doc])

    after = make_source(("Mette", "nu fonden betaler regningen"))
    found = asked.suggest(after, after.turns, [make_doc("nu fonden betaler regningen")])

    assert list(found) == suggested(prior, "nu fonden betaler regningen")


def test_a_sentence_of_blanks_alone_is_judged_like_any_other(prior):
    codebook = make_codebook(MONEY, DOOR)
    asked = ExampleSuggester(
        CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab)), prior, codebook=codebook
    )
    words = "nu fonden betaler regningen \n\n ja"
    source, doc = make_source(("Mette", words)), make_doc(words, starts=(0, 4, 5))
    assert [sentence.text.strip() for sentence in doc.sents] == ["nu fonden betaler regningen", "", "ja"]

    judged = asked.judge(source, source.turns, [doc])

    assert [one.span.of(source.text) for one in judged.suggestions] == ["nu fonden betaler regningen"]


def test_several_threads_may_ask_at_once(prior):
    codebook = make_codebook(MONEY, DOOR)
    texts = [f"{words} {number}" for words in chain(*SAID.values()) for number in range(20)]
    sources = [(make_source(("Mette", words)), make_doc(words)) for words in texts]

    def asked_by(threads):
        asked = ExampleSuggester(
            CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab)), prior, codebook=codebook
        )
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(lambda one: asked.suggest(one[0], one[0].turns, [one[1]]), sources))

    alone = asked_by(1)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        assert asked_by(8) == alone
    finally:
        sys.setswitchinterval(usual)
    assert sum(map(len, alone)) > len(texts) / 4


def test_words_are_met_anew_when_too_many_have_been_kept(prior, monkeypatch):
    met = WordsMet(prior)
    fund, door = ((Word.of(word, word, "NOUN"), False) for word in ("fonden", "nøglen"))
    first = met.ask([fund, door, fund])
    monkeypatch.setattr(words_met, "MOST", 1)

    again = met.ask([door])

    assert first.said[0].tolist() == first.said[2].tolist() != first.said[1].tolist()
    assert again.said[0].tolist() == first.said[1].tolist()


def test_what_is_like_none_suggests_nothing(prior):
    assert suggested(prior, "solen varmer bussen hjem") == []


def test_two_words_are_too_few_for_the_examples_alone(prior):
    assert suggested(prior, "fonden betaler") == []


def test_a_cue_keeps_its_reason_and_gets_the_chance_as_its_score(prior):
    (found,) = suggested(prior, "nøglen åbner kælderen igen", lemmas={"nøglen": "nøgle"})

    assert (found.code_id, found.reason.rule, found.reason.suggester) == (
        "lukning",
        "lemma: nøgle",
        Suggester.CUES,
    )
    assert found.score != 0.8
    assert found.score > 0.5


def test_a_cue_that_was_mostly_wrong_in_the_examples_is_not_followed(prior):
    assert suggested(prior, "kronen sidder skævt igen", lemmas={"kronen": "krone"}) == []


def test_a_cue_of_a_persons_own_is_followed_however_unlikely(prior):
    own = make_code("penge", make_cue(CueKind.LEMMA, "krone", "sol"))

    (found,) = suggested(prior, "solen varmer stolen hjem", own, lemmas={"solen": "sol"})

    assert found.reason.rule == "lemma: sol"
    assert found.score < LIKELY


@pytest.mark.parametrize(
    "theme",
    [
        make_code("laan", make_cue(CueKind.LEMMA, "krone")),  # another id
        make_code("penge"),  # no cues: nothing is wanted
        make_code("penge", make_cue(CueKind.LEMMA, "pengeskab")),  # other cues: it may mean something else
    ],
)
def test_a_theme_that_the_examples_do_not_know_or_that_has_none_of_their_cues_is_left_alone(prior, theme):
    assert suggested(prior, "nu fonden betaler regningen", theme) == []


def test_what_a_code_ignores_is_not_suggested_by_examples_either(prior):
    told = make_code("penge", make_cue(CueKind.LEMMA, "krone"), ignored_flags=(Flag.QUESTION,))

    assert suggested(prior, "mon fonden betaler regningen ?", told) == []


def test_a_word_tells_the_examples_other_things_where_it_names_who_speaks(prior):
    (told,) = suggested(prior, "solen varmer ( fonden betaler lønnen )")

    assert told.code_id == "penge"
    assert suggested(prior, "solen varmer « ( fonden betaler lønnen )") == []


@pytest.mark.parametrize("words", ["nu fonden betaler {}", "nøglen åbner kælderen {}"])
def test_where_talk_is_like_everyday_talk_more_is_asked_for(prior, words):
    lemmas = {"nøglen": "nøgle"}
    (of_work,) = suggested(prior, words.format("rektors regning"), lemmas=lemmas)

    at_home = suggested(prior, words.format("svogers hund"), lemmas=lemmas)

    assert max((one.score for one in at_home), default=0.0) < of_work.score - 0.1


def test_everyday_talk_is_heard_in_the_sentences_beside_but_not_in_other_turns(prior):
    source = make_source(("Mette", "nu fonden betaler regningen"), ("Bo", "svogers hund gøede hjem"))
    codebook = make_codebook(MONEY, DOOR)
    cues = CueSuggester(codebook, CueMatcher(codebook, BLANK.vocab))
    asked = ExampleSuggester(cues, prior, codebook=codebook)

    (apart,) = asked.suggest(
        source, source.turns, [make_doc(turn.span.of(source.text)) for turn in source.turns]
    )
    beside = suggested(prior, "nu fonden betaler regningen svogers hund gøede hjem", starts=(0, 4))

    (alone,) = suggested(prior, "nu fonden betaler regningen")
    assert apart.score == alone.score
    assert max((one.score for one in beside), default=0.0) < alone.score


def test_talk_that_is_somewhat_like_everyday_talk_is_not_held_to_be_it(prior):
    somewhat, very = (times * prior.weighing.everyday_from for times in (1.2, 2.0))

    assert prior.weighing.is_everyday(np.array([[0.0, somewhat], [0.0, very]])).tolist() == [False, True]


def test_what_a_cue_met_has_to_be_likely_of_what_is_around_it_too_where_talk_is_like_everyday_talk(prior):
    around = "svogers hund gøede hjem"
    lemmas = {"nøglen": "nøgle"}

    assert suggested(prior, "nøglen åbner kælderen igen", lemmas=lemmas)
    assert suggested(prior, f"nøglen åbner kælderen igen {around}", lemmas=lemmas, starts=(0, 4)) == []
    assert suggested(prior, f"låsen åbner porten {around}", starts=(0, 3))  # by no cue


def test_what_is_written_is_read_again(prior, tmp_path: Path):
    prior.write(tmp_path / "prior.npz")

    again = Prior.read(tmp_path / "prior.npz")

    assert (again.themes, again.names, again.rules) == (prior.themes, prior.names, prior.rules)
    for word in ("fonden", "nøglen", "ukendt"):
        assert np.allclose(again.of_words([(word, word, ())]), prior.of_words([(word, word, ())]), atol=0.01)
    assert again.weighing.everyday_cued == prior.weighing.everyday_cued


def test_what_was_learned_has_other_digits_where_everyday_talk_weighs_otherwise(prior, tmp_path: Path):
    other = replace(prior, weighing=replace(prior.weighing, everyday=prior.weighing.everyday - 1))
    files = [tmp_path / f"{name}.npz" for name in ("one", "same", "other")]
    for file, written in zip(files, (prior, prior, other), strict=True):
        written.write(file)

    one, same, changed = map(digest_of, files)

    assert one == same
    assert changed != one


def test_words_sum_to_what_the_regression_says_of_a_whole_example(prior):
    words = ["fonden", "betaler", "lønnen", "gang3"]

    said = prior.of_words([(word, word, ()) for word in words]).sum(axis=0) / len(words) ** 0.5
    other = (
        prior.of_words([(word, word, ()) for word in ("solen", "varmer", "stolen", "gang3")]).sum(axis=0) / 2
    )

    assert said[0] > 0.4
    assert said[1] < 0.1
    assert other[0] < 0.1
