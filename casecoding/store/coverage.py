"""The material source by source and level by level, and how far it is coded."""

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import and_, case, func, select
from sqlmodel import Session, col

from casecoding.aggregating.coverage import Stretch
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.domain.suggestion import Verdict
from casecoding.store.counting import count_in_stretches
from casecoding.store.suggestions import are_open
from casecoding.store.tables import CaseRow, SourceRow, SuggestionRow
from casecoding.store.tally_tables import VoiceRow
from casecoding.store.voices import key_of_voice, selected_voices


def list_stretches(session: Session, selection: Selection) -> tuple[Stretch, ...]:
    """Return every source and level in which something could be coded, by case, wave and name."""
    coded = {(one.source_id, one.level): one for one in count_in_stretches(session, selection)}
    coders: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in count_in_stretches(session, selection, by_coder=True):
        if one.codings:
            coders[one.source_id, one.level][one.coder] = one.codings
    suggested = _suggestions(session)
    found = []
    for stretch in _material(session, selection):
        key = (stretch.source_id, stretch.level)
        counted = coded.get(key)
        decided, number = suggested.get(stretch.source_id, (0, 0))
        found.append(
            replace(
                stretch,
                coded_turns=counted.turns if counted else 0,
                codings=counted.codings if counted else 0,
                coders=coders.get(key),
                decided=decided,
                suggested=number,
            )
        )
    return tuple(found)


def _material(session: Session, selection: Selection) -> list[Stretch]:
    keys = (
        col(SourceRow.id),
        col(SourceRow.name),
        col(CaseRow.name),
        key_of_voice(Dimension.LEVEL),
        col(SourceRow.wave),
        col(SourceRow.kind),
    )
    sums = (func.sum(col(VoiceRow.turns)), func.sum(col(VoiceRow.words)))
    query = selected_voices(select(*keys, *sums), selection).where(col(VoiceRow.turns) > 0)
    rows = session.execute(
        query.group_by(*keys).order_by(col(CaseRow.name), col(SourceRow.wave), col(SourceRow.name))
    )
    return [
        Stretch(source_id, name, where, level, wave, SourceKind(kind), int(turns), int(words))
        for source_id, name, where, level, wave, kind, turns, words in rows
    ]


def _suggestions(session: Session) -> dict[str, tuple[int, int]]:
    """Return source id -> suggestions that a person decided, and those with the ones that wait."""
    is_decided = case((col(SuggestionRow.verdict) != Verdict.PENDING.value, 1), else_=0)
    waits = case((and_(*are_open()), 1), else_=0)
    query = select(col(SuggestionRow.source_id), func.sum(is_decided), func.sum(waits))
    found = session.execute(query.group_by(col(SuggestionRow.source_id)))
    return {source_id: (int(decided), int(decided + waiting)) for source_id, decided, waiting in found}
