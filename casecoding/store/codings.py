"""Codings: adding, changing, taking away, listing."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from casecoding.domain.coding import Coding, folded
from casecoding.domain.span import Span
from casecoding.errors import UnknownCoding, UnknownOperation
from casecoding.store.mapping import as_coding
from casecoding.store.tables import CodingRow, ParticipantRow, SuggestionRow, TurnRow


def add_coding(session: Session, coding: Coding) -> Coding:
    """Store the coding and return it; one that says the same already is returned instead.

    Raises UnknownOperation when another coding has its id.
    """
    same = _same_coding(session, coding)
    if same:
        return as_coding(same)
    if session.get(CodingRow, coding.id):
        raise UnknownOperation(fault=f"id {coding.id!r}")
    turn = _telling_turn(session, coding.source_id, coding.span)
    session.add(_coding_row(coding, turn))
    session.flush()
    return coding


def change_coding(session: Session, coding: Coding) -> None:
    """Store a coding's new span, stance or memo; raises UnknownCoding when it is gone."""
    row = _living_row(session, coding.id)
    turn = _telling_turn(session, coding.source_id, coding.span)
    row.start, row.end, row.quote_hash = coding.span.start, coding.span.end, coding.quote_hash
    row.turn = turn.number if turn else None
    row.participant_id = turn.participant_id if turn else None
    row.stance = coding.stance.value if coding.stance else None
    row.memo = coding.memo


def retell_codings(session: Session, source_id: str) -> None:
    """Find anew whose words each coding of a source quotes, after its speakers changed."""
    for row in session.scalars(_rows_in(source_id, None)).all():
        turn = _telling_turn(session, source_id, Span(row.start, row.end))
        row.turn = turn.number if turn else None
        row.participant_id = turn.participant_id if turn else None


def move_coding(session: Session, coding: Coding) -> None:
    """Store where a coding, living or taken away, stands in a corrected text."""
    row = session.get_one(CodingRow, coding.id)
    row.start, row.end, row.quote_hash = coding.span.start, coding.span.end, coding.quote_hash


def remove_coding(session: Session, coding_id: str, *, at: datetime) -> None:
    """Take a coding away; the row stays and undo brings it back. Raises UnknownCoding."""
    _living_row(session, coding_id).deleted_at = at


def recode(session: Session, ids: Collection[str] | None, *, code_id: str, into: str, at: datetime) -> int:
    """Give living codings of a code, all of them where no ids are given, another code; return how many.

    Where the coder has that code at the same place already the two are folded into one.
    """
    query = select(CodingRow).where(col(CodingRow.code_id) == code_id, col(CodingRow.deleted_at).is_(None))
    if ids is not None:
        query = query.where(col(CodingRow.id).in_(ids))
    rows = session.scalars(query.order_by(col(CodingRow.created_at), col(CodingRow.id))).all()
    for row in rows:
        same = _same_coding(session, replace(as_coding(row), code_id=into))
        if same is None:
            row.code_id = into
        else:
            _fold(session, same, row, at=at)
        session.flush()
    return len(rows)


def load_coding(session: Session, coding_id: str) -> Coding:
    return as_coding(_living_row(session, coding_id))


def living_codings(session: Session, ids: Collection[str]) -> tuple[Coding, ...]:
    """Return the codings with these ids that were not taken away, in the order of the ids."""
    rows = {
        row.id: row
        for row in session.scalars(
            select(CodingRow).where(col(CodingRow.id).in_(ids), col(CodingRow.deleted_at).is_(None))
        )
    }
    return tuple(as_coding(rows[one]) for one in ids if one in rows)


def is_code_used(session: Session, code_id: str, *, besides: Collection[str]) -> bool:
    """Tell whether a living coding has the code, other than those with the ids `besides`."""
    return _any_living(session, col(CodingRow.code_id) == code_id, besides)


def is_source_coded(session: Session, source_id: str, *, besides: Collection[str]) -> bool:
    """Tell whether a living coding stands in the source, other than those with the ids `besides`."""
    return _any_living(session, col(CodingRow.source_id) == source_id, besides)


def codings_in(session: Session, source_id: str, *, coder_id: str | None = None) -> tuple[Coding, ...]:
    """Return the source's living codings by place, those of one coder where one is named."""
    query = _rows_in(source_id, coder_id).where(col(CodingRow.deleted_at).is_(None))
    rows = session.scalars(
        query.order_by(col(CodingRow.start), col(CodingRow.end), col(CodingRow.code_id), col(CodingRow.id))
    )
    return tuple(as_coding(row) for row in rows)


def codings_among(
    session: Session, ids: Select[str], *, source_id: str, coder_id: str | None = None
) -> tuple[tuple[Coding, ...], tuple[str, ...]]:
    """Return the source's living codings with these ids, and the ids of those that are gone."""
    rows = session.scalars(_rows_in(source_id, coder_id).where(col(CodingRow.id).in_(ids))).all()
    living = tuple(as_coding(row) for row in rows if row.deleted_at is None)
    return living, tuple(row.id for row in rows if row.deleted_at is not None)


def _rows_in(source_id: str, coder_id: str | None) -> Select[CodingRow]:
    query = select(CodingRow).where(col(CodingRow.source_id) == source_id)
    return query if coder_id is None else query.where(col(CodingRow.coder_id) == coder_id)


def _living_row(session: Session, coding_id: str) -> CodingRow:
    row = session.get(CodingRow, coding_id)
    if row is None or row.deleted_at is not None:
        raise UnknownCoding(id=coding_id)
    return row


def _same_coding(session: Session, coding: Coding) -> CodingRow | None:
    query = select(CodingRow).where(
        col(CodingRow.source_id) == coding.source_id,
        col(CodingRow.start) == coding.span.start,
        col(CodingRow.end) == coding.span.end,
        col(CodingRow.code_id) == coding.code_id,
        col(CodingRow.coder_id) == coding.coder_id,
        col(CodingRow.deleted_at).is_(None),
    )
    return session.scalars(query).first()


def _any_living(session: Session, where: ColumnElement[bool], besides: Collection[str]) -> bool:
    query = select(col(CodingRow.id)).where(where, col(CodingRow.deleted_at).is_(None))
    return session.scalar(query.where(col(CodingRow.id).not_in(besides)).limit(1)) is not None


def _fold(session: Session, kept: CodingRow, other: CodingRow, *, at: datetime) -> None:
    """Let one coding say what two said; suggestions that became the other lead to the kept one."""
    one = folded(as_coding(kept), as_coding(other))
    kept.memo, kept.stance = one.memo, one.stance.value if one.stance else None
    other.deleted_at = at
    accepted = select(SuggestionRow).where(col(SuggestionRow.coding_id) == other.id)
    for suggestion in session.scalars(accepted).all():
        suggestion.coding_id = kept.id


def _telling_turn(session: Session, source_id: str, span: Span) -> TurnRow | None:
    """Return the turn that says who speaks in `span`: a participant's before the interviewer's.

    A span that touches no turn (a speaker's label alone) belongs to the next turn, else to the last.
    """
    in_source = select(TurnRow).where(col(TurnRow.source_id) == source_id)
    touched = in_source.where(col(TurnRow.start) < span.end, col(TurnRow.end) > span.start)
    speaking = touched.join(ParticipantRow, isouter=True).order_by(
        col(ParticipantRow.interviewer).is_(True), col(TurnRow.number)
    )
    found = session.scalars(speaking.limit(1)).first()
    if found:
        return found
    nearest = in_source.order_by(
        col(TurnRow.start) < span.end, func.abs(col(TurnRow.start) - span.end), col(TurnRow.number)
    )
    return session.scalars(nearest.limit(1)).first()


def _coding_row(coding: Coding, turn: TurnRow | None) -> CodingRow:
    return CodingRow(
        id=coding.id,
        source_id=coding.source_id,
        participant_id=turn.participant_id if turn else None,
        turn=turn.number if turn else None,
        start=coding.span.start,
        end=coding.span.end,
        quote_hash=coding.quote_hash,
        code_id=coding.code_id,
        coder_id=coding.coder_id,
        stance=coding.stance.value if coding.stance else None,
        memo=coding.memo,
        suggestion_id=coding.suggestion_id,
        created_at=coding.created,
    )
