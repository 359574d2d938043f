"""Backing up: by hand, at opening, and every hour in which something changed."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from casecoding.domain.backup import Backup
from casecoding.domain.history import Action
from casecoding.errors import BackupOnServer, StudyError
from casecoding.store.backups import backup_named, backups_of, bring_back, make_backup, thin_out
from casecoding.store.engine import is_url
from casecoding.store.recording import say_alone
from casecoding.workbench.bench import MACHINE, Bench, ensure_coder, now, open_bench

EVERY = timedelta(hours=1)
CLOCK_SLIP = timedelta(minutes=5)  # a backup from further ahead was made by a clock that was set back since
LOOK_AGAIN = 60.0  # seconds


def list_backups(bench: Bench) -> tuple[Backup, ...]:
    """Return the study's backups, newest first; none where a server holds the study."""
    return backups_of(_file(bench)) if bench.store.is_file else ()


def back_up(bench: Bench) -> Backup:
    """Make a verified backup now and thin out old ones; raises BackupOnServer or StudyUnwritable."""
    study = _file(bench)
    backup = make_backup(study, at=bench.clock())
    thin_out(study, at=bench.clock())
    return backup


def restore(place: str, name: str, *, coder: str = "", clock: Callable[[], datetime] = now) -> Backup | None:
    """Make the study at a file what the backup is, and say so in its log.

    Return the backup of what it was before; None where it was damaged and set aside. Raises
    BackupOnServer, BackupMissing, BackupDamaged, StudyUnwritable and the errors of opening a study.
    """
    if is_url(place):
        raise BackupOnServer
    before = bring_back(Path(place), backup_named(Path(place), name), at=clock())
    bench = open_bench(place)
    coder_id = ensure_coder(bench, coder).id if coder else MACHINE
    subject = {"backup": name, "before": before.name if before else ""}
    with bench.writing(Action.RESTORE, coder_id=coder_id, subject=subject) as session:
        say_alone(session)
    bench.store.close()
    return before


def backups_at(place: str) -> tuple[Backup, ...]:
    """Return the backups of a study file that need not open; raises BackupOnServer."""
    if is_url(place):
        raise BackupOnServer
    return backups_of(Path(place))


def is_due(bench: Bench, *, saved: int) -> bool:
    """Tell whether something changed since revision `saved` and the newest backup is an hour old.

    One that is dated ahead of the clock says nothing of how long ago it was.
    """
    if not bench.store.is_file or bench.store.revision() == saved:
        return False
    newest, at = next(iter(list_backups(bench)), None), bench.clock()
    return newest is None or at - newest.at >= EVERY or newest.at - at > CLOCK_SLIP


class Keeper:
    """Backs an open study up in a thread of its own: at opening where it is due, then every hour of work.

    What goes wrong is kept in `fault` for a page to show; the next try comes a minute later.
    """

    def __init__(self, bench: Bench, *, ticks: Callable[[], float] = time.monotonic) -> None:
        self._bench = bench
        self._ticks = ticks
        self._stopped = Event()
        self._saved = -1
        self._made: float | None = None  # seconds of a clock that is never set
        self.fault: StudyError | None = None
        self._thread = Thread(target=self._run, daemon=True, name="backups")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def look(self) -> None:
        """Make a backup if one is due."""
        try:
            if not self._is_recent() and is_due(self._bench, saved=self._saved):
                revision = self._bench.store.revision()
                back_up(self._bench)
                self._saved, self._made = revision, self._ticks()
            self.fault = None
        except StudyError as fault:
            self.fault = fault

    def _is_recent(self) -> bool:
        return self._made is not None and self._ticks() - self._made < EVERY.total_seconds()

    def _run(self) -> None:
        self.look()
        while not self._stopped.wait(LOOK_AGAIN):
            self.look()


def _file(bench: Bench) -> Path:
    if not bench.store.is_file:
        raise BackupOnServer
    return Path(bench.store.place)
