"""What is said of a source and its speakers, to be corrected at any time."""

from dataclasses import replace

import streamlit as st

from casecoding.domain.codebook import Codebook
from casecoding.domain.source import SourceKind
from casecoding.ui.messages import shown_errors
from casecoding.ui.passage_form import Script, edit_passages
from casecoding.ui.speaker_table import edit_speakers, levels_in_words
from casecoding.ui.state import Session
from casecoding.workbench.importing import description_of, redescribe_source, take_out_source
from casecoding.workbench.reading import Overview, read_one_source, read_original
from casecoding.workbench.speakers import remove_passage, set_passage

UNSTATED = ""


def render_source_form(session: Session, overview: Overview, source_id: str) -> None:
    """Let the person change a source's description and speakers; the text is never touched."""
    t = session.t
    now = description_of(session.bench, source_id)
    levels = {level.id: level.name.in_language(t.language) for level in overview.codebook.levels}
    with st.form(f"source_{source_id}", border=False):
        left, right = st.columns(2)
        name = left.text_input(t("import.column_name"), now.name)
        case = right.text_input(t("import.column_case"), now.case)
        kind = left.selectbox(
            t("import.column_kind"),
            list(SourceKind),
            index=list(SourceKind).index(now.kind),
            format_func=lambda one: t(f"aggregating.kind_{one.value.replace('-', '_')}"),
        )
        choices = [UNSTATED, *levels]
        level = right.selectbox(
            t("import.column_level"),
            choices,
            index=choices.index(now.level or UNSTATED),
            format_func=lambda one: levels.get(one, t("aggregating.unstated")),
        )
        wave = left.text_input(t("import.column_wave"), now.wave)
        held = right.date_input(t("import.column_date"), now.held, format="YYYY-MM-DD")
        for_all = st.checkbox(t("speakers.level_for_all"), now.level_for_all)
        participants = edit_speakers(now.participants, overview.codebook, t)
        st.caption(
            levels_in_words(
                now.participants,
                overview.codebook,
                t,
                source_level=now.level,
                source_decides=now.level_for_all,
            )
        )
        saved = st.form_submit_button(t("material.save"), type="primary")
    if saved and case.strip():
        changed = replace(
            now,
            name=name.strip(),
            case=case.strip(),
            kind=kind or now.kind,
            level=level or None,
            wave=wave.strip(),
            held=held,
            participants=participants,
            level_for_all=for_all,
        )
        with shown_errors():
            redescribe_source(session.bench, source_id, changed, coder_id=session.coder_id)
            st.rerun()
    _passages(session, overview.codebook, source_id)
    _other_actions(session, source_id)


def _passages(session: Session, codebook: Codebook, source_id: str) -> None:
    """Let the person correct who speaks in a passage of the source."""
    t, source = session.t, read_one_source(session.bench, source_id)
    speaking = [who for who in source.participants if who.same_as is None]
    with st.expander(t("speakers.passages"), expanded=bool(source.passages)):
        st.caption(t("speakers.passages_note"))
        with shown_errors():
            edit_passages(
                Script(source.text, source.turns, speaking, source.passages),
                codebook,
                t,
                key=f"passages_{source_id}",
                put=lambda one: set_passage(session.bench, source_id, one, coder_id=session.coder_id),
                remove=lambda one: remove_passage(
                    session.bench, source_id, one.first, coder_id=session.coder_id
                ),
            )


def _other_actions(session: Session, source_id: str) -> None:
    t = session.t
    original, remove = st.columns(2)
    file_name, content = read_original(session.bench, source_id)
    original.download_button(t("material.original"), content, file_name or "original", width="stretch")
    with remove.popover(t("material.remove"), width="stretch"):
        st.write(t("material.remove_note"))
        if st.button(t("material.remove_yes")):
            take_out_source(session.bench, source_id, coder_id=session.coder_id)
            st.rerun()
