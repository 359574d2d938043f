"""A code's cues as a table: kind, terms, gap, what must and must not stand beside, weight."""

from collections.abc import Hashable, Mapping

import pandas as pd
import streamlit as st

from casecoding.domain.codebook import Code, Cue, CueKind, Scope
from casecoding.i18n.translating import Translator

EDITABLE = [kind.value for kind in CueKind if not kind.is_patterned]


def edit_cues(code: Code, t: Translator, *, version: str) -> tuple[Cue, ...]:
    """Let the person edit the cues of words; token patterns are shown and kept as they are.

    `version` is the codebook's: a saved table begins anew, as its edits are in the data then.
    """
    patterns = tuple(cue for cue in code.cues if cue.kind.is_patterned)
    worded = [cue for cue in code.cues if not cue.kind.is_patterned]
    st.caption(t("codebook.cues"))
    edited = st.data_editor(
        _table(worded, t),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        column_config={
            t("codebook.cue_kind"): st.column_config.SelectboxColumn(
                options=EDITABLE, required=True, format_func=lambda one: t(f"cues.kind_{one}")
            ),
            t("codebook.cue_terms"): st.column_config.TextColumn(required=True, width="large"),
            t("codebook.cue_gap"): st.column_config.NumberColumn(
                min_value=0, max_value=10, step=1, default=0
            ),
            t("cues.within"): st.column_config.SelectboxColumn(
                options=[scope.value for scope in Scope],
                default=Scope.SEGMENT.value,
                required=True,
                format_func=lambda one: t(f"cues.scope_{one}"),
            ),
            t("codebook.cue_weight"): st.column_config.NumberColumn(
                min_value=0.05, max_value=1.0, step=0.05, default=0.8
            ),
        },
        key=f"cues_{code.id}_{version}",
    )
    for cue in patterns:
        st.json([dict(token) for token in cue.pattern], expanded=False)
    return (*(_cue(row, t) for row in edited.to_dict("records")), *patterns)


def _table(cues: list[Cue], t: Translator) -> pd.DataFrame:
    """Return one row per cue; lists are words parted by commas.

    What a column holds is told even where there is no cue: the editor would take it for numbers.
    """
    columns = {
        t("codebook.cue_kind"): pd.Series([cue.kind.value for cue in cues], dtype=str),
        t("codebook.cue_terms"): pd.Series([", ".join(cue.terms) for cue in cues], dtype=str),
        t("codebook.cue_gap"): pd.Series([cue.gap for cue in cues], dtype=int),
        t("codebook.cue_requires"): pd.Series([", ".join(cue.requires) for cue in cues], dtype=str),
        t("codebook.cue_unless"): pd.Series([", ".join(cue.unless) for cue in cues], dtype=str),
        t("cues.within"): pd.Series([cue.within.value for cue in cues], dtype=str),
        t("codebook.cue_weight"): pd.Series([cue.weight for cue in cues], dtype=float),
    }
    return pd.DataFrame(columns)


def _cue(row: Mapping[Hashable, object], t: Translator) -> Cue:
    return Cue(
        kind=CueKind(str(row[t("codebook.cue_kind")])),
        terms=words_in(row[t("codebook.cue_terms")]),
        gap=int(str(row[t("codebook.cue_gap")] or 0)),
        requires=words_in(row[t("codebook.cue_requires")]),
        unless=words_in(row[t("codebook.cue_unless")]),
        within=Scope(str(row[t("cues.within")] or Scope.SEGMENT)),
        weight=float(str(row[t("codebook.cue_weight")] or 1.0)),
    )


def words_in(value: object) -> tuple[str, ...]:
    """Return the words that are parted by commas, in lower case."""
    if not isinstance(value, str):
        return ()
    return tuple(word.strip().lower() for word in value.split(",") if word.strip())
