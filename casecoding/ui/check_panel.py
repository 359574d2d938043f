"""The check on the page Historik: what is off, what can be done about it, and doing it."""

import pandas as pd
import streamlit as st

from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, remember_result, result_of
from casecoding.workbench.mending import (
    Diagnosis,
    Mended,
    diagnose,
    fault_key,
    places_in_words,
    remedy_key,
    repair,
)


def show_check(session: Session) -> None:
    """Check the study when asked; repair it when asked once more."""
    t = session.t
    with shown_errors():
        if st.button(t("history.check")):
            remember_result("check", diagnose(session.bench))
        match result_of("check"):
            case Diagnosis(()):
                st.success(t("history.whole"))
            case Diagnosis() as found:
                _show_findings(session, found)
            case Mended(_, repairs, left):
                st.info(t("mending.repaired", n=len(repairs) - len(left), left=len(left)))
                if left:
                    st.warning(t("mending.still_off"))


def _show_findings(session: Session, found: Diagnosis) -> None:
    t = session.t
    st.error(t("history.off", n=len(found.repairs)))
    st.dataframe(_table(session, found), hide_index=True, width="stretch")
    st.caption(t("mending.note"))
    if st.button(t("mending.repair"), type="primary"):
        remember_result("check", repair(session.bench, coder_id=session.coder_id))
        st.rerun()


def _table(session: Session, found: Diagnosis) -> pd.DataFrame:
    """Return one row per finding: what is off, where, what the repair does."""
    t = session.t
    return pd.DataFrame(
        {
            t("mending.what"): [t(fault_key(one.finding.fault)) for one in found.repairs],
            t("mending.where"): places_in_words(session.bench, found.repairs, t),
            t("mending.remedy"): [t(remedy_key(one.remedy)) for one in found.repairs],
        }
    )
