"""Pairs of marks, counted many turns at once: which keys stand in a turn, which overlap within it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MarkColumns:
    """Marks as columns: the turn that each stands in, by a number of its own; its key, counted from 0; where.

    Without `starts` and `ends` two marks stand together wherever in a turn they are.
    """

    turns: Column
    keys: Column
    starts: Column | None = None
    ends: Column | None = None


@dataclass(slots=True)
class PairCounts:
    """How often each of so many keys stands, and each pair of them together; the lesser key goes first."""

    keys: int
    alone: Column = field(init=False)
    together: Column = field(init=False)

    def __post_init__(self) -> None:
        self.alone = np.zeros(self.keys, dtype=np.int64)
        self.together = np.zeros((self.keys, self.keys), dtype=np.int64)

    def add(self, marks: MarkColumns) -> None:
        """Add the marks of some turns; what stands twice in the same place counts once."""
        columns = [one for one in (marks.turns, marks.keys, marks.starts, marks.ends) if one is not None]
        turns, keys, *spans = _distinct(columns)
        self.alone += np.bincount(keys, minlength=self.keys)
        first, step = np.arange(len(turns)), 1
        while len(first := first[first + step < len(turns)]):
            first = first[turns[first] == turns[first + step]]
            self._add_pairs(keys, spans, first, first + step)
            step += 1

    def _add_pairs(self, keys: Column, spans: list[Column], first: Column, second: Column) -> None:
        is_pair = keys[first] < keys[second]
        if spans:
            starts, ends = spans
            is_pair &= (starts[first] < ends[second]) & (ends[first] > starts[second])
        pairs = keys[first[is_pair]] * self.keys + keys[second[is_pair]]
        self.together += np.bincount(pairs, minlength=self.keys**2).reshape(self.together.shape)


def _distinct(columns: list[Column]) -> list[Column]:
    """Return the rows of the columns in their order, each once."""
    order = np.lexsort(columns[::-1])
    ordered = [one[order] for one in columns]
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = np.any([one[1:] != one[:-1] for one in ordered], axis=0)
    return [one[is_new] for one in ordered]
