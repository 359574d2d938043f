"""Hits -> Proposals -> Suggestions: one per segment and code, the finest code of a theme first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from math import prod
from typing import NamedTuple

from spacy.tokens import Doc

from casecoding.domain.codebook import Codebook, Cue, Scope
from casecoding.domain.source import Source, Turn
from casecoding.domain.suggestion import Flag, Match, Reason, Suggestion, suggestion_id
from casecoding.suggesting.cues import CueMatcher, Hit
from casecoding.suggesting.flags import flags_of
from casecoding.suggesting.segments import Segment, Segments

HIGHEST_SCORE = 0.99


@dataclass(frozen=True)
class Proposal:
    """What cues propose for a segment; what it takes to show it is found out when it is asked for.

    `hits` are those that count. `is_attribution` tells that all of them only name who says a quotation.
    """

    segment: Segment
    code_id: str
    hits: Sequence[Hit]
    is_attribution: bool

    @property
    def rule(self) -> str:
        return self._strongest.rule

    @cached_property
    def score(self) -> float:
        """The chance that some cue is right if each were right by its weight alone (noisy or)."""
        weights = {hit.rule: hit.cue.weight for hit in self.hits}
        return round(min(HIGHEST_SCORE, 1 - prod(1 - weight for weight in weights.values())), 4)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        of_hit = flags_of(self.segment.tokens, self._strongest.tokens, words=self.segment.said)
        return (*of_hit, *self.segment.flags, *((Flag.ATTRIBUTION,) if self.is_attribution else ()))

    @cached_property
    def _strongest(self) -> Hit:
        return max(self.hits, key=lambda hit: (hit.cue.weight, -hit.start))

    def suggestion(self, *, score: float | None = None) -> Suggestion:
        """Return it with this score, its own where none is given."""
        source_id, span = self.segment.source.id, self.segment.span
        return Suggestion(
            id=suggestion_id(source_id, span, self.code_id),
            source_id=source_id,
            span=span,
            code_id=self.code_id,
            score=self.score if score is None else score,
            reason=Reason(self.rule, self._matches(), self.flags),
        )

    def _matches(self) -> tuple[Match, ...]:
        """Return one match per place in the text, in its order."""
        by_place = {(hit.start, hit.end): hit for hit in sorted(self.hits, key=lambda hit: len(hit.parts))}
        lemmas = self.segment.doc.lemmas
        return tuple(
            self.segment.match(
                hit.start, hit.end - 1, lemmas=tuple(lemmas[at] for at in hit.tokens), parts=hit.parts
            )
            for _, hit in sorted(by_place.items())
        )


class CueSuggester:
    """Suggests codes by the cues of a codebook."""

    def __init__(self, codebook: Codebook, matcher: CueMatcher) -> None:
        self._matcher = matcher
        self._ignored = codebook.ignored_flags
        self._order = {code.id: at for at, code in enumerate(codebook)}
        self._above = {code.id: _codes_above(code.id) for code in codebook}

    def suggest(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> tuple[Suggestion, ...]:
        """Return suggestions in the order of the text; `docs[i]` holds the words of `turns[i]`."""
        proposals = self.proposals(self.read(source, turns, docs))
        return tuple(one.suggestion() for own in proposals.values() for one in own)

    def read(self, source: Source, turns: Sequence[Turn], docs: Sequence[Doc]) -> Segments:
        """Return the segments of these turns; `docs[i]` holds the words of `turns[i]`."""
        return Segments(source, turns, self._matcher.read(docs))

    def proposals(self, segments: Segments) -> Mapping[int, Sequence[Proposal]]:
        """Return what is proposed for segments, by their number, in order; nothing is proposed for most."""
        of_turns = self._matcher.hits(segments.words)
        found = chain.from_iterable(
            self._in_turn(segments, turn, hits) for turn, hits in enumerate(of_turns) if hits
        )
        return {number: own for number, own in found if own}

    def _in_turn(
        self, segments: Segments, turn: int, hits: Sequence[Hit]
    ) -> Iterator[tuple[int, list[Proposal]]]:
        for number, inside in _by_segment(segments, turn, hits):
            segment = segments[number]
            allowed = [hit for hit in inside if _context_allows(hit.cue, segment)]
            yield number, [one for one in self._proposed(segment, allowed) if not self._is_ignored(one)]

    def _proposed(self, segment: Segment, hits: Sequence[Hit]) -> Iterator[Proposal]:
        for code_id, own in self._by_finest_code(hits):
            told = [hit for hit in own if not segment.doc.attributions.issuperset(hit.tokens)]
            yield Proposal(segment, code_id, told or own, is_attribution=not told)

    def _is_ignored(self, proposal: Proposal) -> bool:
        ignored = self._ignored[proposal.code_id]
        if ignored <= {Flag.ATTRIBUTION}:
            return proposal.is_attribution and bool(ignored)
        return not ignored.isdisjoint(proposal.flags)

    def _by_finest_code(self, hits: Sequence[Hit]) -> Iterator[tuple[str, list[Hit]]]:
        """Group hits by code; a theme gives way to its sub-codes that were hit too, and backs them."""
        by_code: dict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            by_code[hit.code_id].append(hit)
        backing = set(chain.from_iterable(self._above[code_id] for code_id in by_code))
        for code_id in sorted(by_code.keys() - backing, key=self._order.__getitem__):
            above = by_code.get(self._above[code_id][-1], ()) if self._above[code_id] else ()
            yield code_id, [*by_code[code_id], *above]


def _codes_above(code_id: str) -> tuple[str, ...]:
    """Return the codes that a code is part of, its theme first."""
    return tuple(code_id[:at] for at, sign in enumerate(code_id) if sign == ".")


def _by_segment(segments: Segments, turn: int, hits: Sequence[Hit]) -> Iterator[tuple[int, list[Hit]]]:
    """Give each segment of a turn with hits, in order; a hit that runs over its end falls out."""
    by_number: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        number = segments.number_at(turn, hit.start)
        if hit.end <= segments[number].end:
            by_number[number].append(hit)
    yield from sorted(by_number.items())


@cache
def _asked(terms: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the single words of a list, and its words in a row between spaces, in lower case."""
    low = [term.lower() for term in terms]
    return frozenset(one for one in low if " " not in one), tuple(f" {one} " for one in low if " " in one)


def _context_allows(cue: Cue, segment: Segment) -> bool:
    if not (cue.requires or cue.unless):
        return True
    if cue.within is Scope.SEGMENT:
        context = Context(segment.said.words, segment.said.lemmas, segment.said.all)
    else:
        context = Context(segment.doc.written, segment.doc.lemmas, segment.doc.said)
    required = not cue.requires or context.holds_any(cue.requires)
    return required and not (cue.unless and context.holds_any(cue.unless))


class Context(NamedTuple):
    """The words of a segment or a turn, for asking which of a list are said there."""

    written: Sequence[str]
    lemmas: Sequence[str]
    all: AbstractSet[str]

    def holds_any(self, terms: tuple[str, ...]) -> bool:
        """Return whether a word, or words in a row, of the list is said, as a form or a lemma."""
        words, rows = _asked(terms)
        if not words.isdisjoint(self.all):
            return True
        said = [f" {' '.join(own)} " for own in (self.written, self.lemmas)] if rows else []
        return any(one in row for one in rows for row in said)
