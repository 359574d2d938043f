"""Coded excerpts as a Word report: title page, contents, matrices, theme → case → level, codebook."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby

from docx.document import Document
from docx.shared import Mm

from casecoding.aggregating.labels import code_label, key_label, level_label
from casecoding.aggregating.matrix import Matrix
from casecoding.domain.codebook import Code, Codebook
from casecoding.domain.excerpt import Excerpt, shortened_context
from casecoding.exporting.excerpt_rows import time_shown, turns_shown
from casecoding.exporting.package import undated_package
from casecoding.exporting.report import Report
from casecoding.exporting.selection_words import selection_in_words
from casecoding.exporting.word_body import NOT_IN_XML, Body, Run, TableCell, contents_elements
from casecoding.exporting.word_styles import styled_document
from casecoding.figures import dimension_name, matrix_picture, measure_name, shade_of, shown_value
from casecoding.i18n.translating import Translator

LONGEST_TITLE = 255  # characters, the limit of the document properties
CONTEXT = 240  # characters of the turn printed before and after a quotation
PICTURE_WIDTH = Mm(130)
CONTENTS_DEPTH = 2  # heading levels in the contents: themes and cases

Entry = tuple[int, str, str]  # level, heading, bookmark


def word_report(report: Report, *, t: Translator) -> bytes:
    """Return the report as a docx file."""
    document = styled_document(t, running_head=report.title)
    _describe(document, report)
    writer = _Writer(document, report, t)
    writer.write()
    content = BytesIO()
    document.save(content)
    return undated_package(content.getvalue())


class _Writer:
    """Writes one report from front to back, keeping the headings for the contents."""

    def __init__(self, document: Document, report: Report, t: Translator) -> None:
        self._body = Body(document)
        self._report = report
        self._codebook: Codebook = report.codebook
        self._t = t
        self._entries: list[Entry] = []

    def write(self) -> None:
        self._write_front()
        contents = self._body.paragraph("ContentsHeading", Run(self._t("word.contents")))
        self._write_matrices()
        self._write_excerpts()
        self._write_codebook()
        listed = [entry for entry in self._entries if entry[0] <= CONTENTS_DEPTH]
        for element in reversed(contents_elements(listed, depth=CONTENTS_DEPTH)):
            contents.addnext(element)

    def _heading(self, level: int, words: str) -> None:
        self._entries.append((level, words, self._body.heading(level, words)))

    def _write_front(self) -> None:
        report, t, body = self._report, self._t, self._body
        body.paragraph("Title", Run(report.title))
        body.paragraph("Subtitle", Run(t("word.subtitle")))
        body.paragraph("FrontLine", Run(t("word.made", when=t.moment(report.made))))
        body.paragraph("FrontLine", Run(t("word.counted", n=t.number(len(report.excerpts)))))
        body.paragraph("FrontLine", Run(f"{self._codebook.title}, {self._codebook.version}"))
        body.paragraph("FrontLine")
        for name, values in selection_in_words(report.selection, report, t):
            body.paragraph("FrontLine", Run(f"{name}: ", "FieldName"), Run(values))
        body.page_break()

    def _write_matrices(self) -> None:
        t = self._t
        self._heading(1, t("word.matrices"))
        for number, matrix in enumerate(self._report.matrices, start=1):
            title = matrix_title(matrix, t)
            self._heading(2, title)
            self._body.table(self._matrix_rows(matrix))
            self._body.picture(
                matrix_picture(matrix, title=title, codebook=self._codebook, t=t),
                description=self._matrix_in_words(matrix, title),
                width=PICTURE_WIDTH,
            )
            caption = t("word.figure", number=number, title=title, n=t.number(matrix.codings))
            self._body.paragraph("Caption", Run(caption))

    def _matrix_rows(self, matrix: Matrix) -> list[list[TableCell]]:
        head = [TableCell(dimension_name(matrix.row_dimension, self._t), bold=True)]
        head += [
            TableCell(self._name(matrix, column, of_rows=False), bold=True, centred=True)
            for column in matrix.columns
        ]
        rows = [
            [
                TableCell(self._name(matrix, row, of_rows=True), bold=True),
                *(self._matrix_cell(matrix, row, column) for column in matrix.columns),
            ]
            for row in matrix.rows
        ]
        return [head, *rows]

    def _matrix_cell(self, matrix: Matrix, row: str, column: str) -> TableCell:
        value = matrix.value(row, column)
        if value is None:
            return TableCell(self._t("aggregating.no_data"), fill="EFEDE7", centred=True)
        fill, light_ink = shade_of(matrix, value)
        return TableCell(
            shown_value(value, matrix.measure, self._t), fill=fill, light_ink=light_ink, centred=True
        )

    def _matrix_in_words(self, matrix: Matrix, title: str) -> str:
        """Return the picture's alternative text: the title and every row's values."""
        lines = []
        for row in matrix.rows:
            values = ", ".join(
                f"{self._name(matrix, column, of_rows=False)} "
                f"{shown_value(matrix.value(row, column), matrix.measure, self._t)}"
                for column in matrix.columns
            )
            lines.append(f"{self._name(matrix, row, of_rows=True)}: {values}.")
        return f"{title}. {' '.join(lines)}"

    def _name(self, matrix: Matrix, key: str, *, of_rows: bool) -> str:
        dimension = matrix.row_dimension if of_rows else matrix.column_dimension
        return key_label(dimension, key, codebook=self._codebook, t=self._t)

    def _write_excerpts(self) -> None:
        for theme_id, of_theme in self._by_theme():
            self._heading(1, code_label(theme_id, codebook=self._codebook, t=self._t))
            if theme_id in self._codebook:
                self._body.paragraph("Normal", Run(self._codebook.code(theme_id).definition))
            for case, of_case in groupby(of_theme, key=lambda excerpt: excerpt.case):
                self._heading(2, case)
                for level, of_level in groupby(of_case, key=lambda excerpt: excerpt.level):
                    self._heading(3, level_label(level, codebook=self._codebook, t=self._t))
                    for excerpt in of_level:
                        self._write_excerpt(excerpt)

    def _by_theme(self) -> Iterator[tuple[str, list[Excerpt]]]:
        """Give the excerpts by theme in the codebook's order, then by case and level."""
        levels = [level.id for level in self._codebook.levels]
        ordered = sorted(
            self._report.excerpts,
            key=lambda one: (one.case, _place(one.level, levels), one.level or ""),
        )
        by_theme: dict[str, list[Excerpt]] = {theme.id: [] for theme in self._codebook.themes}
        for excerpt in ordered:
            by_theme.setdefault(excerpt.coding.code_id.partition(".")[0], []).append(excerpt)
        return ((theme_id, excerpts) for theme_id, excerpts in by_theme.items() if excerpts)

    def _write_excerpt(self, excerpt: Excerpt) -> None:
        self._body.paragraph("Excerpt", *self._quotation(excerpt))
        if excerpt.coding.memo:
            self._body.paragraph(
                "ExcerptMemo",
                Run(f"{self._t('exporting.column_memo')}: ", "FieldName"),
                Run(excerpt.coding.memo),
            )
        self._body.paragraph("SourceLine", Run(" · ".join(self._source_line(excerpt))))

    def _quotation(self, excerpt: Excerpt) -> Iterator[Run]:
        speaker = ", ".join(part for part in (excerpt.speaker, excerpt.role) if part)
        if speaker:
            yield Run(f"{speaker}: ", "Speaker")
        before, after = shortened_context(excerpt, CONTEXT)
        if before.strip():
            yield Run(before, "Context")
        yield Run(excerpt.quote, "Quotation")
        if after.strip():
            yield Run(after, "Context")

    def _source_line(self, excerpt: Excerpt) -> Iterator[str]:
        t, coding = self._t, excerpt.coding
        yield excerpt.source_name
        yield f"§ {turns_shown(excerpt.first_turn, excerpt.last_turn)}"
        if excerpt.wave:
            yield excerpt.wave
        if excerpt.time is not None:
            yield time_shown(excerpt.time)
        yield t("word.coded_as", code=code_label(coding.code_id, codebook=self._codebook, t=t))
        if coding.stance:
            yield t(f"exporting.stance_{coding.stance.value}")
        yield t("word.coded_by", coder=excerpt.coder)
        if excerpt.other_codes:
            others = ", ".join(code_label(one, codebook=self._codebook, t=t) for one in excerpt.other_codes)
            yield t("word.also", codes=others)

    def _write_codebook(self) -> None:
        self._heading(1, self._t("word.codebook"))
        for code in self._codebook:
            self._heading(
                2 if code.parent_id is None else 3, code_label(code.id, codebook=self._codebook, t=self._t)
            )
            self._write_code(code)

    def _write_code(self, code: Code) -> None:
        t = self._t
        for field in ("definition", "include", "exclude", "example"):
            words = getattr(code, field)
            if words:
                self._body.paragraph(
                    "Normal", Run(f"{t(f'exporting.column_{field}')}: ", "FieldName"), Run(words)
                )
        count = t("word.codings", n=self._report.codings_by_code.get(code.id, 0))
        self._body.paragraph("SourceLine", Run(f"{code.id} · {count}"))


def _place(level: str | None, levels: Sequence[str]) -> int:
    return levels.index(level) if level in levels else len(levels)


def matrix_title(matrix: Matrix, t: Translator) -> str:
    """Return what a matrix shows, as its title."""
    return t(
        "matrix.title",
        measure=measure_name(matrix.measure, t),
        rows=dimension_name(matrix.row_dimension, t).lower(),
        columns=dimension_name(matrix.column_dimension, t).lower(),
    )


def _describe(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = NOT_IN_XML.sub("", report.title)[:LONGEST_TITLE]
    properties.author, properties.comments = "casecoding", ""
    properties.created = properties.modified = report.made.replace(tzinfo=None)
