"""Passages of a source in which someone speaks otherwise than the transcript says; they never overlap."""

from collections.abc import Iterable
from dataclasses import replace

from casecoding.domain.source import Passage


def put_passage(passages: Iterable[Passage], new: Passage) -> tuple[Passage, ...]:
    """Return the passages with `new` over them: what it covers of the others gives way."""
    kept = [piece for old in passages for piece in _outside(old, new)]
    return tuple(sorted((*kept, new), key=lambda one: one.first))


def passage_at(passages: Iterable[Passage], turn: int) -> Passage | None:
    """Return the passage that holds the turn of this number."""
    return next((one for one in passages if one.first <= turn <= one.last), None)


def _outside(old: Passage, new: Passage) -> list[Passage]:
    pieces = (
        replace(old, last=min(old.last, new.first - 1)),
        replace(old, first=max(old.first, new.last + 1)),
    )
    return [piece for piece in dict.fromkeys(pieces) if piece.first <= piece.last]
