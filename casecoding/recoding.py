"""Codings under change. Pure: a corrected text takes everything that is marked in it along."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from casecoding.carrying import Carrier, Fit, Severed
from casecoding.domain.coding import Coding
from casecoding.domain.edit import Edit, Replacement
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Match, Suggestion
from casecoding.errors import BlankTurn, CorrectionOutsideTurn
from casecoding.importing.canonical import canonical

PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)


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
