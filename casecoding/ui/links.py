"""Links between pages that carry their state in the address."""

import streamlit as st

from casecoding.i18n.translating import Translator
from casecoding.ui.state import page_named

WAYS_ON = ("compare", "matrix", "search")


def link_to_source(source_id: str, label: str, *, start: int | None = None) -> None:
    """Show a link that opens a source in the reader, at code point `start` if given."""
    params = {"source": source_id} | ({"at": str(start)} if start is not None else {})
    st.page_link(page_named("read"), label=escaped(label), query_params=params)


def link_to_correcting(source_id: str, label: str) -> None:
    """Show a link that opens a source where its text is corrected."""
    st.page_link(page_named("correct"), label=escaped(label), query_params={"source": source_id})


def say_no_codings(t: Translator) -> None:
    """Say that nothing is coded yet, with the ways to the pages where that is done."""
    st.info(t("matrix.empty"))
    for name in ("read", "review"):
        st.page_link(page_named(name), icon=":material/arrow_forward:")


def show_ways_on(t: Translator) -> None:
    """Show what can be asked of what is coded, and where."""
    st.subheader(t("overview.ask"))
    for column, name in zip(st.columns(len(WAYS_ON)), WAYS_ON, strict=True):
        column.page_link(page_named(name), label=f"**{t(f'pages.{name}')}**", icon=":material/arrow_forward:")
        column.caption(t(f"overview.ask_{name}"))


def escaped(words: str) -> str:
    """Return `words` with nothing left in them that Markdown would read as markup."""
    return "".join(f"\\{sign}" if sign in MARKDOWN else sign for sign in words)


def quiet(words: str) -> str:
    """Return `words` as Markdown in a quieter ink, with the blanks at their ends kept."""
    inner = escaped(" ".join(words.split()))
    if not inner:
        return " " if words else ""
    lead = " " if words[0].isspace() else ""
    tail = " " if words[-1].isspace() else ""
    return f"{lead}:gray[{inner}]{tail}"


MARKDOWN = frozenset("\\`*_{}[]<>()#+-.!|$:~&")
