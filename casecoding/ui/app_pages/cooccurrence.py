"""Co-occurrence: which codes stand together, as a matrix and as a network; every cell opens."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from casecoding.aggregating.cooccurrence import Association, Cooccurrence, Unit
from casecoding.aggregating.labels import code_label
from casecoding.aggregating.matrix import Dimension
from casecoding.charts.cooccurrence import network_figure
from casecoding.domain.selection import Selection
from casecoding.figures import dimension_name
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped, say_no_codings
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable, number_table
from casecoding.ui.quotations import page_of, show_excerpt, show_excerpts
from casecoding.ui.state import Session, kept, opened
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.cooccurring import (
    AXES,
    TurnTogether,
    pair_selection,
    read_together,
    read_turns_together,
)
from casecoding.workbench.reading import Frame, read_frame, study_state

NAME = "pair"  # of the open number in the address
PAIR = 2
TURNS_A_PAGE = 10
MOST_CODES = 60


def render(session: Session) -> None:
    """Choose what is counted, show it as matrix and network, open a pair."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.cooccurrence"))
    if not frame.has_codings:
        say_no_codings(t)
        return
    axis, unit, association = _choices(t)
    selection = selection_picker(session, frame, key="cooccurrence")
    asked = (study_state(session.bench), axis, unit, selection)
    together = kept("together", asked, lambda: read_together(session.bench, *asked[1:]))
    counted = together.counted

    def name(key: str) -> str:
        return code_label(key, codebook=frame.codebook, t=t)

    st.subheader(t("cooccurrence.title", association=t(f"cooccurrence.{association}"), unit=_unit(unit, t)))
    st.caption(t(f"cooccurrence.how_{unit}") + " " + t(f"cooccurrence.formula_{association}"))
    if together.unread:
        st.warning(t("cooccurrence.unread", names=", ".join(together.unread)))
    if association is Association.NPMI and unit is not Unit.TURN:
        st.info(t("cooccurrence.npmi_of_turns"))
        return
    tabs = [t("cooccurrence.matrix"), t("cooccurrence.network")]
    matrix, network = st.tabs(tabs, on_change="rerun", key="cooccurrence_tab")
    with matrix:
        number_table(_table(counted, association, name, t), name=NAME)
    with network:
        if network.open:
            _show_network(counted, association, name, t)
    _show_pair(session, frame, counted, selection, axis=axis)


def _choices(t: Translator) -> tuple[Dimension, Unit, Association]:
    of, where, what = st.columns(3)
    axis: Dimension = of.selectbox(
        t("cooccurrence.of"),
        AXES,
        format_func=lambda one: dimension_name(one, t),
        key="cooccurrence_of",
        bind="query-params",
    )
    unit: Unit = where.selectbox(
        t("cooccurrence.unit"),
        (Unit.TURN, Unit.SEGMENT, Unit.QUOTATION),
        format_func=lambda one: t(f"cooccurrence.unit_{one}"),
        key="cooccurrence_unit",
        bind="query-params",
    )
    association: Association = what.selectbox(
        t("cooccurrence.what"),
        (Association.COUNT, Association.JACCARD, Association.NPMI),
        format_func=lambda one: t(f"cooccurrence.{one}"),
        key="cooccurrence_what",
        bind="query-params",
    )
    return axis, unit, association


def _unit(unit: Unit, t: Translator) -> str:
    return t(f"cooccurrence.unit_{unit}").lower()


def _table(
    counted: Cooccurrence, association: Association, name: Callable[[str], str], t: Translator
) -> NumberTable:
    keys = sorted(counted.keys, key=lambda key: -counted.count(key, key))[:MOST_CODES]
    shown = [key for key in counted.keys if key in keys]
    apart = [counted.value(one, other, association) for one in shown for other in shown if one != other]
    highest = max((value for value in apart if value is not None), default=0.0)
    headings = [Heading(key, name(key)) for key in shown]
    return NumberTable(
        corner=t(f"cooccurrence.{association}"),
        caption=t("cooccurrence.caption"),
        rows=headings,
        columns=headings,
        cells=[
            [_cell(counted, association, row, column, highest=highest, t=t) for column in headings]
            for row in headings
        ],
    )


def _cell(
    counted: Cooccurrence,
    association: Association,
    row: Heading,
    column: Heading,
    *,
    highest: float,
    t: Translator,
) -> NumberCell:
    """Return a pair's number; on the diagonal, how often the code stands at all."""
    itself = row.key == column.key
    value = counted.value(row.key, column.key, Association.COUNT if itself else association)
    count = t.number(counted.count(row.key, column.key))
    decimals = 0 if itself or association is Association.COUNT else 2
    shown = "–" if value is None else t.number(value, decimals=decimals)
    return NumberCell(
        row.key,
        column.key,
        text=f"({shown})" if itself else shown,
        note="" if decimals == 0 or value is None else f"n = {count}",
        label=f"{row.name}, {column.name}: {shown} (n = {count})",
        shade=0.0 if itself or not highest else 0.95 * max(value or 0.0, 0.0) / highest,
        state="none" if value is None else "data",
    )


def _show_network(
    counted: Cooccurrence, association: Association, name: Callable[[str], str], t: Translator
) -> None:
    values = [counted.value(*pair, association) or 0.0 for pair in counted.pairs()]
    highest = max(values, default=0.0)
    if highest <= 0:
        st.info(t("cooccurrence.no_pairs"))
        return
    label, key = t("cooccurrence.at_least"), f"cooccurrence_least_{association}"
    if association is Association.COUNT:
        least: float = st.slider(label, 0, int(highest), 1, key=key)
    else:
        least = st.slider(label, 0.0, round(highest, 2), 0.0, step=0.01, key=key)
    figure = network_figure(counted, association, at_least=least, name=name)
    st.plotly_chart(figure, width="stretch", alt=t("cooccurrence.network_alt"))
    st.caption(t("cooccurrence.network_how"))


def _show_pair(
    session: Session,
    frame: Frame,
    counted: Cooccurrence,
    selection: Selection,
    *,
    axis: Dimension,
) -> None:
    """Show the turns in which the chosen pair stands together, or all of one code's quotations."""
    t, keys, unit = session.t, opened(NAME), counted.unit
    if len(keys) != PAIR or not set(keys) <= set(counted.keys):
        st.caption(t("cooccurrence.open_hint"))
        return
    one, other = keys
    names = [code_label(key, codebook=frame.codebook, t=t) for key in keys]
    if one == other:
        alone = pair_selection(selection, axis, [one])
        found = count_excerpts(session.bench, alone)
        st.subheader(escaped(f"{names[0]}: {t('quotations.count', n=found)}"))
        show_excerpts(session, frame.codebook, alone, found)
        return
    said = t(f"cooccurrence.found_{unit}", n=counted.count(one, other))
    st.subheader(escaped(f"{' · '.join(names)}: {said}"))
    read = partial(
        read_turns_together, session.bench, axis, unit, selection, (one, other), limit=TURNS_A_PAGE
    )
    number, turns = read()
    if number > TURNS_A_PAGE:
        last = (number - 1) // TURNS_A_PAGE + 1
        page = int(st.number_input(page_of(last, t), 1, last, key="pair_page"))
        turns = turns if page == 1 else read(offset=(page - 1) * TURNS_A_PAGE)[1]
    for turn in turns:
        _show_turn(turn, frame, t)


def _show_turn(turn: TurnTogether, frame: Frame, t: Translator) -> None:
    if turn.excerpts:
        st.markdown(f"**{escaped(f'{turn.excerpts[0].source_name} §{turn.turn}')}**")
    for excerpt in turn.excerpts:
        show_excerpt(excerpt, frame.codebook, t)
