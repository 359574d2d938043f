"""A field for a reference from a report, which leads back to the place in the reader."""

import streamlit as st

from casecoding.ui.links import escaped, link_to_source
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session
from casecoding.workbench.references import find_reference


def find_again(session: Session) -> None:
    """Show the field; a reference in it is found, told of and linked to."""
    t = session.t
    given = st.text_input(
        t("references.field"), placeholder=t("references.example"), help=t("references.help"), key="reference"
    )
    if not given.strip():
        return
    with shown_errors():
        place = find_reference(session.bench, given)
        with st.container(border=True):
            st.markdown(escaped(" ".join(place.words.split())))
            st.caption(escaped(f"{place.reference} · {place.source_name} · {place.case}"))
            link_to_source(place.source_id, t("references.open"), start=place.start)
