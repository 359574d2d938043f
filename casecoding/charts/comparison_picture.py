"""A comparison as a picture for paper, drawn as on the page: dumbbells, or slopes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from casecoding.aggregating.comparing import Comparison
from casecoding.aggregating.labels import code_label, key_label
from casecoding.charts.comparison import Drawing
from casecoding.charts.dumbbell import FIRST, SECOND
from casecoding.charts.paper import INK, NO_DATA, STILL, saved_picture
from casecoding.charts.slopes import LEADER, NAMES_FROM, ROOM, End, course_of, lay_out_slopes
from casecoding.domain.codebook import Codebook
from casecoding.figures import estimate_parts, measure_name
from casecoding.i18n.translating import Translator

WIDTH, LINE, AROUND = 8.5, 0.32, 1.3  # inches: the picture, a theme's line, what stands above and below
SMALL = 9  # points
MARKS = {"circle": "o", "diamond": "D"}


def comparison_picture(
    comparison: Comparison,
    drawing: Drawing,
    *,
    title: str,
    codebook: Codebook,
    t: Translator,
    format: Literal["png", "svg"] = "png",  # noqa: A002 - the word for it
) -> bytes:
    """Return the comparison as a picture on white: PNG at 200 dots per inch, or SVG."""
    figure = Figure(figsize=(WIDTH, AROUND + LINE * max(len(comparison.contrasts), 6)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontsize=11, color=INK, pad=12)
    axes.set_frame_on(False)
    axes.tick_params(length=0, labelsize=SMALL, labelcolor=INK)
    _DRAWN[drawing](axes, comparison, codebook, t)
    return saved_picture(figure, format)


def _draw_dumbbells(axes: Axes, comparison: Comparison, codebook: Codebook, t: Translator) -> None:
    for place, one in enumerate(comparison.contrasts):
        for side, (colour, symbol, shift) in ((one.first, FIRST), (one.second, SECOND)):
            if side.estimate:
                shown = side.estimate.times(comparison.factor)
                axes.errorbar(
                    shown.value,
                    place + shift,
                    xerr=[[shown.value - shown.low], [shown.high - shown.value]],
                    color=colour,
                    marker=MARKS[symbol],
                    markerfacecolor="white" if side.is_thin else colour,
                    elinewidth=1.1,
                    capsize=2,
                )
    _draw_bars(axes, comparison)
    names = [code_label(one.theme, codebook=codebook, t=t) for one in comparison.contrasts]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(partial(_tick, t=t))
    unit = " (%)" if comparison.measure.is_share else ""
    axes.set_xlabel(measure_name(comparison.measure, t) + unit, fontsize=SMALL, color=INK)
    axes.grid(axis="y", color="#E6E2D8", linewidth=0.6)
    axes.set_axisbelow(True)
    for key, (colour, symbol, _) in ((comparison.first, FIRST), (comparison.second, SECOND)):
        label = key_label(comparison.dimension, key, codebook=codebook, t=t)
        axes.plot([], [], linestyle="", color=colour, marker=MARKS[symbol], label=label)
    axes.legend(loc="upper right", bbox_to_anchor=(1, -0.04), ncols=2, frameon=False, fontsize=SMALL)


def _tick(value: float, _: int | None, *, t: Translator) -> str:
    return t.number(value, decimals=0 if float(value).is_integer() else 1)


def _draw_bars(axes: Axes, comparison: Comparison) -> None:
    for place, one in enumerate(comparison.contrasts):
        if one.first.estimate and one.second.estimate:
            values = [side.value * comparison.factor for side in (one.first.estimate, one.second.estimate)]
            places = [place + FIRST[-1], place + SECOND[-1]]
            axes.plot(values, places, color=NO_DATA, linewidth=1.4, zorder=1)


def _draw_slopes(axes: Axes, comparison: Comparison, codebook: Codebook, t: Translator) -> None:
    slopes = lay_out_slopes(comparison)
    for start, end in slopes.lines:
        colour, dash, width = course_of(start.contrast).value
        style = "--" if dash == "dash" else "-"
        values = [start.estimate.value, end.estimate.value]
        axes.plot([start.across, end.across], values, color=colour, linestyle=style, linewidth=0.7 * width)
    for end in slopes.ends:
        _draw_end(axes, end)
        name = code_label(end.contrast.theme, codebook=codebook, t=t)
        number, _ = estimate_parts(end.side.estimate, comparison.measure, t)
        number += " ○" if end.side.is_thin else ""
        axes.text(
            end.outside(NAMES_FROM),
            end.height,
            f"{number}  {name}" if end.side_at else f"{name}  {number}",
            ha="left" if end.side_at else "right",
            va="center",
            fontsize=SMALL,
            color=INK,
        )
    keys = (comparison.first, comparison.second)
    names = [key_label(comparison.dimension, key, codebook=codebook, t=t) for key in keys]
    axes.xaxis.tick_top()
    axes.set_xticks([0, 1], names, fontweight="bold")
    axes.tick_params(length=0)
    axes.set_yticks([])
    axes.set(xlim=(-ROOM, 1 + ROOM), ylim=(slopes.bottom, slopes.top))


def _draw_end(axes: Axes, end: End) -> None:
    """Draw an end's mark, its interval, and the thin line to its name."""
    colour, _, _ = course_of(end.contrast).value
    value = end.estimate.value
    axes.errorbar(
        end.across,
        value,
        yerr=[[value - end.estimate.low], [end.estimate.high - value]],
        color=colour,
        ecolor=f"{colour}8C",
        marker="o",
        markersize=5,
        markerfacecolor="white" if end.side.is_thin else colour,
        elinewidth=1,
        capsize=2,
    )
    beside = [end.across, end.outside(LEADER), end.outside(NAMES_FROM - 0.015)]
    axes.plot(beside, [value, value, end.height], color=STILL, linewidth=0.5, zorder=1)


_DRAWN: Mapping[Drawing, Callable[[Axes, Comparison, Codebook, Translator], None]] = {
    Drawing.DUMBBELL: _draw_dumbbells,
    Drawing.SLOPE: _draw_slopes,
}
