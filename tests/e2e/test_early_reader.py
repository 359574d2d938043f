"""A visit that begins at the reader shows the text before Streamlit has started, and keeps what was done."""

import re
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import Workbench, script_is_done, until
from tests.e2e.test_reader import begin_to_drag_over, is_saved, turn
from tests.e2e.test_reader_seeing import highlighted

pytestmark = pytest.mark.e2e

STREAMLIT_STARTS = re.compile(r"/static/js/index\.[^.]+\.js$")


def document_for(workbench: Workbench, source_id: str, host: str) -> str:
    request = Request(f"{workbench.address}/read?source={source_id}", headers={"Host": host})  # noqa: S310
    with urlopen(request) as response:  # noqa: S310
        assert response.headers["Cache-Control"] == "no-store"
        return response.read().decode()


@pytest.fixture
def held(page: Page) -> list[Route]:
    """Streamlit's first script, held back until the test lets it go on."""
    routes: list[Route] = []

    def hold(route: Route) -> None:
        routes.append(route)

    page.route(STREAMLIT_STARTS, hold)
    return routes


def open_early(page: Page, workbench: Workbench, source_id: str) -> Locator:
    page.goto(f"{workbench.address}/read?source={source_id}", wait_until="commit")
    reader = page.locator(".cc-stage > [data-reader]")
    expect(reader).to_have_attribute("data-state", "painted")
    return reader


def let_streamlit_start(page: Page, held: list[Route]) -> None:
    page.evaluate("document.querySelector('[data-reader]').dataset.first = 'yes'")
    for route in held:
        route.continue_()
    expect(page.locator(".stBidiComponent [data-reader]")).to_have_attribute("data-first", "yes")
    expect(page.locator(".cc-stage")).to_have_count(0)


def test_what_is_coded_before_streamlit_starts_stays_in_the_page(page, workbench, source_id, held):
    reader = open_early(page, workbench, source_id)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    is_saved(reader)

    let_streamlit_start(page, held)

    assert page.locator("[data-turn] :is(script, img)").count() == 0
    assert page.title() != "taken"
    assert len(workbench.codings(source_id)) == 1
    expect(turn(page, 1).locator("mark[data-codings]")).to_have_count(1)


def test_what_is_selected_and_found_stays_so_when_the_reader_moves(page, workbench, source_id, held):
    open_early(page, workbench, source_id)
    page.keyboard.press("/")
    page.keyboard.type("kommunen")
    expect(page.get_by_role("search")).to_contain_text("1 af 2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("search")).to_contain_text("2 af 2")

    let_streamlit_start(page, held)

    assert highlighted(page, "cc-hit") == ["Kommunen"]
    expect(page.get_by_role("search").get_by_role("searchbox")).to_be_focused()


def test_the_reader_does_not_move_under_a_mouse_that_is_held_down(page, workbench, source_id, held):
    open_early(page, workbench, source_id)
    begin_to_drag_over(page, 2, "hos mig")

    for route in held:
        route.continue_()
    page.locator(".stBidiComponent").wait_for(state="attached")
    script_is_done(page)
    expect(page.locator(".cc-stage > [data-reader]")).to_be_attached()
    page.mouse.up()

    expect(page.locator(".stBidiComponent [data-reader]")).to_be_attached()
    assert page.evaluate("String(getSelection())") == "hos mig"
    page.get_by_role("dialog", name="Vælg kode").get_by_role("option", name="Ledelse").click()
    expect(turn(page).locator("mark[data-codings]")).to_have_text("hos mig")


def test_the_text_goes_only_to_who_calls_this_machine_by_its_own_name(workbench, source_id):
    assert "casecoding-early" in document_for(workbench, source_id, f"localhost:{workbench.port}")
    with pytest.raises(HTTPError):
        document_for(workbench, source_id, f"example.com:{workbench.port}")


def test_a_page_left_before_it_is_there_takes_the_text_away(page, workbench, source_id):
    page.route("**/_stcore/**", lambda route: route.abort())
    open_early(page, workbench, source_id)

    page.evaluate("history.pushState(null, '', '/matrix')")

    expect(page.locator(".cc-stage")).to_have_count(0)


def test_who_codes_is_kept_when_the_page_is_loaded_anew(page, workbench, source_id):
    page.goto(f"{workbench.address}/read?source={source_id}")
    name = page.get_by_label("Koder", exact=True).and_(page.get_by_role("textbox"))
    name.fill("Bo Østergård")
    name.press("Enter")
    until(page, "document.cookie.includes('casecoding-coder=Bo')")

    page.reload()
    reader = page.locator("[data-reader]")
    expect(reader).to_have_attribute("data-state", "painted")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    is_saved(reader)
    page.context.clear_cookies()

    assert [coding["coder"] for coding in workbench.codings(source_id)] == ["Bo Østergård"]
