"""Historik: what happened in the study and the way back; its trash, backups and check."""

import streamlit as st

from casecoding.ui.archive_panel import show_archives
from casecoding.ui.backups_panel import show_backups
from casecoding.ui.check_panel import show_check
from casecoding.ui.log_panel import show_log
from casecoding.ui.state import Session
from casecoding.ui.trash_panel import show_trash


def render(session: Session) -> None:
    """Show the log, the trash, the copies or the check: what is not looked at is not read."""
    t = session.t
    st.title(t("pages.history"))
    shown = {
        t("history.log"): show_log,
        t("trash.title"): show_trash,
        t("backups.title"): _show_copies,
        t("history.check_tab"): show_check,
    }
    for tab, show in zip(st.tabs(list(shown), key="part", bind="query-params"), shown.values(), strict=True):
        if tab.open:
            with tab:
                show(session)


def _show_copies(session: Session) -> None:
    show_backups(session)
    show_archives(session)
