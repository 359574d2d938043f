"""One store, two engines: an embedded SQLite file, or PostgreSQL by its URL."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from casecoding.errors import (
    DiskFull,
    NewerStudy,
    StudyError,
    StudyExists,
    StudyMissing,
    StudyUnfinished,
    StudyUnwritable,
)
from casecoding.store.backups import make_backup
from casecoding.store.faults import json_reader, worded_faults
from casecoding.store.study_file import APPLICATION_ID, BUSY_MILLISECONDS, check_file, drop_file, make_file

LONGEST_PAUSE, SHORTEST_PAUSE = 0.008, 0.0005  # seconds between two askings for the turn to write
PATIENCE = 0.1  # seconds after which one asks as often as can be
MEMORY_OF_SETS = "64MB"  # of a server; a set that is larger is gone through row by row
MIGRATIONS = Path(__file__).parent / "migrations"


def is_url(place: str) -> bool:
    return place.startswith(("postgresql://", "postgresql+psycopg://"))


def shown_place(place: str) -> str:
    """Return `place` as it may be shown and logged: a URL without its password."""
    return make_url(place).render_as_string(hide_password=True) if is_url(place) else place


def create_study_engine(place: str) -> Engine:
    """Make a new, migrated study at a file path or URL.

    Raises StudyExists when there is one already, StudyUnwritable, ServerUnreachable.
    """
    if not is_url(place):
        make_file(Path(place))
    engine = _engine(place)
    try:
        with _let_go_on_fault(engine, place), _writer(engine).begin() as connection:
            if _revision(connection) is not None:
                raise StudyExists(place=shown_place(place))
            _upgrade(connection)
    except (DiskFull, StudyUnwritable):
        if not is_url(place):
            drop_file(Path(place))
        raise
    return engine


def open_study_engine(place: str) -> Engine:
    """Open an existing study and bring it to the newest schema, a file after a backup.

    Raises StudyMissing, StudyUnfinished, NotAStudy, NewerStudy (the file is untouched), StudyDamaged,
    StudyUnwritable, ServerUnreachable.
    """
    if not is_url(place):
        check_file(Path(place))
    engine = _engine(place)
    with _let_go_on_fault(engine, place):
        revision = _known_revision(engine, place)
        if revision != _scripts().get_current_head():
            if not is_url(place):
                make_backup(Path(place), at=datetime.now(UTC), before=revision)
            with _writer(engine).begin() as connection:
                _upgrade(connection)
    return engine


def _engine(place: str) -> Engine:
    if is_url(place):
        url = make_url(place).set(drivername="postgresql+psycopg")
        engine = create_engine(url, pool_pre_ping=True)
        event.listen(engine, "connect", _plan_plainly)
        event.listen(engine, "begin", _lock_writers)
        return engine
    engine = create_engine(
        URL.create("sqlite", database=place),
        creator=partial(_connect, Path(place)),
        json_deserializer=json_reader(place),
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _connect(study: Path) -> sqlite3.Connection:
    """Connect to a file that is there: one that was moved away is never made anew, and empty."""
    address = f"{study.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False, uri=True)


def _writer(engine: Engine) -> Engine:
    return engine.execution_options(writes=True)


@contextmanager
def _let_go_on_fault(engine: Engine, place: str) -> Iterator[None]:
    """Close the study's files when it turns out that it cannot be used, and say why."""
    try:
        with worded_faults(shown_place(place)):
            yield
    except StudyError:
        engine.dispose()
        raise


def _set_pragmas(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # pysqlite would begin too late; `_begin` does it
    for pragma in (
        "journal_mode = WAL",
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _plan_plainly(connection: Any, _record: object) -> None:
    """Have no query compiled, which takes longer than most of ours run, and look sets up in memory."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute(f"SET work_mem = '{MEMORY_OF_SETS}'")
    connection.commit()


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        _wait_for_turn(connection)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def _wait_for_turn(connection: Connection) -> None:
    """Begin to write as soon as nobody else does, those first who have waited long.

    SQLite's own waiting asks less and less often, so that who has waited long is passed by the others;
    this asks more and more often.
    """
    began = time.monotonic()
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            waited = time.monotonic() - began
            is_busy = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or waited > BUSY_MILLISECONDS / 1000:
                raise
            pause = max(SHORTEST_PAUSE, LONGEST_PAUSE * (1 - waited / PATIENCE))
            time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - so that nobody asks in step
        else:
            return


def _lock_writers(connection: Connection) -> None:
    """Let one writer in at a time, so that log numbers rise in the order of commits."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _known_revision(engine: Engine, place: str) -> str:
    """Return the schema's revision; raises StudyMissing, StudyUnfinished or NewerStudy."""
    with engine.connect() as connection:
        revision = _revision(connection)
    if revision is None:
        raise StudyMissing(place=shown_place(place)) if is_url(place) else StudyUnfinished(place=place)
    if revision not in {script.revision for script in _scripts().walk_revisions()}:
        raise NewerStudy(place=shown_place(place))
    return revision


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
