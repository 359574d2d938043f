"""A link to a view is put into the visitor's words once, and leads nowhere else."""

import pytest
from starlette.requests import Request

from casecoding.ui import addresses
from casecoding.ui.addresses import in_own_words


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two codes that bear each other's names in the other language, and one that does not."""
    named = {"Styring": "Drift", "Drift": "Styring", "Kobling": "Coupling"}
    monkeypatch.setattr(addresses, "_names", lambda _language: iter(named.items()))


def asked(query: str, *, path: str = "/matrix") -> Request:
    headers = [(b"cookie", b"casecoding-language=en")]
    return Request({"type": "http", "path": path, "query_string": query.encode(), "headers": headers})


def test_choices_are_said_in_the_visitors_words_and_what_is_searched_for_is_not():
    said = in_own_words(asked("measure=Kodninger&matrix_codes=Kobling&matrix_codes=X&q=Kobling"))

    assert said == "?measure=Codings&matrix_codes=Coupling&matrix_codes=X&q=Kobling"


@pytest.mark.parametrize("query", ["measure=Codings", "matrix_codes=Styring", "source=Kobling&at=4"])
def test_what_is_in_the_visitors_words_or_a_place_is_left_as_it_is(query):
    assert in_own_words(asked(query)) is None


@pytest.mark.parametrize("query", ["measure=Kodninger", "matrix_codes=Kobling", "matrix_codes=Drift"])
def test_nobody_is_sent_on_twice(query):
    said = in_own_words(asked(query))

    assert said is None or in_own_words(asked(said.removeprefix("?"))) is None


def test_an_address_with_another_host_for_a_path_leads_no_further():
    said = in_own_words(asked("measure=Kodninger", path="//example.com/"))

    assert said == "?measure=Codings"
