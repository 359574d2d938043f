"""The readings of one clause, and how likely each is among its neighbours (forward-backward)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

from casecoding.repairing.candidates import Candidate, Candidates
from casecoding.repairing.channel import Shares, weigh
from casecoding.repairing.lexicon import COMMA, STOP, Lexicon
from casecoding.repairing.tokens import Token

JOINED = log(0.5)  # how likely a hyphen before a blank parts one word
SHORTEST_HEAD = 2  # signs before a line's end, with the hyphen
PARALLELS = frozenset({"og", "eller", "samt", "til", "men", "som", "i", "af", "og/eller", "and", "or"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What tokens `first` up to `last` may have been; `is_as_read` where nothing was damaged."""

    candidate: Candidate
    first: int
    last: int
    is_as_read: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return self.candidate.words


class Lattice:
    """All readings of a clause's tokens."""

    def __init__(self, tokens: Sequence[Token], candidates: Candidates, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self._lexicon = lexicon
        self._starting = [list(_readings(tokens, at, candidates)) for at in range(len(tokens))]
        self._ending: list[list[Reading]] = [[] for _ in range(len(tokens) + 1)]
        for readings in self._starting:
            for one in readings:
                self._ending[one.last].append(one)

    def weighed(self, shares: Shares) -> Iterator[tuple[Reading, float]]:
        """Give each reading with how likely it is; those over one token add up to 1."""
        weights = {
            one: self._weight(one) + weigh(one.candidate.made, shares)
            for readings in self._starting
            for one in readings
        }
        forward, backward = self._forward(weights), self._backward(weights)
        whole = _summed([forward[one] + backward[one] for one in self._ending[-1]])
        return ((one, exp(min(0.0, forward[one] + backward[one] - whole))) for one in weights)

    def _forward(self, weights: dict[Reading, float]) -> dict[Reading, float]:
        forward: dict[Reading, float] = {}
        for at, readings in enumerate(self._starting):
            for one in readings:
                before = [forward[prior] + self._step(prior, one) for prior in self._ending[at]]
                forward[one] = weights[one] + (
                    _summed(before) if at else self._lexicon.after(STOP, one.words[0])
                )
        return forward

    def _backward(self, weights: dict[Reading, float]) -> dict[Reading, float]:
        backward: dict[Reading, float] = {}
        for readings in reversed(self._starting):
            for one in readings:
                later = self._starting[one.last] if one.last < len(self.tokens) else []
                after = [
                    backward[next_one] + weights[next_one] + self._step(one, next_one) for next_one in later
                ]
                backward[one] = _summed(after) if later else self._lexicon.after(one.words[-1], STOP)
        return backward

    def _weight(self, reading: Reading) -> float:
        return reading.candidate.weight + sum(self._lexicon.after(*pair) for pair in pairwise(reading.words))

    def _step(self, first: Reading, second: Reading) -> float:
        last, following = first.words[-1], second.words[0]
        if self.tokens[first.last - 1].ends_in_comma:
            return self._lexicon.after(last, COMMA) + self._lexicon.after(COMMA, following)
        return self._lexicon.after(last, following)


def _readings(tokens: Sequence[Token], at: int, candidates: Candidates) -> Iterator[Reading]:
    """Give the readings that begin at a token: it alone, and it with the next where a hyphen parts them."""
    token = tokens[at]
    yield Reading(Candidate((token.key,)), at, at + 1, is_as_read=True)
    if token.is_kept:
        return
    yield from (Reading(one, at, at + 1) for one in candidates.of(token.key))
    if at + 1 < len(tokens) and _are_parted(token, tokens[at + 1]):
        whole = token.key[:-1] + tokens[at + 1].key
        yield Reading(Candidate((whole,), weight=JOINED), at, at + 2)
        for one in candidates.of(whole):
            if len(one.words) == 1:
                yield Reading(Candidate(one.words, one.made, JOINED), at, at + 2)


def _are_parted(first: Token, second: Token) -> bool:
    """Tell whether a line's end may have parted these: "ud- satte", but not "ind- og udland"."""
    return (
        first.key.endswith("-")
        and len(first.key) > SHORTEST_HEAD
        and second.follows
        and not second.is_kept
        and second.word[0].islower()
        and second.key not in PARALLELS
    )


def _summed(logs: Sequence[float]) -> float:
    """Return the logarithm of the sum of what these are logarithms of."""
    most = max(logs)
    return most + log(sum(exp(one - most) for one in logs))
