"""Word og eksport: choose a part of the study and the shape of the report, see the outline, take it home."""

from functools import partial

import streamlit as st

from casecoding.aggregating.labels import key_label
from casecoding.domain.selection import Selection
from casecoding.exporting.plan import ReportPlan
from casecoding.i18n.translating import Translator
from casecoding.ui.file_types import EXCEL, WORD
from casecoding.ui.filters import own_coder_if_blind, selection_picker
from casecoding.ui.links import escaped
from casecoding.ui.overviews import overview_of
from casecoding.ui.reference_form import find_again
from casecoding.ui.report_form import ids_for_names, report_plan
from casecoding.ui.state import Session, kept
from casecoding.workbench.analysis import count_excerpts, read_outline
from casecoding.workbench.methods import methods_paragraph
from casecoding.workbench.reading import Overview, study_state
from casecoding.workbench.reporting import (
    export_csv,
    export_excel,
    export_html,
    export_transcript,
    export_word,
)

FILES = (
    ("word", export_word, "docx", WORD),
    ("html", export_html, "html", "text/html"),
    ("excel", export_excel, "xlsx", EXCEL),
    ("csv", export_csv, "csv", "text/csv"),
)


def render(session: Session) -> None:
    """Let the person choose what to print and how, offer the files, show the outline."""
    t, overview = session.t, overview_of(session)
    st.title(t("pages.export"))
    st.write(t("export.intro"))
    selection = selection_picker(session, overview, key="export")
    found = count_excerpts(session.bench, selection)
    if found:
        plan, words = report_plan(t)
        st.subheader(t("quotations.count", n=found))
        if plan:
            _files(session, selection, plan, words)
            _outline(session, overview, selection, plan)
    else:
        st.info(t("export.nothing"))
    _transcript(session, overview)
    _methods(session)
    find_again(session)


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


def _files(session: Session, selection: Selection, plan: ReportPlan, words: Translator) -> None:
    t, bench, file = session.t, session.bench, words("export.file")
    for column, (name, export, suffix, mime) in zip(st.columns(len(FILES)), FILES, strict=True):
        column.download_button(
            t(f"export.{name}"),
            partial(export, bench, selection, t=words, plan=plan),
            f"{file}.{suffix}",
            mime,
            type="primary" if name == "word" else "secondary",
            width="stretch",
            on_click="ignore",
        )


def _transcript(session: Session, overview: Overview) -> None:
    """Offer one source at a time as a Word file with its codings."""
    t = session.t
    if not overview.sources:
        return
    names = {card.id: f"{card.case} · {card.name}" for card in overview.sources}
    with st.expander(t("transcript.title")):
        st.caption(t("transcript.intro"))
        chosen = st.selectbox(
            t("transcript.source"), list(names), format_func=names.__getitem__, key="transcript_source"
        )
        anonymous = ids_for_names(t, key="transcript_anonymous")
        st.download_button(
            t("transcript.export"),
            partial(
                export_transcript,
                session.bench,
                chosen,
                t=t,
                coders=own_coder_if_blind(session),
                anonymous=anonymous,
            ),
            t("transcript.file"),
            WORD,
            on_click="ignore",
        )


def _outline(session: Session, overview: Overview, selection: Selection, plan: ReportPlan) -> None:
    """Show the headings of the excerpts, with how many stand under each."""
    t, codebook = session.t, overview.codebook
    bench, order = session.bench, plan.order
    asked = (study_state(bench), selection, order)
    outline = kept("outline", asked, lambda: read_outline(bench, selection, order))
    with st.expander(t("export.outline")):
        for first in dict.fromkeys(path[0] for path in outline):
            below = {path[1:]: found for path, found in outline.items() if path[0] == first}
            name = key_label(plan.order[0], first, codebook=codebook, t=t)
            st.markdown(f"**{escaped(name)}** ({t.number(sum(below.values()))})")
            for path, found in below.items():
                names = [
                    key_label(by, key, codebook=codebook, t=t)
                    for by, key in zip(plan.order[1:], path, strict=True)
                ]
                if names:
                    st.caption(escaped(f"{' › '.join(names)}: {found}"))
