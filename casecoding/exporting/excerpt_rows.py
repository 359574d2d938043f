"""Excerpts as rows for spreadsheets; no cell is ever read as a formula."""

from collections.abc import Iterator

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.reference import turns_shown
from casecoding.exporting.report import Report
from casecoding.i18n.translating import Translator

COLUMNS = (
    "id",
    "reference",
    "theme",
    "code",
    "case",
    "level",
    "wave",
    "kind",
    "source",
    "turns",
    "time",
    "speaker",
    "role",
    "quote",
    "stance",
    "memo",
    "coder",
    "created",
    "start",
    "end",
)
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def column_names(t: Translator) -> list[str]:
    return [t(f"exporting.column_{name}") for name in COLUMNS]


def excerpt_rows(report: Report, t: Translator) -> Iterator[list[str | int]]:
    """Give one row per excerpt, in the order of COLUMNS."""
    codebook = report.codebook
    for excerpt in report.excerpts:
        coding = excerpt.coding
        yield [
            coding.id,
            reference_shown(excerpt, codebook=codebook, t=t),
            code_label(coding.code_id.partition(".")[0], codebook=codebook, t=t),
            code_label(coding.code_id, codebook=codebook, t=t),
            excerpt.case,
            level_label(excerpt.level, codebook=codebook, t=t),
            excerpt.wave,
            t(f"aggregating.kind_{excerpt.kind.value.replace('-', '_')}"),
            excerpt.source_name,
            turns_shown(excerpt.first_turn, excerpt.last_turn),
            time_shown(excerpt.time),
            excerpt.speaker,
            excerpt.role,
            excerpt.quote,
            t(f"exporting.stance_{coding.stance.value}") if coding.stance else "",
            coding.memo,
            excerpt.coder,
            coding.created.isoformat(timespec="seconds"),
            coding.span.start,
            coding.span.end,
        ]


def reference_shown(excerpt: Excerpt, *, codebook: Codebook, t: Translator) -> str:
    """Return how an excerpt is cited so that it is found again: "Svendborg, operationelt, I3 §41"."""
    level = level_label(excerpt.level, codebook=codebook, t=t).lower() if excerpt.level else ""
    return ", ".join(part for part in (excerpt.case, level, excerpt.place) if part)


def time_shown(seconds: float | None) -> str:
    """Return a time from the start as 0:14:32; empty where there is none."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def harmless(value: str | float) -> str | float:
    """Return text that a spreadsheet would take for a formula with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
