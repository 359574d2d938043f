"""The selected codings as excerpts: each with the words around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sqlalchemy import Select, inspect, select
from sqlalchemy.orm import defer
from sqlalchemy.sql.elements import SQLColumnExpression
from sqlmodel import Session, col

from casecoding.domain.excerpt import Excerpt
from casecoding.domain.search import Search
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.store.counting import count_by_source
from casecoding.store.mapping import as_coding
from casecoding.store.matching import codings_matching
from casecoding.store.most_telling import LENGTH, coders_who_agree, most_telling
from casecoding.store.pages import BY_SOURCE, sources_on_page
from casecoding.store.queries import TELLING, selected_codings
from casecoding.store.sources import source_numbers
from casecoding.store.tables import CaseRow, CoderRow, CodingRow, ParticipantRow, SourceRow, TurnRow

ROWS_AT_ONCE = 1000
SOURCES_AT_ONCE = 50  # whose texts and codings are held while excerpts are cut out of them
BY_PLACE: tuple[SQLColumnExpression[Any], ...] = (
    *BY_SOURCE,
    col(CodingRow.start),
    col(CodingRow.end),
    col(CodingRow.id),
)


class Place(NamedTuple):
    """Where a turn stands."""

    number: int
    start: int
    end: int
    time: float | None


@dataclass(slots=True)
class Surroundings:
    """What stands around the codings of one source: its text, its turns and all its codings by place."""

    text: str
    number: int = 0
    turns: list[Place] = field(default_factory=list)
    codings: list[tuple[int, int, str]] = field(default_factory=list)
    farthest: list[int] = field(default_factory=list)  # the farthest end among the codings so far

    def turns_touched(self, start: int, end: int) -> list[Place]:
        first = bisect_right(self.turns, start, key=lambda turn: turn.end)
        return self.turns[first : bisect_left(self.turns, end, key=lambda turn: turn.start)]

    def codes_touched(self, start: int, end: int) -> set[str]:
        upto = bisect_left(self.codings, end, key=lambda coding: coding[0])
        found = set()
        while upto and start < self.farthest[upto - 1]:
            upto -= 1
            _, last, code = self.codings[upto]
            if start < last:
                found.add(code)
        return found


def list_excerpts(
    session: Session,
    selection: Selection,
    *,
    limit: int | None = None,
    offset: int = 0,
    most_telling_first: bool = False,
    search: Search | None = None,
) -> tuple[Excerpt, ...]:
    """Return the selected codings, those of them that a search finds, by case, wave, source and place.

    `most_telling_first` puts those before that most coders gave the theme, then the longest.
    """
    order = BY_PLACE
    if most_telling_first:
        order = (coders_who_agree(selection).desc(), LENGTH.desc(), *BY_PLACE)
    elif limit is not None and search is None and not selection.stances:
        counted = {source: codings for source, (codings, _) in count_by_source(session, selection).items()}
        sources, offset = sources_on_page(session, counted, limit=limit, offset=offset)
        selection = replace(selection, sources=sources)
    wanted = select(
        CodingRow, SourceRow, col(CaseRow.name), ParticipantRow, col(CoderRow.name), col(TELLING.level)
    )
    query = selected_codings(wanted, selection).order_by(*order).limit(limit).offset(offset)
    if most_telling_first and limit is not None and search is None:
        query = query.where(col(CodingRow.id).in_(most_telling(session, selection, number=offset + limit)))
    if search:
        query = query.where(codings_matching(search))
    found = session.execute(
        query.options(defer(inspect(SourceRow).attrs["text"].class_attribute)),
        execution_options={"yield_per": ROWS_AT_ONCE},
    )
    numbers = source_numbers(session)
    excerpts: list[Excerpt] = []
    for rows in _few_sources_at_once(found):
        around = _surroundings(session, {row[0].source_id for row in rows}, selection, numbers)
        excerpts += [_excerpt(*row[:-1], level=row[-1], around=around[row[0].source_id]) for row in rows]
    return tuple(excerpts)


def _few_sources_at_once(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Part the rows, in their order, so that the texts of few sources are held at a time."""
    part: list[Any] = []
    sources: set[str] = set()
    for row in rows:
        if row[0].source_id not in sources and len(sources) == SOURCES_AT_ONCE:
            yield part
            part, sources = [], set()
        part.append(row)
        sources.add(row[0].source_id)
    if part:
        yield part


def _surroundings(
    session: Session, source_ids: set[str], selection: Selection, numbers: Mapping[str, int]
) -> dict[str, Surroundings]:
    texts = select(col(SourceRow.id), col(SourceRow.text)).where(col(SourceRow.id).in_(source_ids))
    around = {one: Surroundings(text, numbers[one]) for one, text in session.execute(texts)}
    places = [col(getattr(TurnRow, name)) for name in ("source_id", *Place._fields)]
    turns = select(*places).where(col(TurnRow.source_id).in_(source_ids)).order_by(col(TurnRow.number))
    for source_id, *place in session.execute(turns):
        around[source_id].turns.append(Place(*place))
    for source_id, start, end, code_id in session.execute(_spans(source_ids, selection)):
        here = around[source_id]
        here.codings.append((start, end, code_id))
        here.farthest.append(max(end, here.farthest[-1] if here.farthest else 0))
    return around


def _spans(source_ids: set[str], selection: Selection) -> Select[*tuple[Any, ...]]:
    """Select the codings in these sources by place: the selection's coders' alone, as some code blind."""
    query = (
        select(col(CodingRow.source_id), col(CodingRow.start), col(CodingRow.end), col(CodingRow.code_id))
        .where(col(CodingRow.source_id).in_(source_ids), col(CodingRow.deleted_at).is_(None))
        .order_by(col(CodingRow.start))
    )
    if selection.coders:
        coders = select(col(CoderRow.id)).where(col(CoderRow.name).in_(selection.coders))
        query = query.where(col(CodingRow.coder_id).in_(coders))
    return query


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
        source_number=around.number,
        speaker_number=who.position + 1 if who else 0,
    )
