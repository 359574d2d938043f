"""Læs og kod: one source in the reader."""

import streamlit as st

from casecoding.ui.component import reader
from casecoding.ui.state import Session, reader_token
from casecoding.workbench.reader import source_to_open


def render(session: Session) -> None:
    """Show the source that the address names, else the first, and let the coder work on it."""
    source_id = source_to_open(session.bench, st.query_params.get("source", ""))
    if source_id is None:
        st.info(session.t("pages.no_sources"))
        return
    reader(source_id, token=reader_token(session), language=session.language)
