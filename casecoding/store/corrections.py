"""Corrections of a source's text: stored as one entry, whose subject holds the edit."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from casecoding.carrying import Fit
from casecoding.domain.edit import Edit, Replacement
from casecoding.domain.history import Action
from casecoding.domain.source import Source, Turn, text_hash
from casecoding.recoding import Correction, correct
from casecoding.store.codings import change_coding, move_coding
from casecoding.store.log_tables import LogChangeRow, LogEntryRow
from casecoding.store.mapping import as_coding, as_suggestion
from casecoding.store.recording import add_to_subject
from casecoding.store.sources import count_words, load_source
from casecoding.store.suggestions import move_suggestion
from casecoding.store.tables import CodingRow, SourceRow, SuggestionRow, TurnRow
from casecoding.store.tallies import say_retold

CORRECTING = (Action.CORRECT_TEXT, Action.UNDO, Action.REDO, Action.REVERT)


def plan_correction(
    session: Session,
    source_id: str,
    edit: Edit,
    *,
    fits: Mapping[str, Fit] | None = None,
    unasked: Collection[str] = (),
) -> Correction:
    """Return what an edit does to a source and all that is marked in it; stores nothing.

    Codings with ids in `unasked` are carried without asking. Raises UnknownSource,
    TextMovedOn, CorrectionOutsideTurn or BlankTurn.
    """
    source = load_source(session, source_id)
    rows = session.scalars(select(CodingRow).where(col(CodingRow.source_id) == source.id)).all()
    suggestions = session.scalars(select(SuggestionRow).where(col(SuggestionRow.source_id) == source.id))
    asked = [row.deleted_at is None and row.id not in unasked for row in rows]
    return correct(
        source,
        edit,
        codings=[as_coding(row) for row, is_asked in zip(rows, asked, strict=True) if is_asked],
        gone=[as_coding(row) for row, is_asked in zip(rows, asked, strict=True) if not is_asked],
        suggestions=[as_suggestion(row) for row in suggestions],
        fits=fits,
    )


def store_correction(session: Session, correction: Correction, *, chosen: Collection[str] = ()) -> None:
    """Make the source and what is marked in it what the correction says.

    `chosen` are the codings that a person extended or shrank: who speaks in them may be another now.
    """
    source = correction.source
    row = session.get_one(SourceRow, source.id)
    row.text, row.text_hash, row.words = source.text, text_hash(source.text), count_words(source.text)
    session.execute(update(TurnRow), [_turn_values(source, turn) for turn in source.turns])
    for coding in correction.codings:
        if coding.id in chosen:
            change_coding(session, coding)
        else:
            move_coding(session, coding)
    for suggestion in correction.suggestions:
        move_suggestion(session, suggestion)
    say_retold(session, source.id)
    session.flush()


def edit_to_json(edit: Edit) -> list[list[Any]]:
    """Return an edit as JSON values; `edit_from_json` is its inverse."""
    return [[one.start, one.old, one.new] for one in edit.replacements]


def edit_from_json(values: Any) -> Edit:
    return Edit(tuple(Replacement(start, old, new) for start, old, new in values))


def corrections_in(subject: Mapping[str, Any]) -> tuple[tuple[str, Edit], ...]:
    """Return the corrections that an entry with this subject made, in their order: source id and edit."""
    told = [subject] if "edits" in subject else subject.get("corrections", ())
    return tuple((str(one["source"]), edit_from_json(one["edits"])) for one in told)


def add_correction(session: Session, source_id: str, edit: Edit) -> None:
    """Say in the session's entry that it corrects a text."""
    one = {"source": source_id, "edits": edit_to_json(edit)}
    told = session.info["entry"].subject.get("corrections", ())
    add_to_subject(session, corrections=[*told, one])


def corrections_by_source(session: Session) -> dict[str, list[Edit]]:
    """Return source id -> its corrections, undone and redone ones too, oldest first."""
    corrections: dict[str, list[Edit]] = {}
    for source_id, edit in _corrections(session):
        corrections.setdefault(source_id, []).append(edit)
    return corrections


def corrections_since(session: Session, source_id: str, hashed: str) -> list[Edit] | None:
    """Return the corrections that made the text whose hash begins with `hashed` what it is now.

    None where the source never had that text.
    """
    row = session.get(SourceRow, source_id)
    if row is None:
        return None
    text, since = row.text, []
    edits = [edit for corrected, edit in _corrections(session) if corrected == source_id]
    while not text_hash(text).startswith(hashed):
        if not edits:
            return None
        since.append(edits.pop())
        text = since[-1].inverse.applied(text)
    return since[::-1]


def text_before(edits: Sequence[Edit], text: str) -> str:
    """Return what `text` was before these edits, which are the oldest first; raises TextMovedOn."""
    for edit in reversed(edits):
        text = edit.inverse.applied(text)
    return text


def imported_hash(session: Session, source_id: str) -> str | None:
    """Return the hash of the text that was imported, as the log tells it."""
    made = select(LogChangeRow).where(
        col(LogChangeRow.table_name) == SourceRow.__tablename__, col(LogChangeRow.row_id) == source_id
    )
    first = session.scalars(made.order_by(col(LogChangeRow.id)).limit(1)).first()
    return first.after.get("text_hash") if first else None


def _corrections(session: Session) -> list[tuple[str, Edit]]:
    """Return source id and edit of every correction, oldest first."""
    query = (
        select(col(LogEntryRow.subject))
        .where(col(LogEntryRow.action).in_([action.value for action in CORRECTING]))
        .order_by(col(LogEntryRow.seq))
    )
    return [one for subject in session.scalars(query) for one in corrections_in(subject)]


def _turn_values(source: Source, turn: Turn) -> dict[str, object]:
    span = turn.span
    return {
        "source_id": source.id,
        "number": turn.number,
        "start": span.start,
        "end": span.end,
        "words": count_words(span.of(source.text)),
    }
