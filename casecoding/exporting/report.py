"""Report: everything that a report prints, gathered before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from casecoding.aggregating.coverage import NOTHING, Coverage
from casecoding.aggregating.matrix import Matrix
from casecoding.domain.attributes import Attribute
from casecoding.domain.codebook import Codebook
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import Selection
from casecoding.domain.summary import FrameworkRow
from casecoding.exporting.plan import ReportPlan


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the material; `level` is the one it is said to speak from as a whole."""

    id: str
    code: str
    name: str
    case: str
    level: str | None
    wave: str


@dataclass(frozen=True, slots=True)
class CoderLine:
    """What one coder contributed to the selected codings, and when."""

    name: str
    codings: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run of the suggesters, with what is needed to name it."""

    id: str
    started: datetime
    model: str
    codebook_version: str
    sources: int
    suggestions: int


@dataclass(frozen=True, slots=True)
class Report:
    """The content of one report. `codings_by_code` counts the whole study, not the selection.

    `query` is the search that found the excerpts, as a person wrote it. `withheld_ids` are ids of
    codes that are not printed, for a name can be read in them.
    """

    title: str
    made: datetime
    selection: Selection
    codebook: Codebook
    excerpts: tuple[Excerpt, ...]
    matrices: tuple[Matrix, ...]
    source_names: Mapping[str, str]
    codings_by_code: Mapping[str, int]
    query: str = ""
    plan: ReportPlan = field(default_factory=ReportPlan)
    methods: str = ""
    framework: tuple[FrameworkRow, ...] = ()
    material: tuple[SourceLine, ...] = ()
    coverage: Coverage = NOTHING
    coders: tuple[CoderLine, ...] = ()
    runs: tuple[RunLine, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    withheld_ids: frozenset[str] = frozenset()
