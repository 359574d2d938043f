"""What is said of a source and its speakers, to be corrected at any time."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from casecoding.domain.source import Participant, SourceKind
from casecoding.i18n.translating import Translator
from casecoding.ui.messages import shown_errors
from casecoding.ui.state import Session
from casecoding.workbench.importing import description_of, redescribe_source, take_out_source
from casecoding.workbench.reading import Overview, read_original

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
        participants = _edit_participants(now.participants, levels, t)
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
        )
        with shown_errors():
            redescribe_source(session.bench, source_id, changed, coder_id=session.coder_id)
            st.rerun()
    _other_actions(session, source_id)


def _edit_participants(
    participants: tuple[Participant, ...], levels: dict[str, str], t: Translator
) -> tuple[Participant, ...]:
    if not participants:
        return ()
    label, name, role = t("material.label"), t("material.name"), t("aggregating.dimension_role")
    level, interviewer = t("aggregating.dimension_level"), t("import.interviewer")
    table = pd.DataFrame(
        {
            label: [who.label for who in participants],
            name: [who.name for who in participants],
            role: [who.role for who in participants],
            level: [levels.get(who.level or "", UNSTATED) for who in participants],
            interviewer: [who.interviewer for who in participants],
        }
    )
    st.caption(t("material.speakers"))
    edited = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        disabled=[label],
        column_config={level: st.column_config.SelectboxColumn(options=[UNSTATED, *levels.values()])},
    )
    ids = {shown: level_id for level_id, shown in levels.items()}
    return tuple(
        Participant(
            label=str(row[label]),
            name=str(row[name] or row[label]),
            role=str(row[role] or ""),
            level=ids.get(row[level]),
            interviewer=bool(row[interviewer]),
        )
        for row in edited.to_dict("records")
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
