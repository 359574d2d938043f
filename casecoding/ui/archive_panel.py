"""Portable archives on the page Historik: take the study home, open one that came from elsewhere."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from casecoding.settings import studies_folder
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session, switch_study
from casecoding.workbench.archiving import archive_of, open_archive


def show_archives(session: Session) -> None:
    """Offer the study as one file; open an archive as a study of its own."""
    t = session.t
    st.subheader(t("archives.title"))
    st.caption(t("archives.intro"))
    st.download_button(
        t("archives.make"),
        lambda: archive_of(session.bench),
        f"{Path(session.bench.store.place).stem}.zip",
        "application/zip",
        on_click="ignore",
    )
    with st.expander(t("archives.open")):
        upload = st.file_uploader(t("archives.file"), type=["zip"], key="archive")
        if upload and st.button(t("archives.open_yes"), type="primary"):
            with shown_errors():
                switch_study(_opened(upload))
                st.rerun()


def _opened(upload: UploadedFile) -> str:
    """Make the uploaded archive a study among the others; return its place."""
    target = studies_folder() / f"{Path(upload.name).stem}.casecoding"
    with TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.zip"
        archive.write_bytes(upload.getvalue())
        open_archive(archive, target).store.close()
    return str(target)
