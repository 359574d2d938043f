"""Excerpts and memos in a Word report, under the headings that the plan asks for."""

from collections.abc import Iterator

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.excerpt import Excerpt, shortened_context, shortened_quote
from casecoding.exporting.chapters import Chapter, in_chapters
from casecoding.exporting.excerpt_rows import reference_shown, time_shown
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.plan import Part
from casecoding.exporting.word_body import Run

BESIDE_MEMO = 160  # characters of the quotation that a memo is about


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
                paper.heading(2, paper.code(one.key))
            case Excerpt():
                _write_memo(paper, one)


def _write_memo(paper: Manuscript, excerpt: Excerpt) -> None:
    paper.body.paragraph("Excerpt", Run(excerpt.coding.memo))
    words = shortened_quote(" ".join(excerpt.quote.split()), BESIDE_MEMO)
    where = reference_shown(excerpt, codebook=paper.codebook, t=paper.t)
    by = paper.t("word.coded_by", coder=excerpt.coder)
    paper.body.paragraph("SourceLine", Run(f"»{words}« · {where} · {by}"))


def _write_heading(paper: Manuscript, chapter: Chapter) -> None:
    codebook = paper.codebook
    paper.heading(chapter.depth, key_label(chapter.dimension, chapter.key, codebook=codebook, t=paper.t))
    defined = chapter.dimension in {Dimension.THEME, Dimension.CODE} and chapter.key in codebook
    if defined and codebook.code(chapter.key).definition:
        paper.body.paragraph("Normal", Run(codebook.code(chapter.key).definition))


def _write_excerpt(paper: Manuscript, excerpt: Excerpt) -> None:
    paper.body.paragraph("Excerpt", *_quotation(paper, excerpt))
    if excerpt.coding.memo and Part.MEMOS in paper.report.plan.parts:
        paper.field(paper.t("exporting.column_memo"), excerpt.coding.memo, style="ExcerptMemo")
    paper.body.paragraph("SourceLine", Run(" · ".join(_source_line(paper, excerpt))))


def _quotation(paper: Manuscript, excerpt: Excerpt) -> Iterator[Run]:
    plan = paper.report.plan
    speaker = ", ".join(part for part in (excerpt.speaker, excerpt.role) if part)
    if speaker:
        yield Run(f"{speaker}: ", "Speaker")
    before, after = shortened_context(excerpt, plan.context)
    if before.strip():
        yield Run(before, "Context")
    yield Run(shortened_quote(excerpt.quote, plan.length), "Quotation")
    if after.strip():
        yield Run(after, "Context")


def _source_line(paper: Manuscript, excerpt: Excerpt) -> Iterator[str]:
    t, coding = paper.t, excerpt.coding
    yield reference_shown(excerpt, codebook=paper.codebook, t=t)
    if excerpt.source_name != excerpt.source_code:
        yield excerpt.source_name
    if excerpt.wave:
        yield excerpt.wave
    if excerpt.time is not None:
        yield time_shown(excerpt.time)
    yield t("word.coded_as", code=paper.code(coding.code_id))
    if coding.stance:
        yield t(f"exporting.stance_{coding.stance.value}")
    yield t("word.coded_by", coder=excerpt.coder)
    if excerpt.other_codes:
        yield t("word.also", codes=", ".join(map(paper.code, excerpt.other_codes)))
