"""Who speaks in each turn and from which level: it follows from participants, roles and passages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.domain.codebook import Level
from casecoding.domain.passages import passage_at
from casecoding.domain.roles import with_level_by_role
from casecoding.domain.source import Participant, Passage
from casecoding.store.codings import retell_codings
from casecoding.store.history import Change
from casecoding.store.mapping import as_participant, as_passage
from casecoding.store.tables import ParticipantRow, PassageRow, SourceRow, TurnRow
from casecoding.store.tallies import say_retold


def list_participant_rows(session: Session, source_id: str) -> list[ParticipantRow]:
    query = select(ParticipantRow).where(col(ParticipantRow.source_id) == source_id)
    return list(session.scalars(query.order_by(col(ParticipantRow.position))))


def list_passage_rows(session: Session, source_id: str) -> list[PassageRow]:
    query = select(PassageRow).where(
        col(PassageRow.source_id) == source_id, col(PassageRow.deleted_at).is_(None)
    )
    return list(session.scalars(query.order_by(col(PassageRow.first))))


def save_participants(session: Session, source_id: str, participants: Iterable[Participant]) -> None:
    """Store what is said of these participants of a source, found by their labels."""
    rows = {row.label: row for row in list_participant_rows(session, source_id)}
    for who in participants:
        row = rows.get(who.label)
        if row:
            row.name, row.role, row.interviewer = who.name, who.role, who.interviewer
            row.level, row.level_from_role = who.level, who.level_from_role
            same = rows.get(who.same_as or "")
            row.merged_into = same.id if same and same is not row else None


def renew_levels(session: Session, levels: Iterable[Level], *, source_id: str | None = None) -> None:
    """Give every participant, or those of one source, the level of the role, where no person chose one."""
    decides = select(col(SourceRow.id)).where(col(SourceRow.level_for_all), col(SourceRow.level).is_not(None))
    deciding = set(session.scalars(decides))
    speakers = select(ParticipantRow)
    if source_id:
        speakers = speakers.where(col(ParticipantRow.source_id) == source_id)
    known = tuple(levels)
    for row in session.scalars(speakers):
        who = as_participant(row, {})
        who = with_level_by_role(who, known, source_decides=row.source_id in deciding)
        row.level, row.level_from_role = who.level, who.level_from_role


def save_passages(
    session: Session, source_id: str, passages: Iterable[Passage], *, make_id: Callable[[], str], at: datetime
) -> None:
    """Make these the passages of a source; those it had and that are not among them are taken away."""
    ids = {row.label: row.id for row in list_participant_rows(session, source_id)}
    labels = {row_id: label for label, row_id in ids.items()}
    standing = {as_passage(row, labels): row for row in list_passage_rows(session, source_id)}
    wanted = tuple(passages)
    for passage, row in standing.items():
        if passage not in wanted:
            row.deleted_at = at
    for passage in wanted:
        if passage not in standing:
            session.add(_passage_row(passage, make_id(), source_id, ids))
    renew_speakers(session, source_id)


def renew_speakers(session: Session, source_id: str) -> None:
    """Work out anew who speaks in each turn of a source and from which level, and whom its codings quote."""
    session.flush()
    for turn, participant_id, level in work_out(session, source_id):
        turn.participant_id, turn.level = participant_id, level
    session.flush()
    retell_codings(session, source_id)
    say_retold(session, source_id)


def work_out(session: Session, source_id: str) -> Iterator[tuple[TurnRow, str | None, str | None]]:
    """Give each turn of a source with the participant who speaks in it and the level a passage says."""
    who_is = _merged({row.id: row.merged_into for row in list_participant_rows(session, source_id)})
    labels = {row_id: row_id for row_id in who_is}
    passages = [as_passage(row, labels) for row in list_passage_rows(session, source_id)]
    turns = select(TurnRow).where(col(TurnRow.source_id) == source_id).order_by(col(TurnRow.number))
    for turn in session.scalars(turns):
        passage = passage_at(passages, turn.number)
        told = (passage.label if passage else None) or turn.read_participant_id
        yield turn, who_is.get(told, told) if told else None, passage.level if passage else None


def renew_after(session: Session, changes: Sequence[Change]) -> None:
    """Work out anew who speaks in the sources whose participants or passages were put back."""
    touched = set()
    for table in (ParticipantRow, PassageRow):
        ids = [change.row_id for change in changes if change.table == table.__tablename__]
        touched |= set(session.scalars(select(col(table.source_id)).where(col(table.id).in_(ids))))
    for source_id in sorted(touched):
        renew_speakers(session, source_id)


def _merged(into: Mapping[str, str | None]) -> dict[str, str]:
    """Return participant -> the one who speaks for them at the end of the chain."""
    found = {}
    for row_id in into:
        at, seen = row_id, {row_id}
        while (following := into.get(at)) and following not in seen:
            at = following
            seen.add(at)
        found[row_id] = at
    return found


def _passage_row(passage: Passage, row_id: str, source_id: str, ids: Mapping[str, str]) -> PassageRow:
    return PassageRow(
        id=row_id,
        source_id=source_id,
        first=passage.first,
        last=passage.last,
        participant_id=ids[passage.label] if passage.label else None,
        level=passage.level,
        note=passage.note,
    )
