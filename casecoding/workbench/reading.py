"""Where the study stands: its sources, its codebook, its coders, its latest history."""

from collections.abc import Mapping
from dataclasses import dataclass

from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Coder
from casecoding.domain.history import LogEntry
from casecoding.domain.source import Source
from casecoding.store import counting, log, sources, suggestions
from casecoding.store.cases import list_cases
from casecoding.store.checking import Fault, Finding, check_study
from casecoding.store.runs import Run, newest_run
from casecoding.store.source_lists import SourceCard, list_sources, list_waves
from casecoding.store.study import Study, list_coders, load_codebook, load_study
from casecoding.workbench.bench import Bench


@dataclass(frozen=True, slots=True)
class Overview:
    """The study at a glance; the mappings go from source id or code id to a number."""

    study: Study
    codebook: Codebook
    sources: tuple[SourceCard, ...]
    coders: tuple[Coder, ...]
    pending: Mapping[str, int]
    codings: Mapping[str, int]
    run: Run | None

    @property
    def cases(self) -> tuple[str, ...]:
        return tuple(sorted({card.case for card in self.sources}))

    def at(self, case: str, level: str) -> tuple[SourceCard, ...]:
        """Return the sources of a case that stand at a level; "" is not stated."""
        return tuple(card for card in self.sources if (card.case, card.level or "") == (case, level))

    @property
    def waves(self) -> tuple[str, ...]:
        return tuple(sorted({card.wave for card in self.sources if card.wave}))


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pages that count choose from: it does not grow with the codings."""

    codebook: Codebook
    cases: tuple[str, ...]
    waves: tuple[str, ...]
    coders: tuple[Coder, ...]
    has_codings: bool


def read_frame(bench: Bench) -> Frame:
    with bench.store.reading() as session:
        return Frame(
            codebook=load_codebook(session),
            cases=list_cases(session),
            waves=list_waves(session),
            coders=list_coders(session),
            has_codings=counting.has_codings(session),
        )


def study_state(bench: Bench) -> tuple[str, int]:
    """Return what is another for every study and after every change of it."""
    return bench.store.place, bench.store.revision()


def read_overview(bench: Bench) -> Overview:
    with bench.store.reading() as session:
        return Overview(
            study=load_study(session),
            codebook=load_codebook(session),
            sources=list_sources(session),
            coders=list_coders(session),
            pending=suggestions.count_pending(session),
            codings=counting.count_by_code(session),
            run=newest_run(session),
        )


def read_coded_turns(bench: Bench) -> dict[str, int]:
    """Return source id -> participants' turns that hold a coding, for "how far"."""
    with bench.store.reading() as session:
        return counting.coded_turns_by_source(session)


def read_coders(bench: Bench) -> tuple[Coder, ...]:
    with bench.store.reading() as session:
        return list_coders(session)


def read_title(bench: Bench) -> str:
    with bench.store.reading() as session:
        return load_study(session).title


def read_text(bench: Bench, source: str) -> str:
    """Return a source's canonical text by id or name; raises UnknownSource."""
    with bench.store.reading() as session:
        return sources.load_text(session, source).text


def read_one_source(bench: Bench, source: str) -> Source:
    """Return a source by id or name with its turns and speakers; raises UnknownSource."""
    with bench.store.reading() as session:
        return sources.load_source(session, source)


def read_original(bench: Bench, source: str) -> tuple[str, bytes]:
    """Return the name and content of the file a source was made from."""
    with bench.store.reading() as session:
        return sources.load_original(session, source)


def read_history(bench: Bench, *, limit: int = 200) -> tuple[LogEntry, ...]:
    """Return what happened, newest first."""
    with bench.store.reading() as session:
        return log.list_entries(session, limit=limit)


def check(bench: Bench) -> tuple[Finding, ...]:
    """Return everything that is off in the study; empty when it is whole.

    Where a value cannot be read at all, such values alone are told of.
    """
    if not bench.store.is_sound():
        return (Finding(Fault.DATABASE, bench.store.place),)
    illegal = bench.store.illegal_rows()
    if illegal:
        return tuple(Finding(Fault.VALUE, " ".join(row)) for row in illegal)
    with bench.store.reading() as session:
        return check_study(session)
