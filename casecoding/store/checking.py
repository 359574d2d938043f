"""Checking a study: every span, every hash, every log entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session, col

from casecoding.domain.source import text_hash
from casecoding.store.history import drifted_rows
from casecoding.store.tables import CodeRow, CodingRow, SourceRow, SuggestionRow, TurnRow


class Fault(StrEnum):
    """What can be off in a study."""

    DATABASE = "database"
    SOURCE_TEXT = "source-text"
    CODING_SPAN = "coding-span"
    CODING_QUOTE = "coding-quote"
    CODING_CODE = "coding-code"
    SUGGESTION_SPAN = "suggestion-span"
    TURN_SPAN = "turn-span"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is off: what, and the id of the row it is in."""

    fault: Fault
    id: str


def check_study(session: Session) -> tuple[Finding, ...]:
    """Return everything that is off; empty when the study is whole."""
    texts = dict(session.execute(select(col(SourceRow.id), col(SourceRow.text))).tuples().all())
    return (
        *_source_faults(session, texts),
        *_coding_faults(session, texts),
        *_span_faults(session, texts),
        *(Finding(Fault.LOG, f"{table} {row_id}") for table, row_id in drifted_rows(session)),
    )


def _source_faults(session: Session, texts: dict[str, str]) -> Iterator[Finding]:
    for source_id, hashed in session.execute(select(col(SourceRow.id), col(SourceRow.text_hash))).tuples():
        if text_hash(texts[source_id]) != hashed:
            yield Finding(Fault.SOURCE_TEXT, source_id)


def _coding_faults(session: Session, texts: dict[str, str]) -> Iterator[Finding]:
    codes = set(session.scalars(select(col(CodeRow.id))))
    for coding in session.scalars(select(CodingRow)).yield_per(1000):
        text = texts[coding.source_id]
        if not 0 <= coding.start < coding.end <= len(text):
            yield Finding(Fault.CODING_SPAN, coding.id)
        elif text_hash(text[coding.start : coding.end]) != coding.quote_hash:
            yield Finding(Fault.CODING_QUOTE, coding.id)
        if coding.code_id not in codes:
            yield Finding(Fault.CODING_CODE, coding.id)


def _span_faults(session: Session, texts: dict[str, str]) -> Iterator[Finding]:
    query = select(
        col(SuggestionRow.id), col(SuggestionRow.source_id), col(SuggestionRow.start), col(SuggestionRow.end)
    )
    for row_id, source_id, start, end in session.execute(query).tuples():
        if not 0 <= start < end <= len(texts[source_id]):
            yield Finding(Fault.SUGGESTION_SPAN, row_id)
    turns = select(col(TurnRow.source_id), col(TurnRow.number), col(TurnRow.start), col(TurnRow.end))
    for source_id, number, start, end in session.execute(turns).tuples():
        if not 0 <= start < end <= len(texts[source_id]):
            yield Finding(Fault.TURN_SPAN, f"{source_id} §{number}")
