"""Co-occurrence as a network: codes on a circle, tied by how often they stand together."""

from collections.abc import Callable
from math import cos, pi, sin

import plotly.graph_objects as go

from casecoding.aggregating.cooccurrence import Association, Cooccurrence
from casecoding.charts.paper import ACCENT, NO_DATA

WIDEST_LINE, LARGEST_DOT, SMALLEST_DOT = 9.0, 38.0, 10.0
UPRIGHT = 0.1  # within which of the middle a name is centred
RIM = 1.12  # where names stand, of the circle's radius


def network_figure(
    counted: Cooccurrence, association: Association, *, at_least: float, name: Callable[[str], str]
) -> go.Figure:
    """Return the pairs whose value is `at_least` so much; a dot is as large as its code is frequent."""
    keys = [key for key in counted.keys if counted.count(key, key)]
    places = {key: _on_circle(at, len(keys)) for at, key in enumerate(keys)}
    valued = [(pair, counted.value(*pair, association) or 0.0) for pair in counted.pairs()]
    ties = [(pair, value) for pair, value in valued if value >= at_least]
    highest = max((value for _, value in ties), default=1.0) or 1.0
    figure = go.Figure()
    for (one, other), value in ties:
        (x0, y0), (x1, y1) = places[one], places[other]
        figure.add_scatter(
            x=[x0, (x0 + x1) / 2, x1],
            y=[y0, (y0 + y1) / 2, y1],
            mode="lines",
            line={"width": max(0.5, WIDEST_LINE * value / highest), "color": NO_DATA},
            opacity=0.35 + 0.55 * value / highest,
            hoverinfo="text",
            hovertext=f"{name(one)} – {name(other)}: {counted.count(one, other)}",
        )
    _add_dots(figure, counted, keys, name)
    figure.update_xaxes(visible=False, range=[-1.9, 1.9])
    figure.update_yaxes(visible=False, range=[-1.3, 1.3], scaleanchor="x")
    return figure.update_layout(
        showlegend=False, height=560, margin={"l": 8, "r": 8, "t": 8, "b": 8}, plot_bgcolor="rgba(0,0,0,0)"
    )


def _add_dots(figure: go.Figure, counted: Cooccurrence, keys: list[str], name: Callable[[str], str]) -> None:
    places = [_on_circle(at, len(keys)) for at in range(len(keys))]
    most = max((counted.count(key, key) for key in keys), default=1)
    sizes = [SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * counted.count(key, key) / most for key in keys]
    figure.add_scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        marker={"size": sizes, "color": ACCENT, "opacity": 1, "line": {"width": 1, "color": "white"}},
        hoverinfo="text",
        hovertext=[f"{name(key)}: {counted.count(key, key)}" for key in keys],
    )
    for key, (x, y) in zip(keys, places, strict=True):
        figure.add_annotation(
            x=RIM * x,
            y=RIM * y,
            text=name(key),
            showarrow=False,
            xanchor="left" if x > UPRIGHT else "right" if x < -UPRIGHT else "center",
            yanchor="middle",
        )


def _on_circle(at: int, number: int) -> tuple[float, float]:
    turn = 2 * pi * at / max(number, 1)
    return sin(turn), cos(turn)
