"""What the examples say of their own words, summed up when they were learned from: asking is one lookup."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from spacy.strings import get_string_id

from casecoding.suggesting.source_words import Vector, Word
from casecoding.suggesting.taken_together import NumberIndex


@dataclass(frozen=True)
class KnownWords:
    """Words by `number_of`, ascending, and rows of what each says to the prior's columns and of its terms.

    `parts` holds each word's parts, parted by blanks.
    """

    numbers: Vector
    said: Vector
    terms: Vector
    parts: Sequence[str]

    @classmethod
    def none(cls) -> Self:
        return cls(np.zeros(0, dtype=np.uint64), np.zeros((0, 1)), np.zeros((0, 1), dtype=int), ())

    @cached_property
    def _index(self) -> NumberIndex:
        return NumberIndex(self.numbers)

    def rows_of(self, words: Sequence[Word]) -> Vector:
        """Return the rows of words, -1 where one is not known."""
        wanted = np.array([number_of(one.form, one.lemma, one.pos) for one in words], dtype=np.uint64)
        known, at = self._index.found(wanted)
        rows = np.full(len(words), -1)
        rows[known] = at
        return rows


def number_of(form: str, lemma: str, pos: str) -> int:
    """Return the number by which a word is known; its word class tells whether it may have parts."""
    return get_string_id(f"{form} {lemma} {pos}")
