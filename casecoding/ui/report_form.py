"""What a report is to hold and how: the choices as a form, the answer as a plan."""

import streamlit as st

from casecoding.aggregating.matrix import Dimension
from casecoding.errors import Language
from casecoding.exporting.plan import CONTEXT, HEADINGS, MOST_HEADINGS, Part, ReportPlan
from casecoding.figures import dimension_name
from casecoding.i18n.translating import Translator
from casecoding.ui.sidebar import language_name

LENGTHS = (0, 300, 600, 1200)  # characters of the longest quotation, 0 the whole
WHOLE_TURN = 100_000
CONTEXTS = (0, 120, CONTEXT, 600, WHOLE_TURN)  # characters on either side


def report_plan(t: Translator) -> tuple[ReportPlan | None, Translator]:
    """Let the person choose; return the plan, None while it has no headings, and the report's language."""
    with st.expander(t("report.parts"), expanded=False):
        parts = st.pills(
            t("report.parts"),
            list(Part),
            selection_mode="multi",
            default=list(Part),
            format_func=lambda one: t(f"report.part_{one.value}"),
            label_visibility="collapsed",
            key="report_parts",
        )
        order = st.multiselect(
            t("report.order"),
            HEADINGS,
            default=list(ReportPlan().order),
            max_selections=MOST_HEADINGS,
            format_func=lambda one: dimension_name(one, t),
            help=t("report.order_help"),
            key="report_order",
        )
        length, context = _lengths(t)
        language = _language(t)
        anonymous = ids_for_names(t, key="report_anonymous")
    if not order:
        st.warning(t("report.order_missing"))
        return None, Translator(language)
    plan = ReportPlan(frozenset(parts), _as_dimensions(order), length, context, anonymous)
    return plan, Translator(language)


def ids_for_names(t: Translator, *, key: str) -> bool:
    """Let the person choose ids in the place of names, and say what they cannot replace."""
    chosen = st.checkbox(t("report.anonymous"), key=key)
    if chosen:
        st.caption(t("report.anonymous_help"))
    return chosen


def _lengths(t: Translator) -> tuple[int, int]:
    left, right = st.columns(2)
    length = left.selectbox(
        t("report.length"),
        LENGTHS,
        format_func=lambda n: t("report.length_characters", n=t.number(n)) if n else t("report.length_whole"),
        key="report_length",
    )
    context = right.selectbox(
        t("report.context"),
        CONTEXTS,
        index=CONTEXTS.index(CONTEXT),
        format_func=lambda n: _context(n, t),
        key="report_context",
    )
    return length, context


def _context(characters: int, t: Translator) -> str:
    match characters:
        case 0:
            return t("report.context_none")
        case _ if characters == WHOLE_TURN:
            return t("report.context_turn")
        case _:
            return t("report.length_characters", n=t.number(characters))


def _language(t: Translator) -> Language:
    chosen = st.segmented_control(
        t("report.language"),
        ["da", "en"],
        default=t.language,
        format_func=language_name,
        key="report_language",
    )
    return "en" if chosen == "en" else "da"


def _as_dimensions(order: list[Dimension]) -> tuple[Dimension, ...]:
    return tuple(Dimension(one) for one in order)
