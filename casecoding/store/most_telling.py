"""The most telling quotations: those that most coders gave the theme, then the longest."""

from itertools import islice

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casecoding.domain.selection import Selection
from casecoding.store.queries import selected_codings
from casecoding.store.tables import CodeRow, CoderRow, CodingRow

AT_ONCE = 200  # quotations whose agreement is asked for together
LENGTH = col(CodingRow.end) - col(CodingRow.start)


def most_telling(session: Session, selection: Selection, *, number: int) -> set[str]:
    """Return the ids of so many, and of those that tie with the last.

    How many coders agree is asked for from the longest quotation on, and no further than where no
    shorter one could come before: when so many have all the coders of their theme behind them.
    """
    everyone = _coders_of_any_theme(session, selection)
    query = selected_codings(select(col(CodingRow.id), LENGTH), selection).order_by(LENGTH.desc())
    waiting = iter(session.execute(query).all())
    ranked: list[tuple[int, int, str]] = []
    while batch := list(islice(waiting, AT_ONCE)):
        longest = batch[0][1]
        if len(ranked) >= number and ranked[number - 1][:2] > (everyone, longest):
            break
        lengths = dict(map(tuple, batch))
        agreed = selected_codings(select(col(CodingRow.id), coders_who_agree(selection)), selection)
        found = session.execute(agreed.where(col(CodingRow.id).in_(lengths)))
        ranked = sorted([*ranked, *((coders, lengths[one], one) for one, coders in found)], reverse=True)
    last = ranked[number - 1][:2] if len(ranked) >= number else (0, 0)
    return {one for coders, length, one in ranked if (coders, length) >= last}


def coders_who_agree(selection: Selection) -> ColumnElement[int]:
    """Return how many coders gave a coding's theme to words that overlap its own.

    Only the selection's coders are asked, so that who codes blind learns nothing of the others.
    """
    other, code, coder = aliased(CodingRow), aliased(CodeRow), aliased(CoderRow)
    query = (
        select(func.count(distinct(col(other.coder_id))))
        .join(code, col(code.id) == col(other.code_id))
        .join(coder, col(coder.id) == col(other.coder_id))
        .where(
            col(other.source_id) == col(CodingRow.source_id),
            col(other.start) < col(CodingRow.end),
            col(other.end) > col(CodingRow.start),
            col(other.deleted_at).is_(None),
            col(code.theme_id) == col(CodeRow.theme_id),
        )
    )
    if selection.coders:
        query = query.where(col(coder.name).in_(selection.coders))
    return query.correlate(CodingRow, CodeRow).scalar_subquery()


def _coders_of_any_theme(session: Session, selection: Selection) -> int:
    """Return how many of the selection's coders have coded at all."""
    query = select(func.count(distinct(col(CodingRow.coder_id)))).join(
        CoderRow, col(CoderRow.id) == col(CodingRow.coder_id)
    )
    if selection.coders:
        query = query.where(col(CoderRow.name).in_(selection.coders))
    return session.scalar(query) or 0
