"""Matrices -> figures: plotly for the page, a picture drawn here for paper (no browser needed)."""

from io import BytesIO
from typing import Literal

import plotly.graph_objects as go
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from casecoding.aggregating.comparing import Comparison
from casecoding.aggregating.intervals import Estimate
from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import AttributeDimension, Axis, Cell, Dimension, Matrix, Measure
from casecoding.domain.codebook import Codebook
from casecoding.i18n.translating import Translator

PAPER, INK, ACCENT, NO_DATA = "#FBFAF7", "#1E2329", "#0B6E6E", "#B9B4A8"
SCALE = LinearSegmentedColormap.from_list("paper to accent", ["#EDF3F1", "#6FB0AC", ACCENT])
FIRST, SECOND = ("#7B5EA7", "circle"), ("#D2601A", "diamond")
DARK_FROM = 0.8  # share of the highest value from which a cell's number is printed light
CELL_WIDTH, CELL_HEIGHT, LABEL_WIDTH = 1.25, 0.42, 2.3  # inches


def shown_value(value: float | None, measure: Measure, t: Translator) -> str:
    """Return a cell's value as people write it; "–" is no data."""
    if value is None:
        return "–"
    match measure:
        case Measure.CODINGS | Measure.SOURCES | Measure.PARTICIPANTS:
            return t.number(value)
        case Measure.PER_1000_WORDS:
            return t.number(value, decimals=1)
        case _:
            return t.percent(value)


def cell_text(matrix: Matrix, cell: Cell, t: Translator) -> str:
    """Return a cell's value, with an open ring where it rests on little."""
    value = cell.value(matrix.measure)
    ring = " ○" if value is not None and matrix.is_thin(cell) else ""
    return shown_value(value, matrix.measure, t) + ring


def cell_basis(matrix: Matrix, cell: Cell, t: Translator) -> str:
    """Return what a cell's number rests on: its interval where it is a share, its codings, its material."""
    if cell.value(matrix.measure) is None:
        return t("aggregating.no_data")
    estimate = cell.interval(matrix.measure)
    parts = [interval_text(estimate, t)] if estimate else []
    parts.append(t("aggregating.basis_codings", n=cell.count.codings, sources=cell.count.sources))
    if cell.material:
        turns, words = t.number(cell.material.turns), t.number(cell.material.words)
        parts.append(
            t("aggregating.basis_material", coded=t.number(cell.count.turns), turns=turns, words=words)
        )
    return " · ".join(parts)


def interval_text(estimate: Estimate, t: Translator) -> str:
    """Return the interval of a share: "95 %: 12–31 %"."""
    low, high = (t.number(100 * end, decimals=1) for end in (estimate.low, estimate.high))
    return t("aggregating.interval", low=low, high=high)


def measure_name(measure: Measure, t: Translator) -> str:
    return t(f"aggregating.measure_{measure.value.replace('-', '_')}")


def dimension_name(dimension: Axis, t: Translator) -> str:
    if isinstance(dimension, AttributeDimension):
        return dimension.attribute.name
    return t(f"aggregating.dimension_{dimension.value}")


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
        x=_names(matrix.column_dimension, matrix.columns, codebook, t),
        y=_names(matrix.row_dimension, matrix.rows, codebook, t),
        text=[[cell_text(matrix, cell, t) for cell in row] for row in cells],
        customdata=[[cell_basis(matrix, cell, t) for cell in row] for row in cells],
        texttemplate="%{text}",
        hovertemplate="%{y}<br>%{x}: %{text}<br>%{customdata}<extra></extra>",
        colorscale=[[0, "#EDF3F1"], [0.5, "#6FB0AC"], [1, ACCENT]],
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
    figure.update_layout(separators=_separators(t))
    figure.update_layout(height=120 + 34 * len(matrix.rows), margin={"l": 8, "r": 8, "t": 16, "b": 8})
    return figure


def matrix_picture(
    matrix: Matrix,
    *,
    title: str,
    codebook: Codebook,
    t: Translator,
    format: Literal["png", "svg"] = "png",  # noqa: A002 - the word for it
) -> bytes:
    """Return the matrix as a picture on white: PNG at 200 dots per inch, or SVG."""
    rows, columns = len(matrix.rows), len(matrix.columns)
    figure = Figure(
        figsize=(LABEL_WIDTH + CELL_WIDTH * columns, 1.1 + CELL_HEIGHT * rows), layout="constrained"
    )
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    draw_matrix(axes, matrix, title=title, highest=matrix.highest, codebook=codebook, t=t)
    return saved_picture(figure, format)


def draw_matrix(
    axes: Axes, matrix: Matrix, *, title: str, highest: float, codebook: Codebook, t: Translator
) -> None:
    """Draw a matrix into a place of a picture; `highest` is what the darkest cell stands for."""
    rows, columns = len(matrix.rows), len(matrix.columns)
    axes.set_title(title, loc="left", fontsize=11, color=INK, pad=12)
    axes.set(xlim=(0, max(columns, 1)), ylim=(max(rows, 1), 0), frame_on=False)
    axes.set_xticks(
        [at + 0.5 for at in range(columns)], _names(matrix.column_dimension, matrix.columns, codebook, t)
    )
    axes.set_yticks([at + 0.5 for at in range(rows)], _names(matrix.row_dimension, matrix.rows, codebook, t))
    axes.tick_params(length=0, labelsize=9, labelcolor=INK, top=True, labeltop=True, labelbottom=False)
    for down, row in enumerate(matrix.rows):
        for across, column in enumerate(matrix.columns):
            _draw_cell(axes, matrix, row, column, at=(across, down), highest=highest, t=t)


def saved_picture(figure: Figure, format: Literal["png", "svg"]) -> bytes:  # noqa: A002 - the word for it
    """Return a picture on white: PNG at 200 dots per inch, or SVG."""
    content = BytesIO()
    with rc_context({"svg.hashsalt": "casecoding"}):  # else each SVG has ids of its own
        figure.savefig(content, format=format, dpi=200, facecolor="white", metadata=_undated(format))
    return content.getvalue()


def comparison_figure(comparison: Comparison, *, codebook: Codebook, t: Translator) -> go.Figure:
    """Return a dumbbell per theme: both values with their intervals; an open mark rests on little."""
    shares = comparison.measure.is_share
    factor = 100.0 if shares else 1.0
    figure = go.Figure()
    for at, colour, symbol, shift in ((0, *FIRST, -0.13), (1, *SECOND, 0.13)):
        sides = [(one.first, one.second)[at] for one in comparison.contrasts]
        drawn = [
            (place, side, side.estimate.times(factor)) for place, side in enumerate(sides) if side.estimate
        ]
        figure.add_scatter(
            x=[estimate.value for _, _, estimate in drawn],
            y=[place + shift for place, _, _ in drawn],
            mode="markers",
            cliponaxis=False,
            name=key_label(
                comparison.dimension, (comparison.first, comparison.second)[at], codebook=codebook, t=t
            ),
            marker={
                "size": 11,
                "color": colour,
                "symbol": [f"{symbol}-open" if side.is_thin else symbol for _, side, _ in drawn],
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [estimate.high - estimate.value for _, _, estimate in drawn],
                "arrayminus": [estimate.value - estimate.low for _, _, estimate in drawn],
                "thickness": 1.3,
                "width": 3,
            },
            text=[estimate_text(side.estimate, comparison.measure, t) for _, side, _ in drawn],
            hovertemplate="%{text}<extra>%{fullData.name}</extra>",
        )
    for place, one in enumerate(comparison.contrasts):
        if one.first.estimate and one.second.estimate:
            ends = (one.first.estimate.value * factor, one.second.estimate.value * factor)
            line = {"color": NO_DATA, "width": 1.5}
            figure.add_shape(
                type="line",
                layer="below",
                line=line,
                x0=ends[0],
                x1=ends[1],
                y0=place - 0.13,
                y1=place + 0.13,
            )
    themes = tuple(one.theme for one in comparison.contrasts)
    names = _names(Dimension.THEME, themes, codebook, t)
    figure.update_yaxes(
        tickvals=list(range(len(themes))),
        ticktext=names,
        range=[len(themes) - 0.5, -0.5],
        automargin=True,
        zeroline=False,
    )
    title = measure_name(comparison.measure, t) + (" (%)" if shares else "")
    figure.update_xaxes(title={"text": title}, rangemode="tozero", automargin=True)
    figure.update_layout(
        height=150 + 38 * len(themes),
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        separators=_separators(t),
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
    return figure


def estimate_text(estimate: Estimate | None, measure: Measure, t: Translator) -> str:
    """Return a share or rate with its interval: "12,5 % (8,1–18,9)"; "–" is no data."""
    value, interval = estimate_parts(estimate, measure, t)
    return f"{value} ({interval})" if interval else value


def estimate_parts(estimate: Estimate | None, measure: Measure, t: Translator) -> tuple[str, str]:
    """Return a share or rate and its interval: "12,5 %", "8,1–18,9"; "–" is no data."""
    if estimate is None:
        return "–", ""
    scaled = estimate.times(100.0 if measure.is_share else 1.0)
    value, low, high = (t.number(one, decimals=1) for one in (scaled.value, scaled.low, scaled.high))
    sign = "\u00a0%" if measure.is_share else ""
    return f"{value}{sign}", f"{low}–{high}"


def difference_parts(estimate: Estimate | None, measure: Measure, t: Translator) -> tuple[str, str]:
    """Return a difference with its sign and its interval: "−10,3", "−18,9 til −2,6"; "–" is no data.

    Of shares it is in percentage points.
    """
    if estimate is None:
        return "–", ""
    scaled = estimate.times(100.0 if measure.is_share else 1.0)
    ends = (scaled.value, scaled.low, scaled.high)
    value, low, high = (t.number(one, decimals=1).replace("-", "−") for one in ends)
    plus = "+" if scaled.value > 0 else ""
    return plus + value, t("compare.from_to", low=low, high=high)


def shade_of(matrix: Matrix, value: float) -> tuple[str, bool]:
    """Return a cell's colour as RRGGBB and whether its number is printed light on it."""
    highest = matrix.highest
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


def _names(dimension: Axis, keys: tuple[str, ...], codebook: Codebook, t: Translator) -> list[str]:
    return [key_label(dimension, key, codebook=codebook, t=t) for key in keys]


def _separators(t: Translator) -> str:
    """Return plotly's signs for decimals and thousands."""
    return ",." if t.language == "da" else ".,"


def _undated(format: str) -> dict[str, None]:  # noqa: A002
    """Return metadata that leaves the date out, so that the same matrix is the same file."""
    return {"Date": None} if format == "svg" else {}
