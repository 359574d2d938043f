"""Attributes have types: what is typed is read as a Dane writes it, and comes back as it was."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casecoding.domain.attributes import (
    Attribute,
    AttributeKind,
    Holder,
    from_text,
    likely_kind,
    number_of,
    to_text,
    value_of,
)
from casecoding.errors import InvalidValue


def attribute(kind, *choices):
    return Attribute("a", "Længde", Holder.SOURCE, AttributeKind(kind), choices)


@pytest.mark.parametrize(
    ("kind", "given_", "value"),
    [
        ("number", "1.234,5", 1234.5),
        ("number", "12,5", 12.5),
        ("number", "12.5", 12.5),
        ("number", "1.200", 1200.0),
        ("number", "0.125", 0.125),
        ("number", "1 200 000", 1_200_000.0),
        ("number", "−3", -3.0),
        ("number", 1.234, 1.234),
        ("date", "2018-05-17", date(2018, 5, 17)),
        ("date", "17.5.2018", date(2018, 5, 17)),
        ("date", datetime(2018, 5, 17, 12, tzinfo=UTC), date(2018, 5, 17)),
        ("yes-no", "Ja", True),
        ("yes-no", "no", False),
        ("yes-no", True, True),
        ("text", "  Egelund ", "Egelund"),
        ("text", 3.0, "3"),
        ("choice", "ALMEN", "almen"),
        ("number", " ", None),
        ("date", float("nan"), None),
    ],
)
def test_a_value_is_read_as_its_kind(kind, given_, value):
    assert value_of(attribute(kind, "almen", "privat"), given_) == value


@pytest.mark.parametrize(
    ("kind", "given_"),
    [
        ("number", "ca. 12"),
        ("number", True),
        ("number", "1,2,3"),
        ("date", "31.2.2018"),
        ("date", "i går"),
        ("yes-no", "måske"),
        ("choice", "andel"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_name(kind, given_):
    with pytest.raises(InvalidValue) as fault:
        value_of(attribute(kind, "almen", "privat"), given_)

    assert fault.value.values["name"] == "Længde"


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([12, "13,5", ""], "number"),
        (["ja", "Nej", None], "yes-no"),
        (["2018-05-17", "1.2.2019"], "date"),
        (["almen", "privat", "almen", "almen"], "choice"),
        (["Egelund", "Birk"], "text"),
        ([12, "ca. 13"], "text"),
        ([], "text"),
    ],
)
def test_the_kind_is_the_narrowest_that_holds_all_values(values, kind):
    assert likely_kind(values)[0] == kind


@given(
    st.lists(st.one_of(st.none(), st.text(max_size=9), st.floats(), st.booleans(), st.dates()), max_size=8)
)
def test_every_value_fits_the_likely_kind(values):
    kind, choices = likely_kind(values)

    for one in values:
        value_of(attribute(kind, *choices), one)


@given(
    st.one_of(
        st.tuples(st.just(AttributeKind.NUMBER), st.floats(allow_nan=False, allow_infinity=False)),
        st.tuples(st.just(AttributeKind.DATE), st.dates()),
        st.tuples(st.just(AttributeKind.YES_NO), st.booleans()),
        st.tuples(st.just(AttributeKind.TEXT), st.text()),
    )
)
def test_a_stored_value_is_what_it_was(kind_and_value):
    kind, value = kind_and_value

    assert from_text(kind, to_text(value)) == value


@given(st.floats(min_value=-1e12, max_value=1e12).map(lambda one: round(one, 3)))
def test_a_number_written_the_danish_way_is_read_back(value):
    written = f"{value:,.3f}".replace(",", " ").replace(".", ",").replace(" ", ".")

    assert number_of(written) == value
