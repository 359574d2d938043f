"""Backup: a copy of a study as it was at a moment."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a study file; `at` is in UTC, `size` in bytes."""

    path: Path
    at: datetime
    size: int

    @property
    def name(self) -> str:
        return self.path.stem
