"""Historik: what happened in the study and the way back; its trash, backups and check."""

import pandas as pd
import streamlit as st

from casecoding.ui.backups_panel import show_backups
from casecoding.ui.log_panel import show_log
from casecoding.ui.state import Session
from casecoding.ui.trash_panel import show_trash
from casecoding.workbench.reading import check


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
    with look:
        _show_check(session)


def _show_check(session: Session) -> None:
    if not st.button(session.t("history.check")):
        return
    findings = check(session.bench)
    if not findings:
        st.success(session.t("history.whole"))
        return
    st.error(session.t("history.off", n=len(findings)))
    st.dataframe(
        pd.DataFrame([(one.fault.value, one.id) for one in findings], columns=["", "id"]), hide_index=True
    )
