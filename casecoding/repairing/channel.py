"""How a text is damaged: how often each confusion happened in it, learned from the text itself."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log

from casecoding.repairing.confusions import CONFUSIONS, Confusion

STRENGTH = 3.0  # letters' worth of trust in what is usual, before the text is read
MOST = 0.98  # no letter is always lost

Shares = Mapping[Confusion, float]


@dataclass(slots=True)
class Tally:
    """Confusions that happened in a text, and Danish letters that stand in it as they were."""

    happened: dict[Confusion, float] = field(default_factory=lambda: defaultdict(float))
    intact: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, words: tuple[str, ...], made: tuple[Confusion, ...], *, share: float) -> None:
        """Count a reading as far as it is likely."""
        for one in made:
            self.happened[one] += share
        for letter in "æøå":
            kept = sum(word.count(letter) for word in words) - sum(one.true == letter for one in made)
            self.intact[letter] += share * kept


def usual_shares() -> Shares:
    return {one: one.share for one in CONFUSIONS}


def learned_shares(tally: Tally) -> Shares:
    """Return how often each confusion happens to its letters in the text that was tallied."""
    lost: dict[str, float] = defaultdict(float)
    for one, times in tally.happened.items():
        lost[one.true] += times
    return {
        one: min(
            MOST,
            (tally.happened[one] + trust * one.share) / (lost[one.true] + tally.intact[one.true] + trust),
        )
        for one in CONFUSIONS
        for trust in [STRENGTH if one.is_danish else STRENGTH / one.share]
    }


def weigh(made: tuple[Confusion, ...], shares: Shares) -> float:
    """Return the logarithm of how likely all these confusions are."""
    return sum(log(shares[one]) for one in made)
