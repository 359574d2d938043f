"""Historik: what happened in the study and the way back; its trash, backups and check."""

import streamlit as st

from casecoding.ui.archive_panel import show_archives
from casecoding.ui.backups_panel import show_backups
from casecoding.ui.check_panel import show_check
from casecoding.ui.log_panel import show_log
from casecoding.ui.state import Session
from casecoding.ui.trash_panel import show_trash


def render(session: Session) -> None:
    """Show the log, the trash, the backups and the check, each in its tab."""
    t = session.t
    st.title(t("pages.history"))
    log, trash, backups, look = st.tabs(
        [t("history.log"), t("trash.title"), t("backups.title"), t("history.check_tab")]
    )
    with log:
        show_log(session)
    with trash:
        show_trash(session)
    with backups:
        show_backups(session)
        show_archives(session)
    with look:
        show_check(session)
