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
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable, number_table
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, opened, page_named
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.reading import Overview, read_overview
from casecoding.workbench.triangulating import (
    read_balances,
    read_footings,
    read_joint_display,
    survey_measures,
)

AGAINST, SPEAKERS, SOURCES, TOP, CODINGS = "against", "speakers", "sources", "top", "codings"
NUMBERS = (CODINGS, SPEAKERS, SOURCES, TOP)


def render(session: Session) -> None:
    """Show the three ways to doubt a finding; every number opens its quotations."""
    t, overview = session.t, read_overview(session.bench)
    st.title(t("pages.triangulate"))
    if not sum(overview.codings.values()):
        st.info(t("triangulate.empty"))
        return
    joint, against, footing = st.tabs([t(f"triangulate.{one}") for one in ("joint", "against", "footing")])
    everyone = Selection(coders=own_coder_if_blind(session))
    with joint:
        _joint(session, overview, everyone)
    with against:
        _against(session, overview, everyone)
    with footing:
        _footings(session, overview, everyone)


def _joint(session: Session, overview: Overview, everyone: Selection) -> None:
    t, codebook = session.t, overview.codebook
    st.caption(t("triangulate.joint_note"))
    theme, measures = _asked(session, codebook)
    rows = read_joint_display(session.bench, theme, measures=measures, coders=everyone.coders)
    cell = _table(_joint_table(rows, codebook, t), name="joint", lead=(theme,))
    if cell is None:
        return
    case, kind = cell
    if kind not in set(SourceKind):
        st.caption(t("triangulate.no_quotations"))
        return
    chosen = replace(everyone, codes=(theme,), cases=(case,), kinds=(SourceKind(kind),))
    names = (code_label(theme, codebook=codebook, t=t), case, _kind_name(kind, codebook, t))
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
    measures = right.multiselect(
        t("triangulate.measures"), known, default=known[:1], key="triangulate_measures", disabled=not known
    )
    if not known:
        right.page_link(page_named("material"), label=t("triangulate.to_figures"))
    return theme, measures


def _joint_table(rows: Sequence[JointRow], codebook: Codebook, t: Translator) -> NumberTable:
    """Return cases by kinds of material and by the figures of surveys, each measure and wave a column."""
    kinds = [cell.column for cell in rows[0].cells] if rows else []
    surveys = sorted({(one.measure, one.wave) for row in rows for one in row.figures})
    columns = [Heading(kind, _kind_name(kind, codebook, t)) for kind in kinds]
    columns += [Heading(f"{measure}\n{wave}", measure, wave) for measure, wave in surveys]
    cells = []
    for row in rows:
        found = {(one.measure, one.wave): one for one in row.figures}
        cells.append(
            [
                *(_kind_cell(cell, codebook, t) for cell in row.cells),
                *(_figure_cell(row.case, one, found.get(one), t) for one in surveys),
            ]
        )
    return NumberTable(
        corner=t("triangulate.codings"),
        caption=t("triangulate.open_hint"),
        rows=[Heading(row.case, row.case, _pattern(row, codebook, t)) for row in rows],
        columns=columns,
        cells=cells,
    )


def _kind_cell(cell: Cell, codebook: Codebook, t: Translator) -> NumberCell:
    turns = cell.material.turns if cell.material else 0
    share = cell.count.turns / turns if turns else 0.0
    note = t("triangulate.of_turns", share=t.percent(share)) if turns else ""
    there = bool(turns or cell.count.codings)
    text = t.number(cell.count.codings) if there else "–"
    name = f"{cell.row}, {_kind_name(cell.column, codebook, t)}"
    return NumberCell(
        cell.row,
        cell.column,
        text=text,
        note=note,
        label=f"{name}: {text if there else t('aggregating.no_data')} {note}",
        shade=min(1.0, 2 * share),
        state="data" if there else "none",
    )


def _figure_cell(case: str, column: tuple[str, str], figure: Figure | None, t: Translator) -> NumberCell:
    measure, wave = column
    key = f"{measure}\n{wave}"
    if figure is None:
        label = f"{case}, {measure} {wave}: {t('aggregating.no_data')}"
        return NumberCell(case, key, text="–", label=label, state="none")
    value = t.number(figure.value, decimals=0 if figure.value.is_integer() else 1)
    text = f"{value} {figure.unit}".strip()
    note = t("triangulate.answers", n=t.number(figure.n)) if figure.n else ""
    return NumberCell(case, key, text=text, note=note, label=f"{case}, {measure} {wave}: {text} {note}")


def _pattern(row: JointRow, codebook: Codebook, t: Translator) -> str:
    if row.pattern is Pattern.NO_MATERIAL:
        return t("aggregating.no_data")
    missing = ", ".join(_kind_name(one, codebook, t) for one in row.missing)
    return t(f"triangulate.pattern_{row.pattern.value}", missing=missing.lower())


def _against(session: Session, overview: Overview, everyone: Selection) -> None:
    t, codebook = session.t, overview.codebook
    st.caption(t("triangulate.against_note"))
    found = read_balances(session.bench, coders=everyone.coders)
    if not any(one.by_case for one in found):
        st.info(t("triangulate.no_stances"))
    cell = _table(_balance_table(found, codebook, t), name="balance")
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


def _balance_table(found: Sequence[Balance], codebook: Codebook, t: Translator) -> NumberTable:
    columns = [Heading(one.value, t(f"exporting.stance_{one.value}")) for one in Stance]
    columns.append(Heading(AGAINST, t("triangulate.cases_against")))
    rows = [
        Heading(one.theme, code_label(one.theme, codebook=codebook, t=t), _silent(one, t)) for one in found
    ]
    return NumberTable(
        corner=t("triangulate.theme"),
        caption=t("triangulate.open_hint"),
        rows=rows,
        columns=columns,
        cells=[
            [_balance_cell(one, row, column, t) for column in columns]
            for one, row in zip(found, rows, strict=True)
        ],
    )


def _balance_cell(balance: Balance, row: Heading, column: Heading, t: Translator) -> NumberCell:
    if column.key == AGAINST:
        number, note = len(balance.against), ", ".join(balance.against)
    else:
        number, note = balance.total(Stance(column.key)), ""
    text = t.number(number)
    return NumberCell(
        row.key, column.key, text=text, note=note, label=f"{row.name}, {column.name}: {text} {note}"
    )


def _silent(balance: Balance, t: Translator) -> str:
    return t("triangulate.silent", cases=", ".join(balance.silent)) if balance.silent else ""


def _footings(session: Session, overview: Overview, everyone: Selection) -> None:
    t, codebook = session.t, overview.codebook
    st.caption(t("triangulate.footing_note"))
    narrow = [one for one in read_footings(session.bench, coders=everyone.coders) if one.is_narrow]
    if not narrow:
        st.success(t("triangulate.no_narrow"))
        return
    cell = _table(_footing_table(narrow, codebook, t), name="footing")
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


def _footing_table(narrow: Sequence[Footing], codebook: Codebook, t: Translator) -> NumberTable:
    columns = [Heading(one, t(f"triangulate.{one}")) for one in NUMBERS]
    rows = [Heading(one.code, code_label(one.code, codebook=codebook, t=t)) for one in narrow]
    return NumberTable(
        corner=t("aggregating.dimension_code"),
        caption=t("triangulate.open_hint"),
        rows=rows,
        columns=columns,
        cells=[
            [_footing_cell(one, row, column, t) for column in columns]
            for one, row in zip(narrow, rows, strict=True)
        ],
    )


def _footing_cell(footing: Footing, row: Heading, column: Heading, t: Translator) -> NumberCell:
    numbers = {CODINGS: footing.codings, SPEAKERS: footing.speakers, SOURCES: footing.sources}
    text, note = t.number(numbers.get(column.key, 0)), ""
    if column.key == TOP:
        text = t.percent(footing.top_share) if footing.top else "–"
        note = ", ".join(reversed(footing.top)) if footing.top else t("triangulate.no_speaker")
    return NumberCell(
        row.key, column.key, text=text, note=note, label=f"{row.name}, {column.name}: {text} {note}"
    )


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


def _kind_name(kind: str, codebook: Codebook, t: Translator) -> str:
    return key_label(Dimension.KIND, kind, codebook=codebook, t=t)
