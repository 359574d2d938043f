"""Matrices in a Word report: each as a table and as the picture the page offers."""

from casecoding.aggregating.matrix import Matrix
from casecoding.charts.matrix import PICTURE_COLUMNS, PICTURE_ROWS, TABLE_COLUMNS, matrix_picture, shade_of
from casecoding.exporting.manuscript import Manuscript
from casecoding.exporting.word_body import Run, TableCell
from casecoding.figures import dimension_name, shown_value
from casecoding.i18n.translating import Translator

NAME_WIDTH, CELL_WIDTH = 3, 2  # shares of the text's width


def write_matrices(paper: Manuscript) -> None:
    """Write the chapter of matrices; a large one in parts that are as wide and as high as a page."""
    t = paper.t
    paper.heading(1, t("word.matrices"))
    for number, matrix in enumerate(paper.report.matrices, start=1):
        title, highest = paper.wording.matrix_title(matrix), matrix.highest
        paper.heading(2, title)
        for part in matrix.parted(columns=TABLE_COLUMNS):
            rows = _rows(paper, part, highest)
            paper.body.table(rows, widths=(NAME_WIDTH, *[CELL_WIDTH] * len(part.columns)))
        for part in matrix.parted(columns=PICTURE_COLUMNS, rows=PICTURE_ROWS):
            paper.body.picture(
                matrix_picture(part, title=title, codebook=paper.codebook, t=t, highest=highest),
                description=paper.wording.matrix_in_words(part),
            )
        paper.body.paragraph("Caption", Run(paper.wording.caption(matrix, number)))


def _rows(paper: Manuscript, matrix: Matrix, highest: float) -> list[list[TableCell]]:
    head = [TableCell(dimension_name(matrix.row_dimension, paper.t), bold=True)]
    head += [TableCell(paper.wording.column(matrix, one), bold=True, centred=True) for one in matrix.columns]
    rows = [
        [
            TableCell(paper.wording.row(matrix, row), bold=True),
            *(_cell(matrix, row, column, highest, paper.t) for column in matrix.columns),
        ]
        for row in matrix.rows
    ]
    return [head, *rows]


def _cell(matrix: Matrix, row: str, column: str, highest: float, t: Translator) -> TableCell:
    value = matrix.value(row, column)
    if value is None:
        return TableCell(t("aggregating.no_data"), fill="EFEDE7", centred=True)
    fill, light_ink = shade_of(value, highest)
    return TableCell(shown_value(value, matrix.measure, t), fill=fill, light_ink=light_ink, centred=True)
