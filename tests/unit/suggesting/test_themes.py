"""How well the shipped codebook finds its themes on sentences written for it.

`themes_tuned.txt` helped to choose the cues. The errors in `themes_measured.txt` were read too, and both are
among the codebook's examples, so they say only that nothing broke; `themes_unseen.txt` says how well nine
strangers' reports are read.
"""

from pathlib import Path

import pytest

from casecoding.codebooks import load_codebook
from casecoding.domain.suggestion import Suggester
from casecoding.settings import shipped_folder
from casecoding.workbench.explaining import Explainer, Explanation

CASES = Path(__file__).parent / "cases"
STRICT = ("kobling", "beboerdemokrati", "kernedrift")


def read_cases(name):
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("|", 1) for line in lines]
    return [(set() if codes == "-" else set(codes.split(",")), sentence) for codes, sentence in rows]


def themes_of(explanation: Explanation):
    return {one.code_id.partition(".")[0] for one in explanation.suggestions}


def f1(theme, pairs):
    hit = sum(theme in meant and theme in found for meant, found in pairs)
    either = sum((theme in meant) + (theme in found) for meant, found in pairs)
    return 2 * hit / either if either else 1.0


@pytest.fixture(scope="module")
def codebook():
    return load_codebook(shipped_folder("codebook"))


@pytest.mark.parametrize("name", ["themes_tuned.txt", "themes_measured.txt"])
def test_the_themes_of_a_report_are_found_without_training(name, codebook):
    cases = read_cases(name)

    found = [themes_of(one) for one in Explainer(codebook, model=None).explain([words for _, words in cases])]

    pairs = [(meant, themes) for (meant, _), themes in zip(cases, found, strict=True)]
    scores = {theme.id: f1(theme.id, pairs) for theme in codebook.themes}
    assert sum(scores.values()) / len(scores) >= 0.78, scores
    assert min(scores[theme] for theme in STRICT) >= 0.82, scores


def test_the_themes_of_reports_by_other_writers_are_found(codebook):
    """`themes_unseen.txt` was written and coded from the definitions alone, and nothing was fitted to it."""
    cases = read_cases("themes_unseen.txt")

    found = [themes_of(one) for one in Explainer(codebook, model=None).explain([words for _, words in cases])]

    pairs = [(meant, themes) for (meant, _), themes in zip(cases, found, strict=True)]
    scores = {theme.id: f1(theme.id, pairs) for theme in codebook.themes}
    assert sum(scores.values()) / len(scores) >= 0.78, scores
    assert min(scores[theme] for theme in STRICT) >= 0.82, scores


def test_every_reason_names_words_of_its_sentence(codebook):
    sentences = [words for _, words in read_cases("themes_measured.txt")]

    for words, explanation in zip(sentences, Explainer(codebook, model=None).explain(sentences), strict=True):
        for suggestion in explanation.suggestions:
            assert suggestion.reason.matches
            assert all(match.span.of(words) == match.words for match in suggestion.reason.matches)


def test_words_that_only_look_like_a_theme_suggest_none(codebook):
    distractors = [words for meant, words in read_cases("themes_spoken.txt") if not meant]

    found = [themes_of(one) for one in Explainer(codebook, model=None).explain(distractors)]

    assert dict(zip(distractors, found, strict=True)) == {key: set() for key in distractors}


def test_what_is_said_in_other_words_is_found_and_their_words_in_other_senses_mislead_no_cue(codebook):
    """`themes_said.txt`: 210 excerpts on themes without their words, 210 with their words alone."""
    cases = read_cases("themes_said.txt")

    explained = list(Explainer(codebook, model=None).explain([words for _, words in cases]))

    meant = [
        (theme, themes_of(one)) for (themes, _), one in zip(cases, explained, strict=True) for theme in themes
    ]
    assert sum(theme in found for theme, found in meant) / len(meant) >= 0.5
    misled = [
        one
        for (themes, _), one in zip(cases, explained, strict=True)
        if not themes and any(said.reason.suggester is Suggester.CUES for said in one.suggestions)
    ]
    assert misled == []
