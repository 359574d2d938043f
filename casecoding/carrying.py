"""Spans of a text carried through an edit of it, or cut by it. Pure."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from casecoding.domain.edit import Edit, Replacement
from casecoding.domain.source import Turn
from casecoding.domain.span import Span
from casecoding.errors import BlankTurn


class Fit(StrEnum):
    """What becomes of a quotation whose edge a correction cuts through."""

    EXTEND = "extend"
    SHRINK = "shrink"


@dataclass(frozen=True, slots=True)
class Severed:
    """A span whose edge the edit cuts through, either way; None where nothing would be left."""

    extended: Span | None
    shrunk: Span | None

    @property
    def choices(self) -> tuple[Fit, ...]:
        return tuple(fit for fit in Fit if self.fitted(fit))

    def fitted(self, fit: Fit | None) -> Span | None:
        match fit:
            case Fit.EXTEND:
                return self.extended
            case Fit.SHRINK:
                return self.shrunk
            case None:
                return None


class Carrier:
    """Carries spans of a text through an edit of it.

    Of each replacement only the letters that differ count: a span that ends within a word is cut
    by a correction of that word only where those letters are.
    """

    def __init__(self, text: str, edit: Edit) -> None:
        self._text = text
        self._edit = edit
        self._changes = [one.trimmed() for one in edit.replacements]
        self._starts = [one.start for one in self._changes]
        self._ends = [one.end for one in self._changes]

    def carry(self, span: Span) -> Span | Severed:
        """Return where the span's words stand after the edit.

        Letters that are put at the edge of a quotation's last or first word belong to it;
        a word that is put beside it does not.
        """
        start, end, cut = self._moved(span, Fit.EXTEND)
        if not cut and start < end:
            return Span(start, end)
        narrow_start, narrow_end, _ = self._moved(span, Fit.SHRINK)
        return Severed(_span(start, end), _span(narrow_start, narrow_end))

    def carry_turn(self, turn: Turn) -> Turn:
        """Return the turn in its new place; what is put at its edges belongs to it; raises BlankTurn."""
        start, end, _ = self._moved(turn.span, Fit.EXTEND, takes_edges=True)
        if start >= end:
            raise BlankTurn(number=turn.number)
        return replace(turn, span=Span(start, end))

    def carry_anyhow(self, span: Span) -> Span:
        """Return a place for a span that nobody is asked about; a character where its words are gone."""
        carried = self.carry(span)
        if isinstance(carried, Span):
            return carried
        start = self._moved(span, Fit.EXTEND)[0]
        length = len(self._text) + self._edit.shifts[-1]
        return carried.extended or carried.shrunk or Span(min(start, length - 1), min(start, length - 1) + 1)

    def _moved(self, span: Span, fit: Fit, *, takes_edges: bool = False) -> tuple[int, int, bool]:
        """Return start and end after the edit, and whether the edit cuts through one of them."""
        first, last = bisect_left(self._ends, span.start), bisect_right(self._starts, span.end)
        shift = self._edit.shifts[first]
        start, end, cut = span.start + shift, span.end + shift, False
        for place in range(first, last):
            one = self._changes[place]
            taken = takes_edges or self._belongs(one, span)
            if one.end <= span.start and not taken:
                start, end = start + one.growth, end + one.growth
            elif span.start <= one.start and one.end <= span.end and (taken or one.start < span.end):
                end += one.growth
            elif one.start < span.end:
                cut = True
                start, end = self._cut(span, place, fit, start=start, end=end)
        return start, end, cut

    def _cut(self, span: Span, place: int, fit: Fit, *, start: int, end: int) -> tuple[int, int]:
        one = self._changes[place]
        made = one.start + self._edit.shifts[place]
        first, last = (made, made + len(one.new)) if fit is Fit.EXTEND else (made + len(one.new), made)
        return (
            first if one.start < span.start else start,
            last if span.end < one.end else end + one.growth,
        )

    def _belongs(self, one: Replacement, span: Span) -> bool:
        """Tell whether letters put in at an edge of the span go on with the word that stands there."""
        if one.old or one.start not in {span.start, span.end}:
            return False
        before, after = self._text[one.start - 1 : one.start], self._text[one.start : one.start + 1]
        inner, outer, touching = (
            (before, after, one.new[0]) if one.start == span.end else (after, before, one.new[-1])
        )
        return inner.isalnum() and touching.isalnum() and not outer.isalnum()


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None
