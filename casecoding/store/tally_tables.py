"""The tables that are counted from: narrow, worked out from turns and codings, never logged."""

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from casecoding.store.tables import SEQUENCE

WHOEVER = 0  # the coder of a tally that holds all coders' codings together


class ShortRow(SQLModel, table=True):
    """A number that stands for a code, a theme or a coder where many rows are counted."""

    __tablename__ = "short"
    number: int | None = Field(default=None, sa_column=Column(SEQUENCE, primary_key=True, autoincrement=True))
    id: str = Field(unique=True)


class VoiceRow(SQLModel, table=True):
    """The turns of a source in which one participant speaks from one level: what a share is a share of.

    `level` is a passage's; the participant's and the source's are joined when it is counted.
    """

    __tablename__ = "voice"
    __table_args__ = (UniqueConstraint("source_id", "participant_id", "level"),)
    number: int | None = Field(default=None, sa_column=Column(SEQUENCE, primary_key=True, autoincrement=True))
    source_id: str
    participant_id: str | None = None
    level: str | None = None
    turns: int
    words: int
    characters: int


class PieceRow(SQLModel, table=True):
    """What codings cover of one turn; a coding that touches no turn covers -1 to -1 of the nearest.

    `codings` are those that belong to the turn: a quotation over several turns belongs to one.
    """

    __tablename__ = "piece"
    __table_args__ = ({"sqlite_with_rowid": False},)
    voice: int = Field(primary_key=True, sa_type=SEQUENCE)
    turn: int = Field(primary_key=True)
    theme: int = Field(primary_key=True, sa_type=SEQUENCE)
    code: int = Field(primary_key=True, sa_type=SEQUENCE)
    coder: int = Field(primary_key=True, sa_type=SEQUENCE)
    start: int = Field(primary_key=True)
    end: int = Field(primary_key=True)
    codings: int


class TallyRow(SQLModel, table=True):
    """A code in a voice by a coder, or by WHOEVER: its codings, and what it adds to what is touched.

    A turn, or a character, that several codes touch is told of the first of them, once among the
    codings of a code, once among those of a theme and once among those of a kind of code. Sums
    over whole themes or whole kinds therefore count it once.
    """

    __tablename__ = "tally"
    __table_args__ = (Index("ix_tally_voice", "voice"), {"sqlite_with_rowid": False})
    coder: int = Field(primary_key=True, sa_type=SEQUENCE)
    theme: int = Field(primary_key=True, sa_type=SEQUENCE)
    code: int = Field(primary_key=True, sa_type=SEQUENCE)
    voice: int = Field(primary_key=True, sa_type=SEQUENCE)
    codings: int
    turns_of_code: int
    characters_of_code: int
    turns_of_theme: int
    characters_of_theme: int
    turns_of_kind: int
    characters_of_kind: int
