"""Danish and English in a real browser: after a change nothing is left in the other language."""

import pytest
from playwright.sync_api import expect

from casecoding.workbench.suggesting import suggest
from tests.e2e.conftest import script_is_done

pytestmark = pytest.mark.e2e


def test_what_was_chosen_is_shown_in_the_language_that_was_chosen_after_it(page, workbench, source_id):
    suggest(workbench.bench, source_ids=[source_id])
    page.goto(f"{workbench.address}/review")
    script_is_done(page)
    page.get_by_role("combobox", name="Rækkefølge").click()
    page.get_by_role("option", name="Som kilderne står").click()
    expect(page.get_by_role("combobox", name="Rækkefølge")).to_have_value("Som kilderne står")

    page.get_by_role("radio", name="English").click()

    expect(page.get_by_role("combobox", name="Order")).to_have_value("As the sources stand")
    page.get_by_role("radio", name="Dansk").click()
    expect(page.get_by_role("combobox", name="Rækkefølge")).to_have_value("Som kilderne står")


def test_a_link_to_a_view_opens_the_same_view_in_the_other_language(page, workbench, source_id):
    assert source_id
    page.goto(f"{workbench.address}/coverage?covered=Ord&coverage_levels=Strategisk")
    words = page.get_by_role("radio", name="Ord", exact=True)
    expect(words).to_be_checked()
    address = page.url
    page.context.add_cookies([{"name": "casecoding-language", "value": "en", "url": workbench.address}])

    page.goto(address)

    expect(page.get_by_role("radio", name="Words", exact=True)).to_be_checked()
    assert "coverage_levels=Strategic" in page.url
    page.context.clear_cookies(name="casecoding-language")
