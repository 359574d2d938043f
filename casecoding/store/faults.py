"""What the database says when something is wrong, as errors that a person can act on."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from casecoding.errors import (
    DiskFull,
    ServerUnreachable,
    StudyBusy,
    StudyDamaged,
    StudyError,
    StudyMissing,
    StudyReadOnly,
    StudyUnwritable,
)

PRIMARY = 0xFF  # the part of SQLite's code that names the kind of fault
LEAST_ROOM = 65_536  # bytes that SQLite needs beside a study before it can begin
UNREADABLE = "Could not decode"
SHOWS_TEXT = " with text "  # what follows is out of a row, and no words of a transcript are shown or logged
PLAIN: Mapping[int, type[StudyError]] = {
    sqlite3.SQLITE_BUSY: StudyBusy,
    sqlite3.SQLITE_LOCKED: StudyBusy,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: StudyReadOnly,
    sqlite3.SQLITE_PERM: StudyReadOnly,
}


@contextmanager
def worded_faults(place: str) -> Iterator[None]:
    """Raise the database's faults as errors of the study at `place`; faults of ours go on as they are."""
    try:
        yield
    except DatabaseError as error:
        worded = _worded(error, place)
        if worded is None:
            raise
        raise worded from error
    except StaleDataError as error:  # a damaged index: the row that was read is not found again
        raise StudyDamaged(place=place, reason="index") from error
    except UnicodeDecodeError as error:  # a damaged page, while its message was put together
        raise StudyDamaged(place=place, reason=error.reason) from error


def file_fault(error: sqlite3.Error, place: str | Path) -> StudyError:
    """Return what a fault of SQLite means for the study file at `place`."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & PRIMARY
    if code == sqlite3.SQLITE_CANTOPEN:
        return _unopened(Path(place), error)
    if code in PLAIN:
        return PLAIN[code](place=place)
    if code == sqlite3.SQLITE_IOERR and _is_full(Path(place)):
        return DiskFull(place=place)
    reason = str(error).partition(SHOWS_TEXT)[0]
    if not isinstance(error, sqlite3.OperationalError) or reason.startswith(UNREADABLE):
        return StudyDamaged(place=place, reason=reason)
    return StudyUnwritable(place=place, reason=reason)


def _is_full(file: Path) -> bool:
    """Tell whether there is no room beside a file, where SQLite says no more than that writing failed."""
    try:
        return shutil.disk_usage(file.parent).free < LEAST_ROOM
    except OSError:
        return False


def _unopened(study: Path, error: sqlite3.Error) -> StudyError:
    """Return why a file could not be opened: SQLite writes beside it, so its folder counts, too."""
    if not study.exists():
        return StudyMissing(place=study)
    if not (os.access(study, os.W_OK) and os.access(study.parent, os.W_OK)):
        return StudyReadOnly(place=study)
    return StudyUnwritable(place=study, reason=error)


def json_reader(place: str) -> Callable[[str], Any]:
    """Return what reads the study's JSON values; it raises StudyDamaged for what is none."""

    def read(text: str) -> Any:
        try:
            return json.loads(text)
        except (JSONDecodeError, RecursionError) as error:
            raise StudyDamaged(place=place, reason=f"JSON: {getattr(error, 'msg', 'too deep')}") from error

    return read


def _worded(error: DatabaseError, place: str) -> StudyError | None:
    if not isinstance(error.orig, sqlite3.Error):
        return ServerUnreachable(place=place) if isinstance(error, OperationalError) else None
    is_ours = type(error) not in {DatabaseError, OperationalError}
    return None if is_ours else file_fault(error.orig, place)
