"""Passages in which someone speaks otherwise: which turns, who, from which level, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from casecoding.aggregating.labels import level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.source import Participant, Passage, Turn
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped, quiet

AS_IT_IS = ""
SHOWN = 160  # characters of a turn
MOST_SHOWN = 4  # turns of a passage whose words are shown


@dataclass(frozen=True, slots=True)
class Script:
    """What is said in a source or a draft, by whom, and the passages corrected so far."""

    text: str
    turns: Sequence[Turn]
    participants: Sequence[Participant]
    passages: Sequence[Passage]


def edit_passages(
    script: Script,
    codebook: Codebook,
    t: Translator,
    *,
    key: str,
    put: Callable[[Passage], None],
    remove: Callable[[Passage], None],
) -> None:
    """Show the passages of a source, each with a button to take it away, and let the person put another."""
    for passage in script.passages:
        words, button = st.columns([5, 1], vertical_alignment="center")
        words.markdown(passage_in_words(passage, codebook, t))
        label = t("speakers.passage_remove")
        button.button(label, key=f"{key}_{passage.first}", on_click=remove, args=(passage,), width="stretch")
    new = _new_passage(script, codebook, t, key=key)
    for turn in script.turns[new.first - 1 : min(new.last, new.first - 1 + MOST_SHOWN)]:
        st.markdown(f"**§{turn.number}** {quiet(turn.span.of(script.text)[:SHOWN])}")
    says_something = (new.label or new.level) and new.first <= new.last
    label = t("speakers.passage_put")
    st.button(label, key=f"{key}_put", on_click=put, args=(new,), disabled=not says_something)


def passage_in_words(passage: Passage, codebook: Codebook, t: Translator) -> str:
    """Return a passage as one line of Markdown: its turns, who, from which level, why."""
    place = f"§{passage.first}" if passage.first == passage.last else f"§{passage.first}–{passage.last}"
    level = level_label(passage.level, codebook=codebook, t=t) if passage.level else ""
    told = " · ".join(part for part in (passage.label or "", level, passage.note) if part)
    return f"**{place}** {escaped(told)}"


def _new_passage(script: Script, codebook: Codebook, t: Translator, *, key: str) -> Passage:
    columns, last = st.columns([1, 1, 2, 2, 3]), len(script.turns)
    first = columns[0].number_input(t("speakers.passage_first"), 1, last, 1, key=f"{key}_first")
    upto = columns[1].number_input(t("speakers.passage_last"), 1, last, int(first), key=f"{key}_last_{first}")
    label = columns[2].selectbox(
        t("speakers.passage_who"),
        [AS_IT_IS, *(who.label for who in script.participants)],
        format_func=lambda one: one or t("speakers.as_it_is"),
        key=f"{key}_who",
    )
    level = columns[3].selectbox(
        t("aggregating.dimension_level"),
        [AS_IT_IS, *(level.id for level in codebook.levels)],
        format_func=lambda one: level_label(one, codebook=codebook, t=t) if one else t("speakers.as_it_is"),
        key=f"{key}_level",
    )
    note = columns[4].text_input(t("speakers.passage_note"), key=f"{key}_note", max_chars=200)
    return Passage(int(first), int(upto), label=label or None, level=level or None, note=note.strip())
