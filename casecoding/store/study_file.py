"""A study's file: what says that it is ours."""

import sqlite3
from contextlib import closing
from pathlib import Path

from casecoding.errors import NotAStudy, StudyExists, StudyMissing, StudyUnwritable
from casecoding.store.faults import file_fault

APPLICATION_ID = 0x43_43_4F_44  # "CCOD", so that `file` and we know our own
BUSY_MILLISECONDS = 15_000
SUFFIX = ".casecoding"
SQLITE_HEADER = b"SQLite format 3\0"


def make_file(path: Path) -> None:
    """Make an empty study file that is known as ours before anything else is in it."""
    if path.exists():
        raise StudyExists(place=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except OSError as error:
        raise StudyUnwritable(place=path, reason=error) from error
    except sqlite3.Error as error:
        drop_file(path)
        raise file_fault(error, path) from error


def drop_file(path: Path) -> None:
    """Take a study file away that was begun and could not be made."""
    for rest in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + rest).unlink(missing_ok=True)


def check_file(path: Path) -> None:
    """Raise StudyMissing or NotAStudy unless the file says that it is ours."""
    if not path.is_file():
        raise StudyMissing(place=path)
    with path.open("rb") as file:
        header = file.read(72)
    if header[:16] != SQLITE_HEADER or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotAStudy(place=path)
