"""Attributes and survey figures: typed, from forms, manifests and tables, as one step that can be undone."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from casecoding.domain.attributes import Attribute, AttributeKind, Figure, Holder
from casecoding.errors import AttributeTwice, InvalidValue, TableFault, UnknownAttribute, UnknownSource
from casecoding.workbench.importing import Said, import_files, pattern_from
from casecoding.workbench.metadata import (
    import_figures,
    import_table,
    list_attributes,
    list_figures,
    preview_table,
    read_sheet,
    save_attributes,
    save_figures,
    set_values,
)
from casecoding.workbench.reading import check, read_history, read_overview
from casecoding.workbench.speakers import undo_material
from tests.builders import store_source, usual_source

CASES = "Case;Boliger;Almen\nEgelund;1.200;ja\nBirkeparken;850;nej\n"


def values_of(bench, holder=Holder.CASE):
    """Return (who, attribute) -> value."""
    sheet = read_sheet(bench, holder)
    return {
        (card.name, one.name): sheet.values[one.id, card.id]
        for card in sheet.holders
        for one in sheet.attributes
        if (one.id, card.id) in sheet.values
    }


def take_in(bench, coder, content, name="tabel.csv"):
    preview = preview_table(bench, name, content.encode() if isinstance(content, str) else content)
    return import_table(bench, preview, coder_id=coder.id)


def workbook(*rows):
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def test_a_table_of_cases_becomes_typed_attributes(bench, anne):
    store_source(bench, usual_source(case="Egelund"))

    preview = preview_table(bench, "cases.csv", CASES.encode())
    stored = import_table(bench, preview, coder_id=anne.id)

    assert (stored, preview.new_cases) == (4, ("Birkeparken",))
    assert [(one.name, one.kind) for one in list_attributes(bench)] == [
        ("Boliger", AttributeKind.NUMBER),
        ("Almen", AttributeKind.YES_NO),
    ]
    assert values_of(bench) == {
        ("Egelund", "Boliger"): 1200.0,
        ("Egelund", "Almen"): True,
        ("Birkeparken", "Boliger"): 850.0,
        ("Birkeparken", "Almen"): False,
    }
    assert check(bench) == ()


def test_a_table_is_one_step_that_undo_takes_back(bench, anne):
    take_in(bench, anne, CASES)

    undo_material(bench, coder_id=anne.id)

    assert (list_attributes(bench), values_of(bench)) == ((), {})
    assert take_in(bench, anne, CASES) == 4
    assert check(bench) == ()


def test_a_workbook_of_speakers_finds_them_by_source_and_name(bench, anne):
    store_source(bench, usual_source())
    rows = (["kilde", "taler", "Ansat siden"], ["Samtale kilde1", "Mette", "1.2.2015"])

    take_in(bench, anne, workbook(*rows), name="talere.xlsx")

    assert values_of(bench, Holder.PARTICIPANT) == {("Navn Mette", "Ansat siden"): date(2015, 2, 1)}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("sted;Boliger\nEgelund;1\n", TableFault),
        ("kilde;Længde\nfindes ikke;1\n", UnknownSource),
        ("kilde;taler;Alder\nkilde1;Ole;1\n", TableFault),
        ("case;A;A\nEgelund;1;2\n", TableFault),
        ("case;A\n;1\n", TableFault),
    ],
)
def test_a_table_that_does_not_fit_stores_nothing(bench, anne, content, error):
    store_source(bench, usual_source())

    with pytest.raises(error):
        take_in(bench, anne, content)

    assert list_attributes(bench) == ()


def test_values_are_set_changed_and_taken_away(bench, anne):
    store_source(bench, usual_source(case="Egelund"))
    save_attributes(bench, [Attribute("", "Boliger", Holder.CASE, AttributeKind.NUMBER)], coder_id=anne.id)
    sheet = read_sheet(bench, Holder.CASE)
    key = (sheet.attributes[0].id, sheet.holders[0].id)

    set_values(bench, {key: "1.200"}, coder_id=anne.id)
    set_values(bench, {key: "1300"}, coder_id=anne.id)
    undo_material(bench, coder_id=anne.id)
    first = values_of(bench)
    set_values(bench, {key: ""}, coder_id=anne.id)

    assert (first, values_of(bench)) == ({("Egelund", "Boliger"): 1200.0}, {})
    assert check(bench) == ()


def test_a_value_that_does_not_fit_stores_none_of_its_step(bench, anne):
    store_source(bench, usual_source(case="Egelund"))
    take_in(bench, anne, CASES)
    sheet = read_sheet(bench, Holder.CASE)
    boliger, almen = (one.id for one in sheet.attributes)
    before = values_of(bench)

    with pytest.raises(InvalidValue):
        set_values(
            bench,
            {(boliger, sheet.holders[0].id): 1, (almen, sheet.holders[0].id): "måske"},
            coder_id=anne.id,
        )
    with pytest.raises(UnknownAttribute):
        set_values(bench, {("intet", sheet.holders[0].id): 1}, coder_id=anne.id)

    assert values_of(bench) == before


def test_an_attribute_changes_kind_when_its_values_fit(bench, anne):
    take_in(bench, anne, CASES)
    boliger, almen = list_attributes(bench)
    as_text = Attribute(boliger.id, "Antal boliger", Holder.CASE, AttributeKind.TEXT)

    save_attributes(bench, [as_text, almen], coder_id=anne.id)

    assert values_of(bench)["Egelund", "Antal boliger"] == "1200"
    with pytest.raises(InvalidValue):
        save_attributes(
            bench, [as_text, Attribute(almen.id, "Almen", Holder.CASE, AttributeKind.DATE)], coder_id=anne.id
        )


def test_two_attributes_of_one_name_are_refused(bench, anne):
    one = Attribute("", "Boliger", Holder.CASE)

    with pytest.raises(AttributeTwice):
        save_attributes(bench, [one, Attribute("", "boliger", Holder.CASE)], coder_id=anne.id)


def test_a_manifest_says_attributes_of_source_case_and_participant(bench, tmp_path):
    (tmp_path / "a.txt").write_text("Mette: Vi venter.\n\nBo: Vi går.\n" * 3, encoding="utf-8")
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(
        """[[sources]]
file = "a.txt"
case = "Egelund"
attributes = { Optaget = true }
case_attributes = { Boliger = 1200 }
[[sources.participants]]
label = "Mette"
attributes = { Alder = 44 }
""",
        encoding="utf-8",
    )

    (outcome,) = import_files(bench, [tmp_path / "a.txt"], manifest=manifest)

    assert outcome.refusal is None
    assert values_of(bench) == {("Egelund", "Boliger"): 1200.0}
    assert values_of(bench, Holder.SOURCE) == {("a", "Optaget"): True}
    assert values_of(bench, Holder.PARTICIPANT) == {("Mette", "Alder"): 44.0}


def test_columns_of_a_table_manifest_are_attributes_by_their_lead(bench, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"Mette: Vi venter på {name}.\n", encoding="utf-8")
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "fil;case;kilde: Længde;case: Boliger\na.txt;Egelund;45,5;1.200\nb.txt;Egelund;ca. en time;\n",
        encoding="utf-8",
    )

    outcomes = import_files(bench, [tmp_path / "a.txt", tmp_path / "b.txt"], manifest=manifest)

    assert [outcome.refusal for outcome in outcomes] == [None, None]
    assert values_of(bench, Holder.SOURCE) == {("a", "Længde"): "45,5", ("b", "Længde"): "ca. en time"}
    assert values_of(bench) == {("Egelund", "Boliger"): 1200.0}


def test_a_pattern_reads_the_names_of_all_files(bench, tmp_path):
    file = tmp_path / "2018 Ny By referat.txt"
    file.write_text("Mette: Vi venter.\n", encoding="utf-8")

    import_files(bench, [file], said=Said(pattern=pattern_from("{wave} {case} {kind}")))

    (card,) = read_overview(bench).sources
    assert (card.case, card.wave, card.kind.value) == ("Ny", "2018", "meeting-notes")


def test_survey_figures_come_from_a_table_and_replace_their_like(bench, anne):
    table = (
        "case;runde;mål;værdi;n;enhed\nEgelund;2018;Tryghed;71,5;312;pct.\nEgelund;2020;Tryghed;74;;pct.\n"
    )
    import_figures(bench, "tal.csv", table.encode(), coder_id=anne.id)

    stored = import_figures(bench, "tal.csv", table.replace("71,5", "72").encode(), coder_id=anne.id)

    assert stored == 2
    assert list_figures(bench) == (
        Figure("Egelund", "2018", "Tryghed", 72.0, 312, "pct."),
        Figure("Egelund", "2020", "Tryghed", 74.0, None, "pct."),
    )
    assert read_history(bench)[0].subject["file"] == "tal.csv"


@pytest.mark.parametrize(
    "table",
    [
        "case;mål\nEgelund;Tryghed\n",
        "case;mål;værdi\nEgelund;Tryghed;mange\n",
        "case;mål;værdi\n;Tryghed;1\n",
        "case;mål;værdi;n\nEgelund;Tryghed;1;nogle\n",
        "",
    ],
)
def test_a_table_of_figures_that_does_not_fit_stores_nothing(bench, anne, table):
    with pytest.raises(TableFault):
        import_figures(bench, "tal.csv", table.encode(), coder_id=anne.id)

    assert list_figures(bench) == ()


def test_figures_are_changed_as_a_table_and_taken_back(bench, anne):
    first = Figure("Egelund", "2018", "Tryghed", 71.5, 312, "pct.")
    save_figures(bench, [first], coder_id=anne.id)

    save_figures(bench, [Figure("Birk", "2018", "Tryghed", 60.0)], coder_id=anne.id)
    after = list_figures(bench)
    undo_material(bench, coder_id=anne.id)

    assert after == (Figure("Birk", "2018", "Tryghed", 60.0),)
    assert list_figures(bench) == (first,)
    assert check(bench) == ()
