"""The reader in a real browser: what is painted is stored, and nothing is lost."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from casecoding.workbench.reading import read_text
from casecoding.workbench.suggesting import suggest
from tests.e2e.conftest import Workbench, script_is_done

pytestmark = pytest.mark.e2e

ANSWER = 2  # the number of the project leader's first turn
SENTENCE = "Beboerne spørger os."
FIRST_SENTENCE = "Det bliver hos mig."


def open_reader(page: Page, workbench: Workbench, source_id: str, more: str = "") -> Locator:
    page.goto(f"{workbench.address}/read?source={source_id}{more}")
    reader = page.locator(".stBidiComponent [data-reader]")  # moved into its place
    expect(reader).to_have_attribute("data-state", "painted", timeout=20_000)
    expect(reader).to_have_attribute("data-source", source_id)
    script_is_done(page)
    return reader


def turn(page: Page, number: int = ANSWER) -> Locator:
    return page.locator(f"[data-turn='{number}']")


def drag_over(page: Page, number: int, words: str) -> None:
    """Select words of a turn with the mouse."""
    begin_to_drag_over(page, number, words)
    page.mouse.up()


def begin_to_drag_over(page: Page, number: int, words: str) -> None:
    """Drag the mouse over words of a turn, and hold it down."""
    box = turn(page, number).evaluate(
        """async (element, words) => {
            await document.fonts.ready;
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.nodeValue.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const { left, right, top, height } = range.getBoundingClientRect();
                return { left, right, y: top + height / 2 };
            }
        }""",
        words,
    )
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["y"], steps=4)


def is_saved(reader: Locator) -> None:
    expect(reader).to_have_attribute("data-unsaved", "0")


def test_a_turn_shows_its_slice_of_the_text_and_markup_stays_text(page, workbench, source_id):
    open_reader(page, workbench, source_id)
    text = read_text(workbench.bench, source_id)

    for number in (1, ANSWER, 4):
        start, end = (int(turn(page, number).get_attribute(name) or 0) for name in ("data-start", "data-end"))
        assert turn(page, number).text_content() == text[start:end]
    assert page.locator("[data-turn] :is(script, img)").count() == 0
    assert page.title() != "taken"


def test_words_selected_with_the_mouse_are_painted_and_stored(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    drag_over(page, ANSWER, SENTENCE)

    page.get_by_role("dialog", name="Vælg kode").get_by_role(
        "option", name="Beboerdemokrati", exact=True
    ).click()

    expect(turn(page).locator("mark[data-codings]")).to_have_text(SENTENCE)
    expect(reader).to_have_attribute("data-codings", "1")
    is_saved(reader)
    [stored] = workbench.codings(source_id)
    assert (stored["quote"], stored["code"], stored["coder"]) == (SENTENCE, "beboerdemokrati", "Anne")
    expect(turn(page).locator("mark[data-codings]")).to_have_attribute("data-codings", stored["id"])


def test_a_double_click_selects_the_sentence(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    turn(page).dblclick(position={"x": 20, "y": 12})

    page.keyboard.press("1")

    expect(turn(page).locator("mark[data-codings]")).to_have_text(FIRST_SENTENCE)
    is_saved(reader)


def test_the_keyboard_alone_codes_a_sentence_with_two_codes_and_writes_a_memo(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    for key in ("ArrowDown", "ArrowDown", "c"):
        page.keyboard.press(key)

    page.keyboard.type("kommunens")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("combobox", name="Find kode").fill("")
    page.keyboard.type("leadership")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Enter")

    expect(turn(page).locator("mark[data-codings]")).to_have_text(FIRST_SENTENCE)
    page.keyboard.press("m")
    page.keyboard.type("Husk at spørge igen")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    is_saved(reader)
    first, second = workbench.codings(source_id)
    assert {first["code"], second["code"]} == {"kernedrift.kommune", "ledelse"}
    assert first["quote"] == second["quote"] == FIRST_SENTENCE
    assert sorted([first["memo"], second["memo"]]) == ["", "Husk at spørge igen"]
    assert {first["stance"], second["stance"]} == {None, "supports"}


def test_undo_redo_and_removal_reach_the_store_and_the_page(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    for key in ("ArrowDown", "ArrowDown", "1"):
        page.keyboard.press(key)
    expect(reader).to_have_attribute("data-codings", "1")

    page.keyboard.press("Control+z")
    expect(reader).to_have_attribute("data-codings", "0")
    page.keyboard.press("Control+Shift+Z")
    expect(reader).to_have_attribute("data-codings", "1")
    page.keyboard.press("l")
    page.keyboard.press("Delete")
    expect(reader).to_have_attribute("data-codings", "0")
    page.reload()
    expect(reader).to_have_attribute("data-state", "painted")
    page.keyboard.press("u")

    expect(reader).to_have_attribute("data-codings", "1")
    is_saved(reader)
    assert len(workbench.codings(source_id)) == 1


def test_suggestions_are_accepted_rejected_and_amended_by_keys(page, workbench, source_id):
    suggest(workbench.bench, source_ids=[source_id])
    reader = open_reader(page, workbench, source_id)
    waiting = page.locator(".cc-header").get_by_text(re.compile(r"\d+ forslag"))
    before = int((waiting.text_content() or "").split("·")[1].split()[0])
    assert before >= 3
    active = page.locator("[data-active]")
    page.keyboard.press("j")
    accepted = active.text_content()

    page.keyboard.press("a")
    is_saved(reader)
    assert [record["quote"] for record in workbench.codings(source_id)] == [accepted]
    page.keyboard.press("r")
    page.keyboard.press("e")
    page.keyboard.type("finansiering")
    page.keyboard.press("Enter")

    is_saved(reader)
    expect(waiting).to_contain_text(f"{before - 3} forslag")
    assert [record["code"] for record in workbench.codings(source_id)][1:] == ["finansiering"]


def test_a_reload_keeps_what_was_coded_and_an_address_opens_at_its_place(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    for key in ("ArrowDown", "ArrowDown", "1"):
        page.keyboard.press(key)
    is_saved(reader)
    [stored] = workbench.codings(source_id)

    reader = open_reader(page, workbench, source_id, f"&at={stored['start']}")

    expect(page.locator(f"mark[data-codings~='{stored['id']}']")).to_have_text(FIRST_SENTENCE)
    expect(page.get_by_role("region", name="Kodning", exact=True)).to_contain_text("Kodet af Anne")


def test_a_refused_coding_is_taken_off_again_and_the_reason_is_told(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    page.route(
        "**/reader/operations*",
        lambda route: route.continue_(
            post_data=(route.request.post_data or "").replace('"quote":"Det', '"quote":"Dat')
        ),
    )

    for key in ("ArrowDown", "ArrowDown", "1"):
        page.keyboard.press(key)

    expect(page.get_by_role("status")).to_contain_text("[E102]")
    expect(reader).to_have_attribute("data-codings", "0")
    is_saved(reader)
    assert workbench.codings(source_id) == []


def test_another_coders_work_appears_without_a_reload(page, context, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    other = context.new_page()
    open_reader(other, workbench, source_id)

    for key in ("ArrowDown", "ArrowDown", "1"):
        other.keyboard.press(key)

    expect(reader).to_have_attribute("data-codings", "1", timeout=8_000)
    other.close()


def test_a_burst_over_a_killed_server_is_stored_once_each(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    page.keyboard.press("ArrowDown")
    for number in range(8):
        page.keyboard.press("ArrowRight")
        page.keyboard.press(str(number % 4 + 1))
        if number == 3:
            workbench.kill()
    expect(reader).to_have_attribute("data-codings", "8")
    expect(page.get_by_role("status")).to_contain_text("ikke gemt endnu")

    workbench.start()

    expect(reader).to_have_attribute("data-unsaved", "0", timeout=20_000)
    stored = workbench.codings(source_id)
    assert len(stored) == 8
    assert len({(one["start"], one["code"]) for one in stored}) == 8


def test_what_was_not_sent_is_sent_after_a_reload(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    page.route("**/reader/operations*", lambda route: route.abort())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    expect(page.get_by_role("status")).to_contain_text("1 ikke gemt endnu")
    page.unroute("**/reader/operations*")

    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()

    expect(reader).to_have_attribute("data-state", "painted")
    is_saved(reader)
    expect(reader).to_have_attribute("data-codings", "1")
    assert len(workbench.codings(source_id)) == 1
