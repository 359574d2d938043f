"""The ways to cut a word into the words of a list, and what each costs.

Nouns, infinitives, adjectives and numbers stand before, a noun or an adjective of learning last, joined by
nothing, -s- or -e-. Among several ways the one with the commonest parts is taken, as in Koehn and Knight
(2003). Derivations (by particle, prefix or suffix), lexicalised words and names are whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from operator import itemgetter

from casecoding.dictionary import lemmas_by_form
from casecoding.suggesting.wordlist import BEGINNING, WordList, shipped_words

PARTICLES = frozenset({
    "af", "an", "be", "bi", "bort", "efter", "er", "fast", "for", "fra", "frem", "gen", "gennem", "hen",
    "hjem", "ind", "med", "mis", "mod", "ned", "om", "op", "over", "på", "sam", "sammen", "til", "tilbage",
    "u", "ud", "und", "under", "van", "ved", "vide", "videre", "viderefor",
})  # fmt: skip
PARTICLE_SIZES = sorted({len(one) for one in PARTICLES})
FIRST_WORDS = frozenset({
    "to", "tre", "fire", "fem", "seks", "otte", "halv", "enkelt", "selv", "fælles", "special", "kommunal",
    "social", "sy", "regional", "national", "ung", "ældre", "mellem",
})  # fmt: skip
SUFFIXES = frozenset({
    "agtig", "ale", "ance", "ant", "bar", "dom", "ende", "enhed", "ent", "er", "ere", "eri", "fuld",
    "hed", "ige", "inde", "ing", "ion", "isme", "ist", "lig", "lighed", "ling", "løs", "ment", "mæssig",
    "ning", "rede", "rig", "sel", "skab", "som", "sum", "tet", "vis", "ør",
})  # fmt: skip
NOT_FIRST = frozenset({
    "al", "alt", "ene", "ens", "går", "hel", "her", "ja", "ked", "le", "lig", "nej", "nok", "par", "ses",
    "stå", "så", "sæt", "tak", "ton", "ur", "vis",
})  # fmt: skip
NOT_LAST = frozenset({
    "ager", "anger", "art", "bi", "bo", "el", "hede", "is", "kel", "lem", "lige", "ny", "retur", "ring",
    "sår", "ur", "ung",
})  # fmt: skip
MADE_OF_VERBS = ("else", "ning", "ing", "er", "sel")
LEARNED_ENDINGS = ("isk", "al", "el", "faglig", "orienteret")
LAST_ADJECTIVES = frozenset({
    "ansvarlig", "bevidst", "blå", "brun", "farlig", "fattig", "fri", "glad", "grøn", "grå", "hvid", "klar",
    "kold", "kritisk", "moden", "mørk", "rigtig", "rød", "sikker", "stærk", "svag", "træt", "varm",
    "venlig", "vigtig",
})  # fmt: skip
IRREGULAR = {
    "børn": "barn", "mødre": "mor", "fædre": "far", "brødre": "bror", "døtre": "datter", "mænd": "mand",
    "bønder": "bonde", "midt": "midte", "billed": "billede", "forældre": "forælder", "øjen": "øje",
    "øren": "øre",
}  # fmt: skip
LINKS = ("", "s", "e")
SHORTEST_FIRST, SHORTEST_LAST = 2, 2

RARE = 9.0  # what a part costs that was met once; less for each time more
CHEAPEST = 1.0
SHORT_COSTS = {1: 6.0, 2: 3.0, 3: 3.0, 4: 1.0}
UNCOUNTED = 1  # how often a word counts as met that only the dictionary has
FIRST_COUNT = 50  # how often a word counts as met that only begins compounds
SHORTEST_UNCOUNTED = 5  # letters of such a word


@dataclass(frozen=True, slots=True)
class Part:
    """A part in its citation form, at [start, end) of the word, its link left out."""

    citation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to part a word and what it costs."""

    parts: tuple[Part, ...]
    cost: float

    def shifted(self, by: int) -> tuple[Part, ...]:
        return tuple(Part(part.citation, part.start + by, part.end + by) for part in self.parts)


class Compounds:
    """Cuts words by a word list; every answer is kept."""

    def __init__(self, words: WordList) -> None:
        self._words = words
        self._others = frozenset({*words.verbs, *words.adjectives, *words.plurals})
        self.cut = lru_cache(maxsize=200_000)(self._cut)
        self.tail = lru_cache(maxsize=200_000)(self._tail)

    def _cut(self, word: str) -> Cut | None:
        """Return the cheapest way to part `word` into two or more, None when it is whole."""
        if not word.isalpha() or word in self._words.whole:
            return None
        ways = (
            (cost + last.cost, len(first) + len(last.parts), first, last, at)
            for at in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1)
            if word[at : at + BEGINNING] in self._words.beginnings and (last := self.tail(word[at:]))
            for first, cost in self._heads(word[:at])
        )
        best = min(ways, key=itemgetter(0, 1), default=None)
        if best is None or self._is_whole(word):
            return None
        cost, _, first, last, at = best
        return Cut((*first, *last.shifted(at)), cost)

    def has(self, word: str) -> bool:
        """Return whether the list has the word, as a word of its own or as a whole one."""
        return self._is_word(word) or word in self._words.whole

    def _is_whole(self, word: str) -> bool:
        return (
            (word.endswith("hed") and word.removesuffix("hed") in self._words.adjectives)
            or any(self._is_made_of_verb(word, end) for end in MADE_OF_VERBS if word.endswith(end))
            or any(self._is_word(word[size:]) for size in PARTICLE_SIZES if word[:size] in PARTICLES)
        )

    def _is_made_of_verb(self, word: str, end: str) -> bool:
        """Return whether the word is a verb with an ending, and not "sag" with a "behandler"."""
        if not self._is_verb(word.removesuffix(end)):
            return False
        stems = (
            word[at:].removesuffix(end) for at in range(4, len(word) - len(end) - 3) if word[at - 1] == "s"
        )
        return not any(self._is_verb(stem) for stem in stems)

    def _is_verb(self, stem: str) -> bool:
        doubled = stem[-2:-1] == stem[-1:]
        stems = (stem, stem + "e", stem + stem[-1:] + "e", *((stem[:-1],) if doubled else ()))
        return any(one in self._words.verbs for one in stems)

    def _is_word(self, word: str) -> bool:
        return word in self._words.nouns or word in self._words.verbs

    def _tail(self, letters: str) -> Cut | None:
        """Return the rest of a compound: a noun, or more parts that end in one."""
        cut = self.cut(letters)
        if cut or letters in NOT_LAST or letters in SUFFIXES:
            return cut
        count = self._count(letters) or self._count_adjective(letters)
        return Cut((Part(letters, 0, len(letters)),), _cost(letters, count)) if count else None

    def _count_adjective(self, letters: str) -> int:
        """Return how often an adjective was met that may end a compound: "boligsocial", "børnevenlig"."""
        is_learned = len(letters) >= SHORTEST_UNCOUNTED and letters.endswith(LEARNED_ENDINGS)
        may_end = is_learned or letters in LAST_ADJECTIVES
        return self._words.adjectives.get(letters, 0) if may_end else 0

    def _heads(self, letters: str) -> Iterator[tuple[tuple[Part, ...], float]]:
        """Give the ways to read letters before a cut: a compound with its link, else one part."""
        for link in LINKS:
            cut = self.cut(letters.removesuffix(link)) if letters.endswith(link) else None
            if cut:
                yield cut.parts, cut.cost
        for citation, length, cost in self._firsts(letters):
            if citation not in NOT_FIRST and citation not in PARTICLES and not self.cut(citation):
                yield (Part(citation, 0, length),), cost + _cost(citation, self._count_any(citation))

    def _firsts(self, letters: str) -> Iterator[tuple[str, int, float]]:
        """Give what the letters of a first part may stand for: citation form, letters used, extra cost."""
        size, words = len(letters), self._words
        if self._count(letters) or letters in FIRST_WORDS:
            yield letters, size, 0.0
        if letters in words.adjectives:
            yield letters, size, 1.0
        if letters in words.verbs and letters not in words.nouns:
            yield letters, size, 1.5
        yield from self._linked(letters)
        if letters in words.plurals and letters not in IRREGULAR and not letters.endswith("e"):
            yield words.plurals[letters], size, 2.5
        if size > 3 and letters + "e" in words.verbs:  # noqa: PLR2004
            yield letters + "e", size, 5.0
        if letters in IRREGULAR:
            yield IRREGULAR[letters], size, 0.0

    def _linked(self, letters: str) -> Iterator[tuple[str, int, float]]:
        base, link = letters[:-1], letters[-1:]
        if len(base) < 2 or link not in LINKS:  # noqa: PLR2004
            return
        if self._count(base) or (link == "e" and base in FIRST_WORDS):
            yield base, len(base), self._cost_of_link(base, link)
        if link == "s" and len(base) > 2 and base + "e" in self._words.nouns:  # noqa: PLR2004
            yield base + "e", len(base), 0.5
        if link == "e" and base[-2:-1] == base[-1:] and base[:-1] in self._words.nouns:
            yield base[:-1], len(base) - 1, 0.7
        if link == "e" and base in IRREGULAR:
            yield IRREGULAR[base], len(base), 0.0

    def _cost_of_link(self, base: str, link: str) -> float:
        """Return what a link costs: more where it may be a verb's ending, as in "vaskekælder"."""
        if link == "s":
            return 0.0
        return 4.0 if base + link in self._words.verbs else 0.7

    def _count(self, noun: str) -> int:
        """Return how often a noun was met, UNCOUNTED if only the dictionary has it, 0 for other letters."""
        count = self._words.nouns.get(noun)
        if count:
            return count
        return UNCOUNTED if noun in self._words.whole or self._is_known(noun) else 0

    def _is_known(self, word: str) -> bool:
        """Return whether the dictionary has a longer word as a lemma, and the list as nothing else."""
        return len(word) >= SHORTEST_UNCOUNTED and word not in self._others and is_lemma(word)

    def _count_any(self, citation: str) -> int:
        words = self._words
        counts = (words.nouns.get(citation), words.verbs.get(citation), words.adjectives.get(citation))
        usual = FIRST_COUNT if citation in FIRST_WORDS else UNCOUNTED
        return max(*(count or 0 for count in counts), usual)


@lru_cache(maxsize=200_000)
def is_lemma(word: str) -> bool:
    """Return whether the dictionary has the word as its own lemma."""
    return lemmas_by_form().get(word) == word


def _cost(word: str, count: int) -> float:
    return max(RARE - log(count + 1), CHEAPEST) + SHORT_COSTS.get(len(word), 0.0)


@cache
def shipped_compounds() -> Compounds:
    """Return the compounds of the shipped word list, made once."""
    return Compounds(shipped_words())
