"""Long work: told of while it goes on, stopped between two pieces, one job at a time per study."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Lock, Thread
from typing import Any, Generic, TypeVar

from casecoding.errors import CaseCodingError

Progress = Callable[[int, int, str], None]  # pieces done, pieces in all, name of the next; may raise Stopped
Result = TypeVar("Result")


class Stopped(Exception):  # noqa: N818 - a wish that is met, not an error
    """The person stopped the work; what was finished before stands."""


def silent(_done: int, _total: int, _name: str) -> None:
    """Report nothing."""


class JobKind(StrEnum):
    """What a job is about."""

    READ = "read"
    IMPORT = "import"
    SUGGEST = "suggest"
    REPAIR = "repair"


class Stage(StrEnum):
    """What a job is doing at the moment."""

    READING = "reading"
    STORING = "storing"
    SUGGESTING = "suggesting"
    WEIGHING = "weighing"


class Phase(StrEnum):
    """Where a job is in its life; FAILED without a fault is a bug, told of on the terminal."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        return self in {Phase.DONE, Phase.STOPPED, Phase.FAILED}


@dataclass(frozen=True, slots=True)
class Step:
    """How far a stage is: pieces done, pieces in all, name of the next."""

    stage: Stage
    done: int = 0
    total: int = 0
    name: str = ""


class Job(Generic[Result]):
    """Work that can be followed from other threads: `names` are its pieces, `results` those finished.

    `work` is called once. It adds a result per piece, and says how far it is through
    `telling`, where a wish to stop reaches it.
    """

    def __init__(
        self, kind: JobKind, work: Callable[["Job[Result]"], None], *, names: Sequence[str] = ()
    ) -> None:
        self.kind = kind
        self.names = tuple(names)
        self.phase = Phase.WAITING
        self.step: Step | None = None
        self.fault: CaseCodingError | None = None
        self._work: Callable[[Job[Result]], None] | None = work
        self._results: list[Result] = []
        self._stop, self._over = Event(), Event()

    @property
    def results(self) -> tuple[Result, ...]:
        return tuple(self._results)

    @property
    def is_stopping(self) -> bool:
        """Tell whether it was asked to stop and has not yet."""
        return self._stop.is_set() and not self.phase.is_over

    def add(self, result: Result) -> None:
        self._results.append(result)

    def telling(self, stage: Stage) -> Progress:
        """Return a Progress for one stage; it raises Stopped before a next piece once that was asked for."""

        def tell(done: int, total: int, name: str) -> None:
            self.step = Step(stage, done, total, name)
            if done < total and self._stop.is_set():
                raise Stopped

        return tell

    def stop(self) -> None:
        """Ask the job to stop after the piece at hand; one that waits never begins."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the job is over; return whether it is."""
        return self._over.wait(seconds)

    def run(self) -> None:
        """Do the work in this thread; an expected error ends it and is kept as `fault`."""
        ended = Phase.FAILED
        try:
            ended = self._run()
        except CaseCodingError as fault:
            self.fault = fault
        finally:
            self._work = None  # it holds the files' bytes
            self.phase = ended
            self._over.set()

    def _run(self) -> Phase:
        if self._work is None or self._stop.is_set():
            return Phase.STOPPED
        self.phase = Phase.RUNNING
        try:
            self._work(self)
        except Stopped:
            return Phase.STOPPED
        return Phase.DONE


def in_background(job: Job[Result]) -> Job[Result]:
    """Run a job in a thread of its own; the thread ends with the process."""
    Thread(target=job.run, name=f"job-{job.kind}", daemon=True).start()
    return job


class JobDesk:
    """The jobs of one study: one runs, the others wait their turn; the newest that ended is remembered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._jobs: list[Job[Any]] = []
        self._running: Job[Any] | None = None

    @property
    def jobs(self) -> tuple[Job[Any], ...]:
        """The job that ended last, the one that runs and those that wait, in that order."""
        with self._lock:
            return tuple(self._jobs)

    def start(self, job: Job[Result]) -> Job[Result]:
        """Run the job in the background, after those that were started before it."""
        with self._lock:
            self._jobs.append(job)
            if self._running is None:
                self._begin(job)
        return job

    def forget(self, job: Job[Any]) -> None:
        """No longer remember a job that is over."""
        with self._lock:
            if job.phase.is_over and job in self._jobs:
                self._jobs.remove(job)

    def _begin(self, job: Job[Any]) -> None:
        self._running = job
        Thread(target=self._see_through, args=(job,), name="study-job", daemon=True).start()

    def _see_through(self, job: Job[Any]) -> None:
        try:
            job.run()
        finally:
            with self._lock:
                self._jobs = [one for one in self._jobs if one is job or not one.phase.is_over]
                self._running = None
                waiting = next((one for one in self._jobs if one.phase is Phase.WAITING), None)
                if waiting:
                    self._begin(waiting)
