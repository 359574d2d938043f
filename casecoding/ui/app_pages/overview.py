"""Overblik: where the study stands."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from casecoding.aggregating.labels import level_label
from casecoding.i18n.translating import Translator
from casecoding.ui.links import link_to_source
from casecoding.ui.state import Session, page_named
from casecoding.ui.study_choice import study_popover
from casecoding.workbench.reading import Overview, read_coded_turns, read_overview


def render(session: Session) -> None:
    """Show what material there is, what is coded and what waits."""
    t = session.t
    overview = read_overview(session.bench)
    title, other = st.columns([4, 1], vertical_alignment="bottom")
    title.title(overview.study.title)
    with other:
        study_popover(t, key="overview")
    if not overview.sources:
        st.info(t("pages.no_sources"))
        st.page_link(page_named("material"), label=t("overview.import_first"), icon=":material/upload_file:")
        return
    _show_figures(overview, t)
    st.subheader(t("overview.coverage"))
    st.caption(t("overview.coverage_note"))
    st.dataframe(_coverage(overview, t), width="stretch")
    st.subheader(t("overview.next"))
    _show_next(overview, read_coded_turns(session.bench), t)


def _show_figures(overview: Overview, t: Translator) -> None:
    figures = {
        "overview.sources": len(overview.sources),
        "overview.words": sum(card.words for card in overview.sources),
        "overview.codings": sum(overview.codings.values()),
        "overview.waiting": sum(overview.pending.values()),
    }
    for column, (key, number) in zip(st.columns(len(figures)), figures.items(), strict=True):
        column.metric(t(key), t.number(number))


def _coverage(overview: Overview, t: Translator) -> pd.DataFrame:
    """Return case x level: how many sources of each wave; "–" is no data."""
    levels = [level.id for level in overview.codebook.levels]
    unstated = [None] if any(card.level is None for card in overview.sources) else []
    cases = sorted({card.case for card in overview.sources})
    rows = [[_waves(overview, case, level) for level in (*levels, *unstated)] for case in cases]
    names = [level_label(level, codebook=overview.codebook, t=t) for level in (*levels, *unstated)]
    return pd.DataFrame(rows, index=pd.Index(cases, name=t("aggregating.dimension_case")), columns=names)


def _waves(overview: Overview, case: str, level: str | None) -> str:
    here = [card.wave or "?" for card in overview.sources if (card.case, card.level) == (case, level)]
    return ", ".join(f"{wave}: {here.count(wave)}" for wave in sorted(set(here))) or "–"


def _show_next(overview: Overview, coded_turns: Mapping[str, int], t: Translator) -> None:
    waiting = sorted(overview.sources, key=lambda card: -overview.pending.get(card.id, 0))
    for card in waiting[:5]:
        share = coded_turns.get(card.id, 0) / card.turns if card.turns else 0.0
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            link_to_source(card.id, card.name)
        right.caption(t("overview.state", coded=t.percent(share), n=overview.pending.get(card.id, 0)))
