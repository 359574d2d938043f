"""Quotations in context, a page of them at a time."""

import streamlit as st

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.excerpt import Excerpt, shortened_context
from casecoding.domain.selection import Selection
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped, link_to_source, quiet
from casecoding.ui.state import Session
from casecoding.workbench.analysis import read_excerpts

PAGE = 25
CONTEXT = 200  # characters of context shown on each side


def show_excerpts(
    session: Session, codebook: Codebook, selection: Selection, found: int, *, key: str = "excerpt_page"
) -> None:
    """Show the selected quotations with their context and a link to the reader.

    Where a page shows several lists, each has a `key` of its own.
    """
    page = 0
    if found > PAGE:
        last = (found - 1) // PAGE + 1
        page = int(st.number_input(page_of(last, session.t), 1, last, key=key)) - 1
    for excerpt in read_excerpts(session.bench, selection, limit=PAGE, offset=page * PAGE):
        show_excerpt(excerpt, codebook, session.t)


def page_of(last: int, t: Translator) -> str:
    """Return what stands above the field where one leafs."""
    return t("quotations.page", last=t.number(last))


def show_excerpt(excerpt: Excerpt, codebook: Codebook, t: Translator, *, wide: bool = True) -> None:
    """Show one quotation: the words marked in their turn, who says it, and where it stands.

    Where there is little room the link stands below (`wide` False).
    """
    before, after = shortened_context(excerpt, CONTEXT)
    with st.container(border=True):
        st.markdown(f"{quiet(before)}**{_line(excerpt.quote)}**{quiet(after)}")
        left, right = (
            st.columns([4, 1], vertical_alignment="center") if wide else (st.container(), st.container())
        )
        left.caption(escaped(source_line(excerpt, codebook, t)))
        with right:
            link_to_source(excerpt.coding.source_id, t("quotations.open"), start=excerpt.coding.span.start)


def source_line(excerpt: Excerpt, codebook: Codebook, t: Translator) -> str:
    """Return who says it, where it stands, under which code and by whom."""
    parts = (
        ", ".join(word for word in (excerpt.speaker, excerpt.role) if word),
        excerpt.case,
        level_label(excerpt.level, codebook=codebook, t=t),
        excerpt.wave,
        f"{excerpt.source_name}, {excerpt.place}",
        code_label(excerpt.coding.code_id, codebook=codebook, t=t),
        excerpt.coder,
    )
    return " · ".join(part for part in parts if part)


def _line(words: str) -> str:
    """Return `words` on one line with nothing left in them that Markdown would read."""
    return escaped(" ".join(words.split()))
