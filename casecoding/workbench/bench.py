"""The composition root: one open study, the settings, the clock and the maker of ids."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from casecoding.codebooks import load_codebook
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Coder
from casecoding.domain.history import Action
from casecoding.errors import StudyUnfinished
from casecoding.settings import Settings, shipped_folder
from casecoding.store.store import Store
from casecoding.store.study import add_coder, add_study, coder_named, is_finished
from casecoding.workbench.jobs import JobDesk

MACHINE = "casecoding"  # who the log names for what no person did


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """Return 16 random hexadecimal digits."""
    return uuid4().hex[:16]


@dataclass(frozen=True, slots=True)
class Bench:
    """An open study with what is needed to work on it.

    `operation` names what a browser asked for, so that asking twice does it once.
    `jobs` are what the study does in the background.
    """

    store: Store
    settings: Settings = field(default_factory=Settings)
    clock: Callable[[], datetime] = now
    new_id: Callable[[], str] = new_id
    operation: str | None = None
    jobs: JobDesk = field(default_factory=JobDesk, compare=False, repr=False)

    @contextmanager
    def writing(
        self,
        action: Action,
        *,
        coder_id: str,
        subject: Mapping[str, Any] | None = None,
    ) -> Iterator[Session]:
        """Give a session whose changes are one log entry, stored together or not at all.

        Raises AlreadyDone when `operation` is in the log.
        """
        with self.store.writing(
            action,
            coder_id=coder_id,
            at=self.clock(),
            entry_id=self.operation or self.new_id(),
            subject=subject,
        ) as session:
            yield session

    @property
    def docs_folder(self) -> Path | None:
        """The disposable folder of annotated Docs beside a study file; None for a server."""
        place = Path(self.store.place)
        return place.with_name(place.name + "-docs") if place.suffix == ".casecoding" else None


def create_bench(
    place: str,
    *,
    title: str = "",
    codebook: Codebook | None = None,
    settings: Settings | None = None,
    clock: Callable[[], datetime] = now,
    make_id: Callable[[], str] = new_id,
) -> Bench:
    """Make a study with a codebook (the shipped one unless given); raises StudyExists."""
    chosen = codebook or load_codebook(shipped_folder("codebook"))
    bench = Bench(Store.create(place), settings or Settings.from_environment(), clock, make_id)
    with bench.writing(Action.CREATE_STUDY, coder_id=MACHINE, subject={"title": title}) as session:
        add_study(session, title or Path(place).stem, chosen, at=bench.clock())
    return bench


def open_bench(place: str, *, settings: Settings | None = None) -> Bench:
    """Open an existing study.

    Raises StudyMissing, NotAStudy, NewerStudy, StudyUnfinished or ServerUnreachable.
    """
    store = Store.open(place)
    with store.reading() as session:
        finished = is_finished(session)
    if not finished:
        store.close()
        raise StudyUnfinished(place=store.place)
    return Bench(store, settings or Settings.from_environment())


def ensure_coder(bench: Bench, name: str) -> Coder:
    """Return the coder of this name, made on first use."""
    with bench.store.reading() as session:
        known = coder_named(session, name)
    if known:
        return known
    with bench.writing(Action.ADD_CODER, coder_id=MACHINE, subject={"name": name}) as session:
        coder = coder_named(session, name) or Coder(id=bench.new_id(), name=name)
        if coder_named(session, name) is None:
            add_coder(session, coder)
    return coder
