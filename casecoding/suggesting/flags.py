"""Flags: how the words of a hit are used. A missing coupling is still about coupling."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from spacy.tokens import Span as TokenSpan

from casecoding.domain.suggestion import Flag
from casecoding.suggesting.negated import is_negated
from casecoding.suggesting.reported import is_reported
from casecoding.suggesting.said import VERBS, Said, is_finite, said_in

CONDITIONS = frozenset({"hvis", "såfremt", "medmindre", "ifald", "dersom", "forudsat"})
SUPPOSITIONS = (
    "i tilfælde af",
    "under forudsætning af",
    "forestille sig",
    "forestille os",
    "forestil dig",
    "tænke sig",
    "i fald",
    "sæt nu",
    "sæt at",
    "lad os antage",
    "lad os forestille os",
    "havde man bare",
    "havde vi bare",
    "hvis bare",
    "ville ønske",
    "tænk hvis",
    "tænk , hvis",
    "bare vi havde",
    "bare jeg havde",
    "bare man havde",
    "bare der var",
    "gid",
)
SUPPOSING = frozenset(max(one.split(), key=len) for one in SUPPOSITIONS)  # one of them is said in each
SUPPOSED = re.compile(f" (?:{'|'.join(map(re.escape, SUPPOSITIONS))}) ")
ASIDES = (
    "hvis jeg skal være",
    "hvis jeg skal sige",
    "hvis jeg må sige",
    "hvis jeg så må sige",
    "hvis du spørger mig",
    "hvis man kan sige",
    "hvis man må sige",
)
UNREAL = frozenset({"ville", "kunne", "skulle"})
UNDONE = frozenset({"have", "være", "kunne", "blive"})
GUESSING = frozenset({"måske", "formentlig", "formodentlig", "sandsynligvis", "nok", "muligvis", "antagelig"})
QUESTION_WORDS = frozenset(
    {"hvad", "hvordan", "hvorfor", "hvem", "hvornår", "hvilken", "hvilke", "hvilket", "hvor"}
)
ASKED = frozenset({"spørger", "spurgte", "spurgt", "spørge", "vide"})
ASKING = ASKED | QUESTION_WORDS | {"?"}  # one of them is said in each question that does not end as one
OPENERS = frozenset({"og", "men", "så", "altså", "ja", "nej", "jamen", "okay", ",", "–", "-", "…", '"'})
CLOSERS = " \"”»'’)"


def flags_of(segment: TokenSpan, tokens: Sequence[int], *, words: Said | None = None) -> tuple[Flag, ...]:
    """Return the flag of a hit on `tokens` (indices in the Doc) inside its segment.

    The first that holds is given: question, reported speech, hypothetical, negated. `words`
    are those of the segment where they were read before.
    """
    first, last = tokens[0] - segment.start, tokens[-1] - segment.start
    said = (words or said_in(segment)).of_hit(first, last)
    return next(((flag,) for flag, holds in RULES.items() if holds(said)), ())


def _is_question(said: Said) -> bool:
    mark = _last_mark(said)
    if mark == "?" or ASKING.isdisjoint(said.all):
        return mark == "?"
    if "?" in said.words[said.last + 1 :]:
        return True
    if mark == "!":
        return False
    if any(_asks(said, at) for at in said.places_of(ASKED)):
        return True
    start = next((at for at, word in enumerate(said.words) if word not in OPENERS), len(said.words))
    opens, verb = said.words[start : start + 1], said.classes[start + 1 : start + 2]
    if not (opens and verb) or said.words[start : start + 2] == ("hvad", "angår"):
        return False
    return opens[0] in QUESTION_WORDS and verb[0] in VERBS


def _last_mark(said: Said) -> str:
    """Return the last sign of a segment, marks that close something left out."""
    for word in reversed(said.words):
        if kept := word.rstrip(CLOSERS):
            return kept[-1]
    return ""


def _asks(said: Said, at: int) -> bool:
    """Return whether a question is told of there: "spurgte, om der var", "ville vide, hvornår"."""
    is_asked = said.words[at] != "vide" or said.words[at - 1 : at] == ("ville",)
    opened = said.words[at + 1 : said.first]
    return is_asked and any(
        before == "," and (word == "om" or word in QUESTION_WORDS) for before, word in pairwise(opened)
    )


def _is_hypothetical(said: Said) -> bool:
    return (
        any(_is_condition(said, at) for at in said.places_of(CONDITIONS))
        or any(_is_unreal(said, at) for at in said.places_of(UNREAL))
        or _is_supposed(said)
        or _begins_with_its_verb(said)
    )


def _is_supposed(said: Said) -> bool:
    return not SUPPOSING.isdisjoint(said.all) and bool(SUPPOSED.search(f" {' '.join(said.words)} "))


def _is_condition(said: Said, at: int) -> bool:
    if at > said.last and said.words[at - 2 : at] == (",", "og"):
        return False
    is_aside = any(" ".join(said.words[at : at + 5]).startswith(one) for one in ASIDES)
    return not (is_aside or (at > 1 and said.words[at - 1] == "," and _is_whose(said, at)))


def _is_whose(said: Said, at: int) -> bool:
    """Return whether "hvis" means whose: after a noun and a comma, before a bare noun."""
    before, after = said.classes[max(0, at - 2) : at - 1], said.classes[at + 1 : at + 2]
    return bool(before and after) and before[0] in {"NOUN", "PROPN"} and after[0] == "NOUN"


def _is_unreal(said: Said, at: int) -> bool:
    """Return whether something is only thought of: "ville have været", "kunne måske blive".

    What is told after a "men" is not.
    """
    if "men" in said.words[at : said.first]:
        return False
    after = said.words[at + 1 : at + 6]
    guessed = said.words[at] == "ville" or bool(GUESSING.intersection(after))
    thought = guessed and bool(UNDONE.intersection(after[:4]))
    thought = thought or (after[:1] == ("have",) and "havde" in said.words[at + 2 :])
    return thought or (said.words[at] == "ville" and _if_follows(said, at))


def _if_follows(said: Said, at: int) -> bool:
    return any(pair == (",", "om") for pair in pairwise(said.words[at:]))


def _begins_with_its_verb(said: Said) -> bool:
    """Return whether a condition is told by order alone: "Bortfalder pengene, må vi stoppe".

    "Spørger man de ansatte, er svaret …" sets no condition.
    """
    if "," not in said.all:
        return False
    start = next((at for at, word in enumerate(said.words) if word not in OPENERS), len(said.words))
    if "," not in said.words[start:] or not is_finite(said, start):
        return False
    is_past = any("Past" in token.morph.get("Tense", []) for token in said.tokens[start : start + 1])
    if not is_past and said.words[start + 1 : start + 2] in {("man",), ("vi",)}:
        return False
    commas = [at for at in range(start, len(said.words)) if said.words[at] == ","]
    return any(
        is_finite(said, at + 2 if said.words[at + 1 : at + 2] == ("så",) else at + 1) for at in commas[:3]
    )


RULES: dict[Flag, Callable[[Said], bool]] = {
    Flag.QUESTION: _is_question,
    Flag.REPORTED: is_reported,
    Flag.HYPOTHETICAL: _is_hypothetical,
    Flag.NEGATED: is_negated,
}
