"""Questions of a guide held against what was really asked, and the answers that follow; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from math import log
from statistics import median

from casecoding.domain.source import Source, Turn
from casecoding.domain.span import Span

SURE = 0.5  # a score from here on is shown without a doubt
FLOOR = 0.22  # below, nothing is proposed
STRONG = 0.6  # from here on a question is found out of the guide's order too
NEAR = 0.9  # of the best score: a second place that is nearly as good
MEANT = 8.0  # score for each step by which a sentence means more what is asked than sentences usually do
DOUBTED = 0.49  # the most that is scored where the words do not say it
RECALL = 1.5  # how much more the guide's words count than what else was said
SHORTEST_STEM = 5  # letters that two words must begin with, or end with, to be akin
AKIN = 0.7

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One sentence of who asks: the number of its turn, and its words by lemma."""

    turn: int
    words: Words


class Doubt(StrEnum):
    """Why a person should look at a match."""

    MISSING = "missing"
    UNSURE = "unsure"
    RIVAL = "rival"
    OUT_OF_ORDER = "out-of-order"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a question was asked: the number of the turn, None where it was not found."""

    turn: int | None
    score: float
    doubts: tuple[Doubt, ...] = ()


def find_questions(
    questions: Sequence[Words], asked: Sequence[Asked], *, nearness: Sequence[Sequence[float]] = ()
) -> tuple[Match, ...]:
    """Return where each question of a guide was asked, in the guide's order.

    `nearness` is how near each question's vector is to each sentence's, where there are vectors:
    a question put in quite other words is found by it, always with a doubt.

    The guide's order is kept where it can be; a question that was clearly asked elsewhere
    is found there, with a doubt. A sentence is the place of one question at most.
    """
    scores = _with_meaning(_scores(questions, asked), nearness)
    places = _in_order(scores, len(asked))
    ordered = set(places)
    for number, row in enumerate(scores):
        free = [(score, -at) for at, score in enumerate(row) if at not in places.values()]
        best, at = max(free, default=(0.0, 0))
        if number not in places and best >= STRONG:
            places[number] = -at
    return tuple(
        _match(number, row, places, asked, in_order=number in ordered) for number, row in enumerate(scores)
    )


def answers(source: Source, starts: Mapping[int, Sequence[str]]) -> list[tuple[str, Span]]:
    """Return (key, span) of what is said after each start until the next.

    `starts` goes from the number of a turn (a question, a heading) to the keys it opens. What
    different people say are spans of their own; the interviewer's words between the words of
    one person are within the span.
    """
    found = []
    opens = [*sorted(starts), len(source.turns) + 1]
    for first, upto in pairwise(opens):
        turns = [turn for turn in source.turns if first < turn.number < upto]
        for span in _spoken(source, turns):
            found += [(key, span) for key in starts[first]]
    return found


def likeness(question: Words, said: Words, weight: Mapping[str, float]) -> float:
    """Return how much of the question stands in what was said, and the other way, in [0, 1].

    Words are akin where they share a stem or are parts of one compound.
    """
    recall = _covered(question, said, weight)
    precision = _covered(said, question, weight)
    if not recall or not precision:
        return 0.0
    return (1 + RECALL**2) * recall * precision / (RECALL**2 * precision + recall)


def _scores(questions: Sequence[Words], asked: Sequence[Asked]) -> list[list[float]]:
    weight = _weights([*questions, *(one.words for one in asked)])
    return [[_best(question, asked, at, weight) for at in range(len(asked))] for question in questions]


def _with_meaning(scores: list[list[float]], nearness: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the scores with those raised where the vectors say more than the words."""
    if not nearness:
        return scores
    return [
        [max(score, min(DOUBTED, MEANT * (near - usual))) for score, near in zip(row, nears, strict=True)]
        for row, nears in zip(scores, nearness, strict=True)
        for usual in [median(nears) if nears else 0.0]
    ]


def _best(question: Words, asked: Sequence[Asked], at: int, weight: Mapping[str, float]) -> float:
    """Return the likeness of a question to a sentence, or to it and the next of the same turn."""
    alone = likeness(question, asked[at].words, weight)
    if at + 1 == len(asked) or asked[at + 1].turn != asked[at].turn:
        return alone
    return max(alone, likeness(question, asked[at].words + asked[at + 1].words, weight))


def _weights(texts: Iterable[Words]) -> dict[str, float]:
    """Return word -> how much it tells: rare ones tell more."""
    sets = [set(words) for words in texts]
    seen = Counter(word for words in sets for word in words)
    return {word: log(1 + len(sets) / count) for word, count in seen.items()}


def _covered(words: Words, other: Words, weight: Mapping[str, float]) -> float:
    total = sum(weight[word] for word in words)
    akin = sum(weight[word] * max((_akin(word, one) for one in other), default=0.0) for word in words)
    return akin / total if total else 0.0


@cache
def _akin(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    shared = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    begins = shared >= SHORTEST_STEM and shared >= 0.7 * len(short)
    ends = len(short) >= SHORTEST_STEM and long.endswith(short)
    return AKIN if begins or ends else 0.0


def _in_order(scores: Sequence[Sequence[float]], asked: int) -> dict[int, int]:
    """Return question -> sentence of the best alignment in which neither goes back."""
    best = [[0.0] * (asked + 1) for _ in range(len(scores) + 1)]
    for number, row in enumerate(scores, 1):
        for at, score in enumerate(row, 1):
            taken = best[number - 1][at - 1] + score if score >= FLOOR else 0.0
            best[number][at] = max(best[number - 1][at], best[number][at - 1], taken)
    places = {}
    number, at = len(scores), asked
    while number and at:
        if best[number][at] == best[number][at - 1]:
            at -= 1
        elif best[number][at] == best[number - 1][at]:
            number -= 1
        else:
            number, at = number - 1, at - 1
            places[number] = at
    return places


def _match(
    number: int, row: Sequence[float], places: Mapping[int, int], asked: Sequence[Asked], *, in_order: bool
) -> Match:
    if number not in places:
        return Match(None, max(row, default=0.0), (Doubt.MISSING,))
    at, taken = places[number], {asked[one].turn for one in places.values()}
    score = row[at]
    rivals = [one for one, other in enumerate(row) if other >= max(FLOOR, NEAR * score)]
    doubts = {
        Doubt.UNSURE: score < SURE,
        Doubt.RIVAL: any(asked[one].turn not in taken for one in rivals),
        Doubt.OUT_OF_ORDER: not in_order,
    }
    return Match(asked[at].turn, score, tuple(doubt for doubt, holds in doubts.items() if holds))


def _spoken(source: Source, turns: Sequence[Turn]) -> list[Span]:
    """Return one span per person's unbroken say; the interviewer's turns between do not break it."""
    spans: list[tuple[tuple[str | None, str | None], Span]] = []
    for turn in turns:
        who = source.participant(turn.label)
        if who and who.interviewer:
            continue
        key = (turn.label, source.level_of(turn))
        if spans and spans[-1][0] == key:
            spans[-1] = (key, Span(spans[-1][1].start, turn.span.end))
        elif turn.span.end > turn.span.start:
            spans.append((key, turn.span))
    return [span for _, span in spans]
