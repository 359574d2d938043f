"""Pages run here without a browser, so there are no cookies."""

import pytest
import streamlit as st


@pytest.fixture(autouse=True)
def no_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "cookies", {})
