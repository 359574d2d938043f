"""What each file holds before it is imported: its doubts, its first turns, and its speakers to correct."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from casecoding.domain.codebook import Codebook
from casecoding.domain.passages import put_passage
from casecoding.domain.source import Passage
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.passage_form import Script, edit_passages
from casecoding.ui.speaker_table import edit_speakers, levels_in_words
from casecoding.ui.state import imports_so_far, passages_before_import
from casecoding.workbench.importing import Preview

SHOWN_TURNS = 6


def correct_previews(previews: Sequence[Preview], codebook: Codebook, t: Translator) -> list[Preview]:
    """Show each file in a fold of its own; return the previews with what the person corrected."""
    return [_corrected(preview, codebook, t) for preview in previews]


def _corrected(preview: Preview, codebook: Codebook, t: Translator) -> Preview:
    draft = preview.draft
    speakers = len(draft.participants)
    label = t("import.preview", name=escaped(preview.file_name), turns=len(draft.turns), speakers=speakers)
    if draft.doubts:
        label = f"{label} · {t('reading.doubts', n=len(draft.doubts))}"
    key = f"{imports_so_far()}_{draft.file_hash[:12]}"
    with st.expander(label):
        for doubt in draft.doubts:
            st.warning(escaped(t(doubt.key, **doubt.values)))
        if draft.participants:
            st.caption(escaped(_speakers(preview, t)))
        corrected = _correct_speakers(preview, codebook, t, key=key)
        _show_turns(corrected, t)
        return corrected


def _correct_speakers(preview: Preview, codebook: Codebook, t: Translator, *, key: str) -> Preview:
    told = preview.description
    speakers = edit_speakers(told.participants, codebook, t, key=f"speakers_{key}")
    by_level = levels_in_words(
        speakers, codebook, t, source_level=told.level, source_decides=told.level_for_all
    )
    st.caption(by_level)
    passages = _correct_passages(preview, codebook, t, key=key) if speakers else ()
    return replace(preview, description=replace(told, participants=speakers, passages=passages))


def _correct_passages(
    preview: Preview, codebook: Codebook, t: Translator, *, key: str
) -> tuple[Passage, ...]:
    kept = passages_before_import()

    def put(passage: Passage) -> None:
        kept[key] = put_passage(kept.get(key, ()), passage)

    def remove(passage: Passage) -> None:
        kept[key] = tuple(one for one in kept.get(key, ()) if one != passage)

    draft = preview.draft
    if st.toggle(t("speakers.passages"), key=f"passages_on_{key}"):
        edit_passages(
            Script(draft.text, draft.turns, preview.description.participants, kept.get(key, ())),
            codebook,
            t,
            key=f"passages_{key}",
            put=put,
            remove=remove,
        )
    return kept.get(key, ())


def _show_turns(preview: Preview, t: Translator) -> None:
    draft = preview.draft
    st.caption(t("import.first_turns"))
    for turn in draft.turns[:SHOWN_TURNS]:
        who = f"**{escaped(turn.label)}:** " if turn.label else ""
        st.markdown(who + escaped(" ".join(turn.span.of(draft.text).split())))


def _speakers(preview: Preview, t: Translator) -> str:
    counts = {
        who.label: sum(turn.label == who.label for turn in preview.draft.turns)
        for who in preview.draft.participants
    }
    asking = {who.label for who in preview.draft.participants if who.interviewer}
    shown = [
        f"{label} ({count}{', ' + t('import.interviewer') if label in asking else ''})"
        for label, count in counts.items()
    ]
    return f"{t('import.speakers')}: {', '.join(shown)}"
