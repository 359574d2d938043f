"""The application: Streamlit's pages and the reader's endpoint on one port."""

from pathlib import Path

from streamlit import App

from casecoding.ui.api import routes

MAIN_SCRIPT = Path(__file__).parent / "main.py"


def create_app() -> App:
    return App(MAIN_SCRIPT, routes=routes())
