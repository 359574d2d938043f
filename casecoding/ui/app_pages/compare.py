"""Compare: two levels, waves or cases side by side, theme by theme; the quotations behind each number."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from casecoding.aggregating.comparing import (
    COMPARED,
    COMPARED_BY,
    Comparison,
    keys_with_material,
)
from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Matrix
from casecoding.charts.comparison import Drawing, comparison_figure, natural_drawing
from casecoding.charts.comparison_picture import comparison_picture
from casecoding.domain.coding import Stance
from casecoding.exporting.comparison_tables import comparison_csv, comparison_workbook
from casecoding.figures import dimension_name, measure_name
from casecoding.i18n.translating import Translator
from casecoding.ui.comparison_table import SIDES, comparison_table, side_names
from casecoding.ui.file_types import EXCEL
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped, say_no_codings
from casecoding.ui.matrix_component import number_table
from casecoding.ui.quotations import show_excerpt, show_excerpts
from casecoding.ui.state import Session, kept, opened
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_matrix
from casecoding.workbench.contrasting import compare_columns, question_of, read_most_telling
from casecoding.workbench.reading import Frame, read_frame, study_state

MOST = 5  # quotations on each side
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
        drawing = _show(comparison, overview, t)
        _downloads(session, comparison, drawing, overview)
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


def _show(comparison: Comparison, overview: Frame, t: Translator) -> Drawing:
    """Show the comparison as a figure and as numbers; return how it is drawn."""
    first, second = side_names(comparison, overview.codebook, t)
    st.subheader(escaped(_title(comparison, overview, t)))
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
    drawing = _show_figure(comparison, overview, t)
    number_table(comparison_table(comparison, overview.codebook, t), name="compared")
    return drawing


def _show_figure(comparison: Comparison, overview: Frame, t: Translator) -> Drawing:
    """Draw the comparison as the person chooses; what is compared says how it is drawn to begin with."""
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
    title = _title(comparison, overview, t)
    st.plotly_chart(figure, width="stretch", alt=title, key=f"compared_{drawing}")
    st.caption(" ".join((t(f"compare.how_{drawing}"), t("compare.how"))))
    return drawing


def _title(comparison: Comparison, overview: Frame, t: Translator) -> str:
    first, second = side_names(comparison, overview.codebook, t)
    return t("compare.title", measure=measure_name(comparison.measure, t), first=first, second=second)


def _downloads(session: Session, comparison: Comparison, drawing: Drawing, overview: Frame) -> None:
    """Offer the figure as it is drawn, and the numbers."""
    t, codebook, made = session.t, overview.codebook, session.bench.clock()
    title = _title(comparison, overview, t)
    picture = partial(comparison_picture, comparison, drawing, title=title, codebook=codebook, t=t)
    table = partial(comparison_workbook, comparison, title=title, made=made, codebook=codebook, t=t)
    with st.popover(t("matrix.downloads"), icon=":material/download:"):
        for name, mime, make in (
            ("png", "image/png", partial(picture, format="png")),
            ("svg", "image/svg+xml", partial(picture, format="svg")),
            ("csv", "text/csv", partial(comparison_csv, comparison, codebook=codebook, t=t)),
            ("xlsx", EXCEL, table),
        ):
            file = f"{t('compare.file')}.{name}"
            st.download_button(t(f"matrix.{name}"), make, file, mime, width="stretch", on_click="ignore")


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
    parts = [name, dict(zip(SIDES, side_names(comparison, overview.codebook, t), strict=True))[where]]
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
    st.markdown(
        escaped(f"{side_names(comparison, overview.codebook, t)[at]}: {t('quotations.count', n=found)}")
    )
    asked = (study_state(session.bench), selection)
    telling = kept(f"telling_{side}", asked, lambda: read_most_telling(session.bench, selection, limit=MOST))
    for excerpt in telling:
        show_excerpt(excerpt, overview.codebook, t, wide=False)
