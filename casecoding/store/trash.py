"""What was taken out of the study, read from the rows and the log; and put in again."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from casecoding.domain.history import Action
from casecoding.domain.trash import Hanging, Trashed, TrashKind
from casecoding.errors import NotInTrash, StillTakenOut
from casecoding.store.log_tables import LogChangeRow, LogEntryRow
from casecoding.store.naming import Names
from casecoding.store.recording import from_json
from casecoding.store.suggestions import are_open
from casecoding.store.tables import (
    AttributeValueRow,
    CodeRow,
    CodingRow,
    FigureRow,
    SourceRow,
    SuggestionRow,
    SummaryRow,
)

Removals = Select[LogEntryRow, LogChangeRow]

ROWS: Mapping[TrashKind, type[CodingRow] | type[CodeRow] | type[SourceRow]] = {
    TrashKind.CODING: CodingRow,
    TrashKind.CODE: CodeRow,
    TrashKind.SOURCE: SourceRow,
}
STEPS_BACK = (Action.UNDO.value, Action.REDO.value, Action.REVERT.value)


def list_trash(
    session: Session, kind: TrashKind, names: Names, *, limit: int, coder_id: str | None = None
) -> tuple[Trashed, ...]:
    """Return what was taken out and not brought back, the latest first.

    A coding that was undone was never meant, so it is not in the trash. `coder_id` wants that coder's
    codings and memos alone.
    """
    found = {
        TrashKind.CODING: _rows,
        TrashKind.CODE: _rows,
        TrashKind.SOURCE: _rows,
        TrashKind.MEMO: _memos,
        TrashKind.CASE: _cases,
        TrashKind.SUMMARY: _summaries,
    }[kind](session, kind, names)
    wanted = (one for one in found if coder_id is None or one.coder_id == coder_id)
    return tuple(one for one, _ in zip(wanted, range(limit), strict=False))


def what_hangs(session: Session, code_ids: list[str]) -> Hanging:
    """Return what hangs on these codes; the first of them is the one above the others."""
    row = CodingRow
    living = (col(row.code_id).in_(code_ids), col(row.deleted_at).is_(None))
    waiting = select(func.count()).where(col(SuggestionRow.code_id).in_(code_ids), *are_open())
    written = select(func.count()).where(
        col(SummaryRow.theme_id).in_(code_ids), col(SummaryRow.deleted_at).is_(None)
    )
    return Hanging(
        codings=session.scalar(select(func.count()).where(*living)) or 0,
        memos=session.scalar(select(func.count()).where(*living, col(row.memo) != "")) or 0,
        suggestions=session.scalar(waiting) or 0,
        summaries=session.scalar(written) or 0,
        codes_below=len(code_ids) - 1,
    )


def bring_back_row(session: Session, kind: TrashKind, row_id: str) -> None:
    """Put a code with those above it, a source or a coding in again.

    Raises NotInTrash; StillTakenOut where a coding's code or source is itself taken out.
    """
    row = _row(session, kind, row_id)
    if row is None or row.deleted_at is None:
        raise NotInTrash(id=row_id)
    if isinstance(row, CodingRow):
        _check_ground(session, row)
    row.deleted_at = None
    above = row_id.rpartition(".")[0] if kind is TrashKind.CODE else ""
    parent = session.get(CodeRow, above) if above else None
    if parent and parent.deleted_at is not None:
        bring_back_row(session, TrashKind.CODE, above)


def bring_back_memo(session: Session, coding_id: str, text: str) -> None:
    """Give a living coding its memo again; raises NotInTrash where it has another by now."""
    row = session.get(CodingRow, coding_id)
    if row is None or row.deleted_at is not None or row.memo:
        raise NotInTrash(id=coding_id)
    row.memo = text


def bring_back_summary(session: Session, row_id: str, seq: int) -> None:
    """Let a summary say again what it said before entry `seq`; raises NotInTrash where it says so now."""
    row = session.get(SummaryRow, row_id)
    here = _removals("summary").where(col(LogEntryRow.seq) == seq, col(LogChangeRow.row_id) == row_id)
    change = session.scalar(here.with_only_columns(LogChangeRow))
    said = from_json(SummaryRow, (change.before if change else None) or {})
    if row is None or all(getattr(row, name) == value for name, value in said.items()):
        raise NotInTrash(id=row_id)
    for name, value in said.items():
        setattr(row, name, value)


def take_out_case(session: Session, case_id: str, *, at: datetime) -> int:
    """Take out a case's sources, figures, attribute values and summaries; return how many sources."""
    of_case = (
        select(SourceRow).where(col(SourceRow.case_id) == case_id, col(SourceRow.deleted_at).is_(None)),
        select(FigureRow).where(col(FigureRow.case_id) == case_id, col(FigureRow.deleted_at).is_(None)),
        select(AttributeValueRow).where(
            col(AttributeValueRow.holder_id) == case_id, col(AttributeValueRow.deleted_at).is_(None)
        ),
        select(SummaryRow).where(col(SummaryRow.case_id) == case_id, col(SummaryRow.deleted_at).is_(None)),
    )
    taken = 0
    for query in of_case:
        for row in session.scalars(query).all():
            row.deleted_at = at
            taken += isinstance(row, SourceRow)
    return taken


def _row(session: Session, kind: TrashKind, row_id: str) -> CodingRow | CodeRow | SourceRow | None:
    match kind:
        case TrashKind.CODING:
            return session.get(CodingRow, row_id)
        case TrashKind.CODE:
            return session.get(CodeRow, row_id)
        case _:
            return session.get(SourceRow, row_id)


def _check_ground(session: Session, coding: CodingRow) -> None:
    code = session.get_one(CodeRow, coding.code_id)
    source = session.get_one(SourceRow, coding.source_id)
    for name, row in ((code.id, code), (source.name, source)):
        if row.deleted_at is not None:
            raise StillTakenOut(name=name)


def _rows(session: Session, kind: TrashKind, names: Names) -> Iterator[Trashed]:
    """Give rows that are taken out, with the entry that took each out last."""
    row = ROWS[kind]
    query = _removals(kind.value).where(
        col(LogChangeRow.row_id).in_(select(col(row.id)).where(col(row.deleted_at).is_not(None)))
    )
    seen = set()
    for entry, change in session.execute(query).yield_per(200):
        if change.after.get("deleted_at") and change.row_id not in seen:
            seen.add(change.row_id)
            if entry.action not in STEPS_BACK:
                yield _trashed(kind, entry, change, names)


def _memos(session: Session, kind: TrashKind, names: Names) -> Iterator[Trashed]:
    """Give memos that were emptied, of codings that have none now."""
    bare = select(col(CodingRow.id)).where(col(CodingRow.deleted_at).is_(None), col(CodingRow.memo) == "")
    query = _removals("coding").where(col(LogChangeRow.row_id).in_(bare))
    seen = set()
    for entry, change in session.execute(query).yield_per(200):
        if "memo" in change.after and change.row_id not in seen:
            seen.add(change.row_id)
            text = (change.before or {}).get("memo", "")
            if text and entry.action not in STEPS_BACK:
                yield _trashed(kind, entry, change, names, text=text)


def _summaries(session: Session, kind: TrashKind, names: Names) -> Iterator[Trashed]:
    """Give summaries that were taken away or written over, each as it was before that."""
    seen = set()
    for entry, change in session.execute(_removals("summary")).yield_per(200):
        if change.row_id in seen or not change.after.keys() & {"words", "deleted_at"}:
            continue
        seen.add(change.row_id)
        text = (change.before or {}).get("words", "")
        if change.after.get("deleted_at"):
            text = session.get_one(SummaryRow, change.row_id).words
        if text and entry.action not in STEPS_BACK:
            yield _trashed(kind, entry, change, names, text=text)


def _cases(session: Session, kind: TrashKind, names: Names) -> Iterator[Trashed]:
    query = select(LogEntryRow).where(
        col(LogEntryRow.action) == Action.REMOVE_CASE.value, col(LogEntryRow.stands).is_(True)
    )
    for entry in session.scalars(query.order_by(col(LogEntryRow.seq).desc())):
        case_id = str(entry.subject["case"])
        name = names.of("study_case", case_id)
        yield Trashed(kind, case_id, name, entry.seq or 0, entry.at, entry.coder_id)


def _removals(table: str) -> Removals:
    """Return the query of the entries that changed rows of a table, with each change, newest first."""
    entry, change = LogEntryRow, LogChangeRow
    return (
        select(entry, change)
        .join(change, col(change.entry_id) == col(entry.id))
        .where(col(change.table_name) == table)
        .order_by(col(entry.seq).desc(), col(change.position))
    )


def _trashed(
    kind: TrashKind, entry: LogEntryRow, change: LogChangeRow, names: Names, *, text: str = ""
) -> Trashed:
    name = names.of(change.table_name, change.row_id)
    return Trashed(kind, change.row_id, name, entry.seq or 0, entry.at, entry.coder_id, text)
