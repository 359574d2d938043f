"""The speakers of a source as a table to correct, before import and after."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from casecoding.aggregating.labels import level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.roles import with_level_by_role
from casecoding.domain.source import Participant
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped

UNSTATED = ""


def edit_speakers(
    participants: Sequence[Participant], codebook: Codebook, t: Translator, *, key: str | None = None
) -> tuple[Participant, ...]:
    """Let the person say of each speaker who it is, from which level, and whether two are one."""
    if not participants:
        return ()
    names = {level.id: level.name.in_language(t.language) for level in codebook.levels}
    labels = [who.label for who in participants]
    columns = {
        column: t(f"speakers.column_{column}")
        for column in ("label", "name", "role", "level", "interviewer", "same_as")
    }
    table = pd.DataFrame([_row(who, names) for who in participants]).rename(columns=columns)
    st.caption(t("speakers.note"))
    edited = st.data_editor(
        table,
        hide_index=True,
        placeholder="",
        width="stretch",
        disabled=[columns["label"]],
        column_config={
            columns["label"]: st.column_config.TextColumn(width=130),
            columns["name"]: st.column_config.TextColumn(width=130),
            columns["role"]: st.column_config.TextColumn(width=180),
            columns["level"]: st.column_config.SelectboxColumn(
                options=[UNSTATED, *names.values()], help=t("speakers.level_help"), width=100
            ),
            columns["interviewer"]: st.column_config.CheckboxColumn(width=85),
            columns["same_as"]: st.column_config.SelectboxColumn(
                options=[UNSTATED, *labels], help=t("speakers.same_as_help"), width=140
            ),
        },
        key=key,
    )
    rows = edited.rename(columns={shown: column for column, shown in columns.items()}).to_dict("records")
    return tuple(_participant(row, {name: level for level, name in names.items()}) for row in rows)


def levels_in_words(
    participants: Iterable[Participant],
    codebook: Codebook,
    t: Translator,
    *,
    source_level: str | None,
    source_decides: bool,
) -> str:
    """Return from which level each participant speaks, and why, as one line of Markdown."""
    decides = source_decides and source_level is not None
    told = [
        with_level_by_role(who, codebook.levels, source_decides=decides)
        for who in participants
        if not who.interviewer and who.same_as is None
    ]
    said = [
        t(
            f"speakers.level_{_reason(who)}",
            who=who.name or who.label,
            level=level_label(who.level or source_level, codebook=codebook, t=t),
        )
        for who in told
    ]
    return escaped(f"{t('speakers.speak_from')}: {', '.join(said)}") if said else ""


def _reason(who: Participant) -> str:
    if who.level is None:
        return "of_source"
    return "by_role" if who.level_from_role else "chosen"


def _row(who: Participant, names: dict[str, str]) -> dict[str, object]:
    chosen = None if who.level_from_role else who.level
    return {
        "label": who.label,
        "name": who.name,
        "role": who.role,
        "level": names.get(chosen or "", UNSTATED),
        "interviewer": who.interviewer,
        "same_as": who.same_as or UNSTATED,
    }


def _participant(row: Mapping[Hashable, Any], levels: dict[str, str]) -> Participant:
    label, same_as = str(row["label"]), row["same_as"] or None
    return Participant(
        label=label,
        name=str(row["name"] or label),
        role=str(row["role"] or ""),
        level=levels.get(str(row["level"])),
        interviewer=bool(row["interviewer"]),
        same_as=str(same_as) if same_as and same_as != label else None,
    )
