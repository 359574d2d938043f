"""The filters that matrix, report and lists share."""

import streamlit as st

from casecoding.aggregating.labels import code_label, level_label, value_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.selection import Having, Selection
from casecoding.domain.source import SourceKind
from casecoding.i18n.translating import Translator
from casecoding.ui.links import escaped
from casecoding.ui.state import Session
from casecoding.workbench.analysis import attribute_choices
from casecoding.workbench.reader import is_working_blind
from casecoding.workbench.reading import Frame, Overview


def selection_picker(session: Session, known: Frame | Overview, *, key: str) -> Selection:
    """Let the person choose a part of the study, kept in the address; what is left empty filters nothing.

    Who codes blind sees her own codings alone.
    """
    t, codebook = session.t, known.codebook
    with st.expander(t("filters.title")):
        left, right = st.columns(2)
        codes = left.multiselect(
            t("filters.codes"),
            [code.id for code in codebook],
            format_func=lambda one: code_label(one, codebook=codebook, t=t),
            key=f"{key}_codes",
            placeholder=t("filters.all"),
            bind="query-params",
        )
        cases = right.multiselect(
            t("filters.cases"),
            known.cases,
            key=f"{key}_cases",
            placeholder=t("filters.all"),
            bind="query-params",
        )
        levels = left.multiselect(
            t("filters.levels"),
            [level.id for level in codebook.levels],
            format_func=lambda one: level_label(one, codebook=codebook, t=t),
            key=f"{key}_levels",
            placeholder=t("filters.all"),
            bind="query-params",
        )
        waves = right.multiselect(
            t("filters.waves"),
            known.waves,
            key=f"{key}_waves",
            placeholder=t("filters.all"),
            bind="query-params",
        )
        kinds = left.multiselect(
            t("filters.kinds"),
            list(SourceKind),
            format_func=lambda one: t(f"aggregating.kind_{one.value.replace('-', '_')}"),
            key=f"{key}_kinds",
            placeholder=t("filters.all"),
            bind="query-params",
        )
        with right:
            coders = _coders(session, known, key=key)
        attributes = _attributes(session, key=key)
        with_interviewer = st.checkbox(
            t("filters.with_interviewer"), key=f"{key}_interviewer", bind="query-params"
        )
    selection = Selection(
        codes=tuple(codes),
        cases=tuple(cases),
        levels=tuple(levels),
        waves=tuple(waves),
        kinds=tuple(kinds),
        coders=tuple(coders),
        attributes=attributes,
        with_interviewer=with_interviewer,
    )
    _say_what_is_chosen(selection, codebook, t)
    return selection


def _say_what_is_chosen(selection: Selection, codebook: Codebook, t: Translator) -> None:
    """Show the filters in a line, for they stand behind a fold."""
    chosen = [
        *(code_label(one, codebook=codebook, t=t) for one in selection.codes),
        *selection.cases,
        *(level_label(one, codebook=codebook, t=t) for one in selection.levels),
        *selection.waves,
        *(t(f"aggregating.kind_{one.value.replace('-', '_')}") for one in selection.kinds),
        *selection.coders,
        *(value for having in selection.attributes for value in having.values),
        *([t("filters.with_interviewer")] if selection.with_interviewer else []),
    ]
    if chosen:
        st.caption(escaped(t("filters.chosen", filters=" · ".join(chosen))))


def _coders(session: Session, known: Frame | Overview, *, key: str) -> list[str]:
    if is_working_blind(session.bench, session.coder_id):
        st.caption(session.t("filters.blind"))
        return [session.coder_name]
    return st.multiselect(
        session.t("filters.coders"),
        [coder.name for coder in known.coders],
        key=f"{key}_coders",
        placeholder=session.t("filters.all"),
        bind="query-params",
    )


def _attributes(session: Session, *, key: str) -> tuple[Having, ...]:
    """Let the person choose values of attributes; several of one attribute are alternatives."""
    t = session.t
    choices = {
        (attribute.id, value): (attribute, value)
        for attribute, values in attribute_choices(session.bench).items()
        for value in values
    }
    if not choices:
        return ()
    chosen = st.multiselect(
        t("filters.attributes"),
        list(choices),
        format_func=lambda one: f"{choices[one][0].name}: {value_label(choices[one][0].kind, one[1], t=t)}",
        key=f"{key}_attributes",
        placeholder=t("filters.all"),
        bind="query-params",
    )
    attributes = dict.fromkeys(choices[one][0] for one in chosen)
    return tuple(
        Having(one.id, one.holder, tuple(value for attribute_id, value in chosen if attribute_id == one.id))
        for one in attributes
    )


def own_coder_if_blind(session: Session) -> tuple[str, ...]:
    """Return the coder's own name when she works blind, nobody's (that is, everybody's) otherwise."""
    return (session.coder_name,) if is_working_blind(session.bench, session.coder_id) else ()
