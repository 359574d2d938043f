"""Codings under change. Pure: a corrected text takes everything that is marked in it along."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from casecoding.domain.coding import Coding
from casecoding.domain.edit import Edit, Replacement
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Match, Suggestion
from casecoding.errors import BlankTurn, CorrectionOutsideTurn
from casecoding.importing.canonical import canonical

PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)


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


@dataclass(frozen=True, slots=True)
class Cut:
    """A coding that a person must decide on: the correction cuts through its quotation's edge.

    Without `choices` the quotation would be gone; then the correction cannot be made.
    """

    coding: Coding
    choices: tuple[Fit, ...]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A coding whose quotation reads otherwise after the correction."""

    coding: Coding
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A source after an edit, and what the edit does to what is marked in it.

    `codings` are all that were given, in their new places, but for those in `cuts`.
    `stale` are the ids of suggestions whose matched words changed: a new run tells whether they still hold.
    """

    edit: Edit
    source: Source
    codings: tuple[Coding, ...]
    suggestions: tuple[Suggestion, ...]
    reworded: tuple[Reworded, ...]
    cuts: tuple[Cut, ...]
    stale: frozenset[str]


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


def edit_of(text: str, wanted: Iterable[tuple[Span, str]]) -> Edit:
    """Return the edit that puts new words in these places, in the canonical form of a text.

    Line ends in the new words become blanks: they would break a turn. Raises InvalidSpan or
    OverlappingCorrections.
    """
    return Edit.of(_replacement(text, span.start, span.of(text), words) for span, words in wanted)


def edit_between(text: str, span: Span, words: str) -> Edit:
    """Return the edit that makes what stands at `span` read `words`, word by word."""
    old, new = _pieces(span.of(text)), _pieces(canonical(words))
    places = [span.start]
    for piece in old:
        places.append(places[-1] + len(piece))
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return Edit.of(
        _replacement(text, places[first], "".join(old[first:last]), "".join(new[other:upto]))
        for tag, first, last, other, upto in changes
        if tag != "equal"
    )


def correct(
    source: Source,
    edit: Edit,
    *,
    codings: Sequence[Coding] = (),
    gone: Sequence[Coding] = (),
    suggestions: Sequence[Suggestion] = (),
    fits: Mapping[str, Fit] | None = None,
) -> Correction:
    """Carry a source and what is marked in it through an edit of its text.

    `fits` goes from the id of a coding that the edit cuts to what the person chose for it.
    `gone` are codings that were taken away: nobody is asked about them, so that undo can
    bring them back. Raises TextMovedOn, CorrectionOutsideTurn or BlankTurn.
    """
    text, carrier = edit.applied(source.text), Carrier(source.text, edit)
    _check_places(source, edit)
    turns = tuple(carrier.carry_turn(turn) for turn in source.turns)
    _check_turns(text, turns)
    placed = [(coding, _placed(carrier.carry(coding.span), coding, fits or {})) for coding in codings]
    carried = [(coding, span) for coding, span in placed if isinstance(span, Span)]
    taken = [(coding, carrier.carry_anyhow(coding.span)) for coding in gone]
    moved = tuple((one, carry_suggestion(one, carrier, text)) for one in suggestions)
    return Correction(
        edit=edit,
        source=replace(source, text=text, turns=turns),
        codings=tuple(
            replace(coding, span=span, quote_hash=text_hash(span.of(text)))
            for coding, span in carried + taken
        ),
        suggestions=tuple(after for _, after in moved),
        reworded=tuple(
            Reworded(coding, coding.span.of(source.text), span.of(text))
            for coding, span in carried
            if coding.span.of(source.text) != span.of(text)
        ),
        cuts=tuple(span for _, span in placed if isinstance(span, Cut)),
        stale=frozenset(before.id for before, after in moved if _matched(before) != _matched(after)),
    )


def carry_suggestion(suggestion: Suggestion, carrier: Carrier, text: str) -> Suggestion:
    """Return the suggestion in its new place, its matches with the words that now stand there."""
    reason = suggestion.reason
    matches = tuple(_carried_match(match, carrier, text) for match in reason.matches)
    return replace(
        suggestion, span=carrier.carry_anyhow(suggestion.span), reason=replace(reason, matches=matches)
    )


def _carried_match(match: Match, carrier: Carrier, text: str) -> Match:
    span = carrier.carry_anyhow(match.span)
    return replace(match, span=span, words=span.of(text))


def _matched(suggestion: Suggestion) -> list[str]:
    return [match.words for match in suggestion.reason.matches]


def _placed(carried: Span | Severed, coding: Coding, fits: Mapping[str, Fit]) -> Span | Cut:
    if isinstance(carried, Span):
        return carried
    return carried.fitted(fits.get(coding.id)) or Cut(coding, carried.choices)


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def _replacement(text: str, start: int, old: str, new: str) -> Replacement:
    """Return the replacement with its new words made canonical, together with the signs that they touch."""
    end = start + len(old)
    upto = next((at for at in range(end, len(text)) if not _clings(text[at])), len(text))
    words, first = canonical(new).replace("\n", " ") + text[end:upto], start
    while first and words and _clings(words[0]):
        first -= 1
        words = text[first] + words
    made = unicodedata.normalize("NFC", words)
    lead, tail = text[first:start], text[end:upto]
    if made.startswith(lead):
        first, made = start, made[len(lead) :]
    if made.endswith(tail):
        upto, made = end, made[: len(made) - len(tail)]
    return Replacement(first, text[first:upto], made)


def _pieces(words: str) -> list[str]:
    """Return words, blanks and other signs, each with the marks that stand on it."""
    pieces: list[str] = []
    for piece in PIECES.findall(words):
        if pieces and _clings(piece[0]):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _clings(sign: str) -> bool:
    """Tell whether a sign may become one with what stands before it."""
    return unicodedata.category(sign).startswith("M") or "\u1160" <= sign <= "\u11ff"


def _check_places(source: Source, edit: Edit) -> None:
    starts = [turn.span.start for turn in source.turns]
    for one in edit.replacements:
        place = bisect_right(starts, one.start) - 1
        if place < 0 or one.end > source.turns[place].span.end:
            raise CorrectionOutsideTurn(words=one.old or one.new)


def _check_turns(text: str, turns: Iterable[Turn]) -> None:
    for turn in turns:
        if not turn.span.of(text).strip():
            raise BlankTurn(number=turn.number)
