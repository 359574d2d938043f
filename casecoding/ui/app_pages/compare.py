"""Compare: two levels, waves or cases side by side, theme by theme; the quotations behind each number."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from casecoding.aggregating.comparing import (
    COMPARED,
    COMPARED_BY,
    Comparison,
    Contrast,
    keys_with_material,
)
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Dimension, Matrix
from casecoding.domain.coding import Stance
from casecoding.figures import comparison_figure, difference_text, dimension_name, estimate_text, measure_name
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped
from casecoding.ui.quotations import show_excerpt
from casecoding.ui.state import Session
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_matrix
from casecoding.workbench.contrasting import compare_columns, question_of, read_most_telling
from casecoding.workbench.reading import Overview, read_overview

MOST = 5  # quotations on each side


def render(session: Session) -> None:
    """Choose two sides, show their difference, open a theme on both."""
    t, overview = session.t, read_overview(session.bench)
    st.title(t("pages.compare"))
    if not sum(overview.codings.values()):
        st.info(t("matrix.empty"))
        return
    question, sides = _question(session, overview)
    matrix = read_matrix(session.bench, question)
    chosen = _two_sides(session, overview, matrix, sides)
    if chosen:
        first, second = chosen
        comparison = compare_columns(session.bench, question, matrix, first=first, second=second)
        _show(comparison, overview, t)
        _show_quotations(session, overview, question, comparison)


def _question(
    session: Session, overview: Overview
) -> tuple[Question, list[st.delta_generator.DeltaGenerator]]:
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


def _two_sides(
    session: Session, overview: Overview, matrix: Matrix, places: list[st.delta_generator.DeltaGenerator]
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
        for at, (name, place) in enumerate(zip(("first", "second"), places, strict=True))
    ]
    if chosen[0] == chosen[1]:
        st.info(t("compare.same"))
        return None
    return chosen[0], chosen[1]


def _show(comparison: Comparison, overview: Overview, t: Translator) -> None:
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
    figure = comparison_figure(comparison, codebook=overview.codebook, t=t)
    st.plotly_chart(figure, width="stretch")
    st.caption(t("compare.how"))
    st.dataframe(_table(comparison, overview, t), hide_index=True, width="stretch", height="content")


def _table(comparison: Comparison, overview: Overview, t: Translator) -> pd.DataFrame:
    """Return a row per theme: both estimates, the difference, codings and, where there are any, stances."""
    return pd.DataFrame([_row(one, comparison, overview, t) for one in comparison.contrasts])


def _row(contrast: Contrast, comparison: Comparison, overview: Overview, t: Translator) -> dict[str, object]:
    measure = comparison.measure
    sides = dict(zip(_names(comparison, overview, t), (contrast.first, contrast.second), strict=True))
    row: dict[str, object] = {
        dimension_name(Dimension.THEME, t): code_label(contrast.theme, codebook=overview.codebook, t=t)
    }
    for name, side in sides.items():
        row[name] = estimate_text(side.estimate, measure, t) + (" ○" if side.is_thin else "")
    name = t("compare.difference_in_points" if measure.is_share else "compare.difference")
    row[name] = difference_text(contrast.difference, measure, t)
    for name, side in sides.items():
        row[t("compare.codings_of", side=name)] = side.cell.count.codings
    if comparison.has_stances:
        for name, side in sides.items():
            row[t("compare.stance_of", side=name)] = _stances(side.stances, t)
    return row


def _stances(stances: Mapping[Stance, int], t: Translator) -> str:
    return " · ".join(t(f"compare.{stance.value}", n=number) for stance, number in stances.items())


def _show_quotations(
    session: Session, overview: Overview, question: Question, comparison: Comparison
) -> None:
    t, themes = session.t, [one.theme for one in comparison.contrasts]
    widest = comparison.widest()
    theme = st.selectbox(
        t("compare.theme"),
        themes,
        index=themes.index(widest) if widest else 0,
        format_func=lambda one: code_label(one, codebook=overview.codebook, t=t),
        key="compare_theme",
        bind="query-params",
    )
    st.caption(t("compare.rule", n=MOST))
    keys = (comparison.first, comparison.second)
    names = _names(comparison, overview, t)
    for place, key, name in zip(st.columns(2), keys, names, strict=True):
        selection = cell_selection(question, theme, key)
        with place:
            found = count_excerpts(session.bench, selection)
            st.subheader(escaped(f"{name}: {t('quotations.count', n=found)}"))
            for excerpt in read_most_telling(session.bench, selection, limit=MOST):
                show_excerpt(excerpt, overview.codebook, t, wide=False)


def _names(comparison: Comparison, overview: Overview, t: Translator) -> tuple[str, str]:
    first, second = (
        key_label(comparison.dimension, key, codebook=overview.codebook, t=t)
        for key in (comparison.first, comparison.second)
    )
    return first, second
