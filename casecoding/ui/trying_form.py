"""Trying out before anything is stored: a cue on the material, a sentence, two runs."""

import pandas as pd
import streamlit as st

from casecoding.aggregating.labels import code_label, rule_label
from casecoding.domain.codebook import Codebook, Cue, CueKind, Scope
from casecoding.i18n.translating import Translator
from casecoding.ui.cue_form import EDITABLE, words_in
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.places import render_comparison, render_places, render_unread
from casecoding.ui.state import Session, remember_result, result_of
from casecoding.workbench.comparing import Comparison, Trial, compare_runs, runs_to_compare, try_cue
from casecoding.workbench.explaining import Explainer, Explanation


def render_trying(session: Session, codebook: Codebook) -> None:
    """Offer to try a cue, a sentence and two runs against each other; nothing is stored."""
    t = session.t
    with st.expander(t("comparing.try_cue"), expanded=result_of("trial") is not None):
        _try_cue(session)
    with st.expander(t("comparing.try_line")):
        _try_line(session, codebook)
    with st.expander(t("comparing.runs")):
        _compare_runs(session, codebook)


def _try_cue(session: Session) -> None:
    t = session.t
    st.caption(t("comparing.try_note"))
    with st.form("try_cue", border=False):
        cue = _cue_to_try(t)
        tried = st.form_submit_button(t("comparing.try_button"))
    if tried and not cue.terms:
        st.warning(t("comparing.nothing_to_try"))
    elif tried:
        with shown_errors():
            remember_result("trial", try_cue(session.bench, cue))
    trial = result_of("trial")
    if isinstance(trial, Trial):
        st.info(t("comparing.found", n=len(trial.found), sources=trial.sources))
        render_unread(trial.unread, t)
        render_places(trial.found, t, key="trial")


def _cue_to_try(t: Translator) -> Cue:
    kind, terms, gap = st.columns([3, 5, 2])
    requires, unless, within = st.columns([3, 3, 3])
    return Cue(
        kind=CueKind(
            kind.selectbox(
                t("codebook.cue_kind"),
                EDITABLE,
                index=EDITABLE.index(CueKind.LEMMA),
                format_func=lambda one: t(f"cues.kind_{one}"),
            )
        ),
        terms=words_in(terms.text_input(t("codebook.cue_terms"))),
        gap=int(gap.number_input(t("codebook.cue_gap"), min_value=0, max_value=10, value=0)),
        requires=words_in(requires.text_input(t("codebook.cue_requires"))),
        unless=words_in(unless.text_input(t("codebook.cue_unless"))),
        within=within.selectbox(
            t("cues.within"), list(Scope), format_func=lambda one: t(f"cues.scope_{one.value}")
        )
        or Scope.SEGMENT,
    )


def _try_line(session: Session, codebook: Codebook) -> None:
    t = session.t
    line = st.text_area(t("comparing.try_line_note"), key="line_to_try", height=80)
    if not line.strip():
        return
    with shown_errors():
        (explanation,) = Explainer(codebook, model=session.bench.settings.model).explain([line])
        _show_explanation(explanation, codebook, t)


def _show_explanation(explanation: Explanation, codebook: Codebook, t: Translator) -> None:
    for one in explanation.suggestions:
        matched = ", ".join(match.words for match in one.reason.matches)
        flags = "".join(f" :gray-badge[{t(f'review.flag_{flag.value}')}]" for flag in one.reason.flags)
        name = escaped(code_label(one.code_id, codebook=codebook, t=t))
        why = escaped(f"{matched} ({rule_label(one.reason.rule, t=t)})")
        st.markdown(f"**{name}** {t.number(one.score, decimals=2)} · {why}{flags}")
    if not explanation.suggestions:
        st.caption(t("comparing.no_hits"))
    table = {
        t("comparing.read_word"): [word.text for word in explanation.words],
        t("comparing.read_lemma"): [word.lemma for word in explanation.words],
        t("comparing.read_pos"): [word.pos for word in explanation.words],
        t("comparing.read_parts"): [" + ".join(word.parts) for word in explanation.words],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, width="stretch", height="content")


def _compare_runs(session: Session, codebook: Codebook) -> None:
    t = session.t
    runs = {run.id: run for run in reversed(runs_to_compare(session.bench))}
    if len(runs) < 2:  # noqa: PLR2004
        st.caption(t("comparing.runs_too_few"))
        return

    def name(run_id: str) -> str:
        run = runs[run_id]
        when = t.moment(run.started)
        return t("comparing.run_name", when=when, version=run.codebook_version, n=run.suggestions)

    first = st.selectbox(t("comparing.first"), list(runs), index=1, format_func=name)
    second = st.selectbox(t("comparing.second"), list(runs), format_func=name)
    if st.button(t("comparing.compare")):
        with shown_errors():
            remember_result("runs", compare_runs(session.bench, first, second))
    compared = result_of("runs")
    if isinstance(compared, Comparison):
        render_comparison(compared, codebook, t, key="runs")
