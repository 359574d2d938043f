"""Triangulering: what is said against what is written and measured; what speaks against; who it rests on."""

from dataclasses import replace

import streamlit as st

from casecoding.aggregating.labels import code_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Stance
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.ui.filters import own_coder_if_blind
from casecoding.ui.links import escaped
from casecoding.ui.matrix_component import NumberTable, number_table
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, kept, opened, page_named
from casecoding.ui.triangulate_tables import (
    AGAINST,
    TOP,
    balance_table,
    footing_table,
    joint_table,
    kind_name,
)
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.reading import read_frame, study_state
from casecoding.workbench.triangulating import (
    read_balances,
    read_footings,
    read_joint_display,
    survey_measures,
)


def render(session: Session) -> None:
    """Show the three ways to doubt a finding; every number opens its quotations."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.triangulate"))
    if not frame.has_codings:
        st.info(t("triangulate.empty"))
        return
    everyone = Selection(coders=own_coder_if_blind(session))
    names = [t(f"triangulate.{one}") for one in VIEWS]
    tabs = st.tabs(names, on_change="rerun", key="triangulate_tab")
    for tab, show in zip(tabs, VIEWS.values(), strict=True):
        if tab.open:
            with tab:
                show(session, frame.codebook, everyone)


def _joint(session: Session, codebook: Codebook, everyone: Selection) -> None:
    t, bench = session.t, session.bench
    st.caption(t("triangulate.joint_note"))
    theme, measures = _asked(session, codebook)
    asked = (study_state(bench), theme, tuple(measures), everyone.coders)
    rows = kept(
        "joint",
        asked,
        lambda: read_joint_display(bench, theme, measures=measures, coders=everyone.coders),
    )
    cell = _table(joint_table(rows, codebook, t), name="joint", lead=(theme,))
    if cell is None:
        return
    case, kind = cell
    if kind not in set(SourceKind):
        st.caption(t("triangulate.no_quotations"))
        return
    chosen = replace(everyone, codes=(theme,), cases=(case,), kinds=(SourceKind(kind),))
    names = (code_label(theme, codebook=codebook, t=t), case, kind_name(kind, codebook, t))
    _quotations(session, codebook, " · ".join(names), chosen)


def _asked(session: Session, codebook: Codebook) -> tuple[str, list[str]]:
    """Let the person choose a theme and the measures of surveys that stand beside it."""
    t, known = session.t, survey_measures(session.bench)
    left, right = st.columns(2)
    theme = left.selectbox(
        t("triangulate.theme"),
        [one.id for one in codebook.without_structure().themes],
        format_func=lambda one: code_label(one, codebook=codebook, t=t),
        key="triangulate_theme",
        bind="query-params",
    )
    if not known:
        right.caption(t("triangulate.no_figures"))
        right.page_link(page_named("material"), label=t("triangulate.to_figures"))
        return theme, []
    measures = right.multiselect(
        t("triangulate.measures"), known, default=known[:1], key="triangulate_measures"
    )
    return theme, measures


def _against(session: Session, codebook: Codebook, everyone: Selection) -> None:
    t, bench = session.t, session.bench
    st.caption(t("triangulate.against_note"))
    asked = (study_state(bench), everyone.coders)
    found = kept("balances", asked, lambda: read_balances(bench, coders=everyone.coders))
    if not any(one.by_case for one in found):
        st.info(t("triangulate.no_stances"))
        return
    cell = _table(balance_table(found, codebook, t), name="balance")
    if cell is None:
        return
    theme, column = cell
    name, chosen = code_label(theme, codebook=codebook, t=t), replace(everyone, codes=(theme,))
    if column == AGAINST:
        cases = next(one.against for one in found if one.theme == theme)
        chosen = replace(chosen, cases=cases or ("",))
        _quotations(session, codebook, f"{name} · {t('triangulate.cases_against')}", chosen)
    else:
        chosen = replace(chosen, stances=(Stance(column),))
        _quotations(session, codebook, f"{name} · {t(f'exporting.stance_{column}')}", chosen)


def _footings(session: Session, codebook: Codebook, everyone: Selection) -> None:
    t, bench = session.t, session.bench
    st.caption(t("triangulate.footing_note"))
    asked = (study_state(bench), everyone.coders)
    found = kept("footings", asked, lambda: read_footings(bench, coders=everyone.coders))
    narrow = [one for one in found if one.is_narrow]
    if not narrow:
        st.success(t("triangulate.no_narrow"))
        return
    cell = _table(footing_table(narrow, codebook, t), name="footing")
    if cell is None:
        return
    code, column = cell
    name, chosen = code_label(code, codebook=codebook, t=t), replace(everyone, exact_codes=(code,))
    top = next(one.top for one in narrow if one.code == code)
    if column == TOP and top:
        case, who = top
        chosen = replace(chosen, cases=(case,), participants=(who,))
        name = f"{name} · {who}, {case}"
    _quotations(session, codebook, name, chosen)


def _table(table: NumberTable, *, name: str, lead: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """Show a table; return the row and column of the number that the address opens in it, if any."""
    number_table(table, name=name, lead=lead)
    keys = opened(name)
    known = {(*lead, cell.row, cell.column) for row in table.cells for cell in row}
    return (keys[-2], keys[-1]) if keys in known else None


def _quotations(session: Session, codebook: Codebook, title: str, selection: Selection) -> None:
    found = count_excerpts(session.bench, selection)
    st.subheader(escaped(f"{title}: {session.t('quotations.count', n=found)}"))
    show_excerpts(session, codebook, selection, found, key=f"excerpts_{title}")


VIEWS = {"joint": _joint, "against": _against, "footing": _footings}
