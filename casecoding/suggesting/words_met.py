"""Words that were met, with what the examples say of them: each is asked for once."""

from collections.abc import Sequence
from threading import Lock

import numpy as np

from casecoding.suggesting.prior import Asked, Prior
from casecoding.suggesting.source_words import Word

MOST = 100_000  # words that are kept, about 40 MB

SaidAs = tuple[Word, bool]  # True: it names who says a quotation


class WordsMet:
    """Words and what a prior says of them. Several threads may ask at once."""

    def __init__(self, prior: Prior) -> None:
        self._prior = prior
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._row: dict[SaidAs, int] = {}
        self._asked = self._prior.asked(())

    def ask(self, words: Sequence[SaidAs]) -> Asked:
        """Return what the words (rows) say."""
        with self._lock:
            if len(self._row) > MOST:
                self._forget()
            new = list(dict.fromkeys(one for one in words if one not in self._row))
            if new:
                self._row |= {one: len(self._row) + at for at, one in enumerate(new)}
                self._asked = self._asked.followed_by(self._prior.asked(new))
            rows = np.array([self._row[one] for one in words], dtype=int)
            return self._asked.of(rows)
