"""Summaries of themes in cases, and whether the codings under them have changed since."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.domain.selection import Selection
from casecoding.domain.source import text_hash
from casecoding.domain.summary import Summary
from casecoding.store.cases import case_id
from casecoding.store.history import newest_entry
from casecoding.store.log_tables import LogChangeRow, LogEntryRow
from casecoding.store.queries import selected_codings
from casecoding.store.tables import CaseRow, CodeRow, CoderRow, CodingRow, SourceRow, SummaryRow

Cell = tuple[str, str]  # case, theme
NO_CODINGS = text_hash("")
DECIDING = ("source", "participant", "passage", "code")  # tables by which codings come under another cell


def list_summaries(session: Session) -> dict[Cell, Summary]:
    """Return the summaries by case and theme."""
    query = (
        select(SummaryRow, col(CaseRow.name), col(CoderRow.name))
        .join(CaseRow, col(CaseRow.id) == col(SummaryRow.case_id))
        .join(CoderRow, col(CoderRow.id) == col(SummaryRow.coder_id))
        .where(col(SummaryRow.deleted_at).is_(None))
    )
    found = session.execute(query).all()
    now = _bases_now(session, {case: row for row, case, _ in found})
    return {
        (case, row.theme_id): Summary(
            case=case,
            theme=row.theme_id,
            text=row.words,
            coder=coder,
            written=row.written_at,
            is_stale=case in now and now[case].get(row.theme_id, NO_CODINGS) != row.basis,
        )
        for row, case, coder in found
    }


def put_summary(session: Session, case: str, theme: str, words: str, *, coder_id: str, at: datetime) -> None:
    """Write a cell; blank words take what stood there away."""
    where = case_id(session, case)
    row_id = _row_id(where, theme)
    row = session.get(SummaryRow, row_id)
    if not words.strip():
        if row is not None and row.deleted_at is None:
            row.deleted_at = at
        return
    if row is None:
        row = SummaryRow(
            id=row_id, case_id=where, theme_id=theme, words="", basis="", coder_id=coder_id, written_at=at
        )
        session.add(row)
    row.words, row.coder_id, row.written_at, row.deleted_at = words, coder_id, at, None
    row.basis = _bases(session, [case])[case].get(theme, NO_CODINGS)
    row.seen = newest_entry(session)


def hand_over_summaries(session: Session, theme: str, *, to: str, at: datetime) -> None:
    """Let the summaries of a theme be those of another: beside what is written there, or in its place."""
    living = (col(SummaryRow.theme_id) == theme, col(SummaryRow.deleted_at).is_(None))
    for gone in session.scalars(select(SummaryRow).where(*living)).all():
        row_id = _row_id(gone.case_id, to)
        kept = session.get(SummaryRow, row_id)
        if kept is None:
            said = gone.model_dump(exclude={"id", "theme_id"})
            session.add(SummaryRow(id=row_id, theme_id=to, **said))
        elif kept.deleted_at is not None:
            kept.words, kept.coder_id, kept.written_at = gone.words, gone.coder_id, gone.written_at
            kept.basis, kept.seen, kept.deleted_at = gone.basis, gone.seen, None
        else:
            kept.words = f"{kept.words}\n\n{gone.words}"
        gone.deleted_at = at


def _row_id(case: str, theme: str) -> str:
    return text_hash(f"{case}\n{theme}")[:16]


def _bases_now(session: Session, written: Mapping[str, SummaryRow]) -> dict[str, dict[str, str]]:
    """Return what summaries rest on now, in the cases where the log says that something happened since."""
    if not written:
        return {}
    since = min(row.seen for row in written.values())
    cases = _cases_changed(session, since, among=written)
    return _bases(session, cases) if cases else {}


def _cases_changed(session: Session, since: int, *, among: Collection[str]) -> list[str]:
    """Return the cases whose codings entries after `since` may have changed."""
    changed = (
        select(col(LogChangeRow.row_id))
        .join(LogEntryRow, col(LogEntryRow.id) == col(LogChangeRow.entry_id))
        .where(col(LogEntryRow.seq) > since)
    )
    deciding = changed.where(col(LogChangeRow.table_name).in_(DECIDING)).limit(1)
    if session.execute(deciding).first():
        return list(among)
    codings = changed.where(col(LogChangeRow.table_name) == "coding")
    query = (
        select(col(CaseRow.name))
        .join(SourceRow, col(SourceRow.case_id) == col(CaseRow.id))
        .join(CodingRow, col(CodingRow.source_id) == col(SourceRow.id))
        .where(col(CodingRow.id).in_(codings))
        .distinct()
    )
    return [case for case in session.scalars(query) if case in among]


def _bases(session: Session, cases: Collection[str]) -> dict[str, dict[str, str]]:
    """Return case -> theme -> a fingerprint of the codings there: which, with what code and stance."""
    query = selected_codings(
        select(
            col(CaseRow.name),
            col(CodeRow.theme_id),
            col(CodingRow.id),
            col(CodingRow.quote_hash),
            col(CodingRow.code_id),
            col(CodingRow.stance),
        ),
        Selection(cases=tuple(cases)),
    ).order_by(col(CodingRow.id))
    told: dict[str, defaultdict[str, list[str]]] = {case: defaultdict(list) for case in cases}
    for case, theme, *coding in session.execute(query):
        told[case][theme].append("\n".join(map(str, coding)))
    return {
        case: {theme: text_hash("\n".join(lines)) for theme, lines in told[case].items()} for case in told
    }
