"""Backup: a copy of a study as it was at a moment."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified copy of a study file; `at` is in UTC, `size` in bytes.

    `upgraded_from` is the schema's version where it was made before an upgrade.
    """

    path: Path
    at: datetime
    size: int
    upgraded_from: str = ""

    @property
    def name(self) -> str:
        return self.path.stem
