"""Edit: words of one text that become other words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

from casecoding.errors import OverlappingCorrections, TextMovedOn


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """`old`, which stands at code point `start`, becomes `new`; one of them may be empty."""

    start: int
    old: str
    new: str

    @property
    def end(self) -> int:
        return self.start + len(self.old)

    @property
    def growth(self) -> int:
        return len(self.new) - len(self.old)

    def trimmed(self) -> Self:
        """Return the same change without what both words begin and end with."""
        shorter = min(len(self.old), len(self.new))
        lead = next((at for at in range(shorter) if self.old[at] != self.new[at]), shorter)
        rest = shorter - lead
        tail = next((at for at in range(rest) if self.old[-1 - at] != self.new[-1 - at]), rest)
        old, new = self.old[lead : len(self.old) - tail], self.new[lead : len(self.new) - tail]
        return type(self)(self.start + lead, old, new)


@dataclass(frozen=True)
class Edit:
    """Replacements by place that neither overlap nor touch, of whole words as a rule."""

    replacements: tuple[Replacement, ...]

    @classmethod
    def of(cls, replacements: Iterable[Replacement]) -> Self:
        """Return the edit of these replacements in any order; raises OverlappingCorrections."""
        wanted = sorted(replacements)
        for first, second in pairwise(wanted):
            if second.start < first.end or second.start == first.start:
                raise OverlappingCorrections(start=second.start)
        return cls(tuple(_joined([one for one in wanted if one.old != one.new])))

    @cached_property
    def shifts(self) -> tuple[int, ...]:
        """How far the text before each replacement has moved, and last of all the text after them."""
        moved = [0]
        for one in self.replacements:
            moved.append(moved[-1] + one.growth)
        return tuple(moved)

    @property
    def inverse(self) -> "Edit":
        """Return the edit that takes this one back."""
        turned = (
            Replacement(one.start + shift, one.new, one.old)
            for one, shift in zip(self.replacements, self.shifts, strict=False)
        )
        return Edit(tuple(turned))

    def applied(self, text: str) -> str:
        """Return `text` after the edit; raises TextMovedOn where the old words do not stand in it."""
        pieces, done = [], 0
        for one in self.replacements:
            if text[one.start : one.end] != one.old or one.start > len(text):
                raise TextMovedOn
            pieces += [text[done : one.start], one.new]
            done = one.end
        return "".join([*pieces, text[done:]])


def _joined(replacements: Sequence[Replacement]) -> list[Replacement]:
    """Return the replacements with those that touch made one."""
    joined: list[Replacement] = []
    for one in replacements:
        if joined and joined[-1].end == one.start:
            first = joined.pop()
            joined.append(Replacement(first.start, first.old + one.old, first.new + one.new))
        else:
            joined.append(one)
    return joined
