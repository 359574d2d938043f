"""The level that a role speaks from, by the words that the codebook's levels list."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from casecoding.domain.codebook import Level
from casecoding.domain.source import Participant

SHORTEST_PART = 4  # letters; a shorter word is not looked for inside compounds
SHORTEST_HEAD = 3  # letters that may follow in a compound: "styregruppe" + "medlem"
SHORTEST_MODIFIER = 2  # letters that may stand before: "vice" + "direktør"
ENDINGS = re.compile("(?:e|en|et|n|t|er|r|ne|ene|erne|rne)?s?")
WORD = re.compile(r"[^\W\d_]+")


def level_of_role(role: str, levels: Iterable[Level]) -> str | None:
    """Return the id of the level whose words fit `role`, None where none does.

    A word of a level fits its inflections and the compounds it is part of; several words
    fit when the inflections of all of them stand in the role. What stands first in the
    role decides, there the longest.
    """
    spoken = _words(role)
    fits = [
        (*place, order, level.id)
        for order, level in enumerate(levels)
        for term in level.roles
        if (place := _place(_words(term), spoken))
    ]
    return min(fits)[-1] if fits else None


def with_level_by_role(who: Participant, levels: Iterable[Level], *, source_decides: bool) -> Participant:
    """Return the participant with the level of the role, unless a person chose one.

    The interviewer has none, nor has anyone where the source's level goes for all.
    """
    if who.level and not who.level_from_role:
        return who
    found = None if who.interviewer or source_decides else level_of_role(who.role, levels)
    return replace(who, level=found, level_from_role=found is not None)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).casefold()
    for spelled, letter in (("ae", "æ"), ("oe", "ø"), ("aa", "å"), ("mænd", "mand")):
        plain = plain.replace(spelled, letter)
    return WORD.findall(plain)


def _place(term: Sequence[str], spoken: Sequence[str]) -> tuple[int, int] | None:
    """Return (place of the first word that fits, minus the letters that fit), None unless all words do."""
    fits = _is_part if len(term) == 1 and len(term[0]) >= SHORTEST_PART else _is_inflected
    places = [next((at for at, word in enumerate(spoken) if fits(part, word)), None) for part in term]
    found = [at for at in places if at is not None]
    return (min(found), -sum(map(len, term))) if found and len(found) == len(term) else None


def _is_part(part: str, word: str) -> bool:
    """Tell whether `word` is an inflection of `part` or a compound with it."""
    starts = [at for at in range(len(word)) if word.startswith(part, at)]
    return any(
        (at == 0 or at >= SHORTEST_MODIFIER)
        and (_is_inflected(part, word[at:]) or len(word) - at - len(part) >= SHORTEST_HEAD)
        for at in starts
    )


def _is_inflected(part: str, word: str) -> bool:
    """Tell whether `word` is `part` with an ending; the last consonant may be doubled: chef, stop-pet."""
    ending = word.removeprefix(part)
    doubled = ending[:1] == part[-1] and ENDINGS.fullmatch(ending[1:])
    return word.startswith(part) and bool(ENDINGS.fullmatch(ending) or doubled)
