"""Backups of a study file: made while it is in use, verified, thinned out with age, brought back."""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casecoding.domain.backup import Backup
from casecoding.errors import BackupDamaged, BackupMissing, StudyDamaged, StudyError, StudyUnwritable
from casecoding.store.faults import file_fault
from casecoding.store.study_file import APPLICATION_ID, BUSY_MILLISECONDS, SUFFIX

FOLDER = "-backups"
STAMP = "%Y%m%d-%H%M%S"
UPGRADED = ".v"  # parts the moment from the schema's version in the name of a copy made before an upgrade
NEWEST_KEPT = 10
DAYS_KEPT = 14  # one of each day
WEEKS_KEPT = 12  # one of each week
LONGEST_REASON = 120  # characters of what SQLite has to say
STALE = 3600  # seconds after which nobody works on a copy any more


def backups_of(study: Path) -> tuple[Backup, ...]:
    """Return the study's backups, newest first."""
    found = (_as_backup(path) for path in _folder(study).glob(f"*{SUFFIX}"))
    return tuple(sorted((one for one in found if one), key=lambda one: one.at, reverse=True))


def make_backup(study: Path, *, at: datetime, before: str = "") -> Backup:
    """Copy a study with SQLite's online backup, whole or not at all, and open the copy to verify it.

    `before` is the version of the schema that the study is about to be upgraded from.
    Raises DiskFull, StudyUnwritable and their kin, and StudyDamaged where the study cannot be copied whole.
    """
    at = _free_moment(study, at)
    mark = f"{UPGRADED}{before}" if before else ""
    target = _folder(study) / f"{at.strftime(STAMP)}{mark}{SUFFIX}"
    part = target.with_suffix(f".{os.getpid()}.part")  # another program may be copying, too
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        copy_file(study, part)
        _verify(part)
        part.replace(target)
    except (OSError, sqlite3.Error, BackupDamaged) as error:
        part.unlink(missing_ok=True)
        raise _copying_fault(error, study, target) from error
    return Backup(target, at, target.stat().st_size, before)


def thin_out(study: Path, *, at: datetime) -> tuple[Backup, ...]:
    """Delete what no rule keeps and return it.

    The newest ten, one of each day, one of each week and the latest before each upgrade stay.
    """
    backups = backups_of(study)
    kept = {one.path for one in backups[:NEWEST_KEPT]}
    kept |= _last_of_each(backups, "%Y-%j", since=at - timedelta(days=DAYS_KEPT))
    kept |= _last_of_each(backups, "%G-%V", since=at - timedelta(weeks=WEEKS_KEPT))
    kept |= set({one.upgraded_from: one.path for one in reversed(backups) if one.upgraded_from}.values())
    gone = tuple(one for one in backups if one.path not in kept)
    for one in gone:
        one.path.unlink(missing_ok=True)
    for left in _folder(study).glob("*.part"):  # a kill leaves the copy that it met
        if left.stat().st_mtime < time.time() - STALE:
            left.unlink(missing_ok=True)
    return gone


def backup_named(study: Path, name: str) -> Backup:
    """Return the backup by its name; raises BackupMissing with the names there are."""
    backups = backups_of(study)
    found = next((one for one in backups if one.name == name.removesuffix(SUFFIX)), None)
    if found is None:
        known = ", ".join(one.name for one in backups) or "–"
        raise BackupMissing(name=name, known=known)
    return found


def bring_back(study: Path, backup: Backup, *, at: datetime) -> Backup | None:
    """Make the study what the backup is; what it was before is kept as a backup, which is returned.

    Works while the study is open. A damaged study is set aside under another name, and None is returned.
    Raises BackupDamaged or StudyUnwritable; then the study is untouched.
    """
    _verify(backup.path)
    before = _kept(study, at=at)
    try:
        if before:
            copy_file(backup.path, study)
        else:
            _take_the_place_of(study, backup, at=at)
    except (OSError, sqlite3.Error) as error:
        raise _copying_fault(error, study, study) from error
    return before


def _copying_fault(error: Exception, study: Path, target: Path) -> StudyError:
    """Return what it means that a study could not be copied: the copy's place, or the study itself."""
    fault = file_fault(error, target) if isinstance(error, sqlite3.Error) else None
    if isinstance(error, BackupDamaged):  # what was copied is what is damaged
        return StudyDamaged(place=study, reason=error.values["reason"])
    if isinstance(fault, StudyDamaged):
        return StudyDamaged(place=study, reason=error)
    return fault or StudyUnwritable(place=target, reason=error)


def _kept(study: Path, *, at: datetime) -> Backup | None:
    try:
        return make_backup(study, at=at) if study.exists() else None
    except StudyDamaged:
        return None


def _take_the_place_of(study: Path, backup: Backup, *, at: datetime) -> None:
    """Set a damaged study aside, with what it had not yet written into itself, and put the backup there."""
    part = study.with_name(study.name + ".part")
    part.unlink(missing_ok=True)
    copy_file(backup.path, part)
    aside = study.with_name(f"{study.stem}.{at.astimezone(UTC).strftime(STAMP)}.damaged{SUFFIX}")
    for rest in ("", "-wal", "-shm"):
        held = study.with_name(study.name + rest)
        if held.exists():
            held.replace(aside.with_name(aside.name + rest))
    part.replace(study)


def _free_moment(study: Path, at: datetime) -> datetime:
    """Return the first second from `at` on, in UTC, that names no backup yet."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    while any(_folder(study).glob(f"{moment.strftime(STAMP)}*{SUFFIX}")):
        moment += timedelta(seconds=1)
    return moment


def _folder(study: Path) -> Path:
    return study.with_name(study.name + FOLDER)


def _as_backup(path: Path) -> Backup | None:
    moment, _, version = path.stem.partition(UPGRADED)
    try:
        at = datetime.strptime(moment, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, at, path.stat().st_size, version)


def copy_file(source: Path, target: Path) -> None:
    """Copy a study file with SQLite's online backup, while it is in use."""
    seconds = BUSY_MILLISECONDS / 1000
    with (
        closing(sqlite3.connect(source, timeout=seconds)) as held,
        closing(sqlite3.connect(target, timeout=seconds)) as copy,
    ):
        held.backup(copy)


def fault_in(copy: Path) -> str:
    """Return why a file is no study whose pages are whole; empty where it is one."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            (ours,) = connection.execute("PRAGMA application_id").fetchone()
            (found,) = connection.execute("PRAGMA quick_check").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    if ours != APPLICATION_ID:
        return f"application_id {ours}"
    return "" if found == "ok" else " ".join(str(found).split())[:LONGEST_REASON]


def _verify(copy: Path) -> None:
    """Raise BackupDamaged unless the file is a study whose pages are whole."""
    if fault := fault_in(copy):
        raise BackupDamaged(place=copy.name, reason=fault)


def _last_of_each(backups: Sequence[Backup], period: str, *, since: datetime) -> set[Path]:
    last = {one.at.strftime(period): one.path for one in reversed(backups) if one.at >= since}
    return set(last.values())
