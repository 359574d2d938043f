"""Saturation: how many codes each further source adds.

G. Guest, E. Namey and M. Chen, "A simple method to assess and report thematic saturation in
qualitative research", PLOS ONE 15 (2020), e0232076: the codes that are new in a run of sources, as
a share of the codes in the base, the first sources. The order of sources is by chance in no study;
bands over random orders say how much of the curve is the order's doing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from random import Random

import numpy as np

ORDERS = 500
LOWER, MIDDLE, UPPER = 0.025, 0.5, 0.975


@dataclass(frozen=True, slots=True)
class CodedSource:
    """A source and the codes that it holds."""

    source_id: str
    name: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """How saturation is judged: sources in the base and in a run, and the share that is little enough."""

    base: int = 4
    run: int = 2
    threshold: float = 0.05


@dataclass(frozen=True, slots=True)
class Step:
    """One source: the codes that are new with it, and all so far; the band is over random orders.

    `ratio` is the new codes of the run that ends here as a share of the base's; None within the base
    and the first run.
    """

    source: CodedSource
    new: frozenset[str]
    so_far: int
    low: float
    middle: float
    high: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Saturation:
    """The steps in their order; `reached` is the source before the first run that adds little enough."""

    rule: Rule
    steps: tuple[Step, ...]
    base_codes: int
    reached: int | None

    def run_ending_with(self, step: Step) -> tuple[Step, ...]:
        end = self.steps.index(step) + 1
        return self.steps[max(0, end - self.rule.run) : end]


def saturation_of(sources: Sequence[CodedSource], rule: Rule, *, seed: int = 1) -> Saturation:
    """Return how many codes the sources add in this order, with bands over random orders."""
    new = _new_codes(sources)
    bands = _bands(sources, seed=seed)
    base_codes = sum(len(codes) for codes in new[: rule.base])
    ratios = [_ratio(new, at, rule, base_codes) for at in range(len(sources))]
    steps, so_far = [], 0
    for at, (source, codes, band) in enumerate(zip(sources, new, bands, strict=True)):
        so_far += len(codes)
        steps.append(Step(source, codes, so_far, *band, ratio=ratios[at]))
    little = (at for at, ratio in enumerate(ratios) if ratio is not None and ratio <= rule.threshold)
    first = next(little, None)
    reached = None if first is None else first + 1 - rule.run
    return Saturation(rule, tuple(steps), base_codes, reached)


def _new_codes(sources: Sequence[CodedSource]) -> list[frozenset[str]]:
    known: set[str] = set()
    new = []
    for source in sources:
        new.append(source.codes - known)
        known |= source.codes
    return new


def _ratio(new: Sequence[frozenset[str]], at: int, rule: Rule, base_codes: int) -> float | None:
    """Return the share of the run that ends with source `at` (counted from 0)."""
    if at + 1 < rule.base + rule.run or not base_codes:
        return None
    return sum(len(codes) for codes in new[at + 1 - rule.run : at + 1]) / base_codes


def _bands(sources: Sequence[CodedSource], *, seed: int) -> list[tuple[float, float, float]]:
    """Return for each number of sources the quantiles of the codes found, over random orders."""
    chance, order = Random(seed), _as_bits(sources)  # noqa: S311 - the same bands every time
    everything = reduce(or_, order, 0)
    counts = np.full((ORDERS, len(order)), everything.bit_count())
    for counted in counts:
        chance.shuffle(order)
        known = 0
        for at, codes in enumerate(order):
            known |= codes
            if known == everything:
                break
            counted[at] = known.bit_count()
    return [
        (_quantile(one, LOWER), _quantile(one, MIDDLE), _quantile(one, UPPER))
        for one in np.sort(counts, axis=0).T.tolist()
    ]


def _as_bits(sources: Sequence[CodedSource]) -> list[int]:
    """Return the codes of each source as the bits of a whole number."""
    bits = {code: 1 << at for at, code in enumerate(sorted({code for one in sources for code in one.codes}))}
    return [sum(bits[code] for code in one.codes) for one in sources]


def _quantile(ordered: Sequence[int], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
