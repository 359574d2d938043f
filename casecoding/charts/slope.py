"""A comparison as slopes: a line per theme from the first side to the second, named where it ends.

What rose is a full line, what fell a dashed one; where the difference may be none, it is thin and grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from statistics import fmean

import plotly.graph_objects as go

from casecoding.aggregating.comparing import Comparison, Contrast, Side
from casecoding.aggregating.intervals import Estimate
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Measure
from casecoding.charts.paper import LIVELY, STILL, WARM, separators
from casecoding.domain.codebook import Codebook
from casecoding.figures import estimate_parts, estimate_text
from casecoding.i18n.translating import Translator

LINE_HEIGHT, TOP, BOTTOM = 23, 34, 14  # pixels
FEWEST_LINES = 16  # lines of text that the figure is high at the least
LANES, LANE = 5, 0.03  # marks of nearly the same height stand side by side, so that their bars are read
NAMES_FROM, LEADER = 0.16, 0.09  # how far outside a side its names stand, and where their lines begin
ROOM = 0.95  # beyond each side, for the names


class Course(Enum):
    """Where a theme went: its colour, its dash, its width."""

    ROSE = (LIVELY, "solid", 2.6)
    FELL = (WARM, "dash", 2.6)
    UNSURE = (STILL, "solid", 1.2)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a theme's line: `across` and `value` are where its mark stands, `height` its name."""

    contrast: Contrast
    side: Side
    estimate: Estimate
    across: float
    height: float


def course_of(contrast: Contrast) -> Course:
    """Return where a theme went; unsure where the interval of the difference holds none."""
    difference = contrast.difference
    if difference is None or difference.low <= 0 <= difference.high:
        return Course.UNSURE
    return Course.FELL if difference.value > 0 else Course.ROSE


def slope_figure(comparison: Comparison, codebook: Codebook, t: Translator) -> go.Figure:
    """Return the slopes; every end carries its theme and its number, so that no legend is needed."""
    lines = max(len(comparison.contrasts), FEWEST_LINES)
    highest = _highest(comparison)
    gap = highest / lines  # what a line of text is high
    ends = [_ends(comparison, place, gap=gap) for place in (0, 1)]
    figure = go.Figure()
    _add_lines(figure, ends[0], ends[1])
    for end in (*ends[0], *ends[1]):
        name = escape(code_label(end.contrast.theme, codebook=codebook, t=t))
        told = f"{name}<br>{estimate_text(end.side.estimate, comparison.measure, t)}"
        figure.add_traces([_interval(end), _mark(end, told)])
        figure.add_annotation(_name(end, name, comparison.measure, t))
    heights = [end.height for end in (*ends[0], *ends[1])]
    bottom, top = min(0.0, *heights) - gap, max(highest, *heights) + gap
    figure.update_xaxes(
        tickvals=[0, 1],
        ticktext=[f"<b>{name}</b>" for name in _side_names(comparison, codebook, t)],
        side="top",
        range=[-ROOM, 1 + ROOM],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[bottom, top], fixedrange=True)
    return figure.update_layout(
        height=TOP + BOTTOM + LINE_HEIGHT * round((top - bottom) / gap),
        margin={"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
        separators=separators(t),
        showlegend=False,
    )


def spread_apart(heights: Sequence[float], *, gap: float) -> list[float]:
    """Return rising heights moved as little as may be so that each is `gap` above the one before.

    This is least squares under an order: neighbours that would meet share their mean.
    """
    pools: list[list[float]] = []
    for at, height in enumerate(heights):
        pools.append([height - gap * at])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return [fmean(pool) + gap * at for at, pool in enumerate(pool for pool in pools for _ in pool)]


def _highest(comparison: Comparison) -> float:
    """Return where the highest interval ends; 1 where there is nothing to draw."""
    sides = [side for one in comparison.contrasts for side in (one.first, one.second)]
    return max((side.estimate.high for side in sides if side.estimate), default=0) * comparison.factor or 1.0


def _ends(comparison: Comparison, place: int, *, gap: float) -> list[_End]:
    """Return the ends on one side, the lowest first."""
    sides = [((one.first, one.second)[place], one) for one in comparison.contrasts]
    found = [(side.estimate.times(comparison.factor), side, one) for side, one in sides if side.estimate]
    found.sort(key=lambda one: one[0].value)
    heights = spread_apart([estimate.value for estimate, _, _ in found], gap=gap)
    return [
        _End(contrast, side, estimate, place + LANE * (at % LANES - LANES // 2), height)
        for at, ((estimate, side, contrast), height) in enumerate(zip(found, heights, strict=True))
    ]


def _add_lines(figure: go.Figure, first: Sequence[_End], second: Sequence[_End]) -> None:
    """Draw a line for each theme that has both ends."""
    ending = {end.contrast.theme: end for end in second}
    for start in first:
        end = ending.get(start.contrast.theme)
        if end:
            colour, dash, width = course_of(start.contrast).value
            figure.add_scatter(
                x=[start.across, end.across],
                y=[start.estimate.value, end.estimate.value],
                mode="lines",
                line={"color": colour, "dash": dash, "width": width},
                hoverinfo="skip",
            )


def _interval(end: _End) -> go.Scatter:
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


def _mark(end: _End, told: str) -> go.Scatter:
    """Return an end's mark and the thin line that leads from it to its name."""
    colour, _, _ = course_of(end.contrast).value
    side = round(end.across)
    outside = 1 if side else -1
    return go.Scatter(
        x=[end.across, side + outside * LEADER, side + outside * NAMES_FROM],
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


def _name(end: _End, name: str, measure: Measure, t: Translator) -> go.layout.Annotation:
    value, _ = estimate_parts(end.side.estimate, measure, t)
    number = f"<b>{value}</b>" + (" ○" if end.side.is_thin else "")
    side = round(end.across)
    return go.layout.Annotation(
        x=side + NAMES_FROM if side else -NAMES_FROM,
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
