"""Læs og kod: one source in the reader."""

import streamlit as st

from casecoding.ui.component import reader
from casecoding.ui.state import Session, reader_token
from casecoding.workbench.reader import source_ids


def render(session: Session) -> None:
    """Show the source that the address names, else the first, and let the coder work on it."""
    known = source_ids(session.bench)
    if not known:
        st.info(session.t("pages.no_sources"))
        return
    asked = st.query_params.get("source", "")
    source_id = asked if asked in known else known[0]
    reader(source_id, token=reader_token(session), language=session.language)
