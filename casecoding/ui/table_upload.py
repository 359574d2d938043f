"""The box that takes a table from a file."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from casecoding.i18n.translating import Translator
from casecoding.ui.state import form_round


def uploaded_table(t: Translator, *, key: str) -> UploadedFile | None:
    """Return the CSV or Excel file in the box; a stored one leaves it empty."""
    return st.file_uploader(
        t("metadata.table"),
        type=["csv", "xlsx"],
        key=f"{key}_{form_round()}",
        label_visibility="collapsed",
    )
