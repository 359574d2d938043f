"""Store: one open study. Reading gives a session; writing gives one that is one log entry."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlmodel import Session, SQLModel, col

from casecoding.domain.history import Action
from casecoding.errors import AlreadyDone, ServerUnreachable, StudyBusy, StudyDamaged, StudyUnwritable
from casecoding.store.backups import copy_file
from casecoding.store.engine import create_study_engine, open_study_engine, shown_place
from casecoding.store.recording import Entry, begin_entry, write_entry
from casecoding.store.tables import LogEntryRow
from casecoding.store.tallies import is_tallied, renew_tallies, tally_all

ROWS_AT_ONCE = 500


class Store:
    """A study behind an engine. `place` is the file or the URL without its password."""

    def __init__(self, engine: Engine, *, place: str) -> None:
        self._engine = engine
        self._reader = engine if self.is_file else engine.execution_options(isolation_level="REPEATABLE READ")
        self._writer = engine.execution_options(writes=True)
        self.place = shown_place(place)

    @classmethod
    def create(cls, place: str) -> "Store":
        """Make a new study; raises StudyExists or ServerUnreachable."""
        return cls(create_study_engine(place), place=place)

    @classmethod
    def open(cls, place: str) -> "Store":
        """Open a study; raises StudyMissing, NotAStudy, NewerStudy or ServerUnreachable."""
        store = cls(open_study_engine(place), place=place)
        store._ensure_tallies()
        return store

    @property
    def is_file(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the study and stores nothing."""
        with self._worded_faults(), Session(self._reader) as session:
            yield session

    @contextmanager
    def writing(
        self,
        action: Action,
        *,
        coder_id: str,
        at: datetime,
        entry_id: str,
        subject: Mapping[str, Any] | None = None,
    ) -> Iterator[Session]:
        """Give a session whose changes are one log entry, stored together or not at all.

        Leaving the block by an exception rolls everything back. Raises AlreadyDone when
        the log holds `entry_id`, StudyBusy or StudyUnwritable.
        """
        entry = Entry(entry_id, at, coder_id, action.value, subject or {})
        with self._worded_faults(), Session(self._writer, expire_on_commit=False) as session:
            begin_entry(session, entry)
            if session.scalar(select(col(LogEntryRow.seq)).where(col(LogEntryRow.id) == entry_id)):
                raise AlreadyDone
            yield session
            renew_tallies(session)
            write_entry(session)
            session.commit()

    def copy_to(self, target: Path) -> None:
        """Copy the study to a new file as it is at one moment, while it is in use.

        Raises StudyUnwritable or StudyDamaged.
        """
        try:
            if self.is_file:
                copy_file(Path(self.place), target)
            else:
                self._copy_rows(str(target))
        except (OSError, sqlite3.OperationalError) as error:
            raise StudyUnwritable(place=target, reason=error) from error
        except sqlite3.DatabaseError as error:
            raise StudyDamaged(place=self.place, reason=error) from error

    def _copy_rows(self, place: str) -> None:
        engine = create_study_engine(place)
        with self.reading() as session, engine.execution_options(writes=True).begin() as copy:
            for table in SQLModel.metadata.sorted_tables:
                rows = session.connection().execute(select(table)).mappings()
                for some in rows.partitions(ROWS_AT_ONCE):
                    copy.execute(insert(table), [dict(row) for row in some])
        engine.dispose()

    def revision(self) -> int:
        """Return the number of the newest log entry; it rises with every change."""
        with self.reading() as session:
            return session.scalar(select(func.max(col(LogEntryRow.seq)))) or 0

    def is_sound(self) -> bool:
        """Tell whether the database finds its own pages whole."""
        if not self.is_file:
            return True
        with self.reading() as session:
            return str(session.scalar(text("PRAGMA quick_check"))) == "ok"

    def _ensure_tallies(self) -> None:
        """Work the tallies out where another version, or another program, wrote without them."""
        with self.reading() as session:
            if is_tallied(session):
                return
        with self._worded_faults(), Session(self._writer) as session:
            tally_all(session)
            session.commit()

    @contextmanager
    def _worded_faults(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            raise self._worded(error) from error
        except DatabaseError as error:
            if type(error) is not DatabaseError:
                raise  # its other kinds are faults of ours
            raise StudyDamaged(place=self.place, reason=error.orig) from error

    def _worded(self, error: OperationalError) -> Exception:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            return StudyBusy()
        if self.is_file:
            return StudyUnwritable(place=self.place, reason=reason)
        return ServerUnreachable(place=self.place)
