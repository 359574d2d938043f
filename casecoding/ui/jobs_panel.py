"""What goes on in the background: how far, what became of each file, and a button to stop."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import streamlit as st

from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.state import Session
from casecoding.workbench.importing import ImportOutcome
from casecoding.workbench.jobs import Job, JobKind, Phase

EVERY = 0.7  # seconds between two looks at what goes on
LINES_SHOWN = 8  # files whose state is shown without a fold


def render_jobs(session: Session, *, on_end: bool) -> None:
    """Show the study's jobs and follow them; `on_end` runs the page anew when the last one ends."""
    going = any(not job.phase.is_over for job in session.bench.jobs.jobs)
    if session.bench.jobs.jobs:
        st.fragment(_follow, run_every=EVERY if going else None)(session, going=going and on_end)


def render_jobs_small(session: Session) -> None:
    """Show in a few words what goes on, for pages that are about something else."""
    going = any(not job.phase.is_over for job in session.bench.jobs.jobs)
    if session.bench.jobs.jobs:
        st.fragment(_follow_small, run_every=EVERY if going else None)(session)


def show_progress(job: Job[Any], t: Translator) -> None:
    """Show how far a job is, as a bar with the name of the piece at hand."""
    step = job.step
    if job.phase is Phase.WAITING or step is None:
        st.progress(0.0, text=t("jobs.waiting"))
        return
    done = step.done / step.total if step.total else 0.0
    at = min(step.done + 1, step.total)
    told = t(f"jobs.stage_{step.stage.value}", done=at, total=step.total, name=escaped(step.name))
    st.progress(done, text=t("jobs.stopping") if job.is_stopping else told)


def follow_alone(job: Job[Any], t: Translator, *, key: str) -> None:
    """Show a job that is on no desk, with a button to stop it; run the page anew when it is over."""
    st.fragment(_follow_alone, run_every=EVERY)(job, t, key)


def _follow_alone(job: Job[Any], t: Translator, key: str) -> None:
    if job.phase.is_over:
        st.rerun()
    bar, button = st.columns([5, 1], vertical_alignment="center")
    with bar:
        show_progress(job, t)
    with button:
        _stop_button(job, t, key=key)


def _follow(session: Session, *, going: bool) -> None:
    jobs = session.bench.jobs.jobs
    if going and all(job.phase.is_over for job in jobs):
        st.rerun()
    for place, job in enumerate(jobs):
        with st.container(border=True):
            _show(session, job, place)


def _follow_small(session: Session) -> None:
    t = session.t
    for place, job in enumerate(session.bench.jobs.jobs):
        if job.phase.is_over:
            st.caption(_summary(job, t))
            _forget_button(session, job, key=f"small_close_{place}")
        else:
            show_progress(job, t)
            _stop_button(job, t, key=f"small_stop_{place}")


def _show(session: Session, job: Job[Any], place: int) -> None:
    t = session.t
    if job.phase.is_over:
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.markdown(f"**{_summary(job, t)}**")
        with button:
            _forget_button(session, job, key=f"close_{place}")
    else:
        bar, button = st.columns([5, 1], vertical_alignment="center")
        with bar:
            show_progress(job, t)
        with button:
            _stop_button(job, t, key=f"stop_{place}")
    if job.kind is JobKind.IMPORT:
        _show_files(job, t)


def _stop_button(job: Job[Any], t: Translator, *, key: str) -> None:
    st.button(t("jobs.stop"), key=key, on_click=job.stop, disabled=job.is_stopping, width="stretch")


def _forget_button(session: Session, job: Job[Any], *, key: str) -> None:
    forget = session.bench.jobs.forget
    st.button(session.t("jobs.close"), key=key, on_click=forget, args=(job,), width="stretch")


def _summary(job: Job[Any], t: Translator) -> str:
    """Return what became of a job that is over, in one or two sentences."""
    told = []
    if job.kind is JobKind.IMPORT:
        stored = sum(outcome.source_id is not None for outcome in job.results)
        refused = len(job.results) - stored
        told.append(t("jobs.imported", n=stored))
        told += [t("jobs.refused", n=refused)] if refused else []
        left = len(job.names) - len(job.results)
        told += [t("jobs.left", n=left)] if left else []
    elif job.results:
        told.append(t("review.found", n=job.results[0].suggestions))
    told += list(_ending(job, t))
    return " ".join(told)


def _ending(job: Job[Any], t: Translator) -> Iterator[str]:
    if job.phase is Phase.STOPPED:
        yield t("jobs.stopped")
    if job.phase is Phase.FAILED:
        yield escaped(job.fault.sentence(t.language)) if job.fault else t("jobs.failed")


def _show_files(job: Job[Any], t: Translator) -> None:
    for outcome in job.results:
        if outcome.refusal:
            st.error(escaped(outcome.refusal.sentence(t.language)))
    is_open = len(job.names) <= LINES_SHOWN and not job.phase.is_over
    with st.expander(t("jobs.files", n=len(job.names)), expanded=is_open):
        states = {
            t("import.column_file"): list(job.names),
            t("jobs.state"): [_state(job, place, t) for place in range(len(job.names))],
        }
        st.dataframe(pd.DataFrame(states), hide_index=True, width="stretch")


def _state(job: Job[ImportOutcome], place: int, t: Translator) -> str:
    outcomes = job.results
    if place < len(outcomes):
        return t("jobs.file_refused") if outcomes[place].refusal else t("jobs.file_stored")
    if job.phase.is_over:
        return t("jobs.file_left")
    return (
        t("jobs.file_now") if place == len(outcomes) and job.phase is Phase.RUNNING else t("jobs.file_waits")
    )
