"""Saturation: how many codes each further source adds, and whether the last ones add little enough."""

import streamlit as st

from casecoding.aggregating.matrix import Dimension
from casecoding.aggregating.saturation import ORDERS, Rule, Saturation, Step
from casecoding.charts.saturation import saturation_figure
from casecoding.domain.selection import Selection
from casecoding.figures import dimension_name
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped, say_no_codings
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable, number_table
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, kept, opened
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.reading import Frame, read_frame, study_state
from casecoding.workbench.saturating import SourceOrder, codes_of_sources, read_saturation

NAME = "step"  # of the open number in the address
ROW_AND_COLUMN = 2
FEWEST = 2  # sources that make a curve


def render(session: Session) -> None:
    """Choose the rule, show the curve and its numbers, open one."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.saturation"))
    if not frame.has_codings:
        say_no_codings(t)
        return
    axis, order, rule = _choices(t)
    selection = selection_picker(session, frame, key="saturation")
    asked = (study_state(session.bench), axis, selection, rule, order)
    found = kept(
        "saturation", asked, lambda: read_saturation(session.bench, axis, selection, rule, order=order)
    )
    saturation = found.saturation
    st.subheader(t("saturation.title", codes=dimension_name(axis, t).lower()))
    if len(saturation.steps) < FEWEST:
        st.info(t("saturation.too_few"))
        return
    st.markdown(_conclusion(saturation, t))
    st.caption(t("saturation.how", orders=ORDERS))
    if found.uncoded:
        st.caption(t("saturation.uncoded", n=found.uncoded))
    st.plotly_chart(saturation_figure(saturation, t), width="stretch", alt=t("saturation.alt"))
    number_table(_table(saturation, t), name=NAME)
    _show_step(session, frame, saturation, axis, selection)


def _choices(t: Translator) -> tuple[Dimension, SourceOrder, Rule]:
    of, ordered, bases, runs, thresholds = st.columns(5, vertical_alignment="bottom")
    axis: Dimension = of.selectbox(
        t("saturation.of"),
        [Dimension.CODE, Dimension.THEME],
        format_func=lambda one: dimension_name(one, t),
        key="saturation_of",
        bind="query-params",
    )
    order: SourceOrder = ordered.selectbox(
        t("saturation.order"),
        (SourceOrder.HELD, SourceOrder.IMPORTED),
        format_func=lambda one: t(f"saturation.order_{one}"),
        key="saturation_order",
        bind="query-params",
    )
    base = bases.number_input(t("saturation.base"), 1, 50, 4, key="saturation_base", bind="query-params")
    run = runs.number_input(t("saturation.run"), 1, 20, 2, key="saturation_run", bind="query-params")
    per_cent = thresholds.number_input(
        t("saturation.threshold"), 0, 50, 5, key="saturation_threshold", bind="query-params"
    )
    return axis, order, Rule(int(base), int(run), per_cent / 100)


def _conclusion(saturation: Saturation, t: Translator) -> str:
    """Return the sentence that one reports."""
    rule = saturation.rule
    said = {
        "base": rule.base,
        "run": rule.run,
        "threshold": t.percent(rule.threshold),
        "codes": saturation.base_codes,
    }
    if len(saturation.steps) < rule.base + rule.run:
        return t("saturation.not_enough", needed=rule.base + rule.run, **said)
    if saturation.reached is None:
        return t("saturation.not_reached", **said)
    return t("saturation.reached", sources=saturation.reached, **said)


def _table(saturation: Saturation, t: Translator) -> NumberTable:
    rows = [
        Heading(step.source.source_id, step.source.name, t("saturation.number", n=at))
        for at, step in enumerate(saturation.steps, start=1)
    ]
    columns = [
        Heading("new", t("saturation.new")),
        Heading("so_far", t("saturation.so_far")),
        Heading("ratio", t("saturation.ratio")),
    ]
    return NumberTable(
        corner=t("saturation.source"),
        caption=t("saturation.caption"),
        rows=rows,
        columns=columns,
        cells=[
            [_cell(step, row, column, t) for column in columns]
            for step, row in zip(saturation.steps, rows, strict=True)
        ],
    )


def _cell(step: Step, row: Heading, column: Heading, t: Translator) -> NumberCell:
    note = ""
    match column.key:
        case "new":
            shown = t.number(len(step.new))
        case "so_far":
            shown = t.number(step.so_far)
            note = t("saturation.between", low=t.number(step.low), high=t.number(step.high))
        case _:
            shown = "–" if step.ratio is None else t.percent(step.ratio)
    return NumberCell(
        row.key,
        column.key,
        text=shown,
        note=note,
        label=f"{row.name}, {column.name}: {shown} {note}",
        state="none" if shown == "–" else "data",
    )


def _show_step(
    session: Session, frame: Frame, saturation: Saturation, axis: Dimension, selection: Selection
) -> None:
    """Show the quotations of the new codes of the chosen source, or of all its codes."""
    t, keys = session.t, opened(NAME)
    steps = {step.source.source_id: step for step in saturation.steps}
    if len(keys) != ROW_AND_COLUMN or keys[0] not in steps:
        st.caption(t("saturation.open_hint"))
        return
    title, part, codes = _opened_part(saturation, steps[keys[0]], keys[1])
    source = steps[keys[0]].source.name
    if not codes:
        st.info(escaped(t("saturation.none_new", source=source)))
        return
    chosen = codes_of_sources(selection, axis, [one.source.source_id for one in part], codes)
    found = count_excerpts(session.bench, chosen)
    st.subheader(escaped(f"{t(title, source=source)}: {t('quotations.count', n=found)}"))
    show_excerpts(session, frame.codebook, chosen, found)


def _opened_part(
    saturation: Saturation, step: Step, what: str
) -> tuple[str, tuple[Step, ...], frozenset[str]]:
    """Return what a number is about: its title, the sources and the codes."""
    match what:
        case "so_far":
            return "saturation.all_in", (step,), step.source.codes
        case "ratio":
            run = saturation.run_ending_with(step)
            return "saturation.new_in_run", run, frozenset[str]().union(*(one.new for one in run))
        case _:
            return "saturation.new_in", (step,), step.new
