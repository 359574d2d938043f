"""Matrices in a Word report: each as a table and as the picture the page offers."""

from docx.shared import Mm

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Matrix
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.word_body import Run, TableCell
from casecoding.figures import dimension_name, matrix_picture, measure_name, shade_of, shown_value
from casecoding.i18n.translating import Translator

PICTURE_WIDTH = Mm(130)


def write_matrices(paper: Manuscript) -> None:
    """Write the chapter of matrices."""
    t = paper.t
    paper.heading(1, t("word.matrices"))
    for number, matrix in enumerate(paper.report.matrices, start=1):
        title = matrix_title(matrix, t)
        paper.heading(2, title)
        paper.body.table(_rows(paper, matrix))
        paper.body.picture(
            matrix_picture(matrix, title=title, codebook=paper.codebook, t=t),
            description=_in_words(paper, matrix, title),
            width=PICTURE_WIDTH,
        )
        caption = t("word.figure", number=number, title=title, n=t.number(matrix.codings))
        paper.body.paragraph("Caption", Run(caption))


def matrix_title(matrix: Matrix, t: Translator) -> str:
    """Return what a matrix shows, as its title."""
    return t(
        "matrix.title",
        measure=measure_name(matrix.measure, t),
        rows=dimension_name(matrix.row_dimension, t).lower(),
        columns=dimension_name(matrix.column_dimension, t).lower(),
    )


def _rows(paper: Manuscript, matrix: Matrix) -> list[list[TableCell]]:
    head = [TableCell(dimension_name(matrix.row_dimension, paper.t), bold=True)]
    head += [TableCell(_column(paper, matrix, one), bold=True, centred=True) for one in matrix.columns]
    rows = [
        [
            TableCell(_row(paper, matrix, row), bold=True),
            *(_cell(matrix, row, column, paper.t) for column in matrix.columns),
        ]
        for row in matrix.rows
    ]
    return [head, *rows]


def _cell(matrix: Matrix, row: str, column: str, t: Translator) -> TableCell:
    value = matrix.value(row, column)
    if value is None:
        return TableCell(t("aggregating.no_data"), fill="EFEDE7", centred=True)
    fill, light_ink = shade_of(matrix, value)
    return TableCell(shown_value(value, matrix.measure, t), fill=fill, light_ink=light_ink, centred=True)


def _in_words(paper: Manuscript, matrix: Matrix, title: str) -> str:
    """Return the picture's alternative text: the title and every row's values."""
    lines = []
    for row in matrix.rows:
        values = ", ".join(
            f"{_column(paper, matrix, column)} "
            f"{shown_value(matrix.value(row, column), matrix.measure, paper.t)}"
            for column in matrix.columns
        )
        lines.append(f"{_row(paper, matrix, row)}: {values}.")
    return f"{title}. {' '.join(lines)}"


def _row(paper: Manuscript, matrix: Matrix, key: str) -> str:
    return key_label(matrix.row_dimension, key, codebook=paper.codebook, t=paper.t)


def _column(paper: Manuscript, matrix: Matrix, key: str) -> str:
    return key_label(matrix.column_dimension, key, codebook=paper.codebook, t=paper.t)
