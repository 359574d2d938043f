"""The workbench in the browser: `streamlit run streamlit_app.py`."""

from casecoding.ui.app import create_app

app = create_app()
