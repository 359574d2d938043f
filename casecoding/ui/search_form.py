"""The field of a search, with conditions to choose from and searches to keep."""

import streamlit as st

from casecoding.domain.query import NAMES, Field
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import SEARCH, Session, add_to_search, kept, use_search
from casecoding.workbench.reading import study_state
from casecoding.workbench.retrieving import known_values
from casecoding.workbench.saved_searches import list_searches, remove_search, save_search, undo_search

JOINED = ("og", "eller", "og ikke")


def search_field(session: Session) -> tuple[str, bool]:
    """Show the field with its helps; return what is asked, and whether the interviewer's words count."""
    t = session.t
    given = st.text_input(
        t("search.field"), placeholder=t("search.example"), key=SEARCH, bind="query-params", max_chars=2000
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(t("search.add")):
            _add_condition(session)
        with st.popover(t("search.saved")):
            _saved(session, given)
        with st.popover(t("search.how")):
            st.markdown(t("search.how_text"))
        with_interviewer = st.checkbox(t("filters.with_interviewer"), key="search_interviewer")
    return given, with_interviewer


def _add_condition(session: Session) -> None:
    t, bench = session.t, session.bench
    values = kept("known_values", study_state(bench), lambda: known_values(bench))
    joined = st.segmented_control(
        t("search.joined"),
        JOINED,
        default=JOINED[0],
        format_func=lambda one: t(f"search.join_{JOINED.index(one)}"),
        key="search_joined",
    )
    field = st.selectbox(
        t("search.about"), list(values), format_func=lambda one: _field_name(one, t), key="search_about"
    )
    choices = values[field]
    value = (
        st.selectbox(t("search.value"), choices, key=f"search_value_{field}")
        if choices
        else st.text_input(t("search.value"), key=f"search_text_{field}")
    )
    condition = f"{_quoted(_danish(field))}:{_quoted(value or '')}"
    st.button(
        t("search.put"),
        disabled=not value,
        on_click=add_to_search,
        args=(joined or JOINED[0], condition),
        type="primary",
    )


def _saved(session: Session, given: str) -> None:
    """List the searches that are kept; keep this one; take one away; take that back."""
    t, known = session.t, list_searches(session.bench)
    for name, query in known.items():
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.button(escaped(name), on_click=use_search, args=(query,), help=escaped(query), key=f"use_{name}")
        if right.button("✕", help=t("search.remove", name=escaped(name)), key=f"remove_{name}"):
            with shown_errors():
                remove_search(session.bench, name, coder_id=session.coder_id)
                st.rerun()
    if not known:
        st.caption(t("search.none_saved"))
    with st.form("save_search", border=False):
        name = st.text_input(t("search.name"), max_chars=80)
        wanted = st.form_submit_button(t("search.save"), disabled=not given.strip())
    if wanted:
        with shown_errors():
            save_search(session.bench, name, given, coder_id=session.coder_id)
            st.rerun()
    if st.button(t("search.undo")):
        with shown_errors():
            undo_search(session.bench, coder_id=session.coder_id)
            st.rerun()


def _field_name(field: str, t: Translator) -> str:
    return t(f"search.field_{field}") if field in set(Field) else field


def _danish(field: str) -> str:
    """Return the word by which a Dane names the field."""
    return NAMES[Field(field)] if field in set(Field) else field


def _quoted(words: str) -> str:
    return f'"{words}"' if set(words) & set(' ():<>"') else words
