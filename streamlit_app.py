"""The workbench in the browser: `streamlit run streamlit_app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from casecoding.ui.api import routes
from casecoding.ui.guard import Guard
from casecoding.ui.place import MAIN_SCRIPT
from casecoding.ui.shell import Shell

# Streamlit looks for this very assignment to serve the reader's endpoint beside its pages.
app = st.App(MAIN_SCRIPT, routes=routes(), middleware=[Middleware(Guard), Middleware(Shell)])
