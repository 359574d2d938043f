"""Excerpts and memos in a Word report, under the headings that the plan asks for."""

from collections.abc import Iterator

from casecoding.aggregating.matrix import Dimension
from casecoding.domain.excerpt import Excerpt, shortened_context, shortened_quote
from casecoding.exporting.chapters import Chapter, in_chapters
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.plan import Part
from casecoding.exporting.word_body import Run
from casecoding.exporting.wording import speaker_shown


def write_excerpts(paper: Manuscript) -> None:
    """Write every excerpt under its headings."""
    plan = paper.report.plan
    for one in in_chapters(paper.report.excerpts, plan.order, codebook=paper.codebook):
        match one:
            case Chapter():
                _write_heading(paper, one)
            case Excerpt():
                _write_excerpt(paper, one)


def write_memos(paper: Manuscript) -> None:
    """Write the memos by theme, each with the words it is about; nothing where there are none."""
    noted = [one for one in paper.report.excerpts if one.coding.memo]
    if not noted:
        return
    paper.heading(1, paper.t("report.part_memos"))
    for one in in_chapters(noted, (Dimension.THEME,), codebook=paper.codebook):
        match one:
            case Chapter():
                paper.heading(2, paper.wording.heading(one))
            case Excerpt():
                _write_memo(paper, one)


def _write_memo(paper: Manuscript, excerpt: Excerpt) -> None:
    paper.body.paragraph("Excerpt", Run(excerpt.coding.memo))
    paper.body.paragraph("SourceLine", Run(paper.wording.memo_line(excerpt)))


def _write_heading(paper: Manuscript, chapter: Chapter) -> None:
    paper.heading(chapter.depth, paper.wording.heading(chapter))
    definition = paper.wording.definition(chapter)
    if definition:
        paper.body.paragraph("Normal", Run(definition))


def _write_excerpt(paper: Manuscript, excerpt: Excerpt) -> None:
    paper.body.paragraph("Excerpt", *_quotation(paper, excerpt))
    if excerpt.coding.memo and Part.MEMOS in paper.report.plan.parts:
        paper.field(paper.t("exporting.column_memo"), excerpt.coding.memo, style="ExcerptMemo")
    paper.body.paragraph("SourceLine", Run(paper.wording.source_line(excerpt)))


def _quotation(paper: Manuscript, excerpt: Excerpt) -> Iterator[Run]:
    plan = paper.report.plan
    speaker = speaker_shown(excerpt)
    if speaker:
        yield Run(f"{speaker}: ", "Speaker")
    before, after = shortened_context(excerpt, plan.context)
    if before.strip():
        yield Run(before, "Context")
    yield Run(shortened_quote(excerpt.quote, plan.length), "Quotation")
    if after.strip():
        yield Run(after, "Context")
