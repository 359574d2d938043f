"""Counting in SQL over tallies: one group-by, whose records are as small as the table they make."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, distinct, func, literal, select
from sqlalchemy.sql.elements import Label, SQLColumnExpression
from sqlalchemy.sql.selectable import Subquery
from sqlmodel import Session, col

from casecoding.aggregating.matrix import Axis, Count, Dimension, Material
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.store.packed import Packed, unpacked
from casecoding.store.queries import selected_codings
from casecoding.store.tables import SourceRow
from casecoding.store.tallied import CODE_COLUMNS, Axes, key_names, tallied
from casecoding.store.tally_tables import WHOEVER, ShortRow, TallyRow, VoiceRow
from casecoding.store.voices import key_of_voice, selected_voices


@dataclass(frozen=True, slots=True)
class StretchCount:
    """What is coded in a source as far as it speaks from one level; `coder` "" is whoever."""

    source_id: str
    level: str
    codings: int
    turns: int
    coder: str = ""


def count_codings(
    session: Session,
    rows: Axis | None,
    columns: Axis | None,
    selection: Selection,
    *,
    panels: Axis | None = None,
) -> tuple[Count, ...]:
    """Return codings, distinct sources, speakers, touched turns and characters per row, column and panel.

    An axis of None has the one key "".
    """
    axes = (rows, columns, panels)
    parts = tallied(session, axes, selection)
    keys, voices = _voices(axes, selection, parts)
    query = (
        select(
            *keys,
            func.sum(parts.c.codings),
            func.count(distinct(voices.c.source)),
            func.sum(parts.c.turns),
            func.count(distinct(voices.c.speaker)),
            func.sum(parts.c.characters),
        )
        .join_from(parts, voices, voices.c.number == parts.c.voice)
        .where(parts.c.codings + parts.c.turns > 0)
        .group_by(*keys)
    )
    ids = key_names(session) if _parts_codings(axes) else {}
    found = ([*(ids.get(key, key) for key in one[:3]), *map(int, one[3:])] for one in session.execute(query))
    return tuple(
        Count(row, column, codings, sources, turns, participants, characters, panel)
        for row, column, panel, codings, sources, turns, participants, characters in found
        if codings or turns
    )


def count_material(
    session: Session,
    rows: Axis | None,
    columns: Axis | None,
    selection: Selection,
    *,
    panels: Axis | None = None,
) -> tuple[Material, ...]:
    """Return turns, words and sources that could have been coded, by the axes that divide them."""
    keys = _voice_keys((rows, columns, panels))
    query = select(
        *keys,
        func.sum(col(VoiceRow.turns)),
        func.sum(col(VoiceRow.words)),
        func.count(distinct(col(VoiceRow.source_id))),
        func.sum(col(VoiceRow.characters)),
    )
    query = selected_voices(query, selection).where(col(VoiceRow.turns) > 0).group_by(*keys)
    return tuple(
        Material(row, column, int(turns), int(words), sources, int(characters), panel)
        for row, column, panel, turns, words, sources, characters in session.execute(query)
    )


def material_keys(session: Session, axis: Axis, selection: Selection) -> list[str]:
    """Return the keys of an axis that have material, in alphabetical order."""
    return sorted({one.row for one in count_material(session, axis, None, selection)})


def count_selected(session: Session, selection: Selection) -> int:
    """Return the number of selected codings."""
    if selection.stances:
        return session.scalar(selected_codings(select(func.count()), selection)) or 0
    return sum(one.codings for one in count_codings(session, None, None, selection))


def count_by_code(session: Session) -> dict[str, int]:
    """Return code id -> living codings in the whole study."""
    query = (
        select(col(ShortRow.id), func.sum(col(TallyRow.codings)))
        .join(ShortRow, col(ShortRow.number) == col(TallyRow.code))
        .join(VoiceRow, col(VoiceRow.number) == col(TallyRow.voice))
        .join(SourceRow, col(SourceRow.id) == col(VoiceRow.source_id))
        .where(col(TallyRow.coder) == WHOEVER, col(SourceRow.deleted_at).is_(None))
        .group_by(col(ShortRow.id))
    )
    return {code: int(codings) for code, codings in session.execute(query) if codings}


def has_codings(session: Session) -> bool:
    """Tell whether anything is coded."""
    return session.scalar(select(col(TallyRow.voice)).where(col(TallyRow.codings) > 0).limit(1)) is not None


def coded_turns_by_source(session: Session) -> dict[str, int]:
    """Return source id -> participants' turns that hold a coding."""
    counted = count_by_source(session, EVIDENCE)
    return {source_id: turns for source_id, (_, turns) in counted.items() if turns}


def count_by_source(session: Session, selection: Selection) -> dict[str, tuple[int, int]]:
    """Return source id -> selected codings, and turns they touch."""
    found: dict[str, tuple[int, int]] = {}
    for one in count_in_stretches(session, selection):
        codings, turns = found.get(one.source_id, (0, 0))
        found[one.source_id] = codings + one.codings, turns + one.turns
    return found


def count_in_stretches(
    session: Session, selection: Selection, *, by_coder: bool = False
) -> tuple[StretchCount, ...]:
    """Return the selected codings of each source and level, and the turns they touch; each coder's apart."""
    axes: Axes = (Dimension.CODER if by_coder else None, None, None)
    parts = tallied(session, axes, selection)
    level: Label[str] = key_of_voice(Dimension.LEVEL).label("level")
    voices = selected_voices(
        select(col(VoiceRow.number), col(VoiceRow.source_id), level), selection
    ).subquery()
    keys = [voices.c.source_id, voices.c.level, *([parts.c.coder] if by_coder else [])]
    query = (
        select(func.sum(parts.c.codings), func.sum(parts.c.turns), *keys)
        .join_from(parts, voices, voices.c.number == parts.c.voice)
        .group_by(*keys)
    )
    ids = key_names(session) if by_coder else {}
    return tuple(
        StretchCount(source_id, level, int(codings), int(turns), ids[coder[0]] if coder else "")
        for codings, turns, source_id, level, *coder in session.execute(query)
        if codings or turns
    )


def codes_by_source(session: Session, axis: Dimension, selection: Selection) -> dict[str, frozenset[str]]:
    """Return source id -> the codes, or themes, that are selected in it."""
    axes: Axes = (axis, None, None)
    parts = tallied(session, axes, selection)
    voices = selected_voices(select(col(VoiceRow.number), col(VoiceRow.source_id)), selection).subquery()
    query = (
        select(voices.c.source_id, Packed(parts.c[CODE_COLUMNS[axis]]))
        .join_from(parts, voices, voices.c.number == parts.c.voice)
        .where(parts.c.codings > 0)
        .group_by(voices.c.source_id)
    )
    names = key_names(session)
    return {
        source_id: frozenset(names[number] for number in unpacked([codes]).tolist())
        for source_id, codes in session.execute(query)
    }


def _voices(axes: Axes, selection: Selection, parts: Subquery) -> tuple[list[Label[Any]], Subquery]:
    """Return the keys of the axes, and the selected voices that some of them belong to."""
    own = _voice_keys(axes)
    query = select(
        col(VoiceRow.number),
        _first_voice(col(VoiceRow.source_id)).label("source"),
        case(
            (col(VoiceRow.participant_id).is_(None), None), else_=_first_voice(col(VoiceRow.participant_id))
        ).label("speaker"),
        *own,
    )
    voices = selected_voices(query, selection).subquery()
    keys: list[Label[Any]] = []
    for place, axis in enumerate(axes):
        name = CODE_COLUMNS.get(axis) if isinstance(axis, Dimension) else None
        keys.append((parts.c[name] if name else voices.c[f"key{place}"]).label(f"axis{place}"))
    return keys, voices


def _first_voice(of: SQLColumnExpression[Any]) -> SQLColumnExpression[Any]:
    """Return the first number of the voices with the same id: a number is counted faster than an id."""
    return func.min(col(VoiceRow.number)).over(partition_by=of)


def _voice_keys(axes: Axes) -> list[Label[str]]:
    """Return the axes' keys of a voice, "" where an axis is none or parts codings alone."""
    return [
        (literal("") if axis is None else key_of_voice(axis)).label(f"key{place}")
        for place, axis in enumerate(axes)
    ]


def _parts_codings(axes: Axes) -> bool:
    return any(axis in CODE_COLUMNS for axis in axes)
