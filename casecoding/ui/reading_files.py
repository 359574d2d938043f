"""Uploads are read once, in the background, and remembered while they lie in the upload box."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from casecoding.domain.source import ReadingChoices
from casecoding.errors import EncryptedFile
from casecoding.i18n.translating import Translator
from casecoding.ui.jobs_panel import follow_alone
from casecoding.ui.links import escaped
from casecoding.ui.state import ReadingKey, begin_reading, files_read, locked_files, reading_job
from casecoding.workbench.background import Reading, Upload, start_reading
from casecoding.workbench.jobs import Phase

FURNITURE = {
    None: "reading.furniture_usual",
    True: "reading.furniture_with",
    False: "reading.furniture_without",
}


def read_uploads(uploads: Sequence[UploadedFile], t: Translator) -> list[Reading]:
    """Return what is read of the uploads so far, in their order; read the others and show how far."""
    choices = _reading_choices(t)
    known, job = files_read(), reading_job()
    if job:
        known |= {_key(reading.upload.key, reading.upload.choices): reading for reading in job.results}
    wanted = {_key(one.file_id, _with_password(one, choices, t)): one for one in uploads}
    missing = {key: upload for key, upload in wanted.items() if key not in known}
    if job and not job.phase.is_over:
        follow_alone(job, t, key="stop_reading")
    elif missing and (job is None or job.phase is not Phase.STOPPED or _wants_the_rest(len(missing), t)):
        begin_reading(start_reading([_upload(one, how) for (_, how), one in missing.items()]))
        st.rerun()
    _ask_where_locked([known[key] for key in wanted if key in known])
    return [known[key] for key in wanted if key in known]


def _key(file_id: str, choices: ReadingChoices) -> ReadingKey:
    return file_id, choices


def _reading_choices(t: Translator) -> ReadingChoices:
    """Let the person say what is read beside the body."""
    with st.popover(t("reading.choices")):
        return ReadingChoices(
            comments=st.checkbox(t("reading.comments"), help=t("reading.comments_help")),
            page_furniture=st.radio(
                t("reading.furniture"),
                list(FURNITURE),
                format_func=lambda wanted: t(FURNITURE[wanted]),
                help=t("reading.furniture_help"),
                horizontal=True,
            ),
        )


def _with_password(upload: UploadedFile, choices: ReadingChoices, t: Translator) -> ReadingChoices:
    """Ask for a locked upload's password; it lives in its field, for as long as that is shown."""
    if upload.file_id not in locked_files():
        return choices
    label = t("reading.password_of", file=escaped(upload.name))
    given = st.text_input(label, type="password", autocomplete="off", key=f"password_{upload.file_id}")
    return replace(choices, password=given)


def _ask_where_locked(readings: Sequence[Reading]) -> None:
    """Show a field for each file that turned out to be locked."""
    locked = {one.upload.key for one in readings if isinstance(one.refusal, EncryptedFile)}
    if not locked <= locked_files():
        locked_files().update(locked)
        st.rerun()


def _wants_the_rest(count: int, t: Translator) -> bool:
    words, button = st.columns([5, 1], vertical_alignment="center")
    words.caption(t("jobs.read_stopped", n=count))
    return button.button(t("jobs.read_rest"), width="stretch")


def _upload(file: UploadedFile, choices: ReadingChoices) -> Upload:
    return Upload(file.file_id, file.name, file.getvalue(), choices)
