"""Overblik: where the study stands, and the ways on from there."""

from collections.abc import Mapping

import streamlit as st

from casecoding.aggregating.labels import level_label
from casecoding.i18n.translating import Translator
from casecoding.ui.links import link_to_source, show_ways_on
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable, number_table
from casecoding.ui.overviews import coded_turns_of, overview_of
from casecoding.ui.state import Session, opened, page_named
from casecoding.ui.study_choice import study_popover
from casecoding.workbench.reading import Overview

NAME = "here"  # of the open number in the address
CASE_AND_LEVEL = 2


def render(session: Session) -> None:
    """Show what material there is, what is coded and what waits."""
    t = session.t
    overview = overview_of(session)
    title, other = st.columns([4, 1], vertical_alignment="bottom")
    title.title(overview.study.title)
    with other:
        study_popover(t, key="overview")
    if not overview.sources:
        st.info(t("pages.no_sources"))
        st.page_link(page_named("material"), label=t("overview.import_first"), icon=":material/upload_file:")
        return
    _show_figures(overview, t)
    if overview.codings:
        show_ways_on(t)
    _show_material(overview, t)
    st.subheader(t("overview.next"))
    _show_next(overview, coded_turns_of(session), t)


def _show_figures(overview: Overview, t: Translator) -> None:
    """Show how much there is of what, each with the page that holds it."""
    figures = {
        "sources": (len(overview.sources), "material"),
        "words": (sum(card.words for card in overview.sources), "coverage"),
        "codings": (sum(overview.codings.values()), "matrix"),
        "waiting": (sum(overview.pending.values()), "review"),
    }
    for column, (key, (number, page)) in zip(st.columns(len(figures)), figures.items(), strict=True):
        column.metric(t(f"overview.{key}"), t.number(number))
        column.page_link(page_named(page), icon=":material/arrow_forward:")


def _show_material(overview: Overview, t: Translator) -> None:
    """Show the sources by case and level; a number opens to them."""
    st.subheader(t("overview.coverage"))
    number_table(_table(overview, t), name=NAME)
    keys = opened(NAME)
    for card in overview.at(*keys) if len(keys) == CASE_AND_LEVEL else ():
        link_to_source(card.id, f"{card.name} ({card.wave})" if card.wave else card.name)


def _table(overview: Overview, t: Translator) -> NumberTable:
    """Return case x level: how many sources there are, and of which wave; "–" is no data."""
    known = [level.id for level in overview.codebook.levels]
    unstated = [""] if any(card.level is None for card in overview.sources) else []
    columns = [
        Heading(level, level_label(level or None, codebook=overview.codebook, t=t))
        for level in (*known, *unstated)
    ]
    rows = [Heading(case, case) for case in sorted({card.case for card in overview.sources})]
    return NumberTable(
        corner=t("aggregating.dimension_case"),
        caption=t("overview.coverage_note"),
        rows=rows,
        columns=columns,
        cells=[[_cell(overview, row, column, t) for column in columns] for row in rows],
    )


def _cell(overview: Overview, row: Heading, column: Heading, t: Translator) -> NumberCell:
    here = overview.at(row.key, column.key)
    waves = [card.wave or "?" for card in here]
    note = ", ".join(f"{wave}: {t.number(waves.count(wave))}" for wave in sorted(set(waves)))
    number = t.number(len(here)) if here else "–"
    return NumberCell(
        row.key,
        column.key,
        text=number,
        note=note,
        label=f"{row.name}, {column.name}: {number} {note}",
        state="data" if here else "none",
    )


def _show_next(overview: Overview, coded_turns: Mapping[str, int], t: Translator) -> None:
    waiting = sorted(overview.sources, key=lambda card: -overview.pending.get(card.id, 0))
    for card in waiting[:5]:
        share = coded_turns.get(card.id, 0) / card.turns if card.turns else 0.0
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            link_to_source(card.id, card.name)
        right.caption(t("overview.state", coded=t.percent(share), n=overview.pending.get(card.id, 0)))
