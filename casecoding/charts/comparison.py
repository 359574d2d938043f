"""Two sides of a study, theme by theme: as dumbbells, or as slopes from the first side to the second."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import plotly.graph_objects as go

from casecoding.aggregating.comparing import Comparison
from casecoding.aggregating.matrix import Axis, Dimension
from casecoding.charts.dumbbell import dumbbell_figure
from casecoding.charts.slope import slope_figure
from casecoding.domain.codebook import Codebook
from casecoding.i18n.translating import Translator


class Drawing(StrEnum):
    """How a comparison is drawn."""

    DUMBBELL = "dumbbell"
    SLOPE = "slope"


def natural_drawing(dimension: Axis) -> Drawing:
    """Return slopes for what follows in time, dumbbells for what stands side by side."""
    return Drawing.SLOPE if dimension is Dimension.WAVE else Drawing.DUMBBELL


def comparison_figure(
    comparison: Comparison, drawing: Drawing, *, codebook: Codebook, t: Translator
) -> go.Figure:
    """Return the comparison drawn so; an open mark rests on little."""
    return _DRAWN[drawing](comparison, codebook, t)


_DRAWN: Mapping[Drawing, Callable[[Comparison, Codebook, Translator], go.Figure]] = {
    Drawing.DUMBBELL: dumbbell_figure,
    Drawing.SLOPE: slope_figure,
}
