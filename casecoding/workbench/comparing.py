"""Comparing: what a changed codebook would suggest otherwise, or what two runs proposed differently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from casecoding.domain.codebook import Codebook, Cue
from casecoding.domain.source import Source
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Flag, Suggestion
from casecoding.nlp.pipeline import open_pipeline
from casecoding.store.runs import Run, accepted_places, comparable_runs, kept_proposals
from casecoding.store.source_lists import names_by_id
from casecoding.store.sources import load_text
from casecoding.store.study import load_codebook
from casecoding.suggesting.cues import CueMatcher
from casecoding.suggesting.suggesting import CueSuggester
from casecoding.workbench.bench import Bench
from casecoding.workbench.jobs import Progress, silent
from casecoding.workbench.kept import Kept, kept_sources

Place = tuple[str, int, int, str]  # source, start, end, code
TRIED = "proeve"  # the code of a cue that is tried and belongs to none


@dataclass(frozen=True, slots=True)
class Spot:
    """A suggestion to open: where it stands, its words, what matched (unknown of runs), how it is used."""

    source_id: str
    source_name: str
    span: Span
    code_id: str
    quote: str
    matched: str = ""
    flags: tuple[Flag, ...] = ()
    coding_id: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the second proposes and the first does not, the other way round, and accepted ones among those.

    `unread` are sources without kept Docs, of which nothing can be said.
    """

    added: tuple[Spot, ...]
    dropped: tuple[Spot, ...]
    unread: tuple[str, ...] = ()

    @property
    def touched(self) -> tuple[Spot, ...]:
        """Accepted codings whose suggestion would no longer be made."""
        return tuple(one for one in self.dropped if one.coding_id)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a cue finds in the corpus, by source and place."""

    found: tuple[Spot, ...]
    unread: tuple[str, ...]

    @property
    def sources(self) -> int:
        return len({one.source_id for one in self.found})


def try_cue(bench: Bench, cue: Cue, *, progress: Progress = silent) -> Trial:
    """Hold one cue against the kept Docs; the pipeline is not run. Raises CodebookFault."""
    with bench.store.reading() as session:
        codebook = load_codebook(session)
    code = replace(codebook.codes[0], id=TRIED, cues=(cue,), ignored_flags=())
    suggester = _suggester(bench, replace(codebook, codes=(code,)))
    found: list[Spot] = []
    unread: list[str] = []
    for kept in kept_sources(bench, lexicon=codebook.lexicon, progress=progress):
        if kept.source.turns and not kept.docs:
            unread.append(kept.source.name)
        found += [_place(one, kept.source) for one in suggester.suggest(kept.source, kept.turns, kept.docs)]
    return Trial(tuple(found), tuple(unread))


def compare_codebooks(bench: Bench, after: Codebook, *, progress: Progress = silent) -> Comparison:
    """Say what `after` suggests otherwise than the study's codebook, by the cues and the kept Docs.

    Only themes with a change are held against the Docs. Raises CodebookFault.
    """
    with bench.store.reading() as session:
        before = load_codebook(session)
        accepted = accepted_places(session)
    changed = _changed_themes(before, after)
    if not changed:
        return Comparison((), ())
    first, second = (_suggester(bench, _only(book, changed)) for book in (before, after))
    added: list[Spot] = []
    dropped: list[Spot] = []
    unread: list[str] = []
    for kept in kept_sources(bench, lexicon=after.lexicon, progress=progress):
        if kept.source.turns and not kept.docs:
            unread.append(kept.source.name)
        old, new = (_by_place(kept, suggester) for suggester in (first, second))
        added += [_place(one, kept.source) for place, one in new.items() if place not in old]
        dropped += [
            _place(one, kept.source, coding_id=accepted.get(place))
            for place, one in old.items()
            if place not in new
        ]
    return Comparison(tuple(added), tuple(dropped), tuple(unread))


def compare_runs(bench: Bench, first: str, second: str) -> Comparison:
    """Say what the second run proposed and the first did not; raises UnknownRun."""
    with bench.store.reading() as session:
        old, new = kept_proposals(session, first), kept_proposals(session, second)
        accepted = accepted_places(session)
        names = names_by_id(session)
        texts = {
            one: load_text(session, one).text for one in {place[0] for place in {*old, *new}} if one in names
        }

    def places(wanted: Mapping[Place, float], other: Mapping[Place, float]) -> Iterator[Spot]:
        for source_id, start, end, code_id in sorted(set(wanted) - set(other)):
            if source_id in texts:
                coding = accepted.get((source_id, start, end, code_id))
                quote = texts[source_id][start:end]
                yield Spot(source_id, names[source_id], Span(start, end), code_id, quote, coding_id=coding)

    return Comparison(tuple(places(new, old)), tuple(places(old, new)))


def runs_to_compare(bench: Bench) -> tuple[Run, ...]:
    """Return the runs whose proposals are kept, the newest last."""
    with bench.store.reading() as session:
        return tuple(comparable_runs(session).values())


def place_record(place: Spot) -> dict[str, Any]:
    """Return the place as `casecoding compare --json` prints it."""
    return {
        "source": place.source_id,
        "source_name": place.source_name,
        "start": place.span.start,
        "end": place.span.end,
        "code": place.code_id,
        "quote": place.quote,
        "flags": [flag.value for flag in place.flags],
        "coding": place.coding_id,
    }


def _suggester(bench: Bench, codebook: Codebook) -> CueSuggester:
    return CueSuggester(codebook, CueMatcher(codebook, open_pipeline(bench.settings.model).nlp.vocab))


def _changed_themes(before: Codebook, after: Codebook) -> frozenset[str]:
    ids = {code.theme_id for book in (before, after) for code in book}
    return frozenset(one for one in ids if _rules_of(before, one) != _rules_of(after, one))


def _rules_of(codebook: Codebook, theme_id: str) -> list[tuple[object, ...]]:
    return [(code.id, code.cues, code.ignored_flags) for code in codebook if code.theme_id == theme_id]


def _only(codebook: Codebook, themes: frozenset[str]) -> Codebook:
    return replace(codebook, codes=tuple(code for code in codebook if code.theme_id in themes))


def _by_place(kept: Kept, suggester: CueSuggester) -> dict[Place, Suggestion]:
    return {
        (one.source_id, one.span.start, one.span.end, one.code_id): one
        for one in suggester.suggest(kept.source, kept.turns, kept.docs)
    }


def _place(suggestion: Suggestion, source: Source, *, coding_id: str | None = None) -> Spot:
    return Spot(
        source_id=source.id,
        source_name=source.name,
        span=suggestion.span,
        code_id=suggestion.code_id,
        quote=suggestion.span.of(source.text),
        matched=", ".join(match.words for match in suggestion.reason.matches),
        flags=suggestion.reason.flags,
        coding_id=coding_id,
    )
