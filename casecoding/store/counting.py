"""Counting in SQL over tallies: one group-by, whose records are as small as the table they make."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, distinct, func, literal, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import Label, SQLColumnExpression
from sqlalchemy.sql.selectable import Subquery
from sqlmodel import Session, col

from casecoding.aggregating.matrix import Axis, Count, Dimension, Material
from casecoding.domain.codebook import CodeKind
from casecoding.domain.selection import EVERYTHING, EVIDENCE, Selection
from casecoding.store.queries import selected_codings
from casecoding.store.tables import CodeRow, CoderRow
from casecoding.store.tally_sources import added
from casecoding.store.tally_tables import WHOEVER, PieceRow, ShortRow, TallyRow, VoiceRow
from casecoding.store.voices import key_of_voice, selected_voices

NOBODY = -1
CODE_COLUMNS = {
    Dimension.THEME: "theme",
    Dimension.CODE: "code",
    Dimension.QUESTION: "code",
    Dimension.CODER: "coder",
}
BY_CODE = frozenset({Dimension.CODE, Dimension.QUESTION})
Axes = tuple[Axis | None, Axis | None, Axis | None]  # rows, columns, panels


@dataclass(frozen=True, slots=True)
class CodeNumber:
    """A code by its numbers in the tallies."""

    id: str
    number: int
    theme: int
    kind: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Which codes and coders are counted; `grain` names the tallies' columns, None where none fits."""

    codes: tuple[CodeNumber, ...]
    all_codes: bool
    coders: tuple[int, ...]
    grain: str | None


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
    counted = _counted(session, axes, selection)
    tallied = _tallied(axes, counted)
    keys, voices = _voices(axes, selection, tallied)
    query = (
        select(
            *keys,
            func.sum(tallied.c.codings),
            func.count(distinct(voices.c.source)),
            func.sum(tallied.c.turns),
            func.count(distinct(voices.c.speaker)),
            func.sum(tallied.c.characters),
        )
        .join_from(tallied, voices, voices.c.number == tallied.c.voice)
        .where(tallied.c.codings + tallied.c.turns > 0)
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
    return {one.row: one.codings for one in count_codings(session, Dimension.CODE, None, EVERYTHING)}


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
    tallied = _tallied(axes, _counted(session, axes, selection))
    level: Label[str] = key_of_voice(Dimension.LEVEL).label("level")
    voices = selected_voices(
        select(col(VoiceRow.number), col(VoiceRow.source_id), level), selection
    ).subquery()
    keys = [voices.c.source_id, voices.c.level, *([tallied.c.coder] if by_coder else [])]
    query = (
        select(func.sum(tallied.c.codings), func.sum(tallied.c.turns), *keys)
        .join_from(tallied, voices, voices.c.number == tallied.c.voice)
        .group_by(*keys)
    )
    ids = key_names(session) if by_coder else {}
    return tuple(
        StretchCount(source_id, level, int(codings), int(turns), ids[coder[0]] if coder else "")
        for codings, turns, source_id, level, *coder in session.execute(query)
        if codings or turns
    )


def _tallied(axes: Axes, counted: Counted) -> Subquery:
    return _from_tallies(axes, counted) if counted.grain else _from_pieces(axes, counted)


def _from_tallies(axes: Axes, counted: Counted) -> Subquery:
    """Return voice by voice what is counted, of the tallies in which whole codes, themes or kinds add up."""
    keys = [*_tally_keys(axes, TallyRow), col(TallyRow.voice)]
    told: list[Label[int]] = [
        col(TallyRow.codings).label("codings"),
        col(getattr(TallyRow, f"turns_of_{counted.grain}")).label("turns"),
        col(getattr(TallyRow, f"characters_of_{counted.grain}")).label("characters"),
    ]
    if BY_CODE & set(axes):  # there is one tally of a code, a voice and a coder
        query = select(*keys, *told)
    else:
        query = select(*keys, *(func.sum(one).label(one.name) for one in told)).group_by(*keys)
    return _of_codes(query.where(_of_coders(axes, counted)), counted, col(TallyRow.code)).subquery()


def _from_pieces(axes: Axes, counted: Counted) -> Subquery:
    """Return voice by voice what is counted, where only some of a theme's codes or of the coders are."""
    keys = _tally_keys(axes, PieceRow)
    first, new = added(keys)
    query = select(
        col(PieceRow.voice), *keys, col(PieceRow.codings), first.label("turns"), new.label("characters")
    )
    if counted.coders:
        query = query.where(col(PieceRow.coder).in_(counted.coders))
    found = _of_codes(query, counted, col(PieceRow.code)).subquery()
    by = [one for one in found.c if one.name not in {"codings", "turns", "characters"}]
    sums = [func.sum(found.c[name]).label(name) for name in ("codings", "turns", "characters")]
    return select(*by, *sums).group_by(*by).subquery()


def codes_by_source(session: Session, axis: Dimension, selection: Selection) -> dict[str, frozenset[str]]:
    """Return source id -> the codes, or themes, that are selected in it."""
    axes: Axes = (axis, None, None)
    tallied = _tallied(axes, _counted(session, axes, selection))
    voices = selected_voices(select(col(VoiceRow.number), col(VoiceRow.source_id)), selection).subquery()
    query = (
        select(voices.c.source_id, tallied.c[CODE_COLUMNS[axis]])
        .join_from(tallied, voices, voices.c.number == tallied.c.voice)
        .where(tallied.c.codings > 0)
        .distinct()
    )
    names, found = key_names(session), defaultdict[str, set[str]](set)
    for source_id, number in session.execute(query):
        found[source_id].add(names[number])
    return {source_id: frozenset(codes) for source_id, codes in found.items()}


def selected_marks(session: Session, axis: Dimension, selection: Selection) -> Subquery:
    """Return what is marked, each place of a turn once a key of the axis, whoever marked it.

    Its columns are `source_id`, `voice`, `turn`, `key` (a number that `key_names` tells), `start`, `end`.
    """
    counted = _counted(session, (axis, None, None), selection)
    key: Label[int] = col(getattr(PieceRow, CODE_COLUMNS[axis])).label("key")
    place = (col(PieceRow.voice), col(PieceRow.turn), key, col(PieceRow.start), col(PieceRow.end))
    voices = selected_voices(select(col(VoiceRow.number), col(VoiceRow.source_id)), selection).subquery()
    query = (
        select(voices.c.source_id, *place)
        .join_from(PieceRow, voices, voices.c.number == col(PieceRow.voice))
        .where(col(PieceRow.end) > 0)
        .distinct()
    )
    if counted.coders:
        query = query.where(col(PieceRow.coder).in_(counted.coders))
    return _of_codes(query, counted, col(PieceRow.code)).subquery()


def _of_codes(
    query: Select[*tuple[Any, ...]], counted: Counted, code: SQLColumnExpression[int]
) -> Select[*tuple[Any, ...]]:
    return query if counted.all_codes else query.where(code.in_([one.number for one in counted.codes]))


def _of_coders(axes: Axes, counted: Counted) -> ColumnElement[bool]:
    coder = col(TallyRow.coder)
    if counted.coders:
        return coder.in_(counted.coders)
    return coder != WHOEVER if Dimension.CODER in axes else coder == WHOEVER


def _tally_keys(axes: Axes, table: type[TallyRow | PieceRow]) -> list[SQLColumnExpression[Any]]:
    """Return the columns of `table` that stand on the axes."""
    wanted = {
        "theme": Dimension.THEME in axes,
        "code": bool(BY_CODE & set(axes)),
        "coder": Dimension.CODER in axes,
    }
    return [col(getattr(table, name)) for name, is_wanted in wanted.items() if is_wanted]


def _voices(axes: Axes, selection: Selection, tallied: Subquery) -> tuple[list[Label[Any]], Subquery]:
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
        keys.append((tallied.c[name] if name else voices.c[f"key{place}"]).label(f"axis{place}"))
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


def _counted(session: Session, axes: Axes, selection: Selection) -> Counted:
    every = _code_numbers(session)
    chosen = tuple(one for one in every if _is_selected(one, selection))
    coders = _coders(session, selection)
    grain = _grain(axes, chosen, every)
    if len(coders) > 1 and Dimension.CODER not in axes:
        grain = None
    return Counted(chosen, len(chosen) == len(every), coders, grain)


def _grain(axes: Axes, chosen: Sequence[CodeNumber], every: Sequence[CodeNumber]) -> str | None:
    """Return within what a turn is to be counted once: the key on an axis, else all the codes chosen."""
    if BY_CODE & set(axes):
        return "code"
    themes = {one.theme for one in chosen}
    whole = all(one in chosen for one in every if one.theme in themes)
    if Dimension.THEME in axes:
        return "theme" if whole else "code" if len(themes) == len(chosen) else None
    if len(chosen) <= 1:
        return "code"
    if len(themes) == 1 and whole:
        return "theme"
    kinds = {one.kind for one in chosen}
    return "kind" if len(kinds) == 1 and all(one in chosen for one in every if one.kind in kinds) else None


def _is_selected(code: CodeNumber, selection: Selection) -> bool:
    named = selection.codes or selection.exact_codes
    if selection.structure:
        of_kind = code.kind == CodeKind.STRUCTURE
    else:
        of_kind = selection.structure is None or bool(named) or code.kind == CodeKind.THEME
    exact = not selection.exact_codes or code.id in selection.exact_codes
    below = not selection.codes or any(f"{code.id}.".startswith(f"{one}.") for one in selection.codes)
    return of_kind and exact and below


def _code_numbers(session: Session) -> tuple[CodeNumber, ...]:
    code, theme = aliased(ShortRow), aliased(ShortRow)
    query = (
        select(col(CodeRow.id), col(code.number), col(theme.number), col(CodeRow.kind))
        .join(code, col(code.id) == col(CodeRow.id))
        .join(theme, col(theme.id) == col(CodeRow.theme_id))
    )
    return tuple(CodeNumber(*one) for one in session.execute(query))


def _coders(session: Session, selection: Selection) -> tuple[int, ...]:
    """Return the numbers of the coders that are selected; none where all are."""
    query = select(col(ShortRow.number), col(CoderRow.name)).join(
        CoderRow, col(CoderRow.id) == col(ShortRow.id)
    )
    names = dict(session.execute(query).all())
    chosen = tuple(number for number, name in names.items() if name in selection.coders)
    if selection.coders and not chosen:
        return (NOBODY,)
    return () if len(chosen) == len(names) else chosen


def key_names(session: Session) -> dict[int, str]:
    """Return what the numbers of codes, themes and coders stand for; coders by their names."""
    query = select(col(ShortRow.number), func.coalesce(col(CoderRow.name), col(ShortRow.id)))
    return dict(
        session.execute(query.join(CoderRow, col(CoderRow.id) == col(ShortRow.id), isouter=True)).all()
    )


def _parts_codings(axes: Axes) -> bool:
    return any(axis in CODE_COLUMNS for axis in axes)
