"""What stands at the end of a Word report: the material, the codebook, who coded and which runs."""

from casecoding.domain.codebook import Code
from casecoding.exporting.appendix_tables import coder_table, coverage_table, run_table, source_table
from casecoding.exporting.framework_tables import case_table, case_title, written_rows
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.word_body import Run


def write_framework(paper: Manuscript) -> None:
    """Write the summaries case by case; nothing where none are written."""
    rows = written_rows(paper.wording)
    if not rows:
        return
    paper.heading(1, paper.t("report.part_framework"))
    for row in rows:
        paper.heading(2, case_title(row))
        paper.table(case_table(row, paper.wording))


def write_coverage(paper: Manuscript) -> None:
    """Write what material there is by case and level, then every source and how far it is coded."""
    paper.heading(1, paper.t("report.part_coverage"))
    paper.body.paragraph("Normal", Run(paper.t("report.coverage_note")))
    paper.table(coverage_table(paper.wording))
    paper.table(source_table(paper.wording))


def write_codebook(paper: Manuscript) -> None:
    """Write every code with its definition and how often it is used in the whole study."""
    paper.heading(1, paper.t("word.codebook"))
    for code in paper.codebook:
        paper.heading(2 if code.parent_id is None else 3, paper.wording.code(code.id))
        _write_code(paper, code)


def write_runs(paper: Manuscript) -> None:
    """Write who coded how much and when, and the runs that made suggestions."""
    paper.heading(1, paper.t("report.part_runs"))
    paper.heading(2, paper.t("report.coders"))
    paper.table(coder_table(paper.wording))
    if paper.report.runs:
        paper.heading(2, paper.t("report.runs"))
        paper.table(run_table(paper.wording))


def _write_code(paper: Manuscript, code: Code) -> None:
    t = paper.t
    for name in ("definition", "include", "exclude", "example"):
        words = getattr(code, name)
        if words:
            paper.field(t(f"exporting.column_{name}"), words)
    count = t("word.codings", n=paper.report.codings_by_code.get(code.id, 0))
    paper.body.paragraph("SourceLine", Run(f"{code.id} · {count}"))
