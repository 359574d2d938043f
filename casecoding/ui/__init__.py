"""The pages in the browser: the only part that knows Streamlit."""
