"""Voices, pieces and tallies are worked out after every write, of what it touched alone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Delete,
    Insert,
    Table,
    Update,
    and_,
    bindparam,
    delete,
    event,
    func,
    inspect,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session, SQLModel, col

from casecoding.store.tables import CodeRow, CodingRow, TurnRow
from casecoding.store.tally_sources import Rows, new_numbers, pieces, tallies, voices
from casecoding.store.tally_tables import WHOEVER, PieceRow, ShortRow, TallyRow, VoiceRow

COUNTED = ("start", "end", "turn", "code_id", "coder_id", "deleted_at")
MANY_TURNS = 100  # where so many are touched the whole source is worked out anew
KEY_LENGTH = 4  # a tally's columns that say of what it is
Place = tuple[int, int, int]  # a coding's start, end and turn
Key = tuple[int, ...]
Numbers = tuple[int, ...]


@dataclass(slots=True)
class Untallied:
    """What a session touched: sources whose turns changed, places of codings, codes of another kind."""

    sources: set[str] = field(default_factory=set)
    places: dict[str, set[Place]] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)


def say_retold(session: Session, source_id: str) -> None:
    """Say that the turns of a source are new, moved or spoken by another."""
    _untallied(session).sources.add(source_id)


def renew_tallies(session: Session) -> None:
    """Work out anew what the session's changes touched."""
    session.flush()
    touched = _untallied(session)
    session.info["untallied"] = Untallied()
    if not (touched.sources or touched.places or touched.codes):
        return
    session.execute(_new_numbers())
    for source_id in sorted(touched.sources):
        _renew_source(session, source_id)
    for source_id in sorted(touched.places.keys() - touched.sources):
        _renew_places(session, source_id, touched.places[source_id])
    if touched.codes:
        numbers = select(col(ShortRow.number)).where(col(ShortRow.id).in_(touched.codes))
        speaking = select(col(PieceRow.voice)).where(col(PieceRow.code).in_(numbers)).distinct()
        _retally(session, set(session.scalars(speaking)))


def tally_all(session: Session) -> None:
    """Work out everything, for a study that another version or another program wrote."""
    for table in (TallyRow, PieceRow, VoiceRow):
        session.execute(delete(table))
    _fill(session, ShortRow, new_numbers())
    _fill(session, VoiceRow, voices(None))
    _fill(session, PieceRow, pieces(true()))
    _fill(session, TallyRow, tallies(true()))
    if session.get_bind().dialect.name != "sqlite":  # a server plans by statistics, which it makes later
        session.execute(text("ANALYZE"))


def is_tallied(session: Session) -> bool:
    """Tell whether as many codings and turns are told of as there are."""
    living = select(func.count()).select_from(CodingRow).where(col(CodingRow.deleted_at).is_(None))
    told = select(func.coalesce(func.sum(col(TallyRow.codings)), 0)).where(col(TallyRow.coder) == WHOEVER)
    turns = select(func.count()).select_from(TurnRow)
    spoken = select(func.coalesce(func.sum(col(VoiceRow.turns)), 0))
    return session.scalar(living) == session.scalar(told) and session.scalar(turns) == session.scalar(spoken)


def drifted_tallies(session: Session) -> Iterator[str]:
    """Give the tables that do not hold what turns and codings say."""
    for table, said in ((VoiceRow, voices(None)), (PieceRow, pieces(true())), (TallyRow, tallies(true()))):
        worked_out = select(said.subquery())
        kept = select(*(col(getattr(table, name)) for name in _names(said)))
        missing, beyond = worked_out.except_(kept), kept.except_(worked_out)
        if session.execute(missing).first() or session.execute(beyond).first():
            yield str(table.__tablename__)


def _renew_source(session: Session, source_id: str) -> None:
    numbers = _voices_of(session, source_id)
    for table in (TallyRow, PieceRow):
        session.execute(delete(table).where(col(table.voice).in_(numbers)))
    session.execute(delete(VoiceRow).where(col(VoiceRow.source_id) == source_id))
    _fill(session, VoiceRow, voices(source_id))
    _fill(session, PieceRow, pieces(col(CodingRow.source_id) == source_id))
    _retally(session, _voices_of(session, source_id))


def _renew_places(session: Session, source_id: str, places: Collection[Place]) -> None:
    """Work out the turns of these places anew, and add to the tallies what became otherwise there."""
    numbers, turns = _voices_of(session, source_id), _turns_at(session, source_id, places)
    of_source = col(CodingRow.source_id) == source_id
    if len(turns) > MANY_TURNS:
        session.execute(delete(PieceRow).where(col(PieceRow.voice).in_(numbers)))
        _fill(session, PieceRow, pieces(of_source))
        _retally(session, numbers)
        return
    asked = {"source": source_id, "voices": numbers, "turns": sorted(turns)}
    before = _told(session, asked)
    session.execute(delete(PieceRow).where(_here()), asked)
    session.execute(_pieces_here(), asked)
    _add_to_tallies(session, before, _told(session, asked))


def _here() -> ColumnElement[bool]:
    """Return what holds of the pieces of some turns of some voices, which are given when it is asked."""
    asked: list[BindParameter[int]] = [bindparam(name, expanding=True) for name in ("voices", "turns")]
    return and_(col(PieceRow.voice).in_(asked[0]), col(PieceRow.turn).in_(asked[1]))


@cache
def _pieces_here() -> Insert:
    """Return what stores the pieces of some turns of a source; made once, as every coding asks for it."""
    of_source = col(CodingRow.source_id) == bindparam("source")
    return _filling(PieceRow, pieces(of_source, turns=bindparam("turns", expanding=True)))


@cache
def _tallies_here() -> Rows:
    return tallies(_here())


@cache
def _new_numbers() -> Insert:
    return _filling(ShortRow, new_numbers())


def _told(session: Session, asked: Mapping[str, Any]) -> dict[Key, Numbers]:
    """Return what the pieces of some turns add to each tally: tallies add up over turns."""
    rows = session.execute(_tallies_here(), asked).all()
    return {tuple(row[:KEY_LENGTH]): tuple(map(int, row[KEY_LENGTH:])) for row in rows}


def _add_to_tallies(session: Session, before: Mapping[Key, Numbers], after: Mapping[Key, Numbers]) -> None:
    """Add what is told now and take away what was told before; a tally of nothing goes."""
    keys, sums = _tally_names()
    nothing = (0,) * len(sums)
    for key in sorted(before.keys() | after.keys()):
        more = [new - old for new, old in zip(after.get(key, nothing), before.get(key, nothing), strict=True)]
        if not any(more):
            continue
        here = dict(zip(keys, key, strict=True))
        added = session.connection().execute(_adding(), {**here, **dict(zip(sums, more, strict=True))})
        if not added.rowcount:
            columns = [column.name for column in _table(TallyRow).c]
            session.connection().execute(
                _table(TallyRow).insert(), dict(zip(columns, (*key, *more), strict=True))
            )
        elif min(more) < 0:
            session.connection().execute(_dropping(), here)


@cache
def _tally_names() -> tuple[list[str], list[str]]:
    """Return what the columns of a tally are called in the statements below: what it is of, and its sums."""
    names = [f"told_{column.name}" for column in _table(TallyRow).c]
    return names[:KEY_LENGTH], names[KEY_LENGTH:]


@cache
def _adding() -> Update:
    """Return what adds to a tally; made once, as every coding asks for it several times."""
    table, (_, sums) = _table(TallyRow), _tally_names()
    columns = list(table.c)[KEY_LENGTH:]
    added = {column: column + bindparam(name) for column, name in zip(columns, sums, strict=True)}
    return table.update().where(_of_key()).values(added)


@cache
def _dropping() -> Delete:
    """Return what takes a tally away that has come to nothing."""
    table = _table(TallyRow)
    return table.delete().where(_of_key(), *(column == 0 for column in list(table.c)[KEY_LENGTH:]))


def _of_key() -> ColumnElement[bool]:
    columns, (keys, _) = list(_table(TallyRow).c)[:KEY_LENGTH], _tally_names()
    return and_(*(column == bindparam(name) for column, name in zip(columns, keys, strict=True)))


def _retally(session: Session, numbers: Collection[int]) -> None:
    session.execute(delete(TallyRow).where(col(TallyRow.voice).in_(numbers)))
    _fill(session, TallyRow, tallies(col(PieceRow.voice).in_(numbers)))


def _turns_at(session: Session, source_id: str, places: Iterable[Place]) -> set[int]:
    """Return the turns that quotations at these places touch or belong to; 0 is none."""
    found = {turn for _, _, turn in places}
    touched: list[ColumnElement[bool]] = [
        and_(col(TurnRow.start) < end, col(TurnRow.end) > start) for start, end, _ in places
    ]
    if len(touched) > MANY_TURNS:
        touched = [true()]
    query = select(col(TurnRow.number)).where(col(TurnRow.source_id) == source_id, or_(*touched))
    return found | set(session.scalars(query))


def _voices_of(session: Session, source_id: str) -> list[int]:
    return list(session.scalars(select(col(VoiceRow.number)).where(col(VoiceRow.source_id) == source_id)))


def _fill(session: Session, table: type[SQLModel], rows: Rows) -> None:
    session.execute(_filling(table, rows))


def _filling(table: type[SQLModel], rows: Rows) -> Insert:
    return _table(table).insert().from_select(_names(rows), rows)


def _table(row_class: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(row_class.__tablename__)]


def _names(rows: Rows) -> list[str]:
    return [str(column.name) for column in rows.selected_columns]


def _untallied(session: OrmSession) -> Untallied:
    touched: Untallied = session.info.setdefault("untallied", Untallied())
    return touched


@event.listens_for(Session, "before_flush")
def _note(session: OrmSession, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty):
        match row:
            case CodingRow():
                _note_coding(_untallied(session), row)
            case CodeRow() if inspect(row).attrs["kind"].history.has_changes():
                _untallied(session).codes.add(row.id)


def _note_coding(touched: Untallied, row: CodingRow) -> None:
    """Note where a coding stands, and where it stood before."""
    changes = {name: inspect(row).attrs[name].history for name in COUNTED}
    if not any(history.has_changes() for history in changes.values()):
        return
    now = (row.start, row.end, row.turn or 0)
    before = [
        (history.deleted[0] if history.deleted else value) or 0
        for history, value in zip((changes["start"], changes["end"], changes["turn"]), now, strict=True)
    ]
    touched.places.setdefault(row.source_id, set()).update({now, (before[0], before[1], before[2])})
