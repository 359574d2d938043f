"""What the reader shows in a real browser: filters, search by lemma, blind coding, places, news of a run."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import Marking, apply_code
from casecoding.workbench.reader import work_blind
from casecoding.workbench.reading import read_text
from casecoding.workbench.suggesting import suggest
from tests.e2e.conftest import Workbench, until
from tests.e2e.test_reader import begin_to_drag_over, is_saved, open_reader, turn

pytestmark = pytest.mark.e2e

LONG = "\n".join(
    f"Interviewer: Spørgsmål {number}?\n\nProjektleder: Svar {number} om beboernes hverdag. {'Ord ' * 60}\n"
    for number in range(1, 61)
)


def code(workbench: Workbench, source_id: str, words: str, code_id: str, coder: str) -> str:
    """Store a coding as someone else's browser would, and return its id."""
    text = read_text(workbench.bench, source_id)
    marking = Marking(source_id, text.index(words), text.index(words) + len(words), code_id, quote=words)
    return apply_code(workbench.bench, marking, coder_id=ensure_coder(workbench.bench, coder).id).id


@pytest.fixture
def coded(workbench: Workbench, source_id: str) -> str:
    """A source with two codings by Anne and one by Bo."""
    code(workbench, source_id, "Det bliver hos mig.", "beboerdemokrati", "Anne")
    code(workbench, source_id, "Kommunen svarer aldrig.", "ledelse", "Anne")
    code(workbench, source_id, "Beboerne spørger os.", "beboerdemokrati", "Bo")
    return source_id


def filter_bar(page: Page) -> Locator:
    return page.get_by_role("group", name="Filter")


def test_a_code_alone_is_painted_and_escape_brings_all_back(page, workbench, coded):
    reader = open_reader(page, workbench, coded)
    expect(reader).to_have_attribute("data-codings", "3")

    page.get_by_role("region", name="Koder", exact=True).get_by_role("button", name="Ledelse").first.click()

    expect(reader).to_have_attribute("data-codings", "1")
    expect(page.locator("mark[data-codings]")).to_have_text("Kommunen svarer aldrig.")
    assert page.locator(".cc-stripe:not(.cc-waiting)").count() == 1
    expect(filter_bar(page)).to_contain_text("Viser 1 af 3 kodninger")
    page.keyboard.press("Escape")
    expect(reader).to_have_attribute("data-codings", "3")
    expect(filter_bar(page)).to_be_hidden()


def test_a_coder_is_filtered_by_keyboard_and_the_filter_is_there_after_a_reload(page, workbench, coded):
    reader = open_reader(page, workbench, coded)
    page.keyboard.press("f")
    expect(page.get_by_role("button", name=re.compile("^Anne"))).to_be_focused()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("mark[data-codings]")).to_have_text("Beboerne spørger os.")
    expect(page.get_by_role("button", name=re.compile("^Bo "))).to_be_focused()
    page.reload()
    expect(reader).to_have_attribute("data-codings", "1")
    expect(filter_bar(page)).to_contain_text("Bo")
    page.get_by_role("button", name="Vis alle").click()
    expect(reader).to_have_attribute("data-codings", "3")


def test_an_address_of_a_coding_shows_it_though_it_was_filtered_out(page, workbench, coded):
    open_reader(page, workbench, coded)
    page.get_by_role("region", name="Koder", exact=True).get_by_role("button", name="Ledelse").first.click()
    at = read_text(workbench.bench, coded).index("Beboerne spørger os.")

    reader = open_reader(page, workbench, coded, f"&at={at}")

    expect(reader).to_have_attribute("data-codings", "3")
    expect(page.get_by_role("region", name="Kodning", exact=True)).to_contain_text("Kodet af Bo")


def test_a_new_coding_that_the_filter_hides_is_counted_by_the_bar_and_stored(page, workbench, coded):
    reader = open_reader(page, workbench, coded)
    page.get_by_role("region", name="Koder", exact=True).get_by_role("button", name="Ledelse").first.click()
    expect(filter_bar(page)).to_contain_text("Viser 1 af 3 kodninger")

    for key in ("ArrowDown", "ArrowDown", "1"):
        page.keyboard.press(key)

    expect(filter_bar(page)).to_contain_text("Viser 1 af 4 kodninger")
    is_saved(reader)
    expect(reader).to_have_attribute("data-codings", "1")
    assert len(workbench.codings(coded)) == 4


def test_a_turn_whose_coding_is_filtered_out_is_not_taken_for_uncoded(page, workbench, coded):
    open_reader(page, workbench, coded)
    page.get_by_role("region", name="Koder", exact=True).get_by_role("button", name="Ledelse").first.click()

    page.keyboard.press("n")

    expect(page.get_by_role("status")).to_contain_text("Alle replikker har en kodning")


def test_a_blind_coder_is_not_sent_others_codings_until_it_is_turned_off(page, workbench, coded):
    reader = open_reader(page, workbench, coded)
    blind = page.get_by_role("button", name="Blind kodning")

    with page.expect_response("**/reader/page*") as sent:
        blind.click()

    anne = ensure_coder(workbench.bench, "Anne").id
    assert {coding["coder"] for coding in sent.value.json()["codings"]} == {anne}
    expect(reader).to_have_attribute("data-codings", "2")
    expect(page.locator(".cc-header")).to_contain_text("Blind kodning")
    code(workbench, coded, "Budgettet er brugt op", "finansiering", "Bo")
    with page.expect_response("**/reader/news*") as news:
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    assert news.value.json()["codings"] == []
    expect(blind).to_have_attribute("aria-pressed", "true")
    blind.click()
    expect(reader).to_have_attribute("data-codings", "4")


def test_an_open_reader_follows_when_blind_coding_is_turned_on_elsewhere(page, workbench, coded):
    reader = open_reader(page, workbench, coded)
    anne = ensure_coder(workbench.bench, "Anne").id

    work_blind(workbench.bench, coder_id=anne, blind=True)
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(reader).to_have_attribute("data-codings", "2")
    work_blind(workbench.bench, coder_id=anne, blind=False)


def test_search_finds_the_other_inflections_of_a_word(page, workbench, source_id):
    suggest(workbench.bench, source_ids=[source_id])
    open_reader(page, workbench, source_id)
    page.keyboard.press("/")
    search = page.get_by_role("search")

    page.keyboard.type("spørge")

    expect(search).to_contain_text("1 af 1")
    expect(search).to_contain_text("spørger")
    assert highlighted(page, "cc-hit") == ["spørger"]
    search.get_by_role("button", name="Kun som skrevet").click()
    search.get_by_role("searchbox").fill("pørge")
    expect(search).to_contain_text("1 af 1")
    assert highlighted(page, "cc-hit") == ["pørge"]


def test_enter_goes_through_the_hits_and_they_stand_in_the_map(page, workbench, request):
    source_id = workbench.add_source(request.node.name, LONG)
    open_reader(page, workbench, source_id)
    page.keyboard.press("Control+f")
    search = page.get_by_role("search")

    page.keyboard.type("beboernes")

    expect(search).to_contain_text("1 af 60")
    expect(search).to_contain_text("Kilden er ikke analyseret endnu")
    assert len(highlighted(page, "cc-hits")) == 60
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(search).to_contain_text("3 af 60")
    page.keyboard.press("Shift+Enter")
    expect(search).to_contain_text("2 af 60")
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()
    assert highlighted(page, "cc-hits") == []


def test_a_search_respects_diacritics(page, workbench, source_id):
    open_reader(page, workbench, source_id)
    page.keyboard.press("/")

    page.keyboard.type("sporger")

    expect(page.get_by_role("search")).to_contain_text("Ingen steder")


def test_a_turn_is_reached_by_its_number_and_the_place_is_kept(page, workbench, request):
    source_id = workbench.add_source(request.node.name, LONG)
    open_reader(page, workbench, source_id)
    page.keyboard.press("g")

    page.keyboard.type("80")
    page.keyboard.press("Enter")

    expect(turn(page, 80)).to_be_in_viewport()
    kept = "Object.keys(localStorage).some((key) => key.includes(':position:') && localStorage[key] > 1000)"
    until(page, kept)
    page.reload()
    expect(page.locator("[data-reader]")).to_have_attribute("data-state", "painted")
    expect(turn(page, 80)).to_be_in_viewport()
    page.keyboard.press("g")
    page.keyboard.type("999")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("den sidste er §")


def test_names_stand_at_the_stripes_on_demand(page, workbench, coded):
    open_reader(page, workbench, coded)
    names = page.locator(".cc-stripe-name")
    assert names.count() == 0

    page.keyboard.press("b")

    expect(names.filter(has_text="Beboerdemokrati")).to_have_count(2)
    names.filter(has_text="Ledelse").click()
    expect(page.get_by_role("region", name="Kodning", exact=True)).to_contain_text("Ledelse")
    page.keyboard.press("b")
    expect(names).to_have_count(0)


def test_hovering_a_stripe_brings_its_coding_forward_in_its_own_colour(page, workbench, source_id):
    under = code(workbench, source_id, "Det bliver hos mig. Der er ingen følgegruppe", "ledelse", "Anne")
    code(workbench, source_id, "hos mig.", "finansiering", "Anne")
    open_reader(page, workbench, source_id)
    both = page.locator(f"mark[data-codings~='{under}']", has_text="hos mig.")
    before = both.evaluate("(mark) => getComputedStyle(mark).backgroundColor")

    page.locator(f".cc-stripe[data-coding='{under}']").hover()

    expect(page.locator(f"mark[data-codings~='{under}'].cc-hovered")).to_have_count(3)
    expect(both).not_to_have_css("background-color", before)


def test_suggestions_of_a_run_elsewhere_appear_without_a_reload(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    expect(page.locator("[data-suggestions]")).to_have_count(0)
    for key in ("ArrowDown", "ArrowDown", "1"):
        page.keyboard.press(key)
    is_saved(reader)

    suggest(workbench.bench, source_ids=[source_id])

    expect(page.locator("[data-suggestions]").first).to_be_visible(timeout=8_000)
    expect(page.get_by_role("status")).to_contain_text("Der er kommet nye forslag")
    expect(reader).to_have_attribute("data-codings", "1")


def test_what_others_code_is_not_painted_under_a_mouse_that_is_held_down(page, workbench, source_id):
    open_reader(page, workbench, source_id)
    begin_to_drag_over(page, 2, "hos mig")

    code(workbench, source_id, "Beboerne spørger os.", "beboerdemokrati", "Bo")
    with page.expect_response(re.compile("/reader/news")):
        page.evaluate("dispatchEvent(new Event('focus'))")
    expect(turn(page).locator("mark[data-codings]")).to_have_count(0)
    page.mouse.up()

    expect(turn(page).locator("mark[data-codings]")).to_have_text("Beboerne spørger os.")
    assert page.evaluate("String(getSelection())") == "hos mig"


def highlighted(page: Page, name: str) -> list[str]:
    """Return the words that a highlight of the browser stands on."""
    return page.evaluate("(name) => [...(CSS.highlights.get(name) ?? [])].map(String)", name)
