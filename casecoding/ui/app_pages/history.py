"""Historik: what happened in the study, newest first; check it and undo coding."""

from typing import Any

import pandas as pd
import streamlit as st

from casecoding.aggregating.labels import code_label
from casecoding.domain.history import Action
from casecoding.i18n.translating import Translator
from casecoding.ui.backups_panel import show_backups
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session
from casecoding.workbench.bench import MACHINE
from casecoding.workbench.reading import check, read_history, read_overview
from casecoding.workbench.taking_back import redo, undo

ROW_IDS = frozenset({"suggestion", "coding", "run", "action", "edits"})
CORRECTIONS = 3  # that are told of an entry


def render(session: Session) -> None:
    """Show the log; undo and redo the person's own coding; check the study."""
    t = session.t
    st.title(t("pages.history"))
    log, backups = st.tabs([t("history.log"), t("backups.title")])
    with log:
        _show_log(session, t)
    with backups:
        show_backups(session)


def _show_log(session: Session, t: Translator) -> None:
    back, forth, look = st.columns(3)
    with shown_errors():
        if back.button(t("history.undo"), width="stretch"):
            undo(session.bench, coder_id=session.coder_id)
        if forth.button(t("history.redo"), width="stretch"):
            redo(session.bench, coder_id=session.coder_id)
        if look.button(t("history.check"), width="stretch"):
            _show_check(session)
    st.dataframe(_table(session, t), hide_index=True, width="stretch", height=600)


def _show_check(session: Session) -> None:
    findings = check(session.bench)
    if not findings:
        st.success(session.t("history.whole"))
        return
    st.error(session.t("history.off", n=len(findings)))
    st.dataframe(
        pd.DataFrame([(one.fault.value, one.id) for one in findings], columns=["", "id"]), hide_index=True
    )


def _table(session: Session, t: Translator) -> pd.DataFrame:
    """Return one row per log entry: when, who, what, and what about."""
    overview = read_overview(session.bench)
    coders = {coder.id: coder.name for coder in overview.coders} | {MACHINE: t("history.machine")}
    entries = read_history(session.bench)
    codebook = overview.codebook
    names = {card.id: card.name for card in overview.sources}
    names |= {code.id: code_label(code.id, codebook=codebook, t=t) for code in codebook}
    return pd.DataFrame(
        {
            t("history.when"): [t.moment(entry.at.astimezone()) for entry in entries],
            t("history.who"): [coders.get(entry.coder_id, "") for entry in entries],
            t("history.what"): [t(action_key(entry.action)) for entry in entries],
            t("history.about"): [_about(entry.subject, names) for entry in entries],
        }
    )


def _about(subject: dict[str, object], names: dict[str, str]) -> str:
    """Return what an entry is about in a person's words: ids of rows stay out."""
    told = [str(value) for name, value in subject.items() if name not in ROW_IDS]
    told += [_corrected(subject["edits"])] if "edits" in subject else []
    return " · ".join(names.get(one, one) for one in told)


def _corrected(edits: Any) -> str:
    """Return the first words that a correction changed: "a → å"."""
    told = [f"{old or '∅'} → {new or '∅'}" for _, old, new in edits[:CORRECTIONS]]
    return ", ".join([*told, *(["…"] if len(edits) > CORRECTIONS else [])])


def action_key(action: Action) -> str:
    """Return the text key of what was done."""
    name = action.value.replace("-", "_")
    return f"history.{name}_entry" if action in {Action.UNDO, Action.REDO} else f"history.{name}"
