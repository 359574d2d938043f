"""Coverage: which material there is by case, level, wave and kind, what of it is coded, by whom, how far."""

import streamlit as st

from casecoding.aggregating.coverage import Column, Coverage, Covered, Place, Row, Stretch
from casecoding.aggregating.labels import level_label
from casecoding.domain.codebook import Codebook
from casecoding.domain.selection import Selection
from casecoding.figures import whole_in_words
from casecoding.i18n.translating import Translator
from casecoding.ui.filters import selection_picker
from casecoding.ui.links import escaped, link_to_source
from casecoding.ui.matrix_component import Heading, NumberCell, NumberTable, number_table
from casecoding.ui.quotations import show_excerpts
from casecoding.ui.state import Session, kept, opened
from casecoding.workbench.covering import place_selection, read_coverage, stretch_selection
from casecoding.workbench.reading import Frame, read_frame, study_state

NAME = "place"  # of the open number in the address
ROW_AND_COLUMN = 2


def render(session: Session) -> None:
    """Show the grid, open a place of it to its sources and quotations."""
    t, frame = session.t, read_frame(session.bench)
    st.title(t("pages.coverage"))
    if not frame.cases:
        st.info(t("pages.no_sources"))
        return
    said = st.segmented_control(
        t("coverage.said"),
        list(Covered),
        default=Covered.SOURCES,
        format_func=lambda one: t(f"coverage.{one.value}"),
        key="covered",
        bind="query-params",
    )
    selection = selection_picker(session, frame, key="coverage")
    asked = (study_state(session.bench), selection)
    coverage = kept("coverage", asked, lambda: read_coverage(session.bench, selection))
    said = said or Covered.SOURCES
    st.subheader(t(f"coverage.title_{said.value}"))
    _say_whole(coverage.whole, t)
    number_table(_table(coverage, said, frame.codebook, t), name=NAME)
    _show_place(session, frame, selection, coverage)


def _say_whole(whole: Place, t: Translator) -> None:
    st.caption(whole_in_words(whole, t))
    decided, suggested = whole.suggestions
    if suggested:
        st.caption(t("coverage.suggestions", decided=t.number(decided), suggested=t.number(suggested)))


def _table(coverage: Coverage, said: Covered, codebook: Codebook, t: Translator) -> NumberTable:
    highest = max((place.value(said) for place in coverage.places.values()), default=0.0)
    rows = [Heading(_key(row), _row_name(row, codebook, t)) for row in coverage.rows]
    columns = [Heading(_key(column), _wave(column, t), _kind(column, t)) for column in coverage.columns]
    return NumberTable(
        corner=t("coverage.corner"),
        caption=t("coverage.caption"),
        rows=rows,
        columns=columns,
        cells=[
            [
                _cell(coverage.places.get((row, column)), said, down, across, highest=highest, t=t)
                for column, across in zip(coverage.columns, columns, strict=True)
            ]
            for row, down in zip(coverage.rows, rows, strict=True)
        ],
    )


def _cell(
    place: Place | None, said: Covered, row: Heading, column: Heading, *, highest: float, t: Translator
) -> NumberCell:
    where = f"{row.name}, {column.name} {column.hint}"
    if place is None:
        return NumberCell(row.key, column.key, "–", f"{where}: {t('coverage.none')}", state="none")
    value = place.value(said)
    shown = t.percent(value) if said is Covered.CODED else t.number(value)
    note = _note(place, said, t)
    return NumberCell(
        row.key,
        column.key,
        text=shown,
        note=note,
        label=f"{where}: {shown} {t(f'coverage.{said.value}')}, {note}",
        shade=0.95 * value / highest if highest else 0.0,
    )


def _note(place: Place, said: Covered, t: Translator) -> str:
    """Return the small line under a number: who codes, or how far it is coded."""
    if said is Covered.CODERS:
        return ", ".join(sorted(place.coders))
    if said is Covered.CODED:
        return t("coverage.of_turns", coded=t.number(place.coded_turns), turns=t.number(place.turns))
    return t("coverage.so_far", share=t.percent(place.value(Covered.CODED)))


def _show_place(session: Session, frame: Frame, selection: Selection, coverage: Coverage) -> None:
    """Show the sources of the place that the address opens, and their quotations."""
    t, keys = session.t, opened(NAME)
    found = {(_key(row), _key(column)): (row, column) for row, column in coverage.places}
    if len(keys) != ROW_AND_COLUMN or (keys[0], keys[1]) not in found:
        st.caption(t("coverage.open_hint"))
        return
    row, column = found[keys[0], keys[1]]
    place = coverage.places[row, column]
    name = f"{_row_name(row, frame.codebook, t)} · {_wave(column, t)} · {_kind(column, t)}"
    st.subheader(escaped(name))
    for stretch in place.stretches:
        _show_source(stretch, t)
    whole = t("coverage.all_of_them")
    choices = {whole: place_selection(selection, row, column)} | {
        stretch.source: stretch_selection(selection, stretch) for stretch in place.stretches
    }
    if not place.codings:
        st.info(t("coverage.not_coded"))
        return
    chosen = st.selectbox(t("coverage.quotations_of"), list(choices), key="coverage_source")
    counts = {whole: place.codings} | {one.source: one.codings for one in place.stretches}
    st.markdown(t("quotations.count", n=counts[chosen]))
    show_excerpts(session, frame.codebook, choices[chosen], counts[chosen])


def _show_source(stretch: Stretch, t: Translator) -> None:
    """Show one source: how far it is coded and by whom, and a link to it."""
    words, link = st.columns([4, 1], vertical_alignment="center")
    coders = ", ".join(f"{name} ({t.number(number)})" for name, number in (stretch.coders or {}).items())
    numbers = {
        "turns": stretch.turns,
        "words": stretch.words,
        "coded": stretch.coded_turns,
        "codings": stretch.codings,
    }
    shown = {name: t.number(number) for name, number in numbers.items()}
    line = t("coverage.source", name=stretch.source, coders=coders or t("coverage.nobody"), **shown)
    if stretch.suggested:
        decided, suggested = t.number(stretch.decided), t.number(stretch.suggested)
        line += " " + t("coverage.suggestions", decided=decided, suggested=suggested)
    words.markdown(escaped(line))
    with link:
        link_to_source(stretch.source_id, t("quotations.open"))


def _row_name(row: Row, codebook: Codebook, t: Translator) -> str:
    return f"{row[0]} · {level_label(row[1] or None, codebook=codebook, t=t)}"


def _wave(column: Column, t: Translator) -> str:
    return column[0] or t("aggregating.unstated")


def _kind(column: Column, t: Translator) -> str:
    return t(f"aggregating.kind_{column[1].value.replace('-', '_')}")


def _key(parts: Row | Column) -> str:
    return " · ".join(parts)
