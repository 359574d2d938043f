"""A source's words as rows, segment by segment, and sums over ranges of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from casecoding.suggesting.source_words import SourceWords, Vector

WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class SegmentWords:
    """A source's words (rows): which token of its Doc each is, whether it tells much; a stop word does not.

    The words of segment i are the rows [edges[i], edges[i + 1]); `telling` of them tell much.
    """

    edges: Vector
    places: Sequence[int]
    tells: Sequence[bool]
    telling: Sequence[int]

    @classmethod
    def of(cls, words: SourceWords) -> Self:
        """Return the words of a source; marks are none."""
        rows = np.flatnonzero(words.are_words)
        edges = np.append(np.searchsorted(rows, np.flatnonzero(words.begin)), len(rows))
        tells = words.tell[rows]
        before = np.append(0, np.cumsum(tells))[edges]
        return cls(edges, words.places[rows].tolist(), tells.tolist(), np.diff(before).tolist())

    def best(self, number: int, said: Vector) -> list[int]:
        """Return the rows of a segment that weighed most for a theme, in the order of the text.

        `said` is what the words (rows) say to it.
        """
        start, end = self.edges[number : number + 2].tolist()
        weights = enumerate(said[start:end].tolist(), start)
        best = sorted((-weight, row) for row, weight in weights if self.tells[row])[:WORDS_SHOWN]
        return sorted([row for less, row in best if less < 0] or [row for _, row in best[:1]])


def together(said: Vector, starts: Vector, ends: Vector) -> Vector:
    """Return what the words between starts and ends say: many of them say no more than few."""
    return np.asarray(_sums(said, starts, ends) / np.sqrt(np.maximum(ends - starts, 1))[:, None])


def mean(values: Vector, starts: Vector, ends: Vector) -> Vector:
    return np.asarray(_sums(values, starts, ends) / (ends - starts)[:, None])


def _sums(values: Vector, starts: Vector, ends: Vector) -> Vector:
    """Return the sums of the rows in ranges [start, end)."""
    summed = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    return np.asarray(summed[ends] - summed[starts])
