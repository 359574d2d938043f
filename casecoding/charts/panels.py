"""Small multiples as one picture, on one scale."""

from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.panels import Panels
from casecoding.charts.matrix import CELL_HEIGHT, CELL_WIDTH, LABEL_WIDTH, above, draw_matrix
from casecoding.charts.paper import INK, saved_picture
from casecoding.domain.codebook import Codebook
from casecoding.i18n.translating import Translator


def panels_picture(
    panels: Panels,
    *,
    title: str,
    codebook: Codebook,
    t: Translator,
    format: Literal["png", "svg"] = "png",  # noqa: A002 - the word for it
) -> bytes:
    """Return the matrices under each other as a picture on white: PNG at 200 dots per inch, or SVG."""
    first, number = panels.first, len(panels.matrices)
    width = LABEL_WIDTH + CELL_WIDTH * len(first.columns)
    height = number * (above(first, codebook, t) + CELL_HEIGHT * len(first.rows))
    figure = Figure(figsize=(width, height + 0.2), layout="constrained")
    FigureCanvasAgg(figure)
    places = figure.subplots(number, 1, squeeze=False)
    if panels.dimension:
        figure.suptitle(title, x=0.01, ha="left", fontsize=12, color=INK)
    for [axes], (key, matrix) in zip(places, panels.matrices.items(), strict=True):
        name = key_label(panels.dimension, key, codebook=codebook, t=t) if panels.dimension else title
        draw_matrix(axes, matrix, title=name, highest=panels.highest, codebook=codebook, t=t)
    return saved_picture(figure, format)
