"""Wording: what a report says of an excerpt or a matrix, whatever file it is written to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from casecoding.aggregating.labels import code_label, key_label, level_label
from casecoding.aggregating.matrix import Dimension, Matrix
from casecoding.domain.excerpt import Excerpt, shortened_quote
from casecoding.exporting.chapters import Chapter
from casecoding.exporting.excerpt_rows import reference_shown, time_shown
from casecoding.exporting.report import Report
from casecoding.figures import dimension_name, measure_name, shown_value
from casecoding.i18n.translating import Translator

BESIDE_MEMO = 160  # characters of the quotation that a memo is about


@dataclass(slots=True)
class Wording:
    """Words things of one report in one language. A code's name is looked up once."""

    report: Report
    t: Translator
    _names: dict[str, str] = field(default_factory=dict)

    def code(self, code_id: str) -> str:
        if code_id not in self._names:
            self._names[code_id] = code_label(code_id, codebook=self.report.codebook, t=self.t)
        return self._names[code_id]

    def code_id(self, code_id: str) -> str:
        """Return a code's id as it is printed; empty where it would tell a name."""
        return "" if code_id in self.report.withheld_ids else code_id

    def usage(self, code_id: str) -> str:
        """Return a code's id and how often it is used in the whole study."""
        count = self.t("word.codings", n=self.report.codings_by_code.get(code_id, 0))
        return " · ".join(part for part in (self.code_id(code_id), count) if part)

    def level(self, level_id: str | None) -> str:
        return level_label(level_id, codebook=self.report.codebook, t=self.t)

    def reference(self, excerpt: Excerpt) -> str:
        """Return how the excerpt is cited so that it is found again."""
        return reference_shown(excerpt, codebook=self.report.codebook, t=self.t)

    def heading(self, chapter: Chapter) -> str:
        return key_label(chapter.dimension, chapter.key, codebook=self.report.codebook, t=self.t)

    def definition(self, chapter: Chapter) -> str:
        """Return what a code means under its heading; empty under other headings."""
        is_code = chapter.dimension in {Dimension.THEME, Dimension.CODE}
        codebook = self.report.codebook
        return codebook.code(chapter.key).definition if is_code and chapter.key in codebook else ""

    def source_line(self, excerpt: Excerpt) -> str:
        """Return where the words stand, under which code and by whom."""
        return " · ".join(self._source_line(excerpt))

    def memo_line(self, excerpt: Excerpt) -> str:
        """Return what a memo is about: how the quotation begins, where it stands, who noted it."""
        words = shortened_quote(" ".join(excerpt.quote.split()), BESIDE_MEMO)
        return f"»{words}« · {self.reference(excerpt)} · {self.t('word.coded_by', coder=excerpt.coder)}"

    def column(self, matrix: Matrix, key: str) -> str:
        return key_label(matrix.column_dimension, key, codebook=self.report.codebook, t=self.t)

    def row(self, matrix: Matrix, key: str) -> str:
        return key_label(matrix.row_dimension, key, codebook=self.report.codebook, t=self.t)

    def matrix_title(self, matrix: Matrix) -> str:
        """Return what a matrix shows, as its title."""
        return self.t(
            "matrix.title",
            measure=measure_name(matrix.measure, self.t),
            rows=dimension_name(matrix.row_dimension, self.t).lower(),
            columns=dimension_name(matrix.column_dimension, self.t).lower(),
        )

    def matrix_in_words(self, matrix: Matrix) -> str:
        """Return a picture's alternative text: the title and every row's values."""
        lines = []
        for row in matrix.rows:
            values = ", ".join(
                f"{self.column(matrix, column)} "
                f"{shown_value(matrix.value(row, column), matrix.measure, self.t)}"
                for column in matrix.columns
            )
            lines.append(f"{self.row(matrix, row)}: {values}.")
        return f"{self.matrix_title(matrix)}. {' '.join(lines)}"

    def caption(self, matrix: Matrix, number: int) -> str:
        title, codings = self.matrix_title(matrix), self.t.number(matrix.codings)
        return self.t("word.figure", number=number, title=title, n=codings)

    def _source_line(self, excerpt: Excerpt) -> Iterator[str]:
        t, coding = self.t, excerpt.coding
        yield self.reference(excerpt)
        if excerpt.source_name != excerpt.source_code:
            yield excerpt.source_name
        if excerpt.wave:
            yield excerpt.wave
        if excerpt.time is not None:
            yield time_shown(excerpt.time)
        yield t("word.coded_as", code=self.code(coding.code_id))
        if coding.stance:
            yield t(f"exporting.stance_{coding.stance.value}")
        yield t("word.coded_by", coder=excerpt.coder)
        if excerpt.other_codes:
            yield t("word.also", codes=", ".join(map(self.code, excerpt.other_codes)))


def speaker_shown(excerpt: Excerpt) -> str:
    """Return who speaks, with their role; empty where nobody does."""
    return ", ".join(part for part in (excerpt.speaker, excerpt.role) if part)
