"""What a search finds, a few sources at a time: counted, read a page at a time, or read as a whole."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from sqlmodel import Session

from casecoding.domain.excerpt import Excerpt
from casecoding.domain.found import FoundTurn
from casecoding.domain.search import Search
from casecoding.store.excerpts import list_excerpts
from casecoding.store.found import count_found_codings, count_found_turns, list_found_turns
from casecoding.store.pages import ordered_sources, sources_on_page
from casecoding.workbench.bench import Bench

SOURCES_AT_ONCE = 50  # whose turns are held against the search together: so much, and no more, is in memory

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Hits:
    """How many codings and turns a search finds, by source id."""

    codings: Mapping[str, int]
    turns: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found in the first `sources` of the study, of so many `of_sources`."""

    hits: Hits
    sources: int
    of_sources: int

    @property
    def share(self) -> float:
        return self.sources / self.of_sources if self.of_sources else 1.0


def count_hits(bench: Bench, search: Search) -> Hits:
    """Return how much a search finds in each source: with that any page of it is read at once."""
    *_, last = count_in_steps(bench, search)
    return last.hits


def count_in_steps(bench: Bench, search: Search) -> Iterator[Counted]:
    """Give what a search finds in more and more sources, in their order; the last is all of it."""
    codings: dict[str, int] = {}
    turns: dict[str, int] = {}
    with bench.store.reading() as session:
        parts = _parts(session, search)
        total = sum(len(part.sources) for part in parts)
        done = 0
        for part in parts:
            codings |= count_found_codings(session, part)
            turns |= count_found_turns(session, part)
            done += len(part.sources)
            yield Counted(Hits(codings, turns), done, total)
    if not parts:
        yield Counted(Hits(codings, turns), 0, 0)


def count_codings_found(bench: Bench, search: Search) -> int:
    with bench.store.reading() as session:
        parts = _parts(session, search)
        return sum(sum(count_found_codings(session, part).values()) for part in parts)


def count_turns_found(bench: Bench, search: Search) -> int:
    with bench.store.reading() as session:
        parts = _parts(session, search)
        return sum(sum(count_found_turns(session, part).values()) for part in parts)


def read_codings_found(
    bench: Bench, search: Search, *, limit: int | None = None, offset: int = 0, hits: Hits | None = None
) -> tuple[Excerpt, ...]:
    """Return the codings that a search finds, by case, wave, source and place.

    `hits` are what was counted, as far as the page's end at least: then its sources alone are read.
    """

    def read(session: Session, part: Search) -> tuple[Excerpt, ...]:
        return list_excerpts(session, part.selection, search=part)

    return _page(bench, search, read, limit=limit, offset=offset, counted=hits.codings if hits else None)


def read_turns_found(
    bench: Bench, search: Search, *, limit: int | None = None, offset: int = 0, hits: Hits | None = None
) -> tuple[FoundTurn, ...]:
    """Return the turns that a search finds, by case, wave, source and place; `hits` as of codings."""
    return _page(
        bench,
        search,
        list_found_turns,
        limit=limit,
        offset=offset,
        counted=hits.turns if hits else None,
    )


def _page(
    bench: Bench,
    search: Search,
    read: Callable[[Session, Search], tuple[Found, ...]],
    *,
    limit: int | None,
    offset: int,
    counted: Mapping[str, int] | None,
) -> tuple[Found, ...]:
    """Return a page of what is read of some sources after the other, and no more of them than it takes."""
    with bench.store.reading() as session:
        if counted is not None and limit is not None:
            sources, offset = sources_on_page(session, counted, limit=limit, offset=offset)
            search = replace(search, sources=sources)
        found = (one for part in _parts(session, search) for one in read(session, part))
        return tuple(islice(found, offset, None if limit is None else offset + limit))


def _parts(session: Session, search: Search) -> tuple[Search, ...]:
    """Return the search in a few sources at a time, in the order of the sources."""
    wanted = set(search.sources)
    ordered = [one for one in ordered_sources(session) if not wanted or one in wanted]
    return tuple(
        replace(search, sources=tuple(ordered[first : first + SOURCES_AT_ONCE]))
        for first in range(0, len(ordered), SOURCES_AT_ONCE)
    )
