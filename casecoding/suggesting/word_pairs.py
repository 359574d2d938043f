"""Words taken together: side by side, and any two terms of a segment."""

import numpy as np

from casecoding.suggesting.source_words import MIX, Vector

EDGE, NO_WORD = np.uint64(1), np.uint64(2)  # what stands beside a segment's first and last word, and marks


def pairs_of(lemmas: Vector, are_words: Vector, begin: Vector) -> tuple[Vector, Vector]:
    """Return per token the numbers of its pair with what stands before it, and with what follows.

    `lemmas` are spaCy's numbers, `begin` tells which tokens begin a segment. A pair of two words is
    numbered at the second; where there is no pair to number stands 0.
    """
    shown = np.where(are_words, lemmas, NO_WORD)
    before = np.concatenate([[EDGE], shown[:-1]])
    after = np.concatenate([shown[1:], [EDGE]])
    before[begin] = EDGE
    after[:-1][begin[1:]] = EDGE
    follows = are_words & (after <= NO_WORD)
    return np.where(are_words, before * MIX + shown, 0), np.where(follows, shown * MIX + after, 0)


def crosses_of(
    segments: Vector, terms: Vector, rarity: Vector, *, among: Vector | None = None
) -> tuple[Vector, Vector, Vector]:
    """Return for any two terms of a segment: its number, theirs, and how much they weigh together.

    There is a row of `segments` and `terms` for each time that a term is said. Terms weigh by how often they
    are said and how rare they are, those of a segment 1 in all. `among` tells which terms are wanted.
    """
    said, counts = np.unique(segments * len(rarity) + terms, return_counts=True)
    segments, terms = np.divmod(said, len(rarity))
    loud = counts * rarity[terms]
    weights = loud / np.sqrt(np.bincount(segments, loud**2))[segments]
    if among is not None:
        wanted = among[terms]
        segments, terms, weights = segments[wanted], terms[wanted], weights[wanted]
    follow = np.searchsorted(segments, segments, side="right") - np.arange(len(terms)) - 1
    first = np.repeat(np.arange(len(terms)), follow)
    second = np.arange(len(first)) - np.repeat(np.cumsum(follow) - follow, follow) + first + 1
    return segments[first], terms[first] * len(rarity) + terms[second], weights[first] * weights[second]
