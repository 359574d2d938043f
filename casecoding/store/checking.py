"""Checking a study: every span, every hash, every log entry."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import or_, select, text
from sqlmodel import Session, SQLModel, col

from casecoding.domain.history import Action
from casecoding.domain.source import text_hash
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Verdict, suggestion_id
from casecoding.errors import TextMovedOn
from casecoding.store.corrections import corrections_by_source, imported_hash, text_before
from casecoding.store.log_tables import LogChangeRow, LogEntryRow
from casecoding.store.replaying import drifted_rows, first_places, gaps, wrong_standing
from casecoding.store.sealing import broken_seals
from casecoding.store.speakers import work_out
from casecoding.store.tables import CodeRow, CodingRow, OriginalRow, SourceRow, SuggestionRow, TurnRow
from casecoding.store.tallies import drifted_tallies

MOST_AT_ONE_PLACE = 100  # proposals of one code that a place has seen before corrections moved them on
Texts = Mapping[str, str]  # source id -> text


class Fault(StrEnum):
    """What can be off in a study."""

    DATABASE = "database"
    REFERENCE = "reference"
    SOURCE_TEXT = "source-text"
    ORIGINAL = "original"
    CORRECTION = "correction"
    CODING_SPAN = "coding-span"
    CODING_QUOTE = "coding-quote"
    CODING_CODE = "coding-code"
    SUGGESTION_SPAN = "suggestion-span"
    TURN_GAP = "turn-gap"
    TURN_SPAN = "turn-span"
    TURN_SPEAKER = "turn-speaker"
    TALLY = "tally"
    VALUE = "value"
    LOG = "log"
    LOG_GAP = "log-gap"
    LOG_STANDING = "log-standing"
    LOG_SEAL = "log-seal"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is off: what, and the id of the row it is in."""

    fault: Fault
    id: str


def check_study(session: Session) -> tuple[Finding, ...]:
    """Return everything that is off; empty when the study is whole.

    Tallies are held against turns and codings only where nothing is off with those.
    """
    texts = dict(session.execute(select(col(SourceRow.id), col(SourceRow.text))).all())
    found = (
        *reference_faults(session),
        *_source_faults(session, texts),
        *_correction_faults(session, texts),
        *_coding_faults(session, texts),
        *_suggestion_faults(session, texts),
        *_turn_faults(session, texts),
        *_turn_gaps(session, texts),
        *(fault for source_id in texts for fault in _speaker_faults(session, source_id)),
        *(Finding(Fault.LOG, f"{one.table} {one.row_id}") for one in drifted_rows(session)),
        *(Finding(Fault.LOG_GAP, missing) for missing in gaps(session)),
        *(Finding(Fault.LOG_SEAL, str(seq)) for seq in broken_seals(session)),
        *(Finding(Fault.LOG_STANDING, str(row.seq)) for row in wrong_standing(session)),
    )
    return found or tuple(Finding(Fault.TALLY, table) for table in drifted_tallies(session))


def reference_faults(session: Session) -> Iterator[Finding]:
    """Give the rows that point to a row that is not there; a server never lets that happen."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for name, row_number, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        keys = SQLModel.metadata.tables[name].primary_key.columns
        row_id = session.execute(select(*keys).where(text("rowid = :number")), {"number": row_number}).one()
        yield Finding(Fault.REFERENCE, f"{name} {' '.join(map(str, row_id))} → {parent}")


def _source_faults(session: Session, texts: Texts) -> Iterator[Finding]:
    hashes = select(col(SourceRow.id), col(SourceRow.text_hash), col(SourceRow.file_hash))
    for source_id, hashed, file_hash in session.execute(hashes):
        if text_hash(texts[source_id]) != hashed:
            yield Finding(Fault.SOURCE_TEXT, source_id)
        original = session.scalar(
            select(col(OriginalRow.content)).where(col(OriginalRow.source_id) == source_id)
        )
        if original is None or sha256(original).hexdigest() != file_hash:
            yield Finding(Fault.ORIGINAL, source_id)


def _coding_faults(session: Session, texts: Texts) -> Iterator[Finding]:
    codes = set(session.scalars(select(col(CodeRow.id))))
    for coding in session.scalars(select(CodingRow)).yield_per(1000):
        words = texts.get(coding.source_id, "")
        if not _is_inside(words, coding.start, coding.end):
            yield Finding(Fault.CODING_SPAN, coding.id)
        elif text_hash(words[coding.start : coding.end]) != coding.quote_hash:
            yield Finding(Fault.CODING_QUOTE, coding.id)
        if coding.code_id not in codes:
            yield Finding(Fault.CODING_CODE, coding.id)


def _correction_faults(session: Session, texts: Texts) -> Iterator[Finding]:
    """Give the sources whose corrections, taken back, do not lead to the text that was imported."""
    for source_id, edits in corrections_by_source(session).items():
        try:
            imported = text_before(edits, texts.get(source_id, ""))
        except TextMovedOn:
            yield Finding(Fault.CORRECTION, source_id)
        else:
            if text_hash(imported) != imported_hash(session, source_id):
                yield Finding(Fault.CORRECTION, source_id)


def _suggestion_faults(session: Session, texts: Texts) -> Iterator[Finding]:
    """Give suggestions that stand outside the text, or were made elsewhere than their id says.

    Those that neither wait nor were decided are seen by nobody.
    """
    moved = first_places(session)
    seen = or_(
        col(SuggestionRow.verdict) != Verdict.PENDING.value, col(SuggestionRow.superseded_at).is_(None)
    )
    for row in session.scalars(select(SuggestionRow).where(seen)).yield_per(1000):
        if not (
            _is_inside(texts.get(row.source_id, ""), row.start, row.end)
            and _is_made_at(
                row, *(moved.get((row.id, name), getattr(row, name)) for name in ("start", "end"))
            )
        ):
            yield Finding(Fault.SUGGESTION_SPAN, row.id)


def _is_made_at(row: SuggestionRow, start: int, end: int) -> bool:
    """Tell whether the proposal's id was made from this place."""
    return 0 <= start < end and any(
        suggestion_id(row.source_id, Span(start, end), row.code_id, later=later) == row.id
        for later in range(MOST_AT_ONE_PLACE)
    )


def _turn_faults(session: Session, texts: Texts) -> Iterator[Finding]:
    turns = select(col(TurnRow.source_id), col(TurnRow.number), col(TurnRow.start), col(TurnRow.end))
    for source_id, number, start, end in session.execute(turns):
        if not _is_inside(texts.get(source_id, ""), start, end):
            yield Finding(Fault.TURN_SPAN, f"{source_id} §{number}")


def _turn_gaps(session: Session, texts: Texts) -> Iterator[Finding]:
    """Give the sources whose turns are not all there: they are numbered from 1, as many as were imported."""
    told = _turns_imported(session)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    turns = select(col(TurnRow.source_id), col(TurnRow.number))
    for source_id, number in session.execute(turns.order_by(col(TurnRow.number))):
        numbers[source_id].append(number)
    for source_id in texts:
        found = numbers[source_id]
        if found != list(range(1, told.get(source_id, len(found)) + 1)):
            yield Finding(Fault.TURN_GAP, source_id)


def _turns_imported(session: Session) -> dict[str, int]:
    """Return source -> how many turns the log says that it was imported with; older entries do not say."""
    entry, change = LogEntryRow, LogChangeRow
    made = (
        select(col(change.row_id), col(entry.subject))
        .join(change, col(change.entry_id) == col(entry.id))
        .where(col(entry.action) == Action.IMPORT_SOURCE.value, col(change.table_name) == "source")
    )
    return {source_id: subject["turns"] for source_id, subject in session.execute(made) if "turns" in subject}


def _speaker_faults(session: Session, source_id: str) -> Iterator[Finding]:
    """Give turns whose speaker or level is not what participants and passages say."""
    for turn, participant_id, level in work_out(session, source_id):
        if (turn.participant_id, turn.level) != (participant_id, level):
            yield Finding(Fault.TURN_SPEAKER, f"{source_id} §{turn.number}")


def _is_inside(words: str, start: object, end: object) -> bool:
    """Tell whether these are places in `words`; a damaged SQLite column may hold any type."""
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(words)
