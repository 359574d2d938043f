"""What stands at the end of a Word report: the material, the codebook, who coded and which runs."""

from casecoding.domain.codebook import Code
from casecoding.exporting.appendix_tables import coder_table, run_table
from casecoding.exporting.coverage_tables import coverage_tables
from casecoding.exporting.framework_tables import case_table, case_title, written_rows
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.word_body import Run
from casecoding.figures import whole_in_words


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
    """Write what the page Coverage shows, wave by wave, then place by place and source by source."""
    t = paper.t
    paper.heading(1, t("report.part_coverage"))
    paper.body.paragraph("Normal", Run(whole_in_words(paper.report.coverage.whole, t)))
    paper.body.paragraph("Normal", Run(t("report.coverage_note")))
    for heading, table in coverage_tables(paper.wording):
        paper.heading(2, heading)
        paper.table(table)


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
            paper.field(t(f"exporting.column_{name}"), words, style="CodeText")
    paper.body.paragraph("SourceLine", Run(paper.wording.usage(code.id)))
