"""What stands at the end of a Word report: the material, the codebook, who coded and which runs."""

from collections import Counter

from casecoding.domain.codebook import Code
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.report import SourceLine
from casecoding.exporting.word_body import Run
from casecoding.i18n.translating import Translator

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
RUN_WIDTHS = (22, 18, 23, 13, 10, 14)


def write_coverage(paper: Manuscript) -> None:
    """Write what material there is by case and level, then every source and how far it is coded."""
    t, material = paper.t, paper.report.material
    paper.heading(1, t("report.part_coverage"))
    paper.body.paragraph("Normal", Run(t("report.coverage_note")))
    levels = list(dict.fromkeys([level.id for level in paper.codebook.levels]))
    levels += sorted({one.level for one in material if one.level} - set(levels))
    columns: list[str | None] = [*levels, *([None] if any(one.level is None for one in material) else [])]
    held = Counter((one.case, one.level, one.wave) for one in material)
    head = [t("aggregating.dimension_case"), *map(paper.level, columns)]
    rows = [
        [case, *(_waves(held, case, level) for level in columns)]
        for case in sorted({one.case for one in material})
    ]
    paper.table(head, rows, numbers=len(columns))
    _write_sources(paper)


def write_codebook(paper: Manuscript) -> None:
    """Write every code with its definition and how often it is used in the whole study."""
    paper.heading(1, paper.t("word.codebook"))
    for code in paper.codebook:
        paper.heading(2 if code.parent_id is None else 3, paper.code(code.id))
        _write_code(paper, code)


def write_runs(paper: Manuscript) -> None:
    """Write who coded how much and when, and the runs that made suggestions."""
    t, report = paper.t, paper.report
    paper.heading(1, t("report.part_runs"))
    paper.heading(2, t("report.coders"))
    head = [t(f"report.{name}") for name in ("coder", "codings", "first", "last")]
    rows = [
        [one.name, t.number(one.codings), t.date(one.first.date()), t.date(one.last.date())]
        for one in report.coders
    ]
    paper.table(head, rows, numbers=3)
    if report.runs:
        paper.heading(2, t("report.runs"))
        head = [t(f"report.{name}") for name in ("run", "started", "model", "version", "sources", "proposed")]
        paper.table(
            head,
            [
                [
                    one.id,
                    t.moment(one.started),
                    one.model,
                    one.codebook_version,
                    t.number(one.sources),
                    t.number(one.suggestions),
                ]
                for one in report.runs
            ],
            numbers=2,
            widths=RUN_WIDTHS,
        )


def _waves(held: Counter[tuple[str, str | None, str]], case: str, level: str | None) -> str:
    here = {wave: n for (one, at, wave), n in held.items() if (one, at) == (case, level)}
    return ", ".join(f"{wave or '?'}: {here[wave]}" for wave in sorted(here)) or "–"


def _write_sources(paper: Manuscript) -> None:
    t = paper.t
    columns = [one for one in SOURCE_COLUMNS if one != "source" or not paper.report.plan.anonymous]
    told = [_source_row(paper, one, t) for one in paper.report.material]
    rows = [[row[one] for one in columns] for row in told]
    head = [t(f"report.{one}") for one in columns]
    paper.table(head, rows, numbers=3, widths=[SOURCE_COLUMNS[one] for one in columns])


def _source_row(paper: Manuscript, one: SourceLine, t: Translator) -> dict[str, str]:
    return {
        "code": one.code,
        "source": one.name,
        "case": one.case,
        "level": paper.level(one.level),
        "wave": one.wave,
        "words": t.number(one.words),
        "turns": t.number(one.turns),
        "coded": t.percent(one.coded_turns / one.turns) if one.turns else "–",
    }


def _write_code(paper: Manuscript, code: Code) -> None:
    t = paper.t
    for name in ("definition", "include", "exclude", "example"):
        words = getattr(code, name)
        if words:
            paper.field(t(f"exporting.column_{name}"), words)
    count = t("word.codings", n=paper.report.codings_by_code.get(code.id, 0))
    paper.body.paragraph("SourceLine", Run(f"{code.id} · {count}"))
