"""Word og eksport: choose a part of the study, see the outline, take it home."""

from collections import Counter
from functools import partial

import streamlit as st

from casecoding.aggregating.labels import code_label, level_label
from casecoding.domain.selection import Selection
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped
from casecoding.ui.state import Session
from casecoding.workbench.analysis import count_excerpts, read_outline
from casecoding.workbench.methods import methods_paragraph
from casecoding.workbench.reading import Overview, read_overview
from casecoding.workbench.reporting import export_csv, export_excel, export_word

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(session: Session) -> None:
    """Let the person choose what to print, offer the files, show the outline."""
    t, overview = session.t, read_overview(session.bench)
    st.title(t("pages.export"))
    st.write(t("export.intro"))
    _methods(session)
    selection = selection_picker(session, overview, key="export")
    found = count_excerpts(session.bench, selection)
    if not found:
        st.info(t("export.nothing"))
        return
    st.subheader(t("quotations.count", n=found))
    _files(session, selection)
    _outline(session, overview, selection)


def _methods(session: Session) -> None:
    """Show the methods paragraph in both languages, to copy."""
    t = session.t
    with st.expander(t("methods.title")):
        st.caption(t("methods.note"))
        for language in ("da", "en"):
            words = methods_paragraph(session.bench, t=Translator(language))
            if not words:
                st.caption(t("methods.none"))
                return
            st.code(words, language=None, wrap_lines=True)


def _files(session: Session, selection: Selection) -> None:
    t, bench = session.t, session.bench
    files = (
        ("word", export_word, "docx", WORD),
        ("excel", export_excel, "xlsx", EXCEL),
        ("csv", export_csv, "csv", "text/csv"),
    )
    for column, (name, export, suffix, mime) in zip(st.columns(3), files, strict=True):
        column.download_button(
            t(f"export.{name}"),
            partial(export, bench, selection, t=t),
            f"{t('export.file')}.{suffix}",
            mime,
            type="primary" if name == "word" else "secondary",
            width="stretch",
            on_click="ignore",
        )


def _outline(session: Session, overview: Overview, selection: Selection) -> None:
    """Show the report's headings, theme → case → level, with the excerpts under each."""
    t, codebook = session.t, overview.codebook
    st.caption(t("export.outline"))
    headings = read_outline(session.bench, selection)
    for theme, found in Counter(heading.theme for heading in headings.elements()).items():
        with st.expander(escaped(f"{code_label(theme, codebook=codebook, t=t)} ({found})")):
            for heading, count in headings.items():
                if heading.theme == theme:
                    level = level_label(heading.level, codebook=codebook, t=t)
                    st.markdown(escaped(f"{heading.case} › {level}: {count}"))
