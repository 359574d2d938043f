"""The tables at a report's end: what material there is, who coded, which runs there were."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casecoding.exporting.report import SourceLine
from casecoding.exporting.wording import Wording

SOURCE_COLUMNS = {  # with their widths
    "code": 11,
    "source": 48,
    "case": 28,
    "level": 31,
    "wave": 17,
    "words": 18,
    "turns": 26,
    "coded": 18,
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words; the last `numbers` columns are centred, `widths` are the columns' shares."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int = 0
    widths: Sequence[int] = ()


def coverage_table(wording: Wording) -> Table:
    """Return how many sources there are per case, level and wave; "–" is no data."""
    report, material = wording.report, wording.report.material
    levels = [level.id for level in report.codebook.levels]
    levels += sorted({one.level for one in material if one.level} - set(levels))
    columns: list[str | None] = [*levels, *([None] if any(one.level is None for one in material) else [])]
    held = Counter((one.case, one.level, one.wave) for one in material)
    rows = [
        [case, *(_waves(held, case, level) for level in columns)]
        for case in sorted({one.case for one in material})
    ]
    head = [wording.t("aggregating.dimension_case"), *map(wording.level, columns)]
    return Table(head, rows, numbers=len(columns))


def source_table(wording: Wording) -> Table:
    """Return every source with how far it is coded; without names where the report is anonymous."""
    report = wording.report
    columns = [one for one in SOURCE_COLUMNS if one != "source" or not report.plan.anonymous]
    told = [_source_row(one, wording) for one in report.material]
    return Table(
        head=[wording.t(f"report.{one}") for one in columns],
        rows=[[row[one] for one in columns] for row in told],
        numbers=3,
        widths=[SOURCE_COLUMNS[one] for one in columns],
    )


def coder_table(wording: Wording) -> Table:
    """Return what each coder contributed."""
    t = wording.t
    rows = [
        [one.name, t.number(one.codings), t.date(one.first.date()), t.date(one.last.date())]
        for one in wording.report.coders
    ]
    return Table([t(f"report.{one}") for one in ("coder", "codings", "first", "last")], rows, numbers=3)


def run_table(wording: Wording) -> Table:
    """Return every run of the suggesters."""
    t = wording.t
    rows = [
        [
            one.id,
            t.moment(one.started),
            one.model,
            one.codebook_version,
            t.number(one.sources),
            t.number(one.suggestions),
        ]
        for one in wording.report.runs
    ]
    head = [t(f"report.{one}") for one in ("run", "started", "model", "version", "sources", "proposed")]
    return Table(head, rows, numbers=2, widths=(22, 18, 23, 13, 10, 14))


def _waves(held: Counter[tuple[str, str | None, str]], case: str, level: str | None) -> str:
    here = {wave: n for (one, at, wave), n in held.items() if (one, at) == (case, level)}
    return ", ".join(f"{wave or '?'}: {here[wave]}" for wave in sorted(here)) or "–"


def _source_row(one: SourceLine, wording: Wording) -> dict[str, str]:
    return {
        "code": one.code,
        "source": one.name,
        "case": one.case,
        "level": wording.level(one.level),
        "wave": one.wave,
        "words": wording.t.number(one.words),
        "turns": wording.t.number(one.turns),
        "coded": wording.coded_share(one),
    }
