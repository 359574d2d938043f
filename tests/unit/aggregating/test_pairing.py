"""Pairs counted in columns are those that a plain look at every two marks finds."""

from collections import Counter
from itertools import combinations
from random import Random

import numpy as np
import pytest

from casecoding.aggregating.pairing import MarkColumns, PairCounts

KEYS = 5


def some_marks(seed: int) -> list[tuple[int, int, int, int]]:
    """Return (turn, key, start, end) of marks, some of them twice in the same place."""
    chance = Random(seed)
    made = []
    for _ in range(chance.randrange(60)):
        start = chance.randrange(20)
        made.append((chance.randrange(8), chance.randrange(KEYS), start, start + chance.randrange(1, 9)))
    return made + made[::4]


@pytest.mark.parametrize("with_spans", [True, False])
@pytest.mark.parametrize("seed", range(20))
def test_what_stands_together_is_what_one_finds_by_looking(seed, with_spans):
    marks = some_marks(seed)
    places = {mark if with_spans else (*mark[:2], 0, 1) for mark in marks}
    pairs = Counter(
        (min(one[1], two[1]), max(one[1], two[1]))
        for one, two in combinations(places, 2)
        if one[0] == two[0] and one[1] != two[1] and one[2] < two[3] and one[3] > two[2]
    )
    counts = PairCounts(KEYS)

    for turn in (0, 4):  # the turns in two parts
        part = [mark for mark in marks if turn <= mark[0] < turn + 4]
        columns = np.array(part, dtype=np.int64).reshape(-1, 4).T
        counts.add(MarkColumns(*(columns if with_spans else columns[:2])))

    alone = Counter(key for _, key, _, _ in places)
    assert counts.alone.tolist() == [alone[key] for key in range(KEYS)]
    assert {pair: counts.together[pair] for pair in pairs} == pairs
    assert counts.together.sum() == sum(pairs.values())
