"""Suggestions as they wait and are decided. A decided suggestion is never touched by a later run."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, Text, bindparam, cast, func, insert, select, update
from sqlmodel import Session, SQLModel, col

from casecoding.domain.suggestion import Grounds, Suggestion, Verdict, suggestion_id
from casecoding.errors import UnknownSuggestion
from casecoding.store.mapping import ReasonJson, as_suggestion, reason_to_json
from casecoding.store.tables import (
    CaseRow,
    ParticipantRow,
    RunRow,
    SourceRow,
    SuggestionRow,
    TurnRow,
)
from casecoding.store.touching import begins_in

Place = tuple[str, int, int, str]  # source, start, end, code

BY_PLACE = (
    col(CaseRow.name),
    col(SourceRow.wave),
    col(SourceRow.name),
    col(SuggestionRow.start),
    col(SuggestionRow.code_id),
)

SUGGESTIONS = SQLModel.metadata.tables["suggestion"]
RENEW = (
    update(SUGGESTIONS)
    .where(col(SuggestionRow.id) == bindparam("known_id"))
    .values({name: bindparam(name) for name in ("run_id", "score", "reason", "superseded_at")})
)
SUPERSEDE = (
    update(SUGGESTIONS)
    .where(col(SuggestionRow.id) == bindparam("known_id"))
    .values(superseded_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion with its run, its verdict and where it stands, for lists and queues."""

    suggestion: Suggestion
    run_id: str
    created: datetime
    verdict: Verdict
    source_name: str
    case: str
    level: str | None
    wave: str
    speaker: str
    role: str


class Kept(NamedTuple):
    """A proposal that is stored: whether it is decided, waits, or was withdrawn; `reason` is its JSON."""

    id: str
    is_decided: bool
    waits: bool
    score: float
    reason: str


def replace_pending(
    session: Session,
    run_id: str,
    suggestions: Sequence[tuple[Suggestion, ReasonJson]],
    *,
    source_ids: Sequence[str],
    at: datetime,
) -> None:
    """Make `suggestions` what is proposed for these sources; decided ones stay as they are.

    Each comes with its reason as it is stored, which a run has at hand, having made its digest of it.
    A proposal is known by its place, as a correction of the text may have brought it there. Of what is
    proposed as before nothing but the run is written.
    """
    kept = _kept_proposals(session, source_ids)
    ids = {one.id for own in kept.values() for one in own}
    fresh, again, as_before = [], [], set()
    for one, reason in suggestions:
        known = _foremost(kept.get(_place(one), ()))
        new = {"run_id": run_id, "score": one.score, "reason": reason, "superseded_at": None}
        if known is None:
            fresh.append({"id": _free_id(one, ids)} | new | _place_values(one))
        elif known.waits and known.score == one.score and known.reason == json.dumps(reason):
            as_before.add(known.id)
        elif not known.is_decided:
            again.append({"known_id": known.id} | new)
    stay = as_before.union(row["known_id"] for row in again)
    gone = [one.id for own in kept.values() for one in own if one.waits and one.id not in stay]
    connection = session.connection()
    if gone:
        connection.execute(SUPERSEDE, [{"known_id": one, "at": at} for one in gone])
    if as_before:
        here = col(SuggestionRow.source_id).in_(source_ids)
        session.execute(update(SuggestionRow).where(here, *are_open()).values(run_id=run_id))
    if again:
        connection.execute(RENEW, again)
    if fresh:
        connection.execute(insert(SUGGESTIONS), fresh)


def decide(
    session: Session,
    suggestion_id: str,
    verdict: Verdict,
    *,
    coder_id: str,
    at: datetime,
    coding_id: str | None,
    grounds: Grounds | None = None,
) -> None:
    row = _row(session, suggestion_id)
    row.verdict, row.decided_by, row.decided_at, row.coding_id = verdict.value, coder_id, at, coding_id
    row.grounds = grounds.value if grounds else None
    row.superseded_at = None


def withdraw_for_codes(session: Session, code_ids: Collection[str], *, at: datetime) -> None:
    """Let no suggestion of these codes wait any longer."""
    rows = session.scalars(select(SuggestionRow).where(col(SuggestionRow.code_id).in_(code_ids), *are_open()))
    for row in rows.all():
        row.superseded_at = at


def move_suggestion(session: Session, suggestion: Suggestion) -> None:
    """Store where a suggestion and its matches stand in a corrected text."""
    row = _row(session, suggestion.id)
    row.start, row.end = suggestion.span.start, suggestion.span.end
    row.reason = reason_to_json(suggestion.reason)


def load_suggestion(session: Session, suggestion_id: str) -> tuple[Suggestion, Verdict]:
    """Return the suggestion and its verdict; raises UnknownSuggestion."""
    row = _row(session, suggestion_id)
    return as_suggestion(row), Verdict(row.verdict)


def pending_in(session: Session, source_id: str) -> tuple[Suggestion, ...]:
    """Return the source's open suggestions by place."""
    rows = session.scalars(
        select(SuggestionRow)
        .where(col(SuggestionRow.source_id) == source_id, *are_open())
        .order_by(col(SuggestionRow.start), col(SuggestionRow.code_id))
    )
    return tuple(as_suggestion(row) for row in rows)


def suggestions_among(
    session: Session, ids: Select[str], *, source_id: str
) -> tuple[tuple[Suggestion, ...], tuple[str, ...]]:
    """Return the source's open suggestions with these ids, and the ids of those that are not open."""
    here = (col(SuggestionRow.id).in_(ids), col(SuggestionRow.source_id) == source_id)
    rows = session.scalars(select(SuggestionRow).where(*here, *are_open())).all()
    waiting = {row.id for row in rows}
    known = session.scalars(select(col(SuggestionRow.id)).where(*here))
    return tuple(as_suggestion(row) for row in rows), tuple(one for one in known if one not in waiting)


def count_pending(session: Session) -> dict[str, int]:
    """Return source id -> number of open suggestions."""
    query = (
        select(col(SuggestionRow.source_id), func.count())
        .where(*are_open())
        .group_by(col(SuggestionRow.source_id))
    )
    return dict(session.execute(query).all())


def list_proposals(
    session: Session,
    *,
    codes: Sequence[str] = (),
    source_ids: Sequence[str] = (),
) -> tuple[Proposal, ...]:
    """Return proposals by source and place: current ones and every decided one."""
    query = proposals_query().where(*_about(codes, source_ids)).order_by(*BY_PLACE)
    return tuple(as_proposal(*row[:-1], level=row[-1]) for row in session.execute(query))


def _kept_proposals(session: Session, source_ids: Sequence[str]) -> dict[Place, list[Kept]]:
    """Return the proposals in these sources by place."""
    row = SuggestionRow
    place = (col(row.source_id), col(row.start), col(row.end), col(row.code_id))
    state = (col(row.id), col(row.verdict), col(row.superseded_at), col(row.score))
    query = select(*place, *state, cast(col(row.reason), Text)).where(col(row.source_id).in_(source_ids))
    kept: dict[Place, list[Kept]] = defaultdict(list)
    pending = Verdict.PENDING.value
    for source_id, start, end, code_id, row_id, verdict, superseded, score, reason in session.execute(query):
        waits = verdict == pending and superseded is None
        kept[source_id, start, end, code_id].append(Kept(row_id, verdict != pending, waits, score, reason))
    return kept


def _foremost(kept: Sequence[Kept]) -> Kept | None:
    """Return one of the proposals of a place: a decided one, else one that waits, where there is one."""
    return max(kept, key=lambda one: (one.is_decided, one.waits), default=None)


def _place(suggestion: Suggestion) -> Place:
    return suggestion.source_id, suggestion.span.start, suggestion.span.end, suggestion.code_id


def _free_id(suggestion: Suggestion, ids: Collection[str]) -> str:
    """Return the proposal's id; one that a proposal has taken along to another place is not used again."""
    tried = (
        suggestion_id(suggestion.source_id, suggestion.span, suggestion.code_id, later=n) for n in count()
    )
    return next(one for one in tried if one not in ids)


def are_open() -> tuple[ColumnElement[bool], ...]:
    """Return what holds of suggestions that wait."""
    return col(SuggestionRow.verdict) == Verdict.PENDING.value, col(SuggestionRow.superseded_at).is_(None)


def _row(session: Session, suggestion_id: str) -> SuggestionRow:
    row = session.get(SuggestionRow, suggestion_id)
    if row is None:
        raise UnknownSuggestion(id=suggestion_id)
    return row


def proposals_query() -> Select[SuggestionRow, datetime, SourceRow, str, ParticipantRow, str | None]:
    """Return the query of current and decided proposals with all that `as_proposal` takes."""
    told = (SuggestionRow, col(RunRow.started_at), SourceRow, col(CaseRow.name), ParticipantRow)
    return (
        select(*told, col(TurnRow.level))
        .join(RunRow, col(RunRow.id) == col(SuggestionRow.run_id))
        .join(SourceRow, col(SourceRow.id) == col(SuggestionRow.source_id))
        .join(CaseRow, col(CaseRow.id) == col(SourceRow.case_id))
        .join(TurnRow, begins_in(SuggestionRow, TurnRow), isouter=True)
        .join(ParticipantRow, col(ParticipantRow.id) == col(TurnRow.participant_id), isouter=True)
        .where(col(SourceRow.deleted_at).is_(None), col(SuggestionRow.superseded_at).is_(None))
    )


def _about(codes: Sequence[str], source_ids: Sequence[str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if codes:
        conditions.append(col(SuggestionRow.code_id).in_(codes))
    if source_ids:
        conditions.append(col(SuggestionRow.source_id).in_(source_ids))
    return conditions


def as_proposal(
    row: SuggestionRow,
    created: datetime,
    source: SourceRow,
    case: str,
    who: ParticipantRow | None,
    *,
    level: str | None,
) -> Proposal:
    return Proposal(
        suggestion=as_suggestion(row),
        run_id=row.run_id,
        created=created,
        verdict=Verdict(row.verdict),
        source_name=source.name,
        case=case,
        level=level or (who.level if who else None) or source.level,
        wave=source.wave,
        speaker=who.name if who else "",
        role=who.role if who else "",
    )


def _place_values(suggestion: Suggestion) -> dict[str, object]:
    return {
        "source_id": suggestion.source_id,
        "start": suggestion.span.start,
        "end": suggestion.span.end,
        "code_id": suggestion.code_id,
        "verdict": Verdict.PENDING.value,
    }
