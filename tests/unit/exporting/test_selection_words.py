"""A report's title page names every filter that was used."""

from dataclasses import replace

from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.selection import Having, Selection
from casecoding.exporting.selection_words import selection_in_words
from casecoding.i18n.translating import Translator
from tests.reports import make_report

HOMES = Attribute("boliger", "Boliger", Holder.CASE, AttributeKind.NUMBER)


def test_a_filter_by_an_attribute_is_named_with_its_values():
    selection = Selection(attributes=(Having("boliger", Holder.CASE, ("1200", "")),))
    report = replace(make_report(selection=selection), attributes=(HOMES,))

    words = dict(selection_in_words(selection, report, Translator("da")))

    assert words["Boliger"] == "1.200, Ikke angivet"


def test_an_attribute_that_is_not_chosen_by_is_not_named():
    report = replace(make_report(), attributes=(HOMES,))

    assert "Boliger" not in dict(selection_in_words(Selection(), report, Translator("da")))
