"""What a row of any logged table is called, taken away or not."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from casecoding.store.tables import (
    AttributeRow,
    AttributeValueRow,
    CaseRow,
    CodeRow,
    CoderRow,
    CodingRow,
    FigureRow,
    LevelRow,
    Logged,
    ParticipantRow,
    PassageRow,
    RunRow,
    SavedSearchRow,
    SourceRow,
    SuggestionRow,
    SummaryRow,
)

LONGEST_QUOTE = 80  # characters

Namer = Callable[[str], str]


class Names:
    """Names rows by table and id, each of them read once per session; an unknown id is its own name."""

    def __init__(self, session: Session, *, danish: bool) -> None:
        self._session = session
        self._known: dict[tuple[str, str], str] = {}
        said = "da" if danish else "en"
        self._namers: Mapping[str, Namer] = {
            "source": partial(self._column, SourceRow, "name"),
            "study_case": partial(self._column, CaseRow, "name"),
            "coder": partial(self._column, CoderRow, "name"),
            "participant": partial(self._column, ParticipantRow, "name"),
            "summary": self._summary,
            "saved_search": partial(self._column, SavedSearchRow, "name"),
            "attribute": partial(self._column, AttributeRow, "name"),
            "level": partial(self._column, LevelRow, f"name_{said}"),
            "run": partial(self._column, RunRow, "model_name"),
            "code": partial(self._code, said),
            "coding": lambda row_id: self._marked(session.get(CodingRow, row_id)),
            "suggestion": lambda row_id: self._marked(session.get(SuggestionRow, row_id)),
            "passage": self._passage,
            "attribute_value": self._value,
            "figure": self._figure,
        }

    def of(self, table: str, row_id: str) -> str:
        key = (table, row_id)
        if key not in self._known:
            namer = self._namers.get(table)
            self._known[key] = (namer(row_id) if namer else "") or row_id
        return self._known[key]

    def _column(self, row_class: type[Logged], name: str, row_id: str) -> str:
        row = self._session.get(row_class, row_id)
        return str(getattr(row, name)) if row else ""

    def _code(self, said: str, code_id: str) -> str:
        """Return the code's name, a sub-code's behind its theme's."""
        above, _, _ = code_id.rpartition(".")
        row = self._session.get(CodeRow, code_id)
        name = str(row.content["name"][said]) if row else code_id
        return f"{self.of('code', above)} › {name}" if above else name

    def _marked(self, row: CodingRow | SuggestionRow | None) -> str:
        if row is None:
            return ""
        return f"»{self._quote(row)}« · {self.of('code', row.code_id)} · {self.of('source', row.source_id)}"

    def _quote(self, row: CodingRow | SuggestionRow) -> str:
        words = func.substr(col(SourceRow.text), row.start + 1, row.end - row.start)
        found = self._session.scalar(select(words).where(col(SourceRow.id) == row.source_id)) or ""
        quote = " ".join(str(found).split())
        return quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"

    def _passage(self, row_id: str) -> str:
        row = self._session.get(PassageRow, row_id)
        return f"§{row.first}–{row.last} · {self.of('source', row.source_id)}" if row else ""

    def _summary(self, row_id: str) -> str:
        row = self._session.get(SummaryRow, row_id)
        return f"{self.of('study_case', row.case_id)} · {self.of('code', row.theme_id)}" if row else ""

    def _value(self, row_id: str) -> str:
        row = self._session.get(AttributeValueRow, row_id)
        return f"{self.of('attribute', row.attribute_id)} · {self._holder(row.holder_id)}" if row else ""

    def _holder(self, row_id: str) -> str:
        named = (self.of(table, row_id) for table in ("source", "study_case", "participant"))
        return next((name for name in named if name != row_id), row_id)

    def _figure(self, row_id: str) -> str:
        row = self._session.get(FigureRow, row_id)
        told: tuple[Any, ...] = (self.of("study_case", row.case_id), row.wave, row.measure) if row else ()
        return " · ".join(str(one) for one in told if one)
