"""Matrices in a Word report: each as a table and as the picture the page offers."""

from docx.shared import Mm

from casecoding.aggregating.matrix import Matrix
from casecoding.charts.matrix import matrix_picture, shade_of
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.word_body import Run, TableCell
from casecoding.figures import dimension_name, shown_value
from casecoding.i18n.translating import Translator

PICTURE_WIDTH = Mm(130)


def write_matrices(paper: Manuscript) -> None:
    """Write the chapter of matrices."""
    t = paper.t
    paper.heading(1, t("word.matrices"))
    for number, matrix in enumerate(paper.report.matrices, start=1):
        title = paper.wording.matrix_title(matrix)
        paper.heading(2, title)
        paper.body.table(_rows(paper, matrix))
        paper.body.picture(
            matrix_picture(matrix, title=title, codebook=paper.codebook, t=t),
            description=paper.wording.matrix_in_words(matrix),
            width=PICTURE_WIDTH,
        )
        paper.body.paragraph("Caption", Run(paper.wording.caption(matrix, number)))


def _rows(paper: Manuscript, matrix: Matrix) -> list[list[TableCell]]:
    head = [TableCell(dimension_name(matrix.row_dimension, paper.t), bold=True)]
    head += [TableCell(paper.wording.column(matrix, one), bold=True, centred=True) for one in matrix.columns]
    rows = [
        [
            TableCell(paper.wording.row(matrix, row), bold=True),
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
