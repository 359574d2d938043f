"""Codes found so far, source by source, within what other orders of the sources would have found."""

import plotly.graph_objects as go

from casecoding.aggregating.saturation import Saturation
from casecoding.charts.paper import LIVELY, MARGIN, NO_DATA, WARM
from casecoding.i18n.translating import Translator


def saturation_figure(saturation: Saturation, t: Translator) -> go.Figure:
    """Return bars of new codes, the curve of all so far, and the band of random orders."""
    steps = saturation.steps
    at = list(range(1, len(steps) + 1))
    names = [step.source.name for step in steps]
    figure = go.Figure()
    bands = ([step.low for step in steps], [step.high for step in steps])
    figure.add_scatter(x=at, y=bands[0], mode="lines", line={"width": 0}, hoverinfo="skip", showlegend=False)
    figure.add_scatter(
        x=at,
        y=bands[1],
        mode="lines",
        line={"width": 0},
        fill="tonexty",
        fillcolor="rgba(120,130,125,0.22)",
        name=t("saturation.band"),
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=at,
        y=[step.middle for step in steps],
        mode="lines",
        line={"dash": "dot", "color": NO_DATA},
        name=t("saturation.middle"),
    )
    figure.add_bar(
        x=at,
        y=[len(step.new) for step in steps],
        marker={"color": LIVELY, "opacity": 0.45},
        name=t("saturation.new"),
        customdata=names,
        hovertemplate="%{customdata}: %{y}<extra></extra>",
    )
    figure.add_scatter(
        x=at,
        y=[step.so_far for step in steps],
        mode="lines+markers",
        line={"color": LIVELY},
        name=t("saturation.so_far"),
        customdata=names,
        hovertemplate="%{customdata}: %{y}<extra></extra>",
    )
    if saturation.reached is not None:
        figure.add_vline(x=saturation.reached, line={"dash": "dash", "width": 1.5, "color": WARM})
    figure.update_xaxes(
        title={"text": t("saturation.sources")}, dtick=max(1, len(steps) // 20), zeroline=False
    )
    figure.update_yaxes(title={"text": t("saturation.codes")}, rangemode="tozero")
    return figure.update_layout(
        height=420,
        margin=MARGIN,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
