"""The filters and the order of the queue."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.queue import Order, Wanted
from casecoding.domain.suggestion import Flag, Suggester
from casecoding.i18n.translating import Translator
from casecoding.workbench.reading import Overview

UNFLAGGED = ANYBODY = ""


def queue_filters(overview: Overview, t: Translator) -> Wanted:
    """Let the person choose a part of the queue and what comes first."""
    left, right = st.columns(2)
    codes = left.multiselect(
        t("filters.codes"),
        [code.id for code in overview.codebook],
        format_func=lambda one: code_label(one, codebook=overview.codebook, t=t),
        key="review_codes",
        placeholder=t("filters.all"),
    )
    order = right.selectbox(
        t("queue.order"), list(Order), format_func=lambda one: _order_in_words(one, t), key="review_order"
    )
    return _folded(st.expander(t("queue.filters")), overview, t, codes=codes, order=order or Order.CERTAIN)


def _folded(
    place: DeltaGenerator, overview: Overview, t: Translator, *, codes: list[str], order: Order
) -> Wanted:
    left, right = place.columns(2)
    names = {card.id: card.name for card in overview.sources}
    sources = left.multiselect(
        t("review.sources"),
        list(names),
        format_func=names.__getitem__,
        key="review_sources",
        placeholder=t("filters.all"),
    )
    cases = right.multiselect(
        t("filters.cases"),
        sorted({card.case for card in overview.sources}),
        key="review_cases",
        placeholder=t("filters.all"),
    )
    levels = left.multiselect(
        t("filters.levels"),
        [level.id for level in overview.codebook.levels],
        format_func=lambda one: level_label(one, codebook=overview.codebook, t=t),
        key="review_levels",
        placeholder=t("filters.all"),
    )
    flags = right.multiselect(
        t("queue.flags"),
        [UNFLAGGED, *Flag],
        format_func=lambda one: t(f"review.flag_{one}") if one else t("queue.flag_none"),
        key="review_flags",
        placeholder=t("filters.all"),
    )
    suggester = left.selectbox(
        t("queue.suggester"),
        [ANYBODY, *Suggester],
        format_func=lambda one: _suggester_in_words(Suggester(one), t) if one else t("filters.all"),
        key="review_suggester",
    )
    lowest, highest = right.slider(t("queue.scores"), 0.0, 1.0, (0.0, 1.0), step=0.05, key="review_scores")
    return Wanted(
        codes=tuple(codes),
        source_ids=tuple(sources),
        cases=tuple(cases),
        levels=tuple(levels),
        flags=tuple(Flag(one) for one in flags if one),
        unflagged=UNFLAGGED in flags,
        suggester=Suggester(suggester) if suggester else None,
        lowest=lowest,
        highest=highest,
        order=order,
    )


def _order_in_words(order: Order, t: Translator) -> str:
    match order:
        case Order.CERTAIN:
            return t("queue.order_certain")
        case Order.INFORMATIVE:
            return t("queue.order_informative")
        case Order.PLACE:
            return t("queue.order_place")


def _suggester_in_words(suggester: Suggester, t: Translator) -> str:
    match suggester:
        case Suggester.CUES:
            return t("queue.suggester_cues")
        case Suggester.EXAMPLES:
            return t("queue.suggester_examples")
        case Suggester.LEARNED:
            return t("queue.suggester_learned")
