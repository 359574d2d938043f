"""The selected codings as excerpts: each with the words around it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from sqlalchemy import inspect, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.store.mapping import as_coding
from casecoding.store.queries import TELLING, selected_codings
from casecoding.store.tables import CaseRow, CoderRow, CodingRow, ParticipantRow, SourceRow, TurnRow

BY_PLACE = (
    col(CaseRow.name),
    col(SourceRow.wave),
    col(SourceRow.name),
    col(CodingRow.source_id),
    col(CodingRow.start),
    col(CodingRow.end),
    col(CodingRow.id),
)


@dataclass(slots=True)
class Surroundings:
    """What stands around the codings of one source: its text, its turns and all its codings by place."""

    text: str
    turns: list[TurnRow] = field(default_factory=list)
    codings: list[tuple[int, int, str]] = field(default_factory=list)

    def turns_touched(self, start: int, end: int) -> list[TurnRow]:
        first = bisect_right(self.turns, start, key=lambda turn: turn.end)
        return self.turns[first : bisect_left(self.turns, end, key=lambda turn: turn.start)]

    def codes_touched(self, start: int, end: int) -> set[str]:
        upto = bisect_left(self.codings, end, key=lambda coding: coding[0])
        return {code for _, last, code in self.codings[:upto] if start < last}


def list_excerpts(
    session: Session, selection: Selection, *, limit: int | None = None, offset: int = 0
) -> tuple[Excerpt, ...]:
    """Return the selected codings as excerpts, by case, wave, source and place."""
    wanted = select(
        CodingRow, SourceRow, col(CaseRow.name), ParticipantRow, col(CoderRow.name), col(TELLING.level)
    )
    query = selected_codings(wanted, selection).order_by(*BY_PLACE).limit(limit).offset(offset)
    found = session.execute(query.options(defer(inspect(SourceRow).attrs["text"].class_attribute))).all()
    around = _surroundings(session, {row[0].source_id for row in found})
    return tuple(_excerpt(*row[:-1], level=row[-1], around=around[row[0].source_id]) for row in found)


def _surroundings(session: Session, source_ids: set[str]) -> dict[str, Surroundings]:
    texts = select(col(SourceRow.id), col(SourceRow.text)).where(col(SourceRow.id).in_(source_ids))
    around = {source_id: Surroundings(text) for source_id, text in session.execute(texts)}
    turns = select(TurnRow).where(col(TurnRow.source_id).in_(source_ids)).order_by(col(TurnRow.number))
    for turn in session.scalars(turns):
        around[turn.source_id].turns.append(turn)
    spans = (
        select(col(CodingRow.source_id), col(CodingRow.start), col(CodingRow.end), col(CodingRow.code_id))
        .where(col(CodingRow.source_id).in_(source_ids), col(CodingRow.deleted_at).is_(None))
        .order_by(col(CodingRow.start))
    )
    for source_id, start, end, code_id in session.execute(spans):
        around[source_id].codings.append((start, end, code_id))
    return around


def _excerpt(
    row: CodingRow,
    source: SourceRow,
    case: str,
    who: ParticipantRow | None,
    coder: str,
    *,
    level: str | None,
    around: Surroundings,
) -> Excerpt:
    touched = around.turns_touched(row.start, row.end)
    first, last = (touched[0], touched[-1]) if touched else (None, None)
    return Excerpt(
        coding=as_coding(row),
        quote=around.text[row.start : row.end],
        before=around.text[min(first.start, row.start) : row.start] if first else "",
        after=around.text[row.end : max(last.end, row.end)] if last else "",
        source_name=source.name,
        case=case,
        level=level or (who.level if who else None) or source.level,
        wave=source.wave,
        kind=SourceKind(source.kind),
        speaker=who.name if who else "",
        role=who.role if who else "",
        interviewer=who.interviewer if who else False,
        coder=coder,
        first_turn=first.number if first else row.turn or 0,
        last_turn=last.number if last else row.turn or 0,
        time=first.time if first else None,
        other_codes=tuple(sorted(around.codes_touched(row.start, row.end) - {row.code_id})),
    )
