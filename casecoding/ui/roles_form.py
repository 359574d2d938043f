"""Which roles speak from which level, in words that the person may change and try."""

import streamlit as st

from casecoding.aggregating.labels import level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.roles import level_of_role
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session
from casecoding.workbench.speakers import save_roles


def render_roles(session: Session, codebook: Codebook) -> None:
    """Let the person change the words of each level, and see what a role comes to."""
    t = session.t
    with st.popover(t("speakers.roles"), width="stretch"):
        st.caption(t("speakers.roles_note"))
        with st.form("roles", border=False):
            columns = st.columns(max(len(codebook.levels), 1))
            words = {
                level.id: column.text_area(
                    level.name.in_language(t.language), "\n".join(level.roles), height=260
                ).splitlines()
                for column, level in zip(columns, codebook.levels, strict=False)
            }
            saved = st.form_submit_button(t("speakers.roles_save"), type="primary")
        role = st.text_input(t("speakers.roles_try"), key="role_to_try", max_chars=200)
        if role.strip():
            level = level_of_role(role, codebook.levels)
            label = level_label(level, codebook=codebook, t=t)
            st.markdown(t("speakers.roles_tried", role=escaped(role), level=f"**{escaped(label)}**"))
    if saved:
        with shown_errors():
            save_roles(session.bench, words, coder_id=session.coder_id)
            st.rerun()
