"""The log on the page Historik: filtered, told in words, taken back."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from casecoding.domain.history import WHOLE_LOG, Action, LogFilter
from casecoding.i18n.translating import Translator
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, form_round, next_form_round, remember_result, result_of
from casecoding.workbench.bench import MACHINE
from casecoding.workbench.reading import read_coders
from casecoding.workbench.taking_back import Reversal, count_standing, filter_of, redo, revert, undo
from casecoding.workbench.telling import Line, action_key, tell_changes, tell_log

PAGE = 100  # entries
ROW_HEIGHT, MOST_ROWS = 35, 12


def show_log(session: Session) -> None:
    """Show the log; undo and redo the person's own coding; take entries back."""
    t = session.t
    _own_steps(session, t)
    wanted = _filter(session, t)
    _show_outcome(t, session)
    lines, found = tell_log(session.bench, wanted, t, limit=PAGE, offset=_offset(session, wanted, t))
    if not lines:
        st.info(t("history.nothing"))
        return
    st.caption(t("history.found", n=found))
    chosen = _choice(lines, t)
    if chosen:
        wanted = LogFilter(numbers=tuple(line.entry.seq for line in chosen))
    standing = count_standing(session.bench, wanted) if wanted != WHOLE_LOG else 0
    if standing:
        key = "history.revert_chosen" if chosen else "history.revert_shown"
        _take_back(session, wanted, t(key, n=standing))
    if len(chosen) == 1:
        _show_changes(session, chosen[0])


def _own_steps(session: Session, t: Translator) -> None:
    back, forth, _ = st.columns([2, 1, 2])
    with shown_errors():
        if back.button(t("history.undo"), width="stretch"):
            undo(session.bench, coder_id=session.coder_id)
        if forth.button(t("history.redo"), width="stretch"):
            redo(session.bench, coder_id=session.coder_id)


def _filter(session: Session, t: Translator) -> LogFilter:
    with st.expander(t("history.filters")):
        left, right = st.columns(2)
        names = [*(coder.name for coder in read_coders(session.bench)), MACHINE]
        coders = left.multiselect(t("history.who"), names, key="log_coders", placeholder=t("history.anyone"))
        actions = right.multiselect(
            t("history.what"),
            list(Action),
            format_func=lambda one: t(action_key(one)),
            key="log_actions",
            placeholder=t("history.anything"),
        )
        since = left.datetime_input(t("history.since"), value=None, key="log_since", format="DD/MM/YYYY")
        until = right.datetime_input(t("history.until"), value=None, key="log_until", format="DD/MM/YYYY")
    return filter_of(session.bench, coders=coders, actions=actions, since=since, until=until)


def _offset(session: Session, wanted: LogFilter, t: Translator) -> int:
    found = tell_log(session.bench, wanted, t, limit=0)[1]
    if found <= PAGE:
        return 0
    last = (found - 1) // PAGE + 1
    return (int(st.number_input(t("history.page", last=last), 1, last, key="log_page")) - 1) * PAGE


def _choice(lines: Sequence[Line], t: Translator) -> list[Line]:
    """Show the entries as a table; return those that the person chose."""
    event = st.dataframe(
        _table(lines, t),
        hide_index=True,
        width="stretch",
        height=ROW_HEIGHT * (min(len(lines), MOST_ROWS) + 1) + 3,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"log_{form_round()}",
    )
    return [lines[place] for place in event.selection.rows if place < len(lines)]


def _table(lines: Sequence[Line], t: Translator) -> pd.DataFrame:
    """Return one row per entry: number, when, who, what, taken back or not, what about."""
    columns = {
        t("history.number"): [line.entry.seq for line in lines],
        t("history.when"): [_moment(line.entry.at, t) for line in lines],
        t("history.who"): [line.who for line in lines],
        t("history.what"): [line.what for line in lines],
    }
    if not all(line.entry.stands for line in lines):
        columns[t("history.state")] = ["" if line.entry.stands else t("history.fallen") for line in lines]
    return pd.DataFrame({**columns, t("history.about"): [line.about for line in lines]})


def _moment(at: datetime, t: Translator) -> str:
    return t.moment(at.astimezone())


def _take_back(session: Session, wanted: LogFilter, label: str) -> None:
    """Offer to take the wanted entries back, after a second look."""
    t = session.t
    with st.popover(label):
        st.write(t("history.revert_note"))
        if st.button(t("history.revert_yes"), type="primary", key="revert"):
            with shown_errors():
                remember_result("reversal", revert(session.bench, wanted, coder_id=session.coder_id))
                next_form_round()
                st.rerun()


def _show_outcome(t: Translator, session: Session) -> None:
    """Say once what the last reversal did."""
    match result_of("reversal"):
        case Reversal(taken, left):
            st.success(t("history.reverted", n=len(taken)))
            if left:
                st.warning(
                    "\n\n".join(
                        [
                            t("history.left", n=len(left)),
                            *(one.reason.sentence(session.language) for one in left),
                        ]
                    )
                )
            remember_result("reversal", None)


def _show_changes(session: Session, line: Line) -> None:
    """Show before and after of what an entry changed."""
    t = session.t
    told, more = tell_changes(session.bench, line.entry.seq, t)
    st.subheader(t("history.changed_of", seq=line.entry.seq))
    if not told:
        st.caption(t("history.no_changes"))
        return
    rows = [(f"{one.row}{f' · {one.column}' if one.column else ''}", one.before, one.after) for one in told]
    columns = [t("history.row"), t("history.before"), t("history.after")]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, width="stretch")
    if more:
        st.caption(t("history.more_changes", n=more))
