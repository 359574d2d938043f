"""What an edit changes, in the words around it: the old ones struck through, the new ones underlined."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from casecoding.domain.edit import Replacement
from casecoding.domain.span import Span

STYLE = """<style>
.cc-edit { font-family: "Source Serif", serif; font-size: 1.05rem; line-height: 1.6; max-width: 68ch;
  white-space: pre-wrap; margin: 0; }
.cc-edit del { color: light-dark(#9A3324, #E08A7A); text-decoration-thickness: 1px; }
.cc-edit ins { color: light-dark(#0B6E6E, #4FB3AF); text-underline-offset: 3px; font-weight: 600; }
.cc-edit del + ins { margin-left: 0.25em; }
.cc-edit span { opacity: 0.75; }
</style>"""


def show_difference(text: str, span: Span, replacements: Sequence[Replacement]) -> None:
    """Show the words at `span` with these replacements marked in them."""
    st.html(f'{STYLE}<p class="cc-edit">{"".join(_pieces(text, span, replacements))}</p>')


def _pieces(text: str, span: Span, replacements: Sequence[Replacement]) -> Iterator[str]:
    done = span.start
    for one in replacements:
        if span.start <= one.start and one.end <= span.end:
            yield f"<span>{escape(text[done : one.start])}</span>"
            yield f"<del>{escape(one.old)}</del>" if one.old else ""
            yield f"<ins>{escape(one.new)}</ins>" if one.new else ""
            done = one.end
    yield f"<span>{escape(text[done : span.end])}</span>"
