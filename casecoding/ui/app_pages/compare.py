"""Compare: two levels, waves or cases side by side, theme by theme; the quotations behind each number."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from casecoding.aggregating.comparing import (
    COMPARED,
    COMPARED_BY,
    Comparison,
    Contrast,
    Side,
    keys_with_material,
)
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Dimension, Matrix, Measure
from casecoding.charts.comparison import Drawing, comparison_figure, natural_drawing
from casecoding.domain.coding import Stance
from casecoding.figures import difference_parts, dimension_name, estimate_parts, measure_name
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped, say_no_codings
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable, number_table
from casecoding.ui.quotations import show_excerpt, show_excerpts
from casecoding.ui.state import Session, kept, opened
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_matrix
from casecoding.workbench.contrasting import compare_columns, question_of, read_most_telling
from casecoding.workbench.reading import Frame, read_frame, study_state

MOST = 5  # quotations on each side
SIDES = ("first", "second")
ROW_AND_COLUMN = 2


def render(session: Session) -> None:
    """Choose two sides, show their difference, open a theme on both."""
    t, overview = session.t, read_frame(session.bench)
    st.title(t("pages.compare"))
    if not overview.has_codings:
        say_no_codings(t)
        return
    question, sides = _question(session, overview)
    state = study_state(session.bench)
    matrix = kept("compared", (state, question), lambda: read_matrix(session.bench, question))
    chosen = _two_sides(session, overview, matrix, sides)
    if chosen:
        first, second = chosen
        comparison = kept(
            "comparison",
            (state, question, chosen),
            lambda: compare_columns(session.bench, question, matrix, first=first, second=second),
        )
        _show(comparison, overview, t)
        _show_quotations(session, overview, question, comparison)


def _question(session: Session, overview: Frame) -> tuple[Question, list[st.delta_generator.DeltaGenerator]]:
    t = session.t
    by, first, second, measures = st.columns(4)
    dimension = by.selectbox(
        t("compare.by"),
        COMPARED_BY,
        format_func=lambda one: dimension_name(one, t),
        key="compare_by",
        bind="query-params",
    )
    measure = measures.selectbox(
        t("compare.measure"),
        COMPARED,
        format_func=lambda one: measure_name(one, t),
        key="compare_measure",
        bind="query-params",
    )
    selection = selection_picker(session, overview, key="compare")
    return question_of(dimension, measure, selection), [first, second]


def _furthest(keys: Sequence[str]) -> tuple[int, int]:
    """Return where the first and the last key stand that say something: the two sides to begin with."""
    stated = [at for at, key in enumerate(keys) if key]
    return (stated[0], stated[-1]) if len(stated) > 1 else (0, len(keys) - 1)


def _two_sides(
    session: Session, overview: Frame, matrix: Matrix, places: list[st.delta_generator.DeltaGenerator]
) -> tuple[str, str] | None:
    t, keys = session.t, keys_with_material(matrix)
    if len(keys) < len(places):
        st.info(t("compare.too_few"))
        return None
    chosen = [
        place.selectbox(
            t(f"compare.{name}"),
            keys,
            index=at,
            format_func=lambda one: key_label(matrix.column_dimension, one, codebook=overview.codebook, t=t),
            key=f"compare_{name}_{matrix.column_dimension.value}",
            bind="query-params",
        )
        for at, name, place in zip(_furthest(keys), ("first", "second"), places, strict=True)
    ]
    if chosen[0] == chosen[1]:
        st.info(t("compare.same"))
        return None
    return chosen[0], chosen[1]


def _show(comparison: Comparison, overview: Frame, t: Translator) -> None:
    first, second = _names(comparison, overview, t)
    measure = measure_name(comparison.measure, t)
    st.subheader(escaped(t("compare.title", measure=measure, first=first, second=second)))
    for name, sides in (
        (first, [one.first for one in comparison.contrasts]),
        (second, [one.second for one in comparison.contrasts]),
    ):
        material = next((side.cell.material for side in sides if side.cell.material), None)
        numbers = {
            "codings": sum(side.cell.count.codings for side in sides),
            "turns": material.turns if material else 0,
            "words": material.words if material else 0,
        }
        shown = {key: t.number(number) for key, number in numbers.items()}
        st.caption(escaped(t("compare.counted", first=name, **shown)))
    _show_figure(comparison, overview, t)
    number_table(_table(comparison, overview, t), name="compared")


def _show_figure(comparison: Comparison, overview: Frame, t: Translator) -> None:
    """Draw the comparison as the person chooses; what is compared says how it is drawn to begin with."""
    names = dict(zip(("first", "second"), _names(comparison, overview, t), strict=True))
    natural = natural_drawing(comparison.dimension)
    chosen = st.segmented_control(
        t("compare.figure"),
        list(Drawing),
        default=natural,
        format_func=lambda one: t(f"compare.figure_{one}"),
        key=f"compare_figure_{comparison.dimension.value}",
        bind="query-params",
    )
    drawing = chosen or natural
    figure = comparison_figure(comparison, drawing, codebook=overview.codebook, t=t)
    title = t("compare.title", measure=measure_name(comparison.measure, t), **names)
    st.plotly_chart(figure, width="stretch", alt=title, key=f"compared_{drawing}")
    st.caption(" ".join((t(f"compare.how_{drawing}"), t("compare.how"))))


def _table(comparison: Comparison, overview: Frame, t: Translator) -> NumberTable:
    """Return a row per theme: both estimates, the difference, codings and, where there are any, stances."""
    names = dict(zip(SIDES, _names(comparison, overview, t), strict=True))
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
    rows = [Heading(one, code_label(one, codebook=overview.codebook, t=t)) for one in themes]
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


def _show_quotations(session: Session, overview: Frame, question: Question, comparison: Comparison) -> None:
    """Show what the chosen number counts; the most telling of both sides until one is chosen."""
    t = session.t
    theme, where, what = _chosen(comparison)
    if theme is None:
        return
    name = code_label(theme, codebook=overview.codebook, t=t)
    if where == "both":
        st.subheader(escaped(name))
        st.caption(t("compare.rule", n=MOST))
        for place, side in zip(st.columns(2), SIDES, strict=True):
            with place:
                _show_most_telling(session, overview, question, comparison, theme=theme, side=side)
        return
    key = comparison.first if where == "first" else comparison.second
    selection = cell_selection(question, theme, key)
    parts = [name, dict(zip(SIDES, _names(comparison, overview, t), strict=True))[where]]
    if what in set(Stance):
        selection = replace(selection, stances=(Stance(what),))
        parts.append(t(f"compare.stance_{what}"))
    found = count_excerpts(session.bench, selection)
    st.subheader(escaped(f"{' · '.join(parts)}: {t('quotations.count', n=found)}"))
    show_excerpts(session, overview.codebook, selection, found)


def _chosen(comparison: Comparison) -> tuple[str | None, str, str]:
    """Return the theme, the side and what of it the address opens; else the widest difference."""
    keys = opened("compared")
    if len(keys) == ROW_AND_COLUMN and keys[0] in {one.theme for one in comparison.contrasts}:
        where, _, what = keys[1].partition(" ")
        if where in {*SIDES, "both"}:
            return keys[0], where, what
    themes = [one.theme for one in comparison.contrasts]
    return comparison.widest() or next(iter(themes), None), "both", "difference"


def _show_most_telling(
    session: Session, overview: Frame, question: Question, comparison: Comparison, *, theme: str, side: str
) -> None:
    t = session.t
    at = SIDES.index(side)
    selection = cell_selection(question, theme, (comparison.first, comparison.second)[at])
    found = count_excerpts(session.bench, selection)
    st.markdown(escaped(f"{_names(comparison, overview, t)[at]}: {t('quotations.count', n=found)}"))
    asked = (study_state(session.bench), selection)
    telling = kept(f"telling_{side}", asked, lambda: read_most_telling(session.bench, selection, limit=MOST))
    for excerpt in telling:
        show_excerpt(excerpt, overview.codebook, t, wide=False)


def _names(comparison: Comparison, overview: Frame, t: Translator) -> tuple[str, str]:
    first, second = (
        key_label(comparison.dimension, key, codebook=overview.codebook, t=t)
        for key in (comparison.first, comparison.second)
    )
    return first, second
