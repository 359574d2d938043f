"""Forslag: the queue over all sources; one card with its reason, its context and a key per verdict."""

import streamlit as st

from casecoding.aggregating.labels import code_label, level_label, rule_label
from casecoding.domain.suggestion import EXAMPLES_RULE, LEARNED_RULE, Grounds, Match
from casecoding.i18n.translating import Translator
from casecoding.ui.jobs_panel import render_jobs
from casecoding.ui.links import escaped, link_to_source, quiet, show_ways_on
from casecoding.ui.messages import shown_errors
from casecoding.ui.overviews import overview_of
from casecoding.ui.queue_filters import queue_filters
from casecoding.ui.state import Session, skipped_suggestions
from casecoding.workbench.background import learn_when_due, start_suggesting
from casecoding.workbench.reading import Overview
from casecoding.workbench.reviewing import Card, accept, accept_many, next_card, own_record, reject_many
from casecoding.workbench.taking_back import undo

ALIKE_SHOWN = 8
LONGEST_SHOWN = 140  # characters of a quotation in a list


def render(session: Session) -> None:
    """Show the first suggestion of the queue and take the person's verdict."""
    t, overview = session.t, overview_of(session)
    st.title(t("pages.review"))
    _run_again(session, overview)
    wanted = queue_filters(overview, t)
    card = next_card(session.bench, wanted, skipped=skipped_suggestions())
    if card is None:
        st.info(t("review.empty"))
        if any(overview.codings.values()):
            show_ways_on(t)
        skipped_suggestions().clear()
    else:
        st.caption(t("queue.waiting", n=card.waiting))
        _show_card(card, overview, t)
        _show_record(session, card)
        _verdict(session, card)
        _alike(session, card)
    if st.button(t("review.undo"), shortcut="u"):
        with shown_errors():
            undo(session.bench, coder_id=session.coder_id)
            st.rerun()


def _show_card(card: Card, overview: Overview, t: Translator) -> None:
    proposal = card.proposal
    with st.container(border=True):
        st.subheader(code_label(proposal.suggestion.code_id, codebook=overview.codebook, t=t))
        st.markdown(quiet(card.before) + _marked(card) + quiet(card.after))
        st.caption(escaped(reason_in_words(card, t)))
        if card.taught_by:
            quotes = "; ".join(t("queue.quoted", words=_shortened(one)) for one in card.taught_by)
            st.caption(escaped(t("queue.taught_by", quotes=quotes)))
        where = (
            proposal.speaker,
            proposal.role,
            proposal.case,
            level_label(proposal.level, codebook=overview.codebook, t=t),
            proposal.wave,
            proposal.source_name,
            t("queue.score", score=t.number(proposal.suggestion.score, decimals=2)),
        )
        st.caption(escaped(" · ".join(part for part in where if part)))
        link_to_source(
            proposal.suggestion.source_id, t("quotations.open"), start=proposal.suggestion.span.start
        )


def _show_record(session: Session, card: Card) -> None:
    t = session.t
    record = own_record(session.bench, card.proposal.suggestion.code_id, coder_id=session.coder_id)
    share = record.precision
    if share.value is not None and share.low is not None and share.high is not None:
        told = {"share": share.value, "low": share.low, "high": share.high}
        percents = {name: t.percent(value) for name, value in told.items()}
        st.caption(t("queue.record", n=record.decided, **percents))


def _alike(session: Session, card: Card) -> None:
    """Show what says nearly the same, and let it be decided with the card as one step."""
    if not card.alike:
        return
    t = session.t
    ids = (card.proposal.suggestion.id, *(one.suggestion_id for one in card.alike))
    with st.container(border=True):
        st.caption(t("queue.alike", n=len(card.alike)))
        for one in card.alike[:ALIKE_SHOWN]:
            link_to_source(one.source_id, f"{one.source_name}: {_shortened(one.quote)}", start=one.span.start)
        yes, no, _ = st.columns([1, 1, 2])
        if yes.button(t("queue.accept", n=len(ids)), shortcut="Shift+A", width="stretch"):
            _accept(session, ids)
        if no.button(t("queue.reject", n=len(ids)), shortcut="Shift+X", width="stretch"):
            _reject(session, ids, grounds=None)


def _verdict(session: Session, card: Card) -> None:
    t, ids = session.t, (card.proposal.suggestion.id,)
    yes, no, other, later = st.columns(4)
    if yes.button(t("review.accept"), type="primary", shortcut="a", width="stretch"):
        _accept(session, ids)
    if no.button(t("review.reject"), shortcut="x", width="stretch"):
        _reject(session, ids, grounds=None)
    with other.popover(t("review.amend"), width="stretch"):
        _amend(session, card)
    if later.button(t("review.later"), shortcut="j", width="stretch"):
        skipped_suggestions().update(ids)
        st.rerun()
    st.caption(t("queue.grounds"))
    for key, (place, grounds) in enumerate(zip(st.columns(len(Grounds)), Grounds, strict=True), start=1):
        if place.button(_grounds_in_words(grounds, t), shortcut=str(key), width="stretch"):
            _reject(session, ids, grounds=grounds)


def _accept(session: Session, ids: tuple[str, ...]) -> None:
    with shown_errors():
        coding_ids = {one: session.bench.new_id() for one in ids}
        accept_many(session.bench, coding_ids, coder_id=session.coder_id)
        st.rerun()


def _reject(session: Session, ids: tuple[str, ...], *, grounds: Grounds | None) -> None:
    with shown_errors():
        reject_many(session.bench, ids, coder_id=session.coder_id, grounds=grounds)
        st.rerun()


def _grounds_in_words(grounds: Grounds, t: Translator) -> str:
    match grounds:
        case Grounds.WRONG_SENSE:
            return t("queue.grounds_wrong_sense")
        case Grounds.NOT_ABOUT:
            return t("queue.grounds_not_about")
        case Grounds.TOO_THIN:
            return t("queue.grounds_too_thin")
        case Grounds.DUPLICATE:
            return t("queue.grounds_duplicate")


def _amend(session: Session, card: Card) -> None:
    t, suggestion = session.t, card.proposal.suggestion
    codebook = overview_of(session).codebook
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
    else:
        learn_when_due(session.bench)
    render_jobs(session, on_end=True)


def reason_in_words(card: Card, t: Translator) -> str:
    """Return why the code is suggested: the words, their lemmas and parts, how they are used."""
    reason = card.proposal.suggestion.reason
    for rule, key in ((LEARNED_RULE, "queue.learned_reason"), (EXAMPLES_RULE, "queue.examples_reason")):
        if reason.rule.startswith(rule):
            return t(key, words=", ".join(t("queue.quoted", words=match.words) for match in reason.matches))
    matches = "; ".join(_match_in_words(match, t) for match in reason.matches)
    flags = ", ".join(t(f"review.flag_{flag.value}") for flag in reason.flags) or t("review.flag_none")
    return t("review.reason", matches=matches, rule=rule_label(reason.rule, t=t), flags=flags)


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


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"
