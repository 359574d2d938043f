"""The tables of a study. SQLModel does not validate here: the domain did, at the border."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Index, Integer, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# SQLite numbers rows by itself only in a column of type INTEGER.
SEQUENCE = BigInteger().with_variant(Integer(), "sqlite")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Logged(SQLModel):
    """A table whose every change is kept in the log, whoever makes it."""


class StudyRow(Logged, table=True):
    __tablename__ = "study"
    id: int = Field(default=1, primary_key=True)
    title: str
    codebook_title: str
    codebook_version: str
    language: str
    lexicon: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_type=UtcDateTime)


class LevelRow(Logged, table=True):
    __tablename__ = "level"
    id: str = Field(primary_key=True)
    position: int
    name_da: str
    name_en: str
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CodeRow(Logged, table=True):
    """`content` is the code as its TOML table; the columns beside it are for counting."""

    __tablename__ = "code"
    id: str = Field(primary_key=True)
    theme_id: str = Field(index=True)
    kind: str = "theme"
    position: int
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CaseRow(Logged, table=True):
    __tablename__ = "study_case"
    id: str = Field(primary_key=True)
    name: str = Field(unique=True)


class SourceRow(Logged, table=True):
    __tablename__ = "source"
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="study_case.id", index=True)
    name: str
    kind: str
    level: str | None = None
    level_for_all: bool = False
    wave: str = ""
    held: date | None = None
    text: str = Field(sa_column=Column(Text, nullable=False))
    text_hash: str
    words: int
    file_name: str = ""
    file_hash: str = Field(index=True)
    imported_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OriginalRow(SQLModel, table=True):
    """The file as it was given, byte for byte."""

    __tablename__ = "original"
    source_id: str = Field(primary_key=True, foreign_key="source.id")
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ParticipantRow(Logged, table=True):
    """`merged_into` is the participant who speaks under this label too."""

    __tablename__ = "participant"
    id: str = Field(primary_key=True)
    source_id: str = Field(foreign_key="source.id", index=True)
    position: int
    label: str
    name: str
    role: str = ""
    level: str | None = None
    level_from_role: bool = False
    interviewer: bool = False
    merged_into: str | None = None


class PassageRow(Logged, table=True):
    """Turns in which someone speaks otherwise; the living ones of a source never overlap."""

    __tablename__ = "passage"
    id: str = Field(primary_key=True)
    source_id: str = Field(foreign_key="source.id", index=True)
    first: int
    last: int
    participant_id: str | None = Field(default=None, foreign_key="participant.id")
    level: str | None = None
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TurnRow(SQLModel, table=True):
    """`read_participant_id` is who the file says speaks; `participant_id` and `level` are worked out.

    They follow from it by the source's participants and passages (store/speakers.py), which are logged.
    """

    __tablename__ = "turn"
    __table_args__ = (Index("ix_turn_source_start", "source_id", "start"),)
    source_id: str = Field(primary_key=True, foreign_key="source.id")
    number: int = Field(primary_key=True)
    start: int
    end: int
    participant_id: str | None = Field(default=None, foreign_key="participant.id")
    read_participant_id: str | None = None
    level: str | None = None
    style: str
    time: float | None = None
    page: int | None = None
    words: int


class AttributeRow(Logged, table=True):
    """`holder` says whether it is said of cases, sources or participants."""

    __tablename__ = "attribute"
    id: str = Field(primary_key=True)
    name: str
    holder: str
    kind: str
    choices: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    position: int
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AttributeValueRow(Logged, table=True):
    """`holder_id` is the id of a case, a source or a participant; `value` is text whatever the kind."""

    __tablename__ = "attribute_value"
    id: str = Field(primary_key=True)
    attribute_id: str = Field(foreign_key="attribute.id", index=True)
    holder_id: str = Field(index=True)
    value: str = Field(sa_column=Column(Text, nullable=False))
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FigureRow(Logged, table=True):
    """One figure of a survey; there is one of each case, wave and measure."""

    __tablename__ = "figure"
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="study_case.id", index=True)
    wave: str
    measure: str
    value: float
    n: int | None = None
    unit: str = ""
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SummaryRow(Logged, table=True):
    """What is written of a theme in a case. `basis` is a fingerprint of the codings it was written over,
    `seen` the newest log entry then."""

    __tablename__ = "summary"
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="study_case.id", index=True)
    theme_id: str = Field(foreign_key="code.id")
    words: str = Field(sa_column=Column(Text, nullable=False))
    basis: str
    seen: int = Field(default=0, sa_type=BigInteger)
    coder_id: str = Field(foreign_key="coder.id")
    written_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SavedSearchRow(Logged, table=True):
    """A search under a name, as a person wrote it."""

    __tablename__ = "saved_search"
    id: str = Field(primary_key=True)
    name: str
    query: str = Field(sa_column=Column(Text, nullable=False))
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CoderRow(Logged, table=True):
    """`blind` means that this coder is shown no other coder's codings."""

    __tablename__ = "coder"
    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    blind: bool = False


class CodingRow(Logged, table=True):
    """`participant_id` is who speaks in the quotation, `turn` the number of its first turn."""

    __tablename__ = "coding"
    __table_args__ = (
        Index("ix_coding_source_start", "source_id", "start"),
        Index("ix_coding_code_place", "code_id", "source_id", "start", "end", "turn"),
    )
    id: str = Field(primary_key=True)
    source_id: str = Field(foreign_key="source.id")
    participant_id: str | None = Field(default=None, foreign_key="participant.id")
    turn: int | None = None
    start: int
    end: int
    quote_hash: str
    code_id: str = Field(foreign_key="code.id")
    coder_id: str = Field(foreign_key="coder.id")
    stance: str | None = None
    memo: str = Field(default="", sa_column=Column(Text, nullable=False))
    suggestion_id: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RunRow(Logged, table=True):
    __tablename__ = "run"
    id: str = Field(primary_key=True)
    started_at: datetime = Field(sa_type=UtcDateTime)
    model_name: str
    model_version: str
    model_scores: dict[str, float] = Field(sa_column=Column(JSON, nullable=False))
    codebook_version: str
    codebook_hash: str
    settings: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    sources: int
    suggestions: int
    digest: str


class RunProposalsRow(SQLModel, table=True):
    """What a run proposed, packed: for comparing it with another run, whatever came since."""

    __tablename__ = "run_proposals"
    run_id: str = Field(primary_key=True, foreign_key="run.id")
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class SuggestionRow(Logged, table=True):
    """Made in bulk by a run, whose log entry holds their digest; from then on every verdict is logged."""

    __tablename__ = "suggestion"
    __table_args__ = (Index("ix_suggestion_source_start", "source_id", "start"),)
    id: str = Field(primary_key=True)
    run_id: str = Field(foreign_key="run.id", index=True)
    source_id: str = Field(foreign_key="source.id")
    start: int
    end: int
    code_id: str = Field(foreign_key="code.id")
    score: float
    reason: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    verdict: str = Field(index=True)
    decided_by: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    coding_id: str | None = None
    grounds: str | None = None
    superseded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SavedViewRow(Logged, table=True):
    """A question to the matrix under a name; the living ones have different names."""

    __tablename__ = "saved_view"
    id: str = Field(primary_key=True)
    name: str
    question: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
