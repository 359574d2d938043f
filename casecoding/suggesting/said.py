"""A segment's words as the rules of the flags read them."""

from collections.abc import Set as AbstractSet
from typing import NamedTuple, Self

from spacy.tokens import Span as TokenSpan

from casecoding.suggesting.source_words import DocWords

VERBS = frozenset({"VERB", "AUX"})
COMPLEMENTS = frozenset({"at", "om", "hvordan", "hvorfor", "hvad", "hvem", "hvornår"})


class Said(NamedTuple):
    """A segment's words, in lower case, with their classes and the place [first, last] of a hit in it.

    `all` holds every word and lemma once: most rules ask for words that few segments have.
    """

    tokens: TokenSpan
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    classes: tuple[str, ...]
    all: frozenset[str]
    first: int = 0
    last: int = 0

    def of_hit(self, first: int, last: int) -> Self:
        """Return the same words with the place of a hit."""
        return type(self)(self.tokens, self.words, self.lemmas, self.classes, self.all, first, last)

    def places_of(self, wanted: AbstractSet[str]) -> list[int]:
        """Return where one of these words stands, as it is written."""
        return [] if wanted.isdisjoint(self.all) else [at for at, w in enumerate(self.words) if w in wanted]


def said_in(segment: TokenSpan, *, words: DocWords | None = None) -> Said:
    """Return the segment's words, for any number of hits in it; the place of a hit is set by `flags_of`.

    `words` are those of its Doc, where they were read before.
    """
    if words:
        own = slice(segment.start, segment.end)
        written, lemmas, classes = words.written[own], words.lemmas[own], words.classes[own]
    else:
        written = tuple(token.lower_ for token in segment)
        lemmas = tuple(token.lemma_.lower() for token in segment)
        classes = tuple(token.pos_ for token in segment)
    return Said(segment, written, lemmas, classes, frozenset((*written, *lemmas)))


def opens_complement(said: Said, at: int) -> bool:
    """Return whether a clause begins here; "at" before an infinitive begins none."""
    is_preposition = said.words[at] == "om" and said.classes[at] == "ADP"
    is_complement = said.words[at] in COMPLEMENTS and not is_preposition
    return is_complement and "Inf" not in said.tokens[at + 1].morph.get("VerbForm", [])


def is_finite(said: Said, at: int) -> bool:
    """Return whether a verb of a statement stands here."""
    if at >= len(said.words) or said.classes[at] not in VERBS:
        return False
    morph = said.tokens[at].morph
    return "Fin" in morph.get("VerbForm", []) and "Imp" not in morph.get("Mood", [])
