"""Kinds of material against each other, what speaks against a theme, and what a code rests on."""

import pytest

from casecoding.aggregating.triangulating import Pattern
from casecoding.domain.attributes import Figure
from casecoding.domain.coding import Coder, Stance
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.coding import change_coding
from casecoding.workbench.metadata import save_figures
from casecoding.workbench.triangulating import (
    read_balances,
    read_footings,
    read_joint_display,
    survey_measures,
)
from tests.builders import make_source, mark, store_source, usual_source


@pytest.fixture
def anne(any_bench: Bench) -> Coder:
    return ensure_coder(any_bench, "Anne")


@pytest.fixture
def study(any_bench: Bench, anne: Coder) -> Bench:
    """Egelund says kobling in an interview and not in its minutes; Ny By in both; Aa has minutes alone."""
    minutes = ((None, "Ingen kobling blev nævnt."), (None, "Økonomien blev drøftet."))
    kept = {"kind": SourceKind.MEETING_NOTES, "level": "strategisk"}
    said = store_source(any_bench, usual_source("e1", case="Egelund"))
    store_source(any_bench, make_source(*minutes, source_id="e2", case="Egelund", **kept))
    told = store_source(any_bench, usual_source("n1", case="Ny By"))
    written = store_source(any_bench, make_source(*minutes, source_id="n2", case="Ny By", **kept))
    store_source(any_bench, make_source(*minutes, source_id="a1", case="Aa", **kept))
    first = mark(any_bench, said, "ingen kobling", "kobling", anne.id)
    second = mark(any_bench, told, "ingen kobling", "kobling", anne.id)
    mark(any_bench, told, "Vi gør det selv", "kobling", anne.id)
    mark(any_bench, written, "Ingen kobling", "kobling", anne.id)
    mark(any_bench, said, "Ledelsen bakker op", "ledelse", anne.id)
    change_coding(any_bench, first.id, coder_id=anne.id, stance=Stance.CONTRADICTS)
    change_coding(any_bench, second.id, coder_id=anne.id, stance=Stance.SUPPORTS)
    figures = [Figure("Egelund", "2018", "Tryghed", 61.5, 214, "%"), Figure("Aa", "2018", "Andet", 1.0)]
    save_figures(any_bench, figures, coder_id=anne.id)
    return any_bench


def test_a_theme_is_held_against_each_kind_of_material(study):
    rows = {row.case: row for row in read_joint_display(study, "kobling", measures=["Tryghed"])}

    assert {case: row.pattern for case, row in rows.items()} == {
        "Egelund": Pattern.PARTLY,
        "Ny By": Pattern.EVERYWHERE,
        "Aa": Pattern.NOWHERE,
    }
    assert rows["Egelund"].missing == ("meeting-notes",)
    assert [cell.count.codings for cell in rows["Ny By"].cells] == [2, 1]
    assert rows["Aa"].cells[0].material is None
    assert [figure.value for figure in rows["Egelund"].figures] == [61.5]
    assert rows["Aa"].figures == ()


def test_every_number_opens_to_as_many_quotations(study):
    for row in read_joint_display(study, "kobling"):
        for cell in row.cells:
            selection = Selection(codes=("kobling",), cases=(row.case,), kinds=(SourceKind(cell.column),))
            assert count_excerpts(study, selection) == cell.count.codings
    for balance in read_balances(study):
        for stance in Stance:
            selection = Selection(codes=(balance.theme,), stances=(stance,))
            assert count_excerpts(study, selection) == balance.total(stance)
    for footing in read_footings(study):
        assert count_excerpts(study, Selection(exact_codes=(footing.code,))) == footing.codings


def test_kinds_stand_in_their_order_and_measures_by_name(study):
    rows = read_joint_display(study, "kobling")

    assert [cell.column for cell in rows[0].cells] == ["interview", "meeting-notes"]
    assert survey_measures(study) == ("Andet", "Tryghed")


def test_a_theme_has_cases_against_it_and_silent_ones(study):
    first, second = read_balances(study)

    assert (first.theme, first.against, first.silent) == ("kobling", ("Egelund",), ("Aa",))
    assert (first.total(Stance.SUPPORTS), first.total(Stance.CONTRADICTS), first.codings) == (1, 1, 4)
    assert (second.theme, second.against, second.silent) == ("ledelse", (), ("Aa", "Ny By"))


def test_a_code_that_one_speaker_carries_is_told_of(study):
    footings = {one.code: one for one in read_footings(study)}

    assert footings["ledelse"].top == ("Egelund", "Navn Bo")
    assert footings["ledelse"].is_narrow
    assert footings["kobling"].top == ("Ny By", "Navn Mette")
    assert (footings["kobling"].speakers, footings["kobling"].sources) == (2, 3)
    assert not footings["kobling"].is_narrow


def test_who_codes_blind_sees_her_own_alone(study):
    assert all(
        cell.count.codings == 0
        for row in read_joint_display(study, "kobling", coders=("Bo",))
        for cell in row.cells
    )
    assert read_footings(study, coders=("Bo",)) == ()
