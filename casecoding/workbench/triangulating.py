"""Triangulation: kinds of material against each other, counter-evidence, and what codes rest on."""

from collections.abc import Sequence

from casecoding.aggregating.matrix import Dimension
from casecoding.aggregating.ordering import KeyOrder
from casecoding.aggregating.triangulating import (
    Balance,
    Footing,
    JointRow,
    balances,
    footings,
    joint_rows,
)
from casecoding.domain.selection import Selection
from casecoding.store.attributes import list_figures
from casecoding.store.counting import count_codings
from casecoding.store.queries import count_stances
from casecoding.store.study import load_codebook
from casecoding.workbench.analysis import Question, read_matrix
from casecoding.workbench.bench import Bench


def read_joint_display(
    bench: Bench, theme: str, *, measures: Sequence[str] = (), coders: tuple[str, ...] = ()
) -> tuple[JointRow, ...]:
    """Return, case by case, a theme in each kind of material beside the surveys' figures."""
    selection = Selection(codes=(theme,), coders=coders)
    by_kind = read_matrix(bench, Question(Dimension.CASE, Dimension.KIND, selection=selection))
    with bench.store.reading() as session:
        figures, places = list_figures(session), KeyOrder(load_codebook(session))
    kinds = sorted(by_kind.columns, key=lambda kind: places.place(Dimension.KIND, kind))
    return joint_rows(by_kind, figures, kinds=kinds, measures=measures)


def survey_measures(bench: Bench) -> tuple[str, ...]:
    """Return what surveys measured, in alphabetical order."""
    with bench.store.reading() as session:
        return tuple(sorted({figure.measure for figure in list_figures(session)}))


def read_balances(bench: Bench, *, coders: tuple[str, ...] = ()) -> tuple[Balance, ...]:
    """Return what speaks for and against each theme, those most spoken against first."""
    selection = Selection(coders=coders)
    by_case = read_matrix(bench, Question(Dimension.THEME, Dimension.CASE, selection=selection))
    with bench.store.reading() as session:
        stances = count_stances(session, Dimension.THEME, Dimension.CASE, selection)
    return balances(by_case, stances)


def read_footings(bench: Bench, *, coders: tuple[str, ...] = ()) -> tuple[Footing, ...]:
    """Return what each code rests on, the narrowest first."""
    selection = Selection(coders=coders)
    with bench.store.reading() as session:
        return footings(
            count_codings(session, Dimension.CODE, Dimension.PARTICIPANT, selection, panels=Dimension.CASE),
            count_codings(session, Dimension.CODE, None, selection),
        )
