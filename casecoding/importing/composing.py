"""Composes utterances into one canonical text and the turns that lie in it."""

from itertools import groupby

from casecoding.domain.source import Turn
from casecoding.domain.span import Span
from casecoding.importing.speakers import Utterance

BETWEEN_TURNS = "\n\n"


def compose(utterances: tuple[Utterance, ...]) -> tuple[str, tuple[Turn, ...]]:
    """Return the canonical text and its turns, numbered from 1, ordered and disjoint.

    A turn's span covers words alone; labels and stamps stand outside every span.
    """
    parts: list[str] = []
    placed: list[tuple[int, Utterance, int]] = []
    length = 0
    for utterance in utterances:
        glue = _glue(utterance, placed[-1][1] if placed else None)
        parts += [glue, utterance.text]
        length += len(glue)
        placed.append((_turn_of(placed, utterance), utterance, length))
        length += len(utterance.text)
    return "".join(parts), _turns(placed)


def _glue(utterance: Utterance, before: Utterance | None) -> str:
    if before is None:
        return ""
    waiting = before.label is not None and not before.words
    return utterance.glue if utterance.glue is not None else "\n" if waiting else BETWEEN_TURNS


def _turn_of(placed: list[tuple[int, Utterance, int]], utterance: Utterance) -> int:
    """Return the number of the group that `utterance` falls in."""
    if not placed:
        return 0
    return placed[-1][0] + (utterance.glue is None)


def _turns(placed: list[tuple[int, Utterance, int]]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    pending: float | None = None
    for _, group in groupby(placed, key=lambda place: place[0]):
        members = list(group)
        opening = members[0][1]
        time = opening.time if opening.time is not None else pending
        span = _span([(utterance, at) for _, utterance, at in members])
        pending = None if span else time
        if span:
            turns.append(Turn(len(turns) + 1, span, opening.label, opening.style, time, opening.page))
    return tuple(turns)


def _span(members: list[tuple[Utterance, int]]) -> Span | None:
    """Return the span from the first to the last word; None for a label without words."""
    spoken = [(utterance, at) for utterance, at in members if utterance.words.strip()]
    if not spoken:
        return None
    (first, first_at), (last, last_at) = spoken[0], spoken[-1]
    start = first_at + first.start + len(first.words) - len(first.words.lstrip())
    end = last_at + last.start + len(last.words.rstrip())
    return Span(start, end)
