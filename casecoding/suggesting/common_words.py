"""What the examples say of common words, summed up when they were learned from: asking is one lookup."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from casecoding.suggesting.source_words import Vector, Word


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Words by `key_of`, and rows of what each says to the prior's columns and of its terms' numbers."""

    rows: Mapping[str, int]
    said: Vector
    terms: Vector

    @classmethod
    def none(cls) -> Self:
        return cls({}, np.zeros((0, 1)), np.zeros((0, 1), dtype=int))

    def row_of(self, word: Word) -> int:
        """Return the row of a word, -1 where it is not common."""
        return self.rows.get(key_of(word.form, word.lemma, word.pos), -1)


def key_of(form: str, lemma: str, pos: str) -> str:
    """Return what a word is known by; its word class tells whether it may have parts."""
    return f"{form} {lemma} {pos}"
