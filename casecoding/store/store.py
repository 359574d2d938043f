"""Store: one open study. Reading gives a session; writing gives one that is one log entry."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select, text
from sqlmodel import Session, SQLModel, col

from casecoding.domain.history import Action
from casecoding.errors import AlreadyDone, CodebookFault, InvalidSpan, RowDamaged, StudyUnwritable
from casecoding.store.backups import copy_file
from casecoding.store.engine import create_study_engine, open_study_engine, shown_place
from casecoding.store.faults import file_fault, worded_faults
from casecoding.store.legality import illegal_rows
from casecoding.store.log_tables import LogEntryRow
from casecoding.store.recording import Entry, begin_entry, write_entry
from casecoding.store.tallies import is_tallied, renew_tallies, tally_all

ROWS_AT_ONCE = 500
OF_VALUES = (ValueError, TypeError, KeyError, AttributeError)  # what an impossible value comes to


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
        with (
            self._legal_content(*OF_VALUES, InvalidSpan, CodebookFault),
            worded_faults(self.place),
            Session(self._reader) as session,
        ):
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
        with (
            self._legal_content(*OF_VALUES),  # a span or a codebook that is wrong was given by a person here
            worded_faults(self.place),
            Session(self._writer, expire_on_commit=False) as session,
        ):
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
        if not self.is_file:
            self._copy_rows(str(target))
            return
        try:
            copy_file(Path(self.place), target)
        except OSError as error:
            raise StudyUnwritable(place=target, reason=error) from error
        except sqlite3.Error as error:
            raise file_fault(error, target) from error

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
        with worded_faults(self.place), Session(self._writer) as session:
            tally_all(session)
            session.commit()

    def illegal_rows(self) -> tuple[tuple[str, str], ...]:
        """Return (table, key) of each row that holds a value which cannot be there; a server has none."""
        if not self.is_file:
            return ()
        try:
            return tuple(illegal_rows(Path(self.place)))
        except sqlite3.Error as error:
            raise file_fault(error, self.place) from error

    @contextmanager
    def _legal_content(self, *kinds: type[Exception]) -> Iterator[None]:
        """Word a fault that came of a value which cannot be there as damage; any other is ours."""
        try:
            yield
        except kinds as error:
            found = self.illegal_rows()
            if not found:
                raise
            raise RowDamaged(row=" ".join(found[0])) from error
