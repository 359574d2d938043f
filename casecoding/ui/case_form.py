"""On the page Materiale: take a whole case out, after saying what goes along."""

import streamlit as st

from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session
from casecoding.workbench.reading import Overview
from casecoding.workbench.trash import take_out_case


def render_case_removal(session: Session, overview: Overview) -> None:
    """Let the person take a case out."""
    t = session.t
    with st.popover(t("trash.case_remove")):
        case = st.selectbox(t("trash.case_which"), sorted({card.case for card in overview.sources}))
        n = sum(card.case == case for card in overview.sources)
        st.write(t("trash.case_note", n=n))
        if case and st.button(t("trash.case_yes"), type="primary"):
            with shown_errors():
                take_out_case(session.bench, case, coder_id=session.coder_id)
                st.rerun()
