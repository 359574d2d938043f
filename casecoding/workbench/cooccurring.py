"""Codes that stand together: in a turn, in a segment, on overlapping quotations."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from sqlmodel import Session

from casecoding.aggregating.cooccurrence import Cooccurrence, Pair, Unit
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.segment import Segment
from casecoding.domain.selection import Selection
from casecoding.nlp.pipeline import open_pipeline
from casecoding.segmenting import segments_of
from casecoding.store.cooccurrence import Mark, count_together, marks_by_source, turns_together
from casecoding.store.counting import count_codings
from casecoding.store.excerpts import list_excerpts
from casecoding.store.sources import load_source
from casecoding.store.study import load_codebook
from casecoding.workbench.bench import Bench
from casecoding.workbench.kept import kept_of

AXES = (Dimension.THEME, Dimension.CODE)


@dataclass(frozen=True, slots=True)
class Together:
    """What was counted; `unread` are coded sources whose segments no run has found yet."""

    counted: Cooccurrence
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnTogether:
    """A turn in which two codes stand together, with their quotations there."""

    source_id: str
    turn: int
    excerpts: tuple[Excerpt, ...]


@dataclass(slots=True)
class _Segments:
    """The segments that hold a code, each with its codes, and the sources without segments."""

    coded: list[tuple[str, int, frozenset[str]]] = field(default_factory=list)  # source, turn, codes
    unread: list[str] = field(default_factory=list)


def read_together(bench: Bench, axis: Dimension, unit: Unit, selection: Selection) -> Together:
    """Return how often the codes, or themes, that are in use stand together."""
    with bench.store.reading() as session:
        keys = _keys_in_use(session, axis, selection)
        if unit is not Unit.SEGMENT:
            return Together(count_together(session, axis, unit, selection, keys=keys))
    segments = _coded_segments(bench, axis, selection)
    alone, pairs = Counter[str](), Counter[Pair]()
    for _, _, codes in segments.coded:
        alone.update(codes)
        pairs.update(combinations(sorted(codes), 2))
    return Together(Cooccurrence(unit, keys, alone, pairs, len(segments.coded)), tuple(segments.unread))


def read_turns_together(
    bench: Bench,
    axis: Dimension,
    unit: Unit,
    selection: Selection,
    pair: Pair,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[int, tuple[TurnTogether, ...]]:
    """Return in how many turns a pair stands together, and some of those with their quotations."""
    if unit is Unit.SEGMENT:
        coded = _coded_segments(bench, axis, selection).coded
        turns = tuple(dict.fromkeys((one, turn) for one, turn, codes in coded if codes.issuperset(pair)))
        number, some = len(turns), turns[offset : offset + limit]
    else:
        with bench.store.reading() as session:
            number, some = turns_together(session, axis, unit, selection, pair, limit=limit, offset=offset)
    chosen = replace(pair_selection(selection, axis, pair), sources=tuple({one for one, _ in some}) or ("",))
    with bench.store.reading() as session:
        excerpts = list_excerpts(session, chosen)
    return number, tuple(
        TurnTogether(source_id, turn, tuple(one for one in excerpts if _is_at(one, source_id, turn)))
        for source_id, turn in some
    )


def pair_selection(selection: Selection, axis: Dimension, keys: Sequence[str]) -> Selection:
    """Return the selection with these codes alone, or with these themes and what is below them."""
    if axis is Dimension.CODE:
        return replace(selection, exact_codes=tuple(keys))
    below = tuple(code for code in selection.codes if code.partition(".")[0] in keys)
    return replace(selection, codes=below or tuple(keys))


def _is_at(excerpt: Excerpt, source_id: str, turn: int) -> bool:
    return excerpt.coding.source_id == source_id and excerpt.first_turn <= turn <= excerpt.last_turn


def _keys_in_use(session: Session, axis: Dimension, selection: Selection) -> tuple[str, ...]:
    """Return the keys that are coded with, in the codebook's order; what is no longer in it comes last."""
    used = {one.row for one in count_codings(session, axis, None, selection)}
    listed = [code.id for code in load_codebook(session) if code.id in used]
    return (*listed, *sorted(used - set(listed)))


def _coded_segments(bench: Bench, axis: Dimension, selection: Selection) -> _Segments:
    found = _Segments()
    pipeline = open_pipeline(bench.settings.model)
    with bench.store.reading() as session:
        lexicon = load_codebook(session).lexicon
        for source_id, marks in marks_by_source(session, axis, selection):
            kept = kept_of(bench, pipeline, load_source(session, source_id), lexicon=lexicon)
            if not kept.docs:
                found.unread.append(kept.source.name)
                continue
            segments = segments_of(kept.turns, kept.docs)
            found.coded += [(source_id, turn, codes) for turn, codes in _codes_by_segment(segments, marks)]
    return found


def _codes_by_segment(
    segments: Sequence[Segment], marks: Sequence[Mark]
) -> Iterator[tuple[int, frozenset[str]]]:
    """Give turn and codes of every segment that a mark touches."""
    codes: list[set[str]] = [set() for _ in segments]
    for span, code in marks:
        first = bisect_right(segments, span.start, key=lambda one: one.span.end)
        upto = bisect_left(segments, span.end, key=lambda one: one.span.start)
        for at in range(first, upto):
            codes[at].add(code)
    for segment, here in zip(segments, codes, strict=True):
        if here:
            yield segment.turn, frozenset(here)
