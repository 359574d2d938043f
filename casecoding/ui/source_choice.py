"""Choosing one source; the page's address says which."""

import streamlit as st

from casecoding.ui.links import link_to_source
from casecoding.ui.state import Session
from casecoding.workbench.reading import Overview


def choose_source(session: Session, overview: Overview) -> str | None:
    """Let the person choose a source, the one in the address at first; None where there are none."""
    t = session.t
    names = {card.id: f"{card.case} · {card.name}" for card in overview.sources}
    if not names:
        st.info(t("pages.no_sources"))
        return None
    asked = st.query_params.get("source", "")
    ids = list(names)
    chosen: str = st.selectbox(
        t("correcting.source"),
        ids,
        index=ids.index(asked) if asked in names else 0,
        format_func=names.__getitem__,
    )
    st.query_params["source"] = chosen
    link_to_source(chosen, t("material.open"))
    return chosen
