"""Expected errors as one sentence on the page."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from casecoding.errors import CaseCodingError
from casecoding.ui.state import current_language


@contextmanager
def shown_errors() -> Iterator[None]:
    """Show an expected error where it happens; everything else is a bug and goes on."""
    try:
        yield
    except CaseCodingError as fault:
        st.error(fault.sentence(current_language()))
