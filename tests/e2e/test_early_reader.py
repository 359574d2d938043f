"""A visit that begins at the reader shows the text before Streamlit has started, and keeps what was done."""

import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.conftest import Workbench
from tests.e2e.test_reader import is_saved, turn

pytestmark = pytest.mark.e2e

STREAMLIT_STARTS = re.compile(r"/static/js/index\.[^.]+\.js$")


def document_for(workbench: Workbench, source_id: str, host: str) -> str:
    request = Request(f"{workbench.address}/read?source={source_id}", headers={"Host": host})  # noqa: S310
    with urlopen(request) as response:  # noqa: S310
        assert response.headers["Cache-Control"] == "no-store"
        return response.read().decode()


def test_what_is_coded_before_streamlit_starts_stays_in_the_page(page, workbench, source_id):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(STREAMLIT_STARTS, hold)
    page.goto(f"{workbench.address}/read?source={source_id}", wait_until="commit")
    reader = page.locator(".cc-stage > [data-reader]")
    expect(reader).to_have_attribute("data-state", "painted")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    is_saved(reader)
    page.evaluate("document.querySelector('[data-reader]').dataset.first = 'yes'")
    page.evaluate("getSelection().setBaseAndExtent(document.querySelector('[data-turn=\"4\"]'), 0, "
                  "document.querySelector('[data-turn=\"4\"]'), 1)")  # fmt: skip
    selected = page.evaluate("String(getSelection())")
    for route in held:
        route.continue_()

    expect(page.locator(".stBidiComponent [data-reader]")).to_have_attribute("data-first", "yes")
    expect(page.locator(".cc-stage")).to_have_count(0)
    assert page.evaluate("String(getSelection())") == selected != ""
    assert page.locator("[data-turn] :is(script, img)").count() == 0
    assert page.title() != "taken"
    assert len(workbench.codings(source_id)) == 1
    expect(turn(page, 1).locator("mark[data-codings]")).to_have_count(1)


def test_the_text_goes_only_to_who_calls_this_machine_by_its_own_name(workbench, source_id):
    own, foreign = f"localhost:{workbench.port}", f"example.com:{workbench.port}"

    assert "casecoding-early" in document_for(workbench, source_id, own)
    assert "Projektleder" not in document_for(workbench, source_id, foreign)
    assert "casecoding-early" not in document_for(workbench, source_id, foreign)


def test_a_page_left_before_it_is_there_takes_the_text_away(page, workbench, source_id):
    page.route("**/_stcore/**", lambda route: route.abort())
    page.goto(f"{workbench.address}/read?source={source_id}", wait_until="commit")
    expect(page.locator(".cc-stage > [data-reader]")).to_have_attribute("data-state", "painted")

    page.evaluate("history.pushState(null, '', '/matrix')")

    expect(page.locator(".cc-stage")).to_have_count(0)
