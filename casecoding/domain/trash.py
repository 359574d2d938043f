"""Trash: what was taken out of a study and can be brought back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TrashKind(StrEnum):
    """What can be taken out and brought back."""

    CODING = "coding"
    MEMO = "memo"
    CODE = "code"
    SOURCE = "source"
    CASE = "case"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Trashed:
    """Something that was taken out: when, by whom (a coder's id), in which entry of the log.

    `name` says it in words; the `text` of a memo or a summary is what it was.
    """

    kind: TrashKind
    id: str
    name: str
    seq: int
    at: datetime
    coder_id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a code and those below it: how many of each."""

    codings: int
    memos: int
    suggestions: int
    summaries: int
    codes_below: int
