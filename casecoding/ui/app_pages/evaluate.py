"""Evaluering: suggestions or a coder held against another coder, code by code, and what differs."""

import streamlit as st

from casecoding.aggregating.agreement import Estimate
from casecoding.aggregating.labels import code_label
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped, link_to_source
from casecoding.ui.messages import shown_errors
from casecoding.ui.overviews import overview_of
from casecoding.ui.state import Session, kept_evaluation, remember_evaluation
from casecoding.workbench.evaluating import CUES, SUGGESTIONS, Disagreement, Evaluation, Miss, evaluate
from casecoding.workbench.reader import is_working_blind
from casecoding.workbench.reading import Overview

ERRORS_SHOWN = 50


def render(session: Session) -> None:
    """Choose gold and what is tried, show the table, list the disagreements."""
    t, overview = session.t, overview_of(session)
    st.title(t("pages.evaluate"))
    coders = _coders(session, overview)
    if not coders or not sum(overview.codings.values()):
        st.info(t("learning.no_codings"))
        return
    st.write(t("learning.what"))
    gold, against = _choices(coders, t)
    if st.button(t("learning.run"), type="primary"):
        with shown_errors(), st.spinner(t("learning.running")):
            remember_evaluation(evaluate(session.bench, gold=gold, against=against))
    evaluation = kept_evaluation()
    if evaluation and (evaluation.gold, evaluation.against) == (gold, against):
        _show_table(evaluation, overview, t)
        _show_errors(evaluation, overview, t)


def _coders(session: Session, overview: Overview) -> list[str]:
    """Return who may be looked at: who codes blind sees herself alone."""
    if is_working_blind(session.bench, session.coder_id):
        return [session.coder_name]
    return [coder.name for coder in overview.coders]


def _choices(coders: list[str], t: Translator) -> tuple[str, str]:
    left, right = st.columns(2)
    gold = left.selectbox(t("learning.gold"), coders, key="evaluate_gold")
    others = [SUGGESTIONS, CUES, *(name for name in coders if name != gold)]
    named = {SUGGESTIONS: t("learning.against_suggestions"), CUES: t("learning.against_cues")}
    against = right.selectbox(
        t("learning.against"), others, format_func=lambda one: named.get(one, one), key="evaluate_against"
    )
    return gold, against


def _show_table(evaluation: Evaluation, overview: Overview, t: Translator) -> None:
    macro = _number(evaluation.macro_f1, t)
    st.subheader(t("learning.summary", n=evaluation.segments, sources=len(evaluation.sources), macro=macro))
    rows = [
        {
            t("learning.code"): code_label(code, codebook=overview.codebook, t=t),
            t("learning.both"): crossing.both,
            t("learning.extra"): crossing.extra,
            t("learning.missed"): crossing.missed,
            t("learning.precision"): _with_interval(crossing.precision, t),
            t("learning.recall"): _with_interval(crossing.recall, t),
            "F1": _with_interval(crossing.f1, t),
            t("learning.kappa"): _with_interval(crossing.kappa, t),
        }
        for code, crossing in evaluation.codes.items()
    ]
    widths = {t("learning.code"): st.column_config.TextColumn(width=200)}
    st.dataframe(rows, hide_index=True, width="stretch", column_config=widths)
    st.caption(t("learning.method"))


def _show_errors(evaluation: Evaluation, overview: Overview, t: Translator) -> None:
    st.subheader(t("learning.errors"))
    if not evaluation.errors:
        st.caption(t("learning.no_errors"))
        return
    names = {code: code_label(code, codebook=overview.codebook, t=t) for code in evaluation.codes}
    chosen = st.selectbox(
        t("learning.show_code"),
        ["", *names],
        format_func=lambda one: names.get(one) or t("learning.all_codes"),
        key="evaluate_code",
    )
    about = [one for one in evaluation.errors if not chosen or one.code_id == chosen]
    st.caption(t("learning.errors_shown", n=min(len(about), ERRORS_SHOWN), total=len(about)))
    for one in about[:ERRORS_SHOWN]:
        _show_error(one, names[one.code_id], t)


def _show_error(error: Disagreement, name: str, t: Translator) -> None:
    with st.container(border=True):
        st.caption(escaped(_miss_in_words(error.miss, name, t)))
        st.markdown(escaped(" ".join(error.quote.split())))
        link_to_source(error.source_id, error.source_name, start=error.span.start)


def _miss_in_words(miss: Miss, name: str, t: Translator) -> str:
    match miss:
        case Miss.MISSED:
            return t("learning.error_missed", code=name)
        case Miss.EXTRA:
            return t("learning.error_extra", code=name)


def _with_interval(estimate: Estimate, t: Translator) -> str:
    if estimate.value is None:
        return "–"
    value, low, high = (_number(one, t) for one in (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low}–{high})"


def _number(value: float | None, t: Translator) -> str:
    return "–" if value is None else t.number(value, decimals=2)
