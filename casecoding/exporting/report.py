"""Report: everything that a report prints, gathered before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from casecoding.aggregating.matrix import Matrix
from casecoding.domain.codebook import Codebook
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Report:
    """The content of one report. `codings_by_code` counts the whole study, not the selection."""

    title: str
    made: datetime
    selection: Selection
    codebook: Codebook
    excerpts: tuple[Excerpt, ...]
    matrices: tuple[Matrix, ...]
    source_names: Mapping[str, str]
    codings_by_code: Mapping[str, int]
