"""Numbers and what is counted, as people read them on pages, on paper and in figures."""

from casecoding.aggregating.coverage import Covered, Place
from casecoding.aggregating.intervals import Estimate
from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import AttributeDimension, Axis, Cell, Matrix, Measure
from casecoding.domain.codebook import Codebook
from casecoding.i18n.translating import Translator


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


def key_names(dimension: Axis, keys: tuple[str, ...], codebook: Codebook, t: Translator) -> list[str]:
    """Return the names of rows or columns, in their order."""
    return [key_label(dimension, key, codebook=codebook, t=t) for key in keys]


def whole_in_words(whole: Place, t: Translator) -> str:
    """Return how much material there is in all, how far it is coded and by how many."""
    numbers = {
        "sources": whole.sources,
        "turns": whole.turns,
        "words": whole.words,
        "codings": whole.codings,
        "coders": len(whole.coders),
    }
    share = t.percent(whole.value(Covered.CODED))
    return t("coverage.whole", share=share, **{name: t.number(one) for name, one in numbers.items()})
