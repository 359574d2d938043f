"""Matrix: one question per view; every cell opens to its quotations."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from casecoding.aggregating.labels import key_label
from casecoding.aggregating.matrix import Dimension, Matrix, Measure
from casecoding.exporting.matrix_tables import matrix_csv, matrix_workbook
from casecoding.figures import dimension_name, matrix_figure, matrix_picture, measure_name
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.matrix_component import matrix_table
from casecoding.ui.messages import shown_errors
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, chosen_cell, remember_cell
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_matrix
from casecoding.workbench.reading import Overview, read_overview

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(session: Session) -> None:
    """Ask a question, show its matrix, open the chosen cell."""
    t, overview = session.t, read_overview(session.bench)
    st.title(t("pages.matrix"))
    if not sum(overview.codings.values()):
        st.info(t("matrix.empty"))
        return
    question = _question(session, overview)
    with shown_errors():
        matrix = read_matrix(session.bench, question)
        _show_matrix(session, overview, question, matrix)
        _show_cell(session, overview, question)


def _question(session: Session, overview: Overview) -> Question:
    t = session.t
    rows, columns, measures = st.columns(3)
    measure = measures.selectbox(
        t("matrix.measure"),
        list(Measure),
        format_func=lambda one: measure_name(one, t),
        key="measure",
        bind="query-params",
    )
    return Question(
        rows=_dimension(rows, "rows", Dimension.THEME, t),
        columns=_dimension(columns, "columns", Dimension.CASE, t),
        measure=measure or Measure.CODINGS,
        selection=selection_picker(session, overview, key="matrix"),
    )


def _dimension(
    place: st.delta_generator.DeltaGenerator, key: str, usual: Dimension, t: Translator
) -> Dimension:
    choices = list(Dimension)
    chosen: Dimension = place.selectbox(
        t(f"matrix.{key}"),
        choices,
        index=choices.index(usual),
        format_func=lambda one: dimension_name(one, t),
        key=key,
        bind="query-params",
    )
    return chosen


def _show_matrix(session: Session, overview: Overview, question: Question, matrix: Matrix) -> None:
    t, codebook = session.t, overview.codebook
    st.subheader(question_title(question, t))
    matrix_table(matrix, codebook=codebook, t=t, chosen=chosen_cell(), on_choice=remember_cell)
    st.caption(" ".join(_counted(session, question, matrix)))
    title = t("matrix.title_with_n", title=question_title(question, t), n=t.number(matrix.codings))
    table, figure = st.tabs([t("matrix.downloads"), t("matrix.figure")])
    with table:
        _downloads(session, matrix, overview, title)
    figure.plotly_chart(matrix_figure(matrix, codebook=codebook, t=t), width="stretch")


def _counted(session: Session, question: Question, matrix: Matrix) -> Iterator[str]:
    """Give the sentences that say what was counted, of what, and how."""
    t = session.t
    numbers = {"n": matrix.codings, "turns": matrix.turns, "words": matrix.words}
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


def _downloads(session: Session, matrix: Matrix, overview: Overview, title: str) -> None:
    t, codebook = session.t, overview.codebook
    picture = partial(matrix_picture, matrix, title=title, codebook=codebook, t=t)
    made = session.bench.clock()
    files: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("png", "image/png", partial(picture, format="png")),
        ("svg", "image/svg+xml", partial(picture, format="svg")),
        ("csv", "text/csv", partial(matrix_csv, matrix, codebook=codebook, t=t)),
        ("xlsx", XLSX, partial(matrix_workbook, matrix, title=title, made=made, codebook=codebook, t=t)),
    )
    for column, (name, mime, make) in zip(st.columns(4), files, strict=True):
        column.download_button(
            t(f"matrix.{name}"), make, f"matrix.{name}", mime, width="stretch", on_click="ignore"
        )


def _show_cell(session: Session, overview: Overview, question: Question) -> None:
    cell = chosen_cell()
    if cell is None:
        st.caption(session.t("matrix.open_hint"))
        return
    row, column = cell
    names = [
        key_label(dimension, key, codebook=overview.codebook, t=session.t)
        for dimension, key in ((question.rows, row), (question.columns, column))
    ]
    selection = cell_selection(question, row, column)
    found = count_excerpts(session.bench, selection)
    st.subheader(f"{' · '.join(names)}: {session.t('quotations.count', n=found)}")
    show_excerpts(session, overview.codebook, selection, found)


def question_title(question: Question, t: Translator) -> str:
    """Return the matrix's title: the measure, by what and what."""
    return t(
        "matrix.title",
        measure=measure_name(question.measure, t),
        rows=dimension_name(question.rows, t).lower(),
        columns=dimension_name(question.columns, t).lower(),
    )
