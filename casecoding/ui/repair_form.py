"""Ret OCR-fejl: what could be corrected, each in its context, and what the person accepts of it."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from casecoding.domain.source import Source, text_hash
from casecoding.i18n.translating import Translator
from casecoding.repairing.proposing import Proposal, Sureness
from casecoding.ui.jobs_panel import follow_alone
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, begin_repair, repair_job
from casecoding.workbench.background import start_repair
from casecoding.workbench.jobs import Phase
from casecoding.workbench.reading import read_one_source
from casecoding.workbench.repairing import Repair, Scope, accept_repairs, in_context

AT_ONCE = 0.3  # seconds that a short text is waited for before progress is shown
Kind = tuple[str, str]


def render_repair(session: Session, source_id: str) -> None:
    """Show the proposals of one sureness, and correct those that the person leaves ticked."""
    scope = _choose_scope(session.t)
    with shown_errors():
        repair = _read(session, source_id, scope)
        if repair and repair.proposals:
            _offer(session, repair, scope)
        elif repair:
            st.info(session.t("repair.none"))


def _offer(session: Session, repair: Repair, scope: Scope) -> None:
    t = session.t
    shown = _choose(repair.proposals, t, key=text_hash(repair.source.text)[:12])
    chosen = _table(shown, repair.source, t)
    if st.button(t("repair.accept", n=len(chosen)), type="primary", disabled=not chosen):
        accepted = {one.id for one in chosen}
        done = accept_repairs(
            session.bench, repair.source.id, accepted, coder_id=session.coder_id, scope=scope
        )
        st.toast(t("repair.accepted", n=len(done.made)))
        if done.left:
            st.toast(t("repair.left", words=", ".join(one.old for one in done.left)))
        st.rerun()


def _read(session: Session, source_id: str, scope: Scope) -> Repair | None:
    """Return what was found in the source as it is now; look for it in the background, and show how far."""
    t, key = session.t, (source_id, text_hash(read_one_source(session.bench, source_id).text), scope)
    job = repair_job(key)
    if job is None:
        job = start_repair(session.bench, source_id, scope)
        begin_repair(key, job)
        job.wait(AT_ONCE)
    elif job.phase is Phase.STOPPED and _wants_it_read(t):
        begin_repair(key, start_repair(session.bench, source_id, scope))
        st.rerun()
    if not job.phase.is_over:
        follow_alone(job, t, key="stop_repair")
    elif job.fault:
        raise job.fault
    elif job.phase is Phase.FAILED:
        st.error(t("jobs.failed"))
    return job.results[0] if job.results else None


def _wants_it_read(t: Translator) -> bool:
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.caption(t("repair.stopped"))
    return button.button(t("repair.read_on"), width="stretch")


def _choose_scope(t: Translator) -> Scope:
    st.caption(t("repair.note"))
    left, right = st.columns(2)
    names = left.checkbox(t("repair.names"), key="repair_names")
    quotations = right.checkbox(t("repair.quotations"), key="repair_quotations")
    return Scope(quotations=quotations, names=names)


def _choose(proposals: Sequence[Proposal], t: Translator, *, key: str) -> list[Proposal]:
    """Let the person choose the sure or the unsure ones, and one kind among them."""
    counts = Counter(one.sureness for one in proposals)
    names = {
        Sureness.SAFE: t("repair.safe", n=counts[Sureness.SAFE]),
        Sureness.UNSURE: t("repair.unsure", n=counts[Sureness.UNSURE]),
    }
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    sureness = left.segmented_control(
        t("repair.which"),
        list(names),
        format_func=names.__getitem__,
        default=Sureness.SAFE,
        key="repair_class",
    )
    among = [one for one in proposals if one.sureness is (sureness or Sureness.SAFE)]
    kinds = Counter(one.kind for one in among)
    ranked: list[Kind | None] = [None, *(kind for kind, _ in kinds.most_common())]
    chosen = right.selectbox(
        t("repair.kind"),
        ranked,
        format_func=lambda kind: _kind_line(kind, kinds, t),
        key=f"repair_kind_{sureness}_{key}",
    )
    return [one for one in among if chosen is None or one.kind == chosen]


def _kind_line(kind: Kind | None, kinds: Counter[Kind], t: Translator) -> str:
    if kind is None:
        return t("repair.all_kinds", n=len(kinds))
    return f"{kind[0]} → {kind[1]} ({kinds[kind]})"


def _table(shown: Sequence[Proposal], source: Source, t: Translator) -> list[Proposal]:
    """Let the person tick proposals, each with the words around it; return what is ticked."""
    if not shown:
        st.caption(t("repair.none_of_these"))
        return []
    is_safe = shown[0].sureness is Sureness.SAFE
    ticked = st.checkbox(t("repair.all_shown"), value=is_safe, key=f"repair_all_{is_safe}")
    tick, change, context = t("repair.tick"), t("repair.change"), t("repair.context")
    turns = [source.turn_at(one.span.start) for one in shown]
    table = pd.DataFrame(
        {
            tick: ticked,
            change: [f"{one.old} → {one.new}" for one in shown],
            context: [_line(one, source) for one in shown],
            "§": [turn.number if turn else None for turn in turns],
            t("repair.share"): [round(one.share, 2) for one in shown],
        }
    )
    key = text_hash(f"{source.text}{[one.id for one in shown]}{ticked}")[:16]
    edited = st.data_editor(
        table,
        key=f"repairs_{key}",
        hide_index=True,
        width="stretch",
        height="auto",
        disabled=[name for name in table.columns if name != tick],
        column_config={
            tick: st.column_config.CheckboxColumn(width=50),
            change: st.column_config.TextColumn(width=190),
            context: st.column_config.TextColumn(width=430),
            "§": st.column_config.NumberColumn(width=45),
            t("repair.share"): st.column_config.NumberColumn(format="percent", width=65),
        },
    )
    return [one for one, is_ticked in zip(shown, edited[tick], strict=True) if is_ticked]


def _line(proposal: Proposal, source: Source) -> str:
    before, after = in_context(proposal, source)
    return f"…{before}[{proposal.new}]{after}…"
