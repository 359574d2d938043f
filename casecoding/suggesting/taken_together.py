"""What is taken together, numbered: letters inside words, words side by side, any two terms of a segment."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from casecoding.suggesting.source_words import MIX, Vector

EDGE, NO_WORD = np.uint64(1), np.uint64(2)  # what stands beside a segment's first and last word, and marks
NUMBERS = 2**64  # how many numbers there are
SIZES = (3, 4, 5)  # how many letters of a word are taken together


def letters_of(forms: Sequence[str], sizes: Sequence[int] = SIZES) -> tuple[Vector, Vector]:
    """Return the letters that stand together inside words: in which word each lot does, and its number.

    A word's beginning and end stand as spaces. The letters of a word follow one another.
    """
    padded = [f" {form} " for form in forms]
    signs = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    words = np.repeat(np.arange(len(forms)), [len(one) for one in padded])
    all_words, all_numbers = [], []
    numbers = np.zeros(len(signs) + 1, dtype=np.uint64)
    for size in range(1, max(sizes) + 1):
        numbers = numbers[:-1] * MIX + signs[size - 1 :]
        if size in sizes:
            inside = words[: len(numbers)] == words[size - 1 :]
            all_words.append(words[: len(numbers)][inside])
            all_numbers.append(numbers[inside])
    of_words = np.concatenate(all_words)
    order = np.argsort(of_words, kind="stable")
    return of_words[order], np.concatenate(all_numbers)[order]


def number_of_letters(letters: str) -> int:
    """Return the number that `letters_of` gives these letters."""
    return reduce(lambda number, sign: (number * int(MIX) + ord(sign)) % NUMBERS, letters, 0)


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


def mixed(numbers: Vector) -> Vector:
    """Return other numbers for these, each its own, that are spread evenly over all that there are."""
    return np.asarray(numbers.astype(np.uint64) * MIX)


class NumberIndex:
    """Where numbers stand in a row of ascending ones: by their first bits, as near as one step or two.

    Numbers that are spread evenly, as hashes are, take half the time that a binary search does.
    """

    def __init__(self, numbers: Vector) -> None:
        bits = max(len(numbers).bit_length(), 1)
        self._numbers = numbers
        self._shift = np.uint64(64 - bits)
        counts = np.bincount((numbers >> self._shift).view(np.int64), minlength=2**bits)
        self._starts = np.append(0, np.cumsum(counts))

    def found(self, wanted: Vector) -> tuple[Vector, Vector]:
        """Return which of the wanted numbers are in the row, and where those stand."""
        first = (wanted >> self._shift).view(np.int64)
        at, end = self._starts[first], self._starts[first + 1]
        behind = inside = np.flatnonzero(at < end)
        while len(behind):
            behind = behind[self._numbers[at[behind]] < wanted[behind]]
            at[behind] += 1
            behind = behind[at[behind] < end[behind]]
        is_there = np.zeros(len(wanted), dtype=bool)
        inside = inside[at[inside] < end[inside]]
        is_there[inside] = self._numbers[at[inside]] == wanted[inside]
        return is_there, at[is_there]
