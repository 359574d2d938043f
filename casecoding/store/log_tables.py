"""The log's tables: what was done, what it took back, and each row before and after."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, String, UniqueConstraint, true
from sqlmodel import Field, SQLModel

from casecoding.store.tables import SEQUENCE, UtcDateTime


class LogEntryRow(SQLModel, table=True):
    """One thing a person or a run did; append-only, but for `stands`: False while another takes it back.

    `seal` is made of what the entry says and of the seal before it (store/sealing.py).
    The unique `id` is also what keeps an operation that a browser sends twice from being done twice.
    """

    __tablename__ = "log_entry"
    __table_args__ = (Index("ix_log_entry_coder", "coder_id", "seq"),)
    seq: int | None = Field(default=None, sa_column=Column(SEQUENCE, primary_key=True, autoincrement=True))
    id: str = Field(unique=True)
    at: datetime = Field(sa_type=UtcDateTime)
    coder_id: str
    action: str
    subject: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    stands: bool = Field(default=True, sa_column=Column(Boolean, nullable=False, server_default=true()))
    seal: str = Field(default="", sa_column=Column(String, nullable=False, server_default=""))


class TakenBackRow(SQLModel, table=True):
    """The entry `by_seq` takes back the entry `taken_seq`."""

    __tablename__ = "log_taken_back"
    by_seq: int = Field(
        sa_column=Column(SEQUENCE, ForeignKey("log_entry.seq"), primary_key=True, autoincrement=False)
    )
    taken_seq: int = Field(
        sa_column=Column(
            SEQUENCE, ForeignKey("log_entry.seq"), primary_key=True, autoincrement=False, index=True
        )
    )


class LogChangeRow(SQLModel, table=True):
    """One row before and after one entry; None before means new."""

    __tablename__ = "log_change"
    __table_args__ = (
        UniqueConstraint("entry_id", "position"),
        Index("ix_log_change_row", "table_name", "row_id", "id"),
    )
    id: int | None = Field(default=None, sa_column=Column(SEQUENCE, primary_key=True, autoincrement=True))
    entry_id: str = Field(foreign_key="log_entry.id")
    position: int
    table_name: str
    row_id: str
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    after: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
