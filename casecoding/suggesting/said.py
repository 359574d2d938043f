"""A segment's words as the rules of the flags read them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

from spacy.tokens import Span as TokenSpan

from casecoding.suggesting.source_words import DocWords

COMPLEMENTS = frozenset({"at", "om", "hvordan", "hvorfor", "hvad", "hvem", "hvornår"})


@dataclass(frozen=True, slots=True)
class Said:
    """A segment's words with the place [first, last] of a hit in it."""

    tokens: TokenSpan
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    first: int
    last: int

    def of_hit(self, first: int, last: int) -> Self:
        """Return the same words with the place of a hit."""
        return type(self)(self.tokens, self.words, self.lemmas, first, last)

    def places_of(self, wanted: AbstractSet[str]) -> list[int]:
        """Return where one of these words stands, as it is written."""
        return [] if wanted.isdisjoint(self.words) else [at for at, w in enumerate(self.words) if w in wanted]


def said_in(segment: TokenSpan, *, words: DocWords | None = None) -> Said:
    """Return the segment's words, for any number of hits in it; the place of a hit is set by `flags_of`.

    `words` are those of its Doc, where they were read before.
    """
    own = slice(segment.start, segment.end)
    written = words.written[own] if words else [token.lower_ for token in segment]
    lemmas = words.lemmas[own] if words else [token.lemma_.lower() for token in segment]
    return Said(segment, tuple(written), tuple(lemmas), first=0, last=0)


def opens_complement(said: Said, at: int) -> bool:
    """Return whether a clause begins here; "at" before an infinitive begins none."""
    is_preposition = said.words[at] == "om" and said.tokens[at].pos_ == "ADP"
    is_complement = said.words[at] in COMPLEMENTS and not is_preposition
    return is_complement and "Inf" not in said.tokens[at + 1].morph.get("VerbForm", [])


def is_finite(said: Said, at: int) -> bool:
    """Return whether a verb of a statement stands here."""
    return any(
        "Fin" in token.morph.get("VerbForm", []) and "Imp" not in token.morph.get("Mood", [])
        for token in said.tokens[at : at + 1]
    )
