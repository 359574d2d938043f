"""Attributes stand on axes, a third axis gives small multiples, and a view is kept under its name."""

import pytest

from casecoding.aggregating.matrix import AttributeDimension, Dimension, Measure
from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.selection import Having, Selection
from casecoding.domain.source import SourceKind
from casecoding.errors import SameDimension, UnknownDimension, UnknownView, UnnamedView
from casecoding.workbench.analysis import (
    Question,
    attribute_choices,
    axis_named,
    cell_selection,
    count_excerpts,
    read_matrix,
    read_panels,
)
from casecoding.workbench.metadata import read_sheet, save_attributes, set_values
from casecoding.workbench.reading import check
from casecoding.workbench.views import list_views, open_view, remove_view, save_view, undo_view
from tests.builders import mark, store_source, usual_source

WANTED = [
    Attribute("", "Boliger", Holder.CASE, AttributeKind.NUMBER),
    Attribute("", "Optaget", Holder.SOURCE, AttributeKind.YES_NO),
    Attribute("", "Ansat", Holder.PARTICIPANT, AttributeKind.CHOICE, ("kort tid", "længe")),
]


@pytest.fixture
def told(bench, anne):
    """Give a study with three sources, a coding in each, and attributes said of some of it."""
    for number, case in enumerate(("Egelund", "Birkeparken", "Søndervang")):
        source = store_source(bench, usual_source(f"kilde{number}", case=case))
        mark(bench, source, "ingen kobling", "kobling", anne.id)
    save_attributes(bench, WANTED, coder_id=anne.id)
    sheets = {holder: read_sheet(bench, holder) for holder in Holder}
    homes, taped, since = (sheets[one].attributes[0].id for one in Holder)
    cases = {one.name: one.id for one in sheets[Holder.CASE].holders}
    speakers = {(one.source, one.label): one.id for one in sheets[Holder.PARTICIPANT].holders}
    values = {
        (homes, cases["Egelund"]): 1200,
        (homes, cases["Birkeparken"]): 300,
        (taped, "kilde0"): "ja",
        (since, speakers["Samtale kilde0", "Mette"]): "længe",
        (since, speakers["Samtale kilde1", "Mette"]): "kort tid",
    }
    set_values(bench, values, coder_id=anne.id)
    return bench


def attribute(bench, holder: Holder) -> AttributeDimension:
    return AttributeDimension(read_sheet(bench, holder).attributes[0])


@pytest.mark.parametrize(
    ("holder", "keys"),
    [
        (Holder.CASE, ("300", "1200", "")),
        (Holder.SOURCE, ("yes", "")),
        (Holder.PARTICIPANT, ("kort tid", "længe", "")),
    ],
)
def test_the_values_of_an_attribute_stand_in_their_order_and_what_is_not_stated_last(told, holder, keys):
    axis = attribute(told, holder)

    matrix = read_matrix(told, Question(axis, Dimension.THEME))

    assert matrix.rows == keys
    assert matrix.codings == 3


@pytest.mark.parametrize("holder", list(Holder))
def test_a_cell_of_an_attribute_opens_to_the_quotations_it_counts(told, holder):
    question = Question(attribute(told, holder), Dimension.CASE)

    matrix = read_matrix(told, question)

    for row, column in matrix.cells:
        found = count_excerpts(told, cell_selection(question, row, column))
        assert found == matrix.cell(row, column).count.codings


def test_a_value_without_material_is_no_data(told):
    matrix = read_matrix(told, Question(attribute(told, Holder.CASE), Dimension.CASE))

    assert matrix.value("1200", "Egelund") == 1
    assert matrix.value("300", "Egelund") is None


def test_several_values_of_an_attribute_are_alternatives(told):
    homes = attribute(told, Holder.CASE).attribute
    selection = Selection(attributes=(Having(homes.id, Holder.CASE, ("300", "")),))

    assert count_excerpts(told, selection) == 2


def test_attributes_are_chosen_among_by_what_is_said(told):
    assert list(attribute_choices(told).values()) == [["300", "1200"], ["yes"], ["kort tid", "længe"]]


def test_panels_add_up_to_the_whole_and_open(told):
    question = Question(Dimension.THEME, Dimension.LEVEL, panels=Dimension.CASE)

    panels = read_panels(told, question)

    assert list(panels.matrices) == ["Birkeparken", "Egelund", "Søndervang"]
    assert panels.codings == 3
    assert panels.turns == read_matrix(told, question).turns
    selection = cell_selection(question, "kobling", "operationelt", panel="Egelund")
    assert count_excerpts(told, selection) == 1


def test_panels_of_coders_share_their_material(told):
    question = Question(Dimension.THEME, Dimension.CASE, panels=Dimension.CODER)

    assert read_panels(told, question).turns == read_matrix(told, question).turns


def test_the_same_axis_twice_is_refused(told):
    with pytest.raises(SameDimension):
        read_panels(told, Question(Dimension.THEME, Dimension.CASE, panels=Dimension.THEME))


def test_an_axis_is_named_by_its_attribute(told):
    axis = attribute(told, Holder.SOURCE)

    assert axis_named(told, axis.value) == axis
    with pytest.raises(UnknownDimension, match=axis.value):
        axis_named(told, "vejr")


def test_a_saved_view_opens_as_it_was(told, anne):
    homes = attribute(told, Holder.CASE)
    selection = Selection(
        codes=("kobling",),
        kinds=(SourceKind.INTERVIEW,),
        attributes=(Having(homes.attribute.id, Holder.CASE, ("300",)),),
        with_interviewer=True,
    )
    question = Question(homes, Dimension.LEVEL, Measure.SHARE_OF_TURNS, selection, Dimension.CASE)

    save_view(told, "  Boliger   og niveau ", question, coder_id=anne.id)

    assert list_views(told) == ("Boliger og niveau",)
    assert open_view(told, "Boliger og niveau") == question
    assert check(told) == ()


def test_saving_again_replaces_and_undo_brings_the_first_back(told, anne):
    save_view(told, "Min", Question(), coder_id=anne.id)
    save_view(told, "Min", Question(columns=Dimension.WAVE), coder_id=anne.id)

    undo_view(told, coder_id=anne.id)

    assert open_view(told, "Min") == Question()


def test_a_deleted_view_comes_back_by_undo(told, anne):
    save_view(told, "Min", Question(), coder_id=anne.id)
    remove_view(told, "Min", coder_id=anne.id)
    assert list_views(told) == ()

    undo_view(told, coder_id=anne.id)

    assert list_views(told) == ("Min",)


def test_what_is_gone_falls_out_of_a_saved_view(told, anne):
    homes = attribute(told, Holder.CASE)
    chosen = Selection(
        cases=("Egelund", "Nedlagt"), attributes=(Having(homes.attribute.id, Holder.CASE, ("300",)),)
    )
    save_view(told, "Min", Question(homes, Dimension.WAVE, selection=chosen), coder_id=anne.id)
    save_attributes(told, [], coder_id=anne.id)

    opened = open_view(told, "Min")

    assert opened == Question(Dimension.THEME, Dimension.WAVE, selection=Selection(cases=("Egelund",)))


def test_a_view_without_a_name_or_of_an_unknown_one_is_refused(told, anne):
    with pytest.raises(UnnamedView):
        save_view(told, " ", Question(), coder_id=anne.id)
    with pytest.raises(UnknownView):
        open_view(told, "Min")
    with pytest.raises(UnknownView):
        remove_view(told, "Min", coder_id=anne.id)


def test_panels_as_a_table_stand_before_the_rows(told):
    table = read_panels(told, Question(Dimension.THEME, Dimension.LEVEL, panels=Dimension.CASE)).table()

    assert table.index.names == ["case", "theme"]
    assert table.loc[("Egelund", "kobling"), "operationelt"] == 1
