"""A matrix as a heatmap: plotly for the page, a picture drawn here for paper (no browser needed)."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Literal

import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from casecoding.aggregating.matrix import Matrix
from casecoding.charts.paper import ACCENT, INK, MARGIN, NO_DATA, saved_picture, separators
from casecoding.domain.codebook import Codebook
from casecoding.figures import cell_basis, cell_text, key_names, measure_name
from casecoding.i18n.translating import Translator

SHADES = ("#EDF3F1", "#6FB0AC", ACCENT)
SCALE = LinearSegmentedColormap.from_list("paper to accent", SHADES)
TABLE_COLUMNS, PICTURE_COLUMNS, PICTURE_ROWS = 6, 6, 24  # that a page has room for
DARK_FROM = 0.8  # share of the highest value from which a cell's number is printed light
CELL_WIDTH, CELL_HEIGHT, LABEL_WIDTH = 1.25, 0.36, 2.3  # inches
LINE, HEADINGS = 0.16, 1.1  # inches: a line of a heading, and what stands above the cells with one
ROW_NAME, COLUMN_NAME = (38, 2), (18, 4)  # characters of a line, and lines


def matrix_figure(
    matrix: Matrix, *, codebook: Codebook, t: Translator, highest: float | None = None
) -> go.Figure:
    """Return the matrix as a plotly heatmap; a cell without data has no colour and says so.

    `highest` is what the darkest colour stands for, where several matrices share a scale.
    """
    values = [[matrix.value(row, column) for column in matrix.columns] for row in matrix.rows]
    cells = [[matrix.cell(row, column) for column in matrix.columns] for row in matrix.rows]
    heatmap = go.Heatmap(
        z=values,
        x=key_names(matrix.column_dimension, matrix.columns, codebook, t),
        y=key_names(matrix.row_dimension, matrix.rows, codebook, t),
        text=[[cell_text(matrix, cell, t) for cell in row] for row in cells],
        customdata=[[cell_basis(matrix, cell, t) for cell in row] for row in cells],
        texttemplate="%{text}",
        hovertemplate="%{y}<br>%{x}: %{text}<br>%{customdata}<extra></extra>",
        colorscale=[[0, SHADES[0]], [0.5, SHADES[1]], [1, SHADES[2]]],
        zmin=0,
        zmax=highest,
        xgap=3,
        ygap=3,
        colorbar={
            "title": {"text": measure_name(matrix.measure, t)},
            "tickformat": ".0%" if matrix.measure.is_share else "",
        },
        hoverongaps=False,
    )
    figure = go.Figure(heatmap)
    figure.update_yaxes(autorange="reversed", automargin=True)
    figure.update_layout(separators=separators(t))
    figure.update_layout(height=120 + 34 * len(matrix.rows), margin=MARGIN)
    return figure


def matrix_picture(
    matrix: Matrix,
    *,
    title: str,
    codebook: Codebook,
    t: Translator,
    highest: float | None = None,
    format: Literal["png", "svg"] = "png",  # noqa: A002 - the word for it
) -> bytes:
    """Return the matrix as a picture on white: PNG at 200 dots per inch, or SVG.

    `highest` is what the darkest cell stands for, where several pictures share a scale.
    """
    rows, columns = len(matrix.rows), len(matrix.columns)
    figure = Figure(
        figsize=(LABEL_WIDTH + CELL_WIDTH * columns, above(matrix, codebook, t) + CELL_HEIGHT * rows),
        layout="constrained",
    )
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    draw_matrix(
        axes,
        matrix,
        title=title,
        highest=matrix.highest if highest is None else highest,
        codebook=codebook,
        t=t,
    )
    return saved_picture(figure, format)


def draw_matrix(
    axes: Axes, matrix: Matrix, *, title: str, highest: float, codebook: Codebook, t: Translator
) -> None:
    """Draw a matrix into a place of a picture; `highest` is what the darkest cell stands for."""
    rows, columns = len(matrix.rows), len(matrix.columns)
    axes.set_title(title, loc="left", fontsize=11, color=INK, pad=12)
    axes.set(xlim=(0, max(columns, 1)), ylim=(max(rows, 1), 0), frame_on=False)
    axes.set_xticks(
        [at + 0.5 for at in range(columns)], _wrapped(_column_names(matrix, codebook, t), *COLUMN_NAME)
    )
    row_names = key_names(matrix.row_dimension, matrix.rows, codebook, t)
    axes.set_yticks([at + 0.5 for at in range(rows)], _wrapped(row_names, *ROW_NAME))
    axes.tick_params(length=0, labelsize=9, labelcolor=INK, top=True, labeltop=True, labelbottom=False)
    for down, row in enumerate(matrix.rows):
        for across, column in enumerate(matrix.columns):
            _draw_cell(axes, matrix, row, column, at=(across, down), highest=highest, t=t)


def above(matrix: Matrix, codebook: Codebook, t: Translator) -> float:
    """Return the inches above a matrix's cells: its title and the names of its columns."""
    names = _wrapped(_column_names(matrix, codebook, t), *COLUMN_NAME)
    return HEADINGS + LINE * max((name.count("\n") for name in names), default=0)


def shade_of(value: float, highest: float) -> tuple[str, bool]:
    """Return the colour of a value as RRGGBB and whether its number is printed light on it."""
    share = value / highest if highest else 0.0
    return to_hex(SCALE(share)).removeprefix("#").upper(), share > DARK_FROM


def _draw_cell(
    axes: Axes, matrix: Matrix, row: str, column: str, *, at: tuple[int, int], highest: float, t: Translator
) -> None:
    value = matrix.value(row, column)
    share = (value or 0.0) / highest if highest else 0.0
    look = (
        {"facecolor": "white", "edgecolor": NO_DATA, "hatch": "////"}
        if value is None
        else {"facecolor": SCALE(share)}
    )
    axes.add_patch(Rectangle((at[0] + 0.03, at[1] + 0.06), 0.94, 0.88, linewidth=0, **look))
    axes.text(
        at[0] + 0.5,
        at[1] + 0.5,
        cell_text(matrix, matrix.cell(row, column), t),
        ha="center",
        va="center",
        fontsize=9,
        color="white" if share > DARK_FROM else INK,
    )


def _column_names(matrix: Matrix, codebook: Codebook, t: Translator) -> list[str]:
    return key_names(matrix.column_dimension, matrix.columns, codebook, t)


def _wrapped(names: Iterable[str], width: int, lines: int) -> list[str]:
    """Return names on so many lines at most, cut by a … where that is not enough."""
    return ["\n".join(wrap(name, width, max_lines=lines, placeholder=" …")) or name for name in names]
