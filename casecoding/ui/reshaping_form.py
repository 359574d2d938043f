"""On the page Kodebog: take a code out, merge it with another, split it."""

from dataclasses import asdict

import pandas as pd
import streamlit as st

from casecoding.aggregating.labels import code_label
from casecoding.domain.codebook import Code, Codebook, Name
from casecoding.domain.excerpt import Excerpt
from casecoding.domain.selection import Selection
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, form_round, next_form_round
from casecoding.workbench.analysis import read_excerpts
from casecoding.workbench.codebook import retire_code
from casecoding.workbench.reader import is_working_blind
from casecoding.workbench.reshaping import merge_codes, split_code, undo_codebook
from casecoding.workbench.telling import action_key
from casecoding.workbench.trash import what_hangs_on

LISTED = 300  # quotations to choose among
NEW = ""  # the choice of a code that is not there yet


def render_reshaping(session: Session, codebook: Codebook, code: Code) -> None:
    """Let the person take a code out, merge or split it; each says first what it does."""
    left, middle, right = st.columns(3)
    with left:
        _retire(session, code)
    with middle:
        _merge(session, codebook, code)
    with right:
        _undo(session)
    _split(session, codebook, code)


def _retire(session: Session, code: Code) -> None:
    t = session.t
    with st.popover(t("codebook.remove"), width="stretch"):
        st.write(t("trash.code_hangs", **asdict(what_hangs_on(session.bench, code.id))))
        st.caption(t("trash.code_note"))
        if st.button(t("codebook.remove_yes")):
            with shown_errors():
                retire_code(session.bench, code.id, coder_id=session.coder_id)
                st.rerun()


def _merge(session: Session, codebook: Codebook, code: Code) -> None:
    t, name = session.t, code.name.in_language(session.language)
    with st.popover(t("reshaping.merge"), width="stretch"):
        others = [one.id for one in codebook if one.id != code.id]
        into = st.selectbox(
            t("reshaping.merge_into", name=escaped(name)),
            others,
            format_func=lambda one: code_label(one, codebook=codebook, t=t),
            key=f"merge_{code.id}",
        )
        st.caption(t("reshaping.merge_note", name=escaped(name)))
        if into and st.button(t("reshaping.merge_yes"), type="primary"):
            with shown_errors():
                moved = merge_codes(session.bench, code.id, into=into, coder_id=session.coder_id)
                st.toast(t("reshaping.merged", n=moved))
                st.rerun()


def _undo(session: Session) -> None:
    t = session.t
    if st.button(t("reshaping.undo"), icon=":material/undo:", width="stretch"):
        with shown_errors():
            entry = undo_codebook(session.bench, coder_id=session.coder_id).entry
            st.toast(t("speakers.undone", what=t(action_key(entry.action))))
            st.rerun()


def _split(session: Session, codebook: Codebook, code: Code) -> None:
    t = session.t
    with st.expander(t("reshaping.split")):
        found = read_excerpts(session.bench, _own_or_all(session, code), limit=LISTED)
        excerpts = [one for one in found if one.coding.code_id == code.id]
        if not excerpts:
            st.caption(t("reshaping.none"))
            return
        st.caption(t("reshaping.split_note"))
        chosen = _choice(excerpts, t, key=f"split_{code.id}_{form_round()}")
        if chosen:
            _split_off(session, codebook, code, chosen)


def _own_or_all(session: Session, code: Code) -> Selection:
    """Return the selection of a code's codings; who codes blind sees her own alone."""
    blind = is_working_blind(session.bench, session.coder_id)
    coders = (session.coder_name,) if blind else ()
    return Selection(codes=(code.id,), coders=coders, with_interviewer=True)


def _choice(excerpts: list[Excerpt], t: Translator, *, key: str) -> list[Excerpt]:
    """Show the code's quotations, one a row with its source and memo; return the chosen ones."""
    table = pd.DataFrame(
        {
            t("reshaping.quote"): [" ".join(one.quote.split()) for one in excerpts],
            t("reshaping.source"): [one.source_name for one in excerpts],
            t("reshaping.memo"): [one.coding.memo for one in excerpts],
        }
    )
    event = st.dataframe(
        table, hide_index=True, width="stretch", on_select="rerun", selection_mode="multi-row", key=key
    )
    return [excerpts[place] for place in event.selection.rows if place < len(excerpts)]


def _split_off(session: Session, codebook: Codebook, code: Code, chosen: list[Excerpt]) -> None:
    t = session.t
    others = [NEW, *(one.id for one in codebook if one.id != code.id)]
    into = st.selectbox(
        t("reshaping.split_into"),
        others,
        format_func=lambda one: code_label(one, codebook=codebook, t=t) if one else t("reshaping.split_new"),
        key=f"split_into_{code.id}",
    )
    name, as_example = "", False
    if into == NEW:
        name = st.text_input(t("reshaping.split_name"), key=f"split_name_{code.id}").strip()
        as_example = st.checkbox(t("reshaping.split_example"), key=f"split_example_{code.id}")
    if not (into or name):
        return
    if st.button(t("reshaping.split_yes", n=len(chosen)), type="primary"):
        with shown_errors():
            split_code(
                session.bench,
                code.id,
                [one.coding.id for one in chosen],
                into=into or Name(name, name),
                example=chosen[0].quote if as_example else "",
                coder_id=session.coder_id,
            )
            next_form_round()
            st.rerun()
