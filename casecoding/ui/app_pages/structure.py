"""Struktur: questions of a guide and items of an agenda become codes over the answers."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from casecoding.aggregating.matrix import Dimension
from casecoding.domain.attributes import is_blank
from casecoding.domain.source import SourceKind
from casecoding.figures import dimension_name
from casecoding.i18n.translating import Translator
from casecoding.structuring import Doubt
from casecoding.ui.links import escaped
from casecoding.ui.messages import shown_errors
from casecoding.ui.overviews import overview_of
from casecoding.ui.state import Session, page_named, proposed_structure, remember_structure
from casecoding.workbench.reading import Overview
from casecoding.workbench.structure import (
    Place,
    Structure,
    apply_structure,
    doubtful,
    propose_headings,
    propose_questions,
    read_guide,
)

SPOKEN = {SourceKind.INTERVIEW, SourceKind.FOCUS_GROUP}
SHOWN = 300  # characters of the words at a place


def render(session: Session) -> None:
    """Let the person choose what to look for, see where it was found, correct it, and code the answers."""
    t, overview = session.t, overview_of(session)
    st.title(t("pages.structure"))
    if not overview.sources:
        st.info(t("pages.no_sources"))
        return
    st.caption(t("structure.note"))
    guide, agenda = st.tabs([t("structure.guide"), t("structure.agenda")])
    with guide:
        _guide(session, overview)
    with agenda:
        _agenda(session, overview)
    _proposal(session)


def _guide(session: Session, overview: Overview) -> None:
    t = session.t
    upload = st.file_uploader(t("structure.file"), type=["txt", "md", "docx", "odt"], key="guide_file")
    found: tuple[str, ...] = ()
    if upload:
        with shown_errors():
            found = read_guide(upload.name, upload.getvalue())
    written = st.text_area(
        t("structure.questions"),
        "\n".join(found),
        height=180,
        help=t("structure.questions_help"),
        key=f"guide_questions_{upload.file_id if upload else ''}",
    )
    questions = list(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))
    sources = _sources(
        overview, t, key="guide", usual=[one.id for one in overview.sources if one.kind in SPOKEN]
    )
    if st.button(t("structure.find"), type="primary", disabled=not (questions and sources)):
        bar = st.progress(0.0)

        def tell(done: int, total: int, name: str) -> None:
            bar.progress(done / total if total else 1.0, text=escaped(name))

        with shown_errors():
            proposal = propose_questions(session.bench, questions, sources, progress=tell)
            remember_structure(t("structure.guide"), proposal)
        bar.empty()


def _agenda(session: Session, overview: Overview) -> None:
    t = session.t
    usual = [one.id for one in overview.sources if one.kind is SourceKind.MEETING_NOTES]
    sources = _sources(overview, t, key="agenda", usual=usual)
    if st.button(t("structure.find_headings"), type="primary", disabled=not sources):
        with shown_errors():
            found = propose_headings(session.bench, sources)
            remember_structure(t("structure.agenda"), found)
            if not found:
                st.info(t("structure.no_headings"))


def _sources(overview: Overview, t: Translator, *, key: str, usual: Sequence[str]) -> list[str]:
    names = {card.id: f"{card.case} · {card.name}" for card in overview.sources}
    return st.multiselect(
        t("structure.sources"),
        list(names),
        default=usual,
        format_func=names.__getitem__,
        key=f"{key}_sources",
    )


def _proposal(session: Session) -> None:
    """Show what was found, source by source, and code the answers when the person says so."""
    t, (title, proposal) = session.t, proposed_structure()
    if not proposal:
        return
    st.subheader(t("structure.found", n=len(proposal)))
    doubts = doubtful(proposal)
    st.caption(t("structure.check", n=doubts) if doubts else t("structure.no_doubts"))
    corrected = [_correct(structure, t, opened=not place) for place, structure in enumerate(proposal)]
    name = st.text_input(t("structure.name"), title, max_chars=60, key=f"structure_name_{title}").strip()
    if st.button(t("structure.apply"), type="primary", disabled=not name):
        with shown_errors():
            stored = apply_structure(session.bench, name, corrected, coder_id=session.coder_id)
            remember_structure("", ())
            st.success(t("structure.applied", n=stored))
            st.page_link(
                page_named("matrix"),
                label=t("structure.see"),
                query_params={"rows": dimension_name(Dimension.QUESTION, t)},
            )


def _correct(structure: Structure, t: Translator, *, opened: bool) -> Structure:
    """Let the person move a part to another turn, or take its turn away."""
    lost = sum(place.turn is None for place in structure.places)
    label = t(
        "structure.of_source",
        name=escaped(structure.source_name),
        found=len(structure.places) - lost,
        total=len(structure.places),
        doubts=doubtful([structure]) - lost,
    )
    columns = {one: t(f"structure.column_{one}") for one in ("part", "turn", "words", "doubt")}
    table = pd.DataFrame([_row(place, t) for place in structure.places]).rename(columns=columns)
    with st.expander(label, expanded=opened):
        edited = st.data_editor(
            table.astype({columns["turn"]: "Int64"}),
            hide_index=True,
            placeholder="",
            width="stretch",
            disabled=[columns["part"], columns["words"], columns["doubt"]],
            column_config={
                columns["part"]: st.column_config.TextColumn(width=300),
                columns["turn"]: st.column_config.NumberColumn(
                    min_value=1, max_value=structure.turns, width=60
                ),
                columns["words"]: st.column_config.TextColumn(width=300),
                columns["doubt"]: st.column_config.TextColumn(width=180),
            },
            key=f"structure_{structure.source_id}_{hash(structure)}",
        )
    rows = edited.rename(columns={shown: one for one, shown in columns.items()}).to_dict("records")
    moved = tuple(_moved(place, row) for place, row in zip(structure.places, rows, strict=True))
    return replace(structure, places=moved)


def _row(place: Place, t: Translator) -> dict[str, object]:
    return {
        "part": place.part,
        "turn": place.turn,
        "words": " ".join(place.words.split())[:SHOWN],
        "doubt": ", ".join(_doubt(doubt, t) for doubt in place.doubts),
    }


def _doubt(doubt: Doubt, t: Translator) -> str:
    return t(f"structure.doubt_{doubt.value.replace('-', '_')}")


def _moved(place: Place, row: Mapping[Hashable, Any]) -> Place:
    return replace(place, turn=None if is_blank(row["turn"]) else int(row["turn"]))
