"""A comparison as slopes: a line per theme from the first side to the second, named where it ends.

What rose is a full line, what fell a dashed one; where the difference may be none, it is thin and grey.
"""

from html import escape

import plotly.graph_objects as go

from casecoding.aggregating.comparing import Comparison
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Measure
from casecoding.charts.paper import STILL, separators
from casecoding.charts.slopes import LEADER, NAMES_FROM, ROOM, End, Slopes, course_of, lay_out_slopes
from casecoding.domain.codebook import Codebook
from casecoding.figures import estimate_parts, estimate_text
from casecoding.i18n.translating import Translator

LINE_HEIGHT, TOP, BOTTOM = 23, 34, 14  # pixels


def slope_figure(comparison: Comparison, codebook: Codebook, t: Translator) -> go.Figure:
    """Return the slopes; every end carries its theme and its number, so that no legend is needed."""
    slopes = lay_out_slopes(comparison)
    figure = go.Figure()
    _add_lines(figure, slopes)
    for end in slopes.ends:
        name = escape(code_label(end.contrast.theme, codebook=codebook, t=t))
        told = f"{name}<br>{estimate_text(end.side.estimate, comparison.measure, t)}"
        figure.add_traces([_interval(end), _mark(end, told)])
        figure.add_annotation(_name(end, name, comparison.measure, t))
    figure.update_xaxes(
        tickvals=[0, 1],
        ticktext=[f"<b>{name}</b>" for name in _side_names(comparison, codebook, t)],
        side="top",
        range=[-ROOM, 1 + ROOM],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[slopes.bottom, slopes.top], fixedrange=True)
    return figure.update_layout(
        height=TOP + BOTTOM + LINE_HEIGHT * slopes.text_lines,
        margin={"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
        separators=separators(t),
        showlegend=False,
    )


def _add_lines(figure: go.Figure, slopes: Slopes) -> None:
    for start, end in slopes.lines:
        colour, dash, width = course_of(start.contrast).value
        figure.add_scatter(
            x=[start.across, end.across],
            y=[start.estimate.value, end.estimate.value],
            mode="lines",
            line={"color": colour, "dash": dash, "width": width},
            hoverinfo="skip",
        )


def _interval(end: End) -> go.Scatter:
    """Return the bar of an end's interval, faint, for many stand close together."""
    colour, _, _ = course_of(end.contrast).value
    estimate = end.estimate
    return go.Scatter(
        x=[end.across],
        y=[estimate.value],
        mode="markers",
        marker={"size": 1, "color": colour},
        opacity=0.55,
        error_y={
            "type": "data",
            "symmetric": False,
            "array": [estimate.high - estimate.value],
            "arrayminus": [estimate.value - estimate.low],
            "color": colour,
            "thickness": 1.2,
            "width": 3,
        },
        hoverinfo="skip",
    )


def _mark(end: End, told: str) -> go.Scatter:
    """Return an end's mark and the thin line that leads from it to its name."""
    colour, _, _ = course_of(end.contrast).value
    return go.Scatter(
        x=[end.across, end.outside(LEADER), end.outside(NAMES_FROM)],
        y=[end.estimate.value, end.estimate.value, end.height],
        mode="lines+markers",
        line={"color": STILL, "width": 0.6},
        marker={
            "size": [9, 0, 0],
            "color": colour,
            "symbol": "circle-open" if end.side.is_thin else "circle",
            "opacity": 1,
        },
        hoverinfo="text",
        hovertext=told,
    )


def _name(end: End, name: str, measure: Measure, t: Translator) -> go.layout.Annotation:
    value, _ = estimate_parts(end.side.estimate, measure, t)
    number = f"<b>{value}</b>" + (" ○" if end.side.is_thin else "")
    side = end.side_at
    return go.layout.Annotation(
        x=end.outside(NAMES_FROM),
        y=end.height,
        text=f"{number}  {name}" if side else f"{name}  {number}",
        xanchor="left" if side else "right",
        yanchor="middle",
        showarrow=False,
    )


def _side_names(comparison: Comparison, codebook: Codebook, t: Translator) -> list[str]:
    return [
        escape(key_label(comparison.dimension, key, codebook=codebook, t=t))
        for key in (comparison.first, comparison.second)
    ]
