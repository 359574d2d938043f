"""Segments x decisions -> Examples: what a person has read, and how sure it is what she passed over."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casecoding.domain.codebook import theme_of
from casecoding.domain.segment import is_about
from casecoding.domain.span import Span
from casecoding.suggesting.learned import Example
from casecoding.suggesting.reading import SegmentRead

NEIGHBOURS = 15  # segments before and after that tell how thoroughly a place was coded
SUREST = 0.9  # what a segment counts that was passed over among segments that were all read
LIGHTEST = 0.05  # weaker examples are left out
MOST = 2500  # examples; kernels grow with their square


@dataclass(frozen=True, slots=True)
class Teaching:
    """One decision on a code at a place; no `coding_id` is a rejection."""

    source_id: str
    span: Span
    code_id: str
    coding_id: str | None
    by_hand: bool

    @property
    def theme(self) -> str:
        return theme_of(self.code_id)


@dataclass(slots=True)
class _Seen:
    themes: dict[str, str] = field(default_factory=dict)
    finer: dict[str, str] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    by_hand: bool = False

    @property
    def is_read(self) -> bool:
        return bool(self.themes or self.rejected)


def examples_from(segments: Sequence[SegmentRead], teachings: Sequence[Teaching]) -> list[Example]:
    """Return the segments that teach something, in their order.

    A segment that a decision touches was read. One that none touches was passed over, as
    surely as those around it were read: among coded neighbours it has no theme, in an
    uncoded stretch it says nothing.
    """
    by_source: dict[str, list[SegmentRead]] = defaultdict(list)
    for segment in segments:
        by_source[segment.source_id].append(segment)
    told: dict[str, list[Teaching]] = defaultdict(list)
    for teaching in teachings:
        told[teaching.source_id].append(teaching)
    found = [one for source, own in by_source.items() for one in _in_source(own, told.get(source, ()))]
    return _within(found, MOST)


def _in_source(segments: Sequence[SegmentRead], teachings: Sequence[Teaching]) -> Iterator[Example]:
    seen = _seen(segments, teachings)
    read = [one.is_read for one in seen]
    for at, (segment, own) in enumerate(zip(segments, seen, strict=True)):
        weight = 1.0 if own.is_read else _thoroughness(read, at)
        if weight >= LIGHTEST:
            yield Example(
                segment, own.themes, finer=own.finer, undecided=_waiting(segment, own), weight=weight
            )


def _waiting(segment: SegmentRead, seen: _Seen) -> frozenset[str]:
    """Return the themes that are open: where a person coded by hand she has said all she means."""
    if seen.by_hand:
        return frozenset()
    return frozenset(segment.theme_scores) - frozenset(seen.themes) - seen.rejected


def _seen(segments: Sequence[SegmentRead], teachings: Sequence[Teaching]) -> list[_Seen]:
    seen = [_Seen() for _ in segments]
    starts = [segment.span.start for segment in segments]
    for one in teachings:
        at = max(bisect_right(starts, one.span.start) - 1, 0)
        while at < len(segments) and segments[at].span.start < one.span.end:
            if is_about(one.span, segments[at].span):
                _tell(seen[at], one)
            at += 1
    return seen


def _tell(seen: _Seen, teaching: Teaching) -> None:
    if teaching.coding_id is None:
        seen.rejected.add(teaching.theme)
        return
    seen.themes.setdefault(teaching.theme, teaching.coding_id)
    if teaching.code_id != teaching.theme:
        seen.finer.setdefault(teaching.theme, teaching.code_id)
    seen.by_hand = seen.by_hand or teaching.by_hand


def _thoroughness(read: Sequence[bool], at: int) -> float:
    around = [*read[max(at - NEIGHBOURS, 0) : at], *read[at + 1 : at + 1 + NEIGHBOURS]]
    share = sum(around) / len(around) if around else 0.0
    return SUREST * share * share


def _within(examples: list[Example], most: int) -> list[Example]:
    """Return at most so many examples: all that were read first, then evenly of those passed over."""
    if len(examples) <= most:
        return examples
    read = [at for at, one in enumerate(examples) if one.was_read][-most:]
    passed = [at for at, one in enumerate(examples) if not one.was_read]
    room = most - len(read)
    kept = {*read, *(passed[at * len(passed) // room] for at in range(room if passed else 0))}
    return [one for at, one in enumerate(examples) if at in kept]
