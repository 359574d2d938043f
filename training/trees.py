"""Maximum spanning trees: the best tree that the teacher's arc scores allow."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]

NEVER = -1e9
ROOT = 0


def best_tree(scores: Scores) -> Heads:
    """Return each node's head; `scores[i, j]` is j as head of i, node 0 is the root.

    Exactly one node hangs from the root; the root's own head is -1. After Chu, Liu and
    Edmonds (1967).
    """
    heads = _spanning(scores)
    tops = np.flatnonzero(heads[1:] == ROOT) + 1
    if len(tops) == 1:
        return heads
    return max((_hung_from(scores, top) for top in range(1, len(heads))), key=partial(_total, scores))


def _hung_from(scores: Scores, top: int) -> Heads:
    """Return the best tree whose only top node is `top`."""
    forced = scores.copy()
    forced[:, ROOT] = NEVER / 10
    forced[top, ROOT] = 0
    return _spanning(forced)


def _total(scores: Scores, heads: Heads) -> float:
    nodes = np.arange(1, len(heads))
    return float(scores[nodes, heads[1:]].sum())


def _spanning(scores: Scores) -> Heads:
    open_scores = scores.copy()
    np.fill_diagonal(open_scores, NEVER)
    heads = open_scores.argmax(axis=1)
    heads[ROOT] = -1
    cycle = _cycle(heads)
    return heads if cycle is None else _contracted(open_scores, heads, cycle)


def _cycle(heads: Heads) -> list[int] | None:
    seen = np.zeros(len(heads), dtype=int)
    for start in range(1, len(heads)):
        node = start
        while node > ROOT and seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if node > ROOT and seen[node] == start:
            return _around(heads, node)
    return None


def _around(heads: Heads, node: int) -> list[int]:
    cycle = [node]
    while heads[cycle[-1]] != node:
        cycle.append(int(heads[cycle[-1]]))
    return cycle


def _contracted(scores: Scores, heads: Heads, cycle: list[int]) -> Heads:
    """Solve the graph with the cycle as one node, then open the cycle again."""
    rest = [node for node in range(len(heads)) if node not in set(cycle)]
    ring = np.array(cycle)
    last = len(rest)
    kept = scores[ring, heads[ring]]
    smaller = np.full((last + 1, last + 1), NEVER)
    smaller[:last, :last] = scores[np.ix_(rest, rest)]
    smaller[:last, last] = scores[np.ix_(rest, ring)].max(axis=1)
    into = scores[np.ix_(ring, rest)] - kept[:, None]
    smaller[last, :last] = into.max(axis=0) + kept.sum()
    solved = _spanning(smaller)
    whole = heads.copy()
    for place, node in enumerate(rest[1:], start=1):
        head = solved[place]
        whole[node] = ring[scores[node, ring].argmax()] if head == last else rest[head]
    enters = solved[last]
    whole[ring[into[:, enters].argmax()]] = rest[enters]
    return whole
