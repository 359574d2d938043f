"""Triangulering: what is said against what is written and measured; what speaks against; who it rests on."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from casecoding.aggregating.labels import code_label, key_label
from casecoding.aggregating.matrix import Cell, Dimension
from casecoding.aggregating.triangulating import Balance, Footing, JointRow, Pattern
from casecoding.domain.attributes import Figure
from casecoding.domain.codebook import Codebook
from casecoding.domain.coding import Stance
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import own_coder_if_blind
from casecoding.ui.links import escaped
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, open_quotations, opened_quotations, page_named
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.reading import Overview, read_overview
from casecoding.workbench.triangulating import (
    read_balances,
    read_footings,
    read_joint_display,
    survey_measures,
)

MARKS = {
    Pattern.PARTLY: "orange",
    Pattern.NOWHERE: "gray",
    Pattern.ALONE: "gray",
    Pattern.EVERYWHERE: "green",
}

BALANCE_WIDTHS = (1.5, 0.8, 0.8, 0.8, 1.3, 1.6)
FOOTING_WIDTHS = (1.6, 0.8, 0.7, 0.7, 2.2)


def render(session: Session) -> None:
    """Show the three ways to doubt a finding; every number opens its quotations below."""
    t, overview = session.t, read_overview(session.bench)
    st.title(t("pages.triangulate"))
    if not sum(overview.codings.values()):
        st.info(t("triangulate.empty"))
        return
    joint, against, footing = st.tabs([t(f"triangulate.{one}") for one in ("joint", "against", "footing")])
    base = Selection(coders=own_coder_if_blind(session))
    with joint:
        _joint(session, overview, base)
    with against:
        _against(session, overview, base)
    with footing:
        _footings(session, overview, base)
    _quotations(session, overview)


def _joint(session: Session, overview: Overview, base: Selection) -> None:
    t, codebook = session.t, overview.codebook
    st.caption(t("triangulate.joint_note"))
    known = survey_measures(session.bench)
    left, right = st.columns(2)
    theme = left.selectbox(
        t("triangulate.theme"),
        [one.id for one in codebook.without_structure().themes],
        format_func=lambda one: code_label(one, codebook=codebook, t=t),
        key="triangulate_theme",
        bind="query-params",
    )
    measures = right.multiselect(
        t("triangulate.measures"), known, default=known[:1], key="triangulate_measures", disabled=not known
    )
    if not known:
        right.caption(t("triangulate.no_figures"))
        right.page_link(page_named("material"), label=t("triangulate.to_figures"))
    rows = read_joint_display(session.bench, theme, measures=measures, coders=base.coders)
    kinds = [one.column for one in rows[0].cells] if rows else []
    names = [key_label(Dimension.KIND, kind, codebook=codebook, t=t) for kind in kinds]
    surveys = [t("triangulate.survey")] if measures else []
    widths = (1.2, *([0.9] * len(kinds)), *([1.5] * len(surveys)), 1.6)
    _head(["", *names, *surveys, t("triangulate.pattern")], widths)
    for row in rows:
        _joint_row(session, codebook, row, replace(base, codes=(theme,)), widths)


def _joint_row(
    session: Session, codebook: Codebook, row: JointRow, base: Selection, widths: Sequence[float]
) -> None:
    t, places = session.t, _places(widths)
    places[0].markdown(f"**{escaped(row.case)}**")
    for place, cell in zip(places[1:], row.cells, strict=False):
        with place:
            _joint_cell(session, codebook, cell, base)
    if len(places) > len(row.cells) + 2:
        for words in [_figure(figure, t) for figure in row.figures] or ["–"]:
            places[-2].caption(escaped(words))
    places[-1].markdown(_pattern(row, codebook, t))


def _joint_cell(session: Session, codebook: Codebook, cell: Cell, base: Selection) -> None:
    t = session.t
    if cell.material is None and not cell.count.codings:
        st.caption(t("aggregating.no_data"))
        return
    turns = cell.material.turns if cell.material else 0
    share = t.percent(cell.count.turns / turns) if turns else "–"
    kind = key_label(Dimension.KIND, cell.column, codebook=codebook, t=t)
    name = code_label(base.codes[0], codebook=codebook, t=t)
    selection = replace(base, cases=(cell.row,), kinds=(SourceKind(cell.column),))
    _number(
        t("triangulate.cell", n=cell.count.codings, share=share),
        f"{name} · {cell.row} · {kind}",
        selection,
        number=cell.count.codings,
    )


def _pattern(row: JointRow, codebook: Codebook, t: Translator) -> str:
    if row.pattern is Pattern.NO_MATERIAL:
        return t("aggregating.no_data")
    missing = ", ".join(key_label(Dimension.KIND, one, codebook=codebook, t=t) for one in row.missing)
    words = t(f"triangulate.pattern_{row.pattern.value}", missing=missing.lower())
    return f":{MARKS[row.pattern]}[{escaped(words)}]"


def _figure(figure: Figure, t: Translator) -> str:
    value = t.number(figure.value, decimals=0 if figure.value.is_integer() else 1)
    answers = t("triangulate.answers", n=figure.n) if figure.n else ""
    shown = " ".join(part for part in (value, figure.unit, answers) if part)
    return f"{figure.measure} {figure.wave}: {shown}"


def _against(session: Session, overview: Overview, base: Selection) -> None:
    t = session.t
    st.caption(t("triangulate.against_note"))
    found = read_balances(session.bench, coders=base.coders)
    if not any(one.by_case for one in found):
        st.info(t("triangulate.no_stances"))
    names = [t(f"exporting.stance_{one.value}") for one in Stance]
    _head(["", *names, t("triangulate.cases_against"), t("triangulate.silent")], BALANCE_WIDTHS)
    for balance in found:
        _balance(session, overview.codebook, balance, replace(base, codes=(balance.theme,)))


def _balance(session: Session, codebook: Codebook, balance: Balance, base: Selection) -> None:
    t = session.t
    places = _places(BALANCE_WIDTHS)
    name = code_label(balance.theme, codebook=codebook, t=t)
    places[0].markdown(f"**{escaped(name)}**")
    for place, stance in zip(places[1:], Stance, strict=False):
        number = balance.total(stance)
        title = f"{name} · {t(f'exporting.stance_{stance.value}')}"
        with place:
            _number(t.number(number), title, replace(base, stances=(stance,)), number=number)
    with places[-2]:
        for case in balance.against:
            _number(case, f"{name} · {case}", replace(base, cases=(case,)), number=1)
    places[-1].caption(escaped(", ".join(balance.silent)) or "–")


def _footings(session: Session, overview: Overview, base: Selection) -> None:
    t = session.t
    st.caption(t("triangulate.footing_note"))
    narrow = [one for one in read_footings(session.bench, coders=base.coders) if one.is_narrow]
    if not narrow:
        st.success(t("triangulate.no_narrow"))
        return
    names = [t(f"triangulate.{one}") for one in ("codings", "speakers", "sources", "rests_on")]
    _head([t("aggregating.dimension_code"), *names], FOOTING_WIDTHS)
    for footing in narrow:
        _footing(footing, overview.codebook, base, t)


def _footing(footing: Footing, codebook: Codebook, base: Selection, t: Translator) -> None:
    places = _places(FOOTING_WIDTHS)
    name = code_label(footing.code, codebook=codebook, t=t)
    selection = replace(base, exact_codes=(footing.code,))
    places[0].markdown(f"**{escaped(name)}**")
    with places[1]:
        _number(t.number(footing.codings), name, selection, number=footing.codings)
    places[2].markdown(t.number(footing.speakers))
    places[3].markdown(t.number(footing.sources))
    with places[4]:
        if footing.top is None:
            st.caption(t("triangulate.no_speaker"))
        else:
            case, who = footing.top
            words = t("triangulate.top", who=who, case=case, share=t.percent(footing.top_share))
            own = replace(selection, cases=(case,), participants=(who,))
            _number(words, f"{name} · {who}", own, number=footing.top_codings)


def _number(words: str, title: str, selection: Selection, *, number: int) -> None:
    """Show a number that opens its quotations; nothing opens where there are none."""
    st.button(
        f":primary[{escaped(words)}]" if number else escaped(words),
        on_click=open_quotations,
        args=(title, selection),
        type="tertiary",
        disabled=not number,
        key=f"number_{title}_{words}",
    )


def _quotations(session: Session, overview: Overview) -> None:
    opened = opened_quotations()
    if opened is None:
        st.caption(session.t("triangulate.open_hint"))
        return
    title, selection = opened
    found = count_excerpts(session.bench, selection)
    st.subheader(escaped(f"{title}: {session.t('quotations.count', n=found)}"))
    show_excerpts(session, overview.codebook, selection, found)


def _head(names: Sequence[str], widths: Sequence[float]) -> None:
    for place, name in zip(_places(widths), names, strict=True):
        place.caption(escaped(name))


def _places(widths: Sequence[float]) -> list[st.delta_generator.DeltaGenerator]:
    return st.columns(list(widths), vertical_alignment="center")
