"""A comparison as dumbbells: a line per theme, both values on it with their intervals."""

from collections.abc import Sequence

import plotly.graph_objects as go

from casecoding.aggregating.comparing import Comparison, Side
from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Dimension
from casecoding.charts.paper import MARGIN, NO_DATA, separators
from casecoding.domain.codebook import Codebook
from casecoding.figures import estimate_text, key_names, measure_name
from casecoding.i18n.translating import Translator

FIRST, SECOND = ("#7B5EA7", "circle", -0.13), ("#D2601A", "diamond", 0.13)  # colour, mark, how far below


def dumbbell_figure(comparison: Comparison, codebook: Codebook, t: Translator) -> go.Figure:
    """Return a dumbbell per theme, the first at the top."""
    figure = go.Figure()
    _add_sides(figure, comparison, codebook, t)
    _add_bars(figure, comparison)
    themes = tuple(one.theme for one in comparison.contrasts)
    figure.update_yaxes(
        tickvals=list(range(len(themes))),
        ticktext=key_names(Dimension.THEME, themes, codebook, t),
        range=[len(themes) - 0.5, -0.5],
        automargin=True,
        zeroline=False,
    )
    title = measure_name(comparison.measure, t) + (" (%)" if comparison.measure.is_share else "")
    figure.update_xaxes(title={"text": title}, rangemode="tozero", automargin=True)
    return figure.update_layout(
        height=150 + 38 * len(themes),
        margin=MARGIN,
        separators=separators(t),
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )


def _add_sides(figure: go.Figure, comparison: Comparison, codebook: Codebook, t: Translator) -> None:
    first = [one.first for one in comparison.contrasts]
    second = [one.second for one in comparison.contrasts]
    for key, sides, look in ((comparison.first, first, FIRST), (comparison.second, second, SECOND)):
        name = key_label(comparison.dimension, key, codebook=codebook, t=t)
        figure.add_trace(_marks(comparison, sides, look, name=name, t=t))


def _marks(
    comparison: Comparison, sides: Sequence[Side], look: tuple[str, str, float], *, name: str, t: Translator
) -> go.Scatter:
    """Return one side's marks, only where there is something."""
    colour, symbol, shift = look
    there = [(place, side, side.estimate) for place, side in enumerate(sides) if side.estimate]
    shown = [estimate.times(comparison.factor) for _, _, estimate in there]
    return go.Scatter(
        x=[one.value for one in shown],
        y=[place + shift for place, _, _ in there],
        mode="markers",
        cliponaxis=False,
        name=name,
        marker={
            "size": 11,
            "color": colour,
            "symbol": [f"{symbol}-open" if side.is_thin else symbol for _, side, _ in there],
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [one.high - one.value for one in shown],
            "arrayminus": [one.value - one.low for one in shown],
            "thickness": 1.3,
            "width": 3,
        },
        text=[estimate_text(estimate, comparison.measure, t) for _, _, estimate in there],
        hovertemplate="%{text}<extra>%{fullData.name}</extra>",
    )


def _add_bars(figure: go.Figure, comparison: Comparison) -> None:
    for place, one in enumerate(comparison.contrasts):
        if one.first.estimate and one.second.estimate:
            figure.add_shape(
                type="line",
                layer="below",
                line={"color": NO_DATA, "width": 1.5},
                x0=one.first.estimate.value * comparison.factor,
                x1=one.second.estimate.value * comparison.factor,
                y0=place + FIRST[-1],
                y1=place + SECOND[-1],
            )
