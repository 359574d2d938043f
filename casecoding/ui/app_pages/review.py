"""Forslag: the queue over all sources; one card with its reason, its context and three keys."""

import streamlit as st

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.suggestion import Match
from casecoding.i18n.translating import Translator
from casecoding.ui.jobs_panel import render_jobs
from casecoding.ui.links import escaped, link_to_source, quiet
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, skipped_suggestions
from casecoding.workbench.background import start_suggesting
from casecoding.workbench.coding import undo
from casecoding.workbench.reading import Overview, read_overview
from casecoding.workbench.reviewing import Card, accept, next_card, reject


def render(session: Session) -> None:
    """Show the strongest suggestion that waits and take the person's verdict."""
    t, overview = session.t, read_overview(session.bench)
    st.title(t("pages.review"))
    _run_again(session, overview)
    codes, sources = _filters(overview, t)
    card = next_card(session.bench, codes=codes, source_ids=sources, skipped=skipped_suggestions())
    if card is None:
        st.info(t("review.empty"))
        skipped_suggestions().clear()
    else:
        st.caption(t("review.waiting", n=card.waiting))
        _show_card(card, overview, t)
        _verdict(session, card)
    if st.button(t("review.undo"), shortcut="u"):
        with shown_errors():
            undo(session.bench, coder_id=session.coder_id)
            st.rerun()


def _filters(overview: Overview, t: Translator) -> tuple[list[str], list[str]]:
    left, right = st.columns(2)
    codes = left.multiselect(
        t("filters.codes"),
        [code.id for code in overview.codebook],
        format_func=lambda one: code_label(one, codebook=overview.codebook, t=t),
        key="review_codes",
        placeholder=t("filters.all"),
    )
    names = {card.id: card.name for card in overview.sources}
    sources = right.multiselect(
        t("review.sources"),
        list(names),
        format_func=names.__getitem__,
        key="review_sources",
        placeholder=t("filters.all"),
    )
    return codes, sources


def _show_card(card: Card, overview: Overview, t: Translator) -> None:
    proposal = card.proposal
    with st.container(border=True):
        st.subheader(code_label(proposal.suggestion.code_id, codebook=overview.codebook, t=t))
        st.markdown(quiet(card.before) + _marked(card) + quiet(card.after))
        st.caption(escaped(reason_in_words(card, t)))
        where = (
            proposal.speaker,
            proposal.role,
            proposal.case,
            level_label(proposal.level, codebook=overview.codebook, t=t),
            proposal.wave,
            proposal.source_name,
        )
        st.caption(escaped(" · ".join(part for part in where if part)))
        link_to_source(
            proposal.suggestion.source_id, t("quotations.open"), start=proposal.suggestion.span.start
        )


def _verdict(session: Session, card: Card) -> None:
    t, suggestion = session.t, card.proposal.suggestion
    yes, no, other, later = st.columns(4)
    if yes.button(t("review.accept"), type="primary", shortcut="a", width="stretch"):
        with shown_errors():
            accept(session.bench, suggestion.id, coder_id=session.coder_id)
            st.rerun()
    if no.button(t("review.reject"), shortcut="x", width="stretch"):
        with shown_errors():
            reject(session.bench, suggestion.id, coder_id=session.coder_id)
            st.rerun()
    with other.popover(t("review.amend"), width="stretch"):
        _amend(session, card)
    if later.button(t("review.later"), shortcut="j", width="stretch"):
        skipped_suggestions().add(suggestion.id)
        st.rerun()


def _amend(session: Session, card: Card) -> None:
    t, suggestion = session.t, card.proposal.suggestion
    codebook = read_overview(session.bench).codebook
    chosen = st.selectbox(
        t("review.other_code"),
        [code.id for code in codebook],
        format_func=lambda one: code_label(one, codebook=codebook, t=t),
        index=[code.id for code in codebook].index(suggestion.code_id),
    )
    if st.button(t("review.accept_as")):
        with shown_errors():
            accept(session.bench, suggestion.id, coder_id=session.coder_id, code_id=chosen)
            st.rerun()


def _run_again(session: Session, overview: Overview) -> None:
    t = session.t
    if overview.run:
        model = f"{overview.run.model_name} {overview.run.model_version}"
        st.caption(t("review.run", when=t.moment(overview.run.started), model=model))
    if st.button(t("review.again")):
        start_suggesting(session.bench)
    render_jobs(session, on_end=True)


def reason_in_words(card: Card, t: Translator) -> str:
    """Return why the code is suggested: the words, their lemmas and parts, how they are used."""
    reason = card.proposal.suggestion.reason
    matches = "; ".join(_match_in_words(match, t) for match in reason.matches)
    flags = ", ".join(t(f"review.flag_{flag.value}") for flag in reason.flags) or t("review.flag_none")
    return t("review.reason", matches=matches, rule=reason.rule, flags=flags)


def _match_in_words(match: Match, t: Translator) -> str:
    said = t("review.match", words=match.words, lemma=" ".join(match.lemmas))
    return said + t("review.match_parts", parts=" + ".join(match.parts)) if match.parts else said


def _marked(card: Card) -> str:
    """Return the segment as Markdown with its matched words in bold."""
    start = card.proposal.suggestion.span.start
    pieces, at = [], 0
    for match in card.proposal.suggestion.reason.matches:
        begin, end = max(at, match.span.start - start), match.span.end - start
        if begin < end:
            pieces += [_line(card.quote[at:begin]), f"**{_line(card.quote[begin:end])}**"]
            at = end
    return "".join([*pieces, _line(card.quote[at:])])


def _line(words: str) -> str:
    return escaped(" ".join(words.split("\n")))
