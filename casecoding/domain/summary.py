"""Summary: what a person writes of one theme in one case: a cell of the framework matrix."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """The words of a cell; it `is_stale` when the codings under it are others than when it was written."""

    case: str
    theme: str
    text: str
    coder: str
    written: datetime
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """A cell of the framework matrix, written or not, with the number of codings under it."""

    theme: str
    codings: int
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A case with its cells in the order of the themes; `value` is the attribute that it is ordered by."""

    case: str
    value: str
    cells: tuple[FrameworkCell, ...]
