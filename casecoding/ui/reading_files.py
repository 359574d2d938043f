"""Uploads are read once, in the background, and remembered while they lie in the upload box."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from casecoding.i18n.translating import Translator
from casecoding.ui.jobs_panel import EVERY, show_progress
from casecoding.ui.state import begin_reading, files_read, reading_job
from casecoding.workbench.background import Reading, Upload, start_reading
from casecoding.workbench.jobs import Job, Phase


def read_uploads(uploads: Sequence[UploadedFile], t: Translator) -> list[Reading]:
    """Return what is read of the uploads so far, in their order; read the others and show how far."""
    known, job = files_read(), reading_job()
    if job:
        known |= {reading.upload.key: reading for reading in job.results}
    missing = [upload for upload in uploads if upload.file_id not in known]
    if job and not job.phase.is_over:
        st.fragment(_follow, run_every=EVERY)(job, t)
    elif missing and (job is None or job.phase is not Phase.STOPPED or _wants_the_rest(len(missing), t)):
        begin_reading(start_reading([_upload(one) for one in missing]))
        st.rerun()
    return [known[upload.file_id] for upload in uploads if upload.file_id in known]


def _follow(job: Job[Reading], t: Translator) -> None:
    if job.phase.is_over:
        st.rerun()
    bar, button = st.columns([5, 1], vertical_alignment="center")
    with bar:
        show_progress(job, t)
    button.button(t("jobs.stop"), key="stop_reading", on_click=job.stop, width="stretch")


def _wants_the_rest(count: int, t: Translator) -> bool:
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.caption(t("jobs.read_stopped", n=count))
    return button.button(t("jobs.read_rest"), width="stretch")


def _upload(file: UploadedFile) -> Upload:
    return Upload(file.file_id, file.name, file.getvalue())
