"""A comparison as a table of numbers that open: a row per theme, both sides and their difference."""

from casecoding.aggregating.comparing import Comparison, Contrast, Side
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Stance
from casecoding.figures import difference_parts, dimension_name, estimate_parts, measure_name
from casecoding.i18n.translating import Translator
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable

SIDES = ("first", "second")


def comparison_table(comparison: Comparison, codebook: Codebook, t: Translator) -> NumberTable:
    """Return a row per theme: both estimates, the difference, codings and, where there are any, stances."""
    names = dict(zip(SIDES, side_names(comparison, codebook, t), strict=True))
    measure = measure_name(comparison.measure, t)
    difference = t("compare.difference_in_points" if comparison.measure.is_share else "compare.difference")
    stances = list(Stance) if comparison.has_stances else []
    columns = [
        *(Heading(f"{side} estimate", names[side], measure) for side in SIDES),
        Heading("both difference", difference, t("compare.less", **names)),
        *(Heading(f"{side} codings", names[side], t("compare.codings")) for side in SIDES),
        *(
            Heading(f"{side} {one}", names[side], t(f"compare.stance_{one}"))
            for one in stances
            for side in SIDES
        ),
    ]
    themes = [one.theme for one in comparison.contrasts]
    rows = [Heading(one, code_label(one, codebook=codebook, t=t)) for one in themes]
    return NumberTable(
        corner=dimension_name(Dimension.THEME, t),
        caption=t("compare.caption"),
        rows=rows,
        columns=columns,
        cells=[
            [_cell(one, row, column, comparison, t) for column in columns]
            for one, row in zip(comparison.contrasts, rows, strict=True)
        ],
    )


def _cell(
    contrast: Contrast, row: Heading, column: Heading, comparison: Comparison, t: Translator
) -> NumberCell:
    """Return the number of one theme under a column's key: a side, and what of it."""
    where, what = column.key.split(" ")
    side = contrast.second if where == "second" else contrast.first
    number, note = _number(contrast, side, what, comparison.measure, t)
    is_there = contrast.difference if what == "difference" else side.cell.material
    thin = what == "estimate" and side.is_thin
    return NumberCell(
        contrast.theme,
        column.key,
        text=number if is_there else "–",
        note=note,
        label=f"{row.name}, {column.name} {column.hint}: {number} {note}",
        state="none" if not is_there else "few" if thin else "data",
    )


def _number(contrast: Contrast, side: Side, what: str, measure: Measure, t: Translator) -> tuple[str, str]:
    """Return a number and its interval, "" where it has none."""
    match what:
        case "estimate":
            return estimate_parts(side.estimate, measure, t)
        case "difference":
            return difference_parts(contrast.difference, measure, t)
        case "codings":
            return t.number(side.cell.count.codings), ""
        case _:
            return t.number(side.stances.get(Stance(what), 0)), ""


def side_names(comparison: Comparison, codebook: Codebook, t: Translator) -> tuple[str, str]:
    first, second = (
        key_label(comparison.dimension, key, codebook=codebook, t=t)
        for key in (comparison.first, comparison.second)
    )
    return first, second
