"""What a matrix counts, voice by voice: the tallies where whole codes add up, else the pieces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import Label, SQLColumnExpression
from sqlalchemy.sql.selectable import Subquery
from sqlmodel import Session, col

from casecoding.aggregating.matrix import Axis, Dimension
from casecoding.domain.codebook import CodeKind
from casecoding.domain.selection import Selection
from casecoding.store.tables import CodeRow, CoderRow
from casecoding.store.tally_sources import added
from casecoding.store.tally_tables import WHOEVER, PieceRow, ShortRow, TallyRow

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


def tallied(session: Session, axes: Axes, selection: Selection) -> Subquery:
    """Return codings, touched turns and characters of each voice, by the axes that part codings."""
    counted = _counted(session, axes, selection)
    return _from_tallies(axes, counted) if counted.grain else _from_pieces(axes, counted)


def counted_pieces(session: Session, axis: Dimension, selection: Selection) -> Counted:
    """Return which codes and coders are counted where codes or themes stand on an axis."""
    return _counted(session, (axis, None, None), selection)


def key_names(session: Session) -> dict[int, str]:
    """Return what the numbers of codes, themes and coders stand for; coders by their names."""
    query = select(col(ShortRow.number), func.coalesce(col(CoderRow.name), col(ShortRow.id)))
    return dict(
        session.execute(query.join(CoderRow, col(CoderRow.id) == col(ShortRow.id), isouter=True)).all()
    )


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


def _of_codes(
    query: Select[*tuple[Any, ...]], counted: Counted, code: SQLColumnExpression[int]
) -> Select[*tuple[Any, ...]]:
    return query if counted.all_codes else query.where(code.in_([one.number for one in counted.codes]))


def _of_coders(axes: Axes, counted: Counted) -> ColumnElement[bool]:
    coder = col(TallyRow.coder)
    if counted.coders:
        return coder.in_(counted.coders)
    return coder > WHOEVER if Dimension.CODER in axes else coder == WHOEVER


def _tally_keys(axes: Axes, table: type[TallyRow | PieceRow]) -> list[SQLColumnExpression[Any]]:
    """Return the columns of `table` that stand on the axes."""
    wanted = {
        "theme": Dimension.THEME in axes,
        "code": bool(BY_CODE & set(axes)),
        "coder": Dimension.CODER in axes,
    }
    return [col(getattr(table, name)) for name, is_wanted in wanted.items() if is_wanted]


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
