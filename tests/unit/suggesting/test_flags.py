"""How often the flags are right on sentences written for it, read by the shipped pipeline."""

from pathlib import Path

import pytest

from casecoding.nlp.pipeline import SHIPPED_NAME, open_pipeline
from casecoding.suggesting.flags import flags_of

CASES = Path(__file__).parent / "cases" / "flags.txt"
NONE = "none"


def cases() -> list[list[str]]:
    return [line.split("|") for line in CASES.read_text(encoding="utf-8").splitlines()]


def flag_of(sentence: str, word: str) -> str:
    (doc,) = open_pipeline(SHIPPED_NAME).annotate([sentence])
    at = next(token.i for token in doc if token.lower_ == word.lower())
    segment = next(one for one in doc.sents if one.start <= at < one.end)
    return next((flag.value for flag in flags_of(segment, (at,))), NONE)


def test_flags_are_right_nineteen_times_in_twenty():
    pairs = [(wanted, flag_of(sentence, word)) for wanted, sentence, word in cases()]

    right = sum(wanted == found != NONE for wanted, found in pairs)
    given = sum(found != NONE for _, found in pairs)
    wanted = sum(wanted != NONE for wanted, _ in pairs)
    assert 2 * right / (given + wanted) >= 0.95


@pytest.mark.parametrize(
    ("sentence", "word", "wanted"),
    [
        ("Er der ingen kobling?", "kobling", "question"),
        ("Hun siger, at der ikke er nogen kobling.", "kobling", "reported"),
        ("Hvis der ikke er nogen kobling, går det galt.", "kobling", "hypothetical"),
        ("Det er ikke kun kobling, men også tillid.", "kobling", NONE),
        ("Det fungerer ikke uden kobling.", "kobling", NONE),
        ("Der mangler en kobling.", "kobling", "negated"),
        ("Der er ingen kobling.", "ingen", "negated"),
        ("De gjorde det uden at inddrage beboerne.", "beboerne", "negated"),
        ("Jeg ved ikke, om koblingen er god.", "koblingen", NONE),
        ("Jeg tror ikke, at der er nogen kobling.", "kobling", "negated"),
        ("Vi har ikke penge nok, men koblingen er god.", "koblingen", NONE),
        ("Koblingen er god, også når ingen ser det.", "koblingen", NONE),
        ("Der er ikke en uge, hvor vi ikke har kobling.", "kobling", NONE),
        ("Det er en kobling, vi mangler.", "kobling", "negated"),
        ("Der er nul kobling.", "kobling", "negated"),
        ("Det var koblingen og ikke pengene, der hjalp.", "koblingen", NONE),
        ("Det er ikke uden betydning, at koblingen er god.", "koblingen", NONE),
        ("Hun spurgte, om der var en kobling.", "kobling", "question"),
        ("Hvor er koblingen dog god!", "koblingen", NONE),
        ("Koblingen er god, har hun fortalt os.", "koblingen", "reported"),
        ("Planen blev skrevet i maj, og koblingen er god.", "koblingen", NONE),
        ("Jeg ville ønske, at der var en kobling.", "kobling", "hypothetical"),
        ("Lad os antage, at koblingen er god.", "koblingen", "hypothetical"),
        ("Evalueringen konkluderer, at koblingen er god.", "koblingen", "reported"),
        ("Hvis jeg skal være ærlig, er koblingen god.", "koblingen", NONE),
        ("Jeg fik at vide, at der er en kobling.", "kobling", "reported"),
        ("Tænk, hvis der var en kobling.", "kobling", "hypothetical"),
        ("Selv om det ikke var planlagt, opstod der en kobling.", "kobling", NONE),
        ("Fædre så vi ingen af.", "fædre", "negated"),
        ("Hvis man kan samle dem, bliver koblingen god.", "koblingen", "hypothetical"),
    ],
)
def test_a_flag_respects_its_scope_and_its_rank(sentence, word, wanted):
    assert flag_of(sentence, word) == wanted
