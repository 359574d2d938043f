"""What all figures share: their colours, the language of their numbers, and how a picture is saved."""

from io import BytesIO
from typing import Literal

from matplotlib import rc_context
from matplotlib.figure import Figure

from casecoding.i18n.translating import Translator

INK, ACCENT, NO_DATA = "#1E2329", "#0B6E6E", "#B9B4A8"
LIVELY, WARM, STILL = "#3A9994", "#D2601A", "#8F8B82"  # read on light pages and on dark ones
MARGIN = {"l": 8, "r": 8, "t": 16, "b": 8}


def separators(t: Translator) -> str:
    """Return plotly's signs for decimals and thousands."""
    return ",." if t.language == "da" else ".,"


def saved_picture(figure: Figure, format: Literal["png", "svg"]) -> bytes:  # noqa: A002 - the word for it
    """Return a picture on white: PNG at 200 dots per inch, or SVG."""
    content = BytesIO()
    with rc_context({"svg.hashsalt": "casecoding"}):  # else each SVG has ids of its own
        figure.savefig(content, format=format, dpi=200, facecolor="white", metadata=_undated(format))
    return content.getvalue()


def _undated(format: str) -> dict[str, None]:  # noqa: A002
    """Return metadata that leaves the date out, so that the same matrix is the same file."""
    return {"Date": None} if format == "svg" else {}
