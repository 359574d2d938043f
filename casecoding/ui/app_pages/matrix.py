"""Matrix: one question per view; every cell opens to its quotations; a view is a link and has a name."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import WHOLE, Axis, Dimension, Measure
from casecoding.aggregating.panels import Panels
from casecoding.charts.matrix import matrix_figure
from casecoding.charts.panels import panels_picture
from casecoding.exporting.matrix_tables import matrix_csv, matrix_workbook
from casecoding.figures import dimension_name, measure_name
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped, say_no_codings
from casecoding.ui.matrix_component import matrix_table
from casecoding.ui.messages import shown_errors
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, kept, opened
from casecoding.ui.view_form import axis_label, saved_views
from casecoding.workbench.analysis import Question, axes_of, cell_selection, count_excerpts, read_panels
from casecoding.workbench.reading import Frame, read_frame, study_state

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AXES = ("rows", "columns", "panels")
MOST_PANELS, MOST_ROWS, MOST_COLUMNS = 12, 150, 60  # that a page shows; files hold all


def render(session: Session) -> None:
    """Ask a question, show its matrix, open the chosen cell."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.matrix"))
    if not frame.has_codings:
        say_no_codings(t)
        return
    question = _question(session, frame)
    with shown_errors():
        key = (study_state(session.bench), question)
        panels = kept("matrix", key, lambda: read_panels(session.bench, question))
        _show_panels(session, frame, question, panels)
        _show_cell(session, frame, question, panels)


def _question(session: Session, frame: Frame) -> Question:
    t, axes = session.t, axes_of(session.bench)
    measures, rows, columns, panels = st.columns(4)
    measure = measures.selectbox(
        t("matrix.measure"),
        list(Measure),
        format_func=lambda one: measure_name(one, t),
        key="measure",
        bind="query-params",
    )
    question = Question(
        rows=_axis(rows, "rows", axes, Dimension.THEME, t) or Dimension.THEME,
        columns=_axis(columns, "columns", axes, Dimension.CASE, t) or Dimension.CASE,
        panels=_axis(panels, "panels", (None, *axes), None, t),
        measure=measure or Measure.CODINGS,
        selection=selection_picker(session, frame, key="matrix"),
    )
    saved_views(session, question)
    return question


def _axis(
    place: st.delta_generator.DeltaGenerator,
    key: str,
    choices: tuple[Axis | None, ...],
    usual: Axis | None,
    t: Translator,
) -> Axis | None:
    chosen: Axis | None = place.selectbox(
        t(f"matrix.{key}"),
        choices,
        index=choices.index(usual),
        format_func=lambda one: axis_label(one, t) if one else t("matrix.no_panels"),
        key=key,
        bind="query-params",
    )
    return chosen


def _show_panels(session: Session, frame: Frame, question: Question, panels: Panels) -> None:
    t, codebook = session.t, frame.codebook
    shown = panels.cut_to(panels=MOST_PANELS, rows=MOST_ROWS, columns=MOST_COLUMNS)
    st.subheader(escaped(question_title(question, t)))
    st.caption(" ".join(_counted(session, question, panels, shown)))
    highest = panels.highest
    for at, (key, matrix) in enumerate(shown.matrices.items()):
        if panels.dimension:
            name = key_label(panels.dimension, key, codebook=codebook, t=t)
            st.markdown(f"**{escaped(name)}** · {t('matrix.n_codings', n=matrix.codings)}")
        matrix_table(matrix, codebook=codebook, t=t, panel=key, highest=highest, caption=not at)
    title = t("matrix.title_with_n", title=question_title(question, t), n=t.number(panels.codings))
    files, figure = st.tabs([t("matrix.downloads"), t("matrix.figure")], on_change="rerun", key="matrix_tab")
    with files:
        _downloads(session, panels, shown, frame, title)
    with figure:
        if figure.open:
            _figures(panels, shown, frame, title, t)


def _figures(panels: Panels, shown: Panels, frame: Frame, title: str, t: Translator) -> None:
    """Draw the matrices on one scale."""
    highest = panels.highest or None
    for key, matrix in shown.matrices.items():
        if panels.dimension:
            name = key_label(panels.dimension, key, codebook=frame.codebook, t=t)
            st.markdown(f"**{escaped(name)}**")
        chart = matrix_figure(matrix, codebook=frame.codebook, t=t, highest=highest)
        st.plotly_chart(chart, width="stretch", key=f"figure_{key}", alt=title)


def _counted(session: Session, question: Question, panels: Panels, shown: Panels) -> Iterator[str]:
    """Give the sentences that say what was counted, of what, and how, and what is not on the page."""
    t = session.t
    numbers = {"n": panels.codings, "turns": panels.turns, "words": panels.words}
    yield t("matrix.counted", **{name: t.number(number) for name, number in numbers.items()})
    if not question.selection.with_interviewer:
        yield t("matrix.interviewer_out")
    match question.measure:
        case Measure.SHARE_OF_TURNS | Measure.ROW_PERCENT | Measure.COLUMN_PERCENT:
            yield t("matrix.shares")
        case Measure.SHARE_OF_CHARACTERS:
            yield t("matrix.characters")
        case Measure.PARTICIPANTS:
            yield t("matrix.participants")
    for name, here, all_of_them in (
        ("rows", len(shown.first.rows), len(panels.first.rows)),
        ("columns", len(shown.first.columns), len(panels.first.columns)),
        ("panels", len(shown.matrices), len(panels.matrices)),
    ):
        if here < all_of_them:
            yield t(f"matrix.cut_{name}", shown=t.number(here), all=t.number(all_of_them))


def _downloads(session: Session, panels: Panels, shown: Panels, frame: Frame, title: str) -> None:
    t, codebook = session.t, frame.codebook
    picture = partial(panels_picture, shown, title=title, codebook=codebook, t=t)
    made = session.bench.clock()
    files: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("png", "image/png", partial(picture, format="png")),
        ("svg", "image/svg+xml", partial(picture, format="svg")),
        ("csv", "text/csv", partial(matrix_csv, panels, codebook=codebook, t=t)),
        ("xlsx", XLSX, partial(matrix_workbook, panels, title=title, made=made, codebook=codebook, t=t)),
    )
    for column, (name, mime, make) in zip(st.columns(4), files, strict=True):
        column.download_button(
            t(f"matrix.{name}"), make, f"matrix.{name}", mime, width="stretch", on_click="ignore"
        )


def _show_cell(session: Session, frame: Frame, question: Question, panels: Panels) -> None:
    cell = opened("cell")
    if not _is_in(panels, cell):
        st.caption(session.t("matrix.open_hint"))
        return
    panel, row, column = cell
    names = [
        key_label(axis, key, codebook=frame.codebook, t=session.t)
        for axis, key in zip(question.axes, (row, column, panel), strict=False)
        if key != WHOLE
    ] or [session.t("matrix.sum")]
    selection = cell_selection(question, row, column, panel=panel)
    found = count_excerpts(session.bench, selection)
    st.subheader(escaped(f"{' · '.join(names)}: {session.t('quotations.count', n=found)}"))
    show_excerpts(session, frame.codebook, selection, found)


def _is_in(panels: Panels, cell: tuple[str, ...]) -> bool:
    """Tell whether there is such a cell; an address may be older than the question."""
    if len(cell) != len(AXES) or cell[0] not in panels.matrices:
        return False
    matrix = panels.matrices[cell[0]]
    sums = {WHOLE} if matrix.measure is Measure.CODINGS else set[str]()
    return cell[1] in sums.union(matrix.rows) and cell[2] in sums.union(matrix.columns)


def question_title(question: Question, t: Translator) -> str:
    """Return the matrix's title: the measure, by what and what."""
    names = {name: dimension_name(axis, t).lower() for name, axis in zip(AXES, question.axes, strict=False)}
    title = "matrix.title_in_panels" if question.panels else "matrix.title"
    return t(title, measure=measure_name(question.measure, t), **names)
