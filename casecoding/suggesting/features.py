"""Segments -> a space in which they are near when they say alike: words, letters, vectors."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from casecoding.suggesting.reading import SegmentRead
from casecoding.suggesting.source_words import Vector

LETTERS = (3, 5)
TERM_SHARE = 0.5  # of the letters' say in how near two segments are
Encoder = Callable[[Sequence[SegmentRead]], Vector]


@dataclass(frozen=True, slots=True)
class Placed:
    """Segments in a space: terms and letters as sparse rows of length one, vectors centred."""

    terms: csr_matrix
    letters: csr_matrix
    vectors: Vector

    def nearness(self, other: "Placed") -> Vector:
        """Return how near each row here is to each of the other's: a kernel."""
        return np.asarray(
            TERM_SHARE * (self.terms @ other.terms.T).toarray()
            + (self.letters @ other.letters.T).toarray()
            + self.vectors @ other.vectors.T
        )


class Space:
    """Learned from some segments: which terms and letters there are, and the middle of the vectors."""

    def __init__(self, segments: Sequence[SegmentRead], encode: Encoder) -> None:
        from sklearn.feature_extraction.text import (  # noqa: PLC0415 - 70 MB that only learning needs
            TfidfVectorizer,
        )

        self._encode = encode
        self._terms = TfidfVectorizer(analyzer=_terms_of, sublinear_tf=True)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True)
        self._terms.fit([*segments, _NOTHING])
        self._letters.fit([one.words for one in segments])
        self._middle = encode(segments).mean(axis=0)

    def place(self, segments: Sequence[SegmentRead]) -> Placed:
        return Placed(
            terms=self._terms.transform(segments),
            letters=self._letters.transform([one.words for one in segments]),
            vectors=self._centred(self._encode(segments)),
        )

    def _centred(self, vectors: Vector) -> Vector:
        """Return the vectors seen from the middle, of length one."""
        away = vectors - self._middle
        lengths = np.linalg.norm(away, axis=1, keepdims=True)
        return np.asarray(away / np.maximum(lengths, 1e-9))

    def term_weights(self, placed: Placed, says: Vector) -> list[Mapping[str, float]]:
        """Return for each column of `says` (what each placed row weighs) the terms' weights."""
        weights = placed.terms.T @ says
        return [
            {term: float(weights[at, column]) for term, at in self._terms.vocabulary_.items()}
            for column in range(says.shape[1])
        ]


class _Nothing:
    terms = ("",)


_NOTHING = _Nothing()


def _terms_of(segment: SegmentRead) -> Sequence[str]:
    return segment.terms
