"""Backups on the page Historik: which there are, one more, and the way back."""

import streamlit as st

from casecoding.i18n.translating import Translator
from casecoding.ui.benches import keeper_of
from casecoding.ui.messages import shown_errors
from casecoding.ui.rescue import backup_shown
from casecoding.ui.state import Session, current_place
from casecoding.workbench.backing_up import back_up, list_backups, restore


def show_backups(session: Session) -> None:
    """List the backups; make one, or restore one after a second look."""
    t = session.t
    if not session.bench.store.is_file:
        st.caption(t("backups.server"))
        return
    st.caption(t("backups.intro"))
    fault = keeper_of(current_place()).fault
    if fault:
        st.warning(fault.sentence(session.language))
    with shown_errors():
        if st.button(t("backups.make")):
            st.success(t("backups.made", name=back_up(session.bench).name))
        _show_way_back(session, t)


def _show_way_back(session: Session, t: Translator) -> None:
    backups = list_backups(session.bench)
    if not backups:
        st.caption(t("backups.none"))
        return
    chosen = st.selectbox(
        t("backups.choose"), backups, format_func=lambda one: backup_shown(one, t), key="backup"
    )
    with st.popover(t("backups.restore")):
        st.write(t("backups.sure"))
        if st.button(t("backups.restore"), type="primary", key="restore_backup"):
            restore(current_place(), chosen.name, coder=session.coder_name)
            st.success(t("backups.restored"))
