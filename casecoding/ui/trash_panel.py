"""The trash on the page Historik: what was taken out, and the way back."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from casecoding.domain.trash import Trashed, TrashKind
from casecoding.i18n.translating import Translator
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, form_round, next_form_round
from casecoding.workbench.bench import MACHINE
from casecoding.workbench.reading import read_coders
from casecoding.workbench.trash import bring_back, list_trash


def show_trash(session: Session) -> None:
    """List one kind of what was taken out; bring chosen ones back."""
    t = session.t
    st.caption(t("trash.intro"))
    kind = st.segmented_control(
        t("trash.kind"),
        list(TrashKind),
        default=TrashKind.CODING,
        format_func=lambda one: t(f"trash.{one.value}"),
        key="trash_kind",
        label_visibility="collapsed",
    )
    taken = list_trash(session.bench, kind or TrashKind.CODING, t, coder_id=session.coder_id)
    if not taken:
        st.info(t("trash.empty"))
        return
    chosen = _choice(session, taken)
    if chosen and st.button(t("trash.bring_back", n=len(chosen)), type="primary"):
        with shown_errors():
            for one in chosen:
                bring_back(session.bench, one, coder_id=session.coder_id)
            next_form_round()
            st.rerun()


def _choice(session: Session, taken: Sequence[Trashed]) -> list[Trashed]:
    event = st.dataframe(
        _table(session, taken, session.t),
        hide_index=True,
        width="stretch",
        on_select="rerun",
        selection_mode="multi-row",
        key=f"trash_{taken[0].kind.value}_{form_round()}",
    )
    return [taken[place] for place in event.selection.rows if place < len(taken)]


def _table(session: Session, taken: Sequence[Trashed], t: Translator) -> pd.DataFrame:
    """Return one row per thing: what it is, what words were lost, when and by whom it was taken out."""
    coders = {coder.id: coder.name for coder in read_coders(session.bench)} | {MACHINE: t("history.machine")}
    columns = {
        t("history.what"): [one.name for one in taken],
        t("trash.memo_text"): [one.text for one in taken],
        t("trash.taken_out"): [t.moment(one.at.astimezone()) for one in taken],
        t("history.who"): [coders.get(one.coder_id, "") for one in taken],
    }
    if not any(one.text for one in taken):
        del columns[t("trash.memo_text")]
    return pd.DataFrame(columns)
