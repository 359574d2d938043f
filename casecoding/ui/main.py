"""The script behind every page: open the study, build the navigation, run the page asked for."""

from collections.abc import Callable

import streamlit as st

from casecoding.errors import CaseCodingError
from casecoding.ui.app_pages import read_and_code
from casecoding.ui.state import Session, current_language, current_session

Render = Callable[[Session], None]


def run() -> None:
    st.set_page_config(page_title="casecoding", layout="wide")
    try:
        session = current_session()
    except CaseCodingError as fault:
        st.error(fault.sentence(current_language()))
        return
    page("read", read_and_code.render, session).run()


def page(name: str, render: Render, session: Session) -> st.Page:
    return st.Page(lambda: render(session), title=session.t(f"pages.{name}"), url_path=name)


run()
