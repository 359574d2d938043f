"""A report as a Word file: the parts that its plan asks for, one after the other."""

from collections.abc import Callable, Mapping
from io import BytesIO

from docx.document import Document

from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.package import undated_package
from casecoding.exporting.plan import Part
from casecoding.exporting.report import Report
from casecoding.exporting.selection_words import selection_in_words
from casecoding.exporting.word_appendices import write_codebook, write_coverage, write_framework, write_runs
from casecoding.exporting.word_body import NOT_IN_XML, Run, contents_elements
from casecoding.exporting.word_excerpts import write_excerpts, write_memos
from casecoding.exporting.word_matrix import write_matrices
from casecoding.exporting.word_styles import styled_document
from casecoding.i18n.translating import Translator

LONGEST_TITLE = 255  # characters, the limit of the document properties
CONTENTS_DEPTH = 2  # heading levels in the contents


def word_report(report: Report, *, t: Translator) -> bytes:
    """Return the report as a docx file."""
    document = styled_document(t, running_head=report.title)
    describe(document, report)
    paper = Manuscript(document, report, t)
    for part in Part:
        if part in report.plan.parts:
            WRITERS[part](paper)
    _fill_contents(paper)
    return saved_document(document)


def saved_document(document: Document) -> bytes:
    """Return the document as a file that is the same whenever it is saved."""
    content = BytesIO()
    document.save(content)
    return undated_package(content.getvalue())


def _write_front(paper: Manuscript) -> None:
    report, t, body = paper.report, paper.t, paper.body
    body.paragraph("Title", Run(report.title))
    body.paragraph("Subtitle", Run(t("word.subtitle")))
    body.paragraph("FrontLine", Run(t("word.made", when=t.moment(report.made))))
    body.paragraph("FrontLine", Run(t("word.counted", n=t.number(len(report.excerpts)))))
    body.paragraph("FrontLine", Run(f"{report.codebook.title}, {report.codebook.version}"))
    body.paragraph("FrontLine")
    for name, values in selection_in_words(report.selection, report, t):
        paper.field(name, values, style="FrontLine")
    body.paragraph("FrontNote", Run(t("report.references")))
    if report.plan.anonymous:
        body.paragraph("FrontNote", Run(t("report.anonymous_note")))
    if report.methods:
        body.paragraph("FrontHeading", Run(t("report.methods")))
        body.paragraph("FrontNote", Run(report.methods))
    body.page_break()


def _write_contents_heading(paper: Manuscript) -> None:
    paper.contents = paper.body.paragraph("ContentsHeading", Run(paper.t("word.contents")))


def _fill_contents(paper: Manuscript) -> None:
    """Put the table of contents under its heading, now that every heading is known."""
    if paper.contents is None:
        return
    listed = [entry for entry in paper.entries if entry[0] <= CONTENTS_DEPTH]
    for element in reversed(contents_elements(listed, depth=CONTENTS_DEPTH)):
        paper.contents.addnext(element)


def describe(document: Document, report: Report) -> None:
    """Set the document's properties."""
    properties = document.core_properties
    properties.title = NOT_IN_XML.sub("", report.title)[:LONGEST_TITLE]
    properties.author, properties.comments = "casecoding", ""
    properties.created = properties.modified = report.made.replace(tzinfo=None)


WRITERS: Mapping[Part, Callable[[Manuscript], None]] = {
    Part.FRONT: _write_front,
    Part.CONTENTS: _write_contents_heading,
    Part.MATRIX: write_matrices,
    Part.EXCERPTS: write_excerpts,
    Part.MEMOS: write_memos,
    Part.FRAMEWORK: write_framework,
    Part.COVERAGE: write_coverage,
    Part.CODEBOOK: write_codebook,
    Part.RUNS: write_runs,
}
