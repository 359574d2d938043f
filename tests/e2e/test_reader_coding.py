"""Coding in a real browser: codes in the words' own name, and what the keys reach."""

import pytest
from playwright.sync_api import expect

from casecoding.workbench.reading import read_overview
from casecoding.workbench.suggesting import suggest
from tests.e2e.conftest import INTERVIEW
from tests.e2e.test_reader import SENTENCE, drag_over, is_saved, open_reader, turn

pytestmark = pytest.mark.e2e


def test_one_key_names_a_code_with_the_selected_words_and_one_undo_takes_both_back(
    page, workbench, source_id
):
    reader = open_reader(page, workbench, source_id)
    drag_over(page, 2, SENTENCE)

    page.keyboard.press("v")

    expect(turn(page).locator("mark[data-codings]")).to_have_text(SENTENCE)
    codes = page.get_by_role("region", name="Koder", exact=True)
    expect(codes.get_by_role("button", name="Beboerne spørger os")).to_be_visible()
    is_saved(reader)
    [stored] = workbench.codings(source_id)
    assert read_overview(workbench.bench).codebook.code(stored["code"]).name.da == "Beboerne spørger os"
    page.keyboard.press("u")
    expect(reader).to_have_attribute("data-codings", "0")
    expect(codes.get_by_role("button", name="Beboerne spørger os")).to_have_count(0)
    assert stored["code"] not in read_overview(workbench.bench).codebook


def test_the_popup_offers_a_new_code_unless_its_name_exists(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    drag_over(page, 2, SENTENCE)
    popup = page.get_by_role("dialog", name="Vælg kode")
    expect(popup.get_by_role("option", name="Ny kode af ordene: »Beboerne spørger os«")).to_be_attached()

    page.keyboard.press("c")
    page.keyboard.type("ledelse")
    expect(popup.get_by_role("option", name="Ny kode")).to_have_count(0)
    page.get_by_role("combobox", name="Find kode").fill("Naboernes frygt")
    page.keyboard.press("Enter")

    is_saved(reader)
    [stored] = workbench.codings(source_id)
    assert read_overview(workbench.bench).codebook.code(stored["code"]).name.da == "Naboernes frygt"
    page.keyboard.press("u")
    expect(reader).to_have_attribute("data-codings", "0")


def test_brackets_resize_a_quotation_and_copying_names_its_source(page, context, workbench, source_id):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader = open_reader(page, workbench, source_id)
    for key in ("ArrowDown", "ArrowDown", "1", "]"):
        page.keyboard.press(key)

    expect(turn(page).locator("mark[data-codings]")).to_have_text("Det bliver hos mig. Der")
    page.keyboard.press("[")
    page.keyboard.press("y")

    expect(page.get_by_role("status")).to_contain_text("Kopieret")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“Det bliver hos mig")
    assert "§2" in copied
    is_saved(reader)


def test_the_mouse_gives_the_coding_in_focus_another_quotation(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    for key in ("ArrowDown", "ArrowDown", "4"):
        page.keyboard.press(key)
    is_saved(reader)

    drag_over(page, 2, "hos mig")
    page.get_by_role("option", name="Ret citatet for Ledelse til det markerede").click()

    expect(turn(page).locator("mark[data-codings]")).to_have_text("hos mig")
    is_saved(reader)
    [stored] = workbench.codings(source_id)
    assert stored["quote"] == "hos mig"


def test_leaving_with_unsaved_work_warns_and_says_how_much(page, workbench, source_id):
    open_reader(page, workbench, source_id)
    page.route("**/reader/operations*", lambda route: route.abort())
    for key in ("ArrowDown", "1", "ArrowDown", "1", "ArrowDown", "1"):
        page.keyboard.press(key)
    expect(page.get_by_role("status")).to_contain_text("3 ikke gemt endnu")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()

    assert asked == ["beforeunload"]


def test_all_visible_of_one_code_are_accepted_and_taken_back_as_one_step(page, workbench):
    source_id = workbench.add_source("Twice over", INTERVIEW + "\n" + INTERVIEW)
    suggest(workbench.bench, source_ids=[source_id])
    reader = open_reader(page, workbench, source_id)
    everything = page.get_by_role("button", name="Godkend alle")
    page.keyboard.press("j")
    reason = page.get_by_role("region", name="Forslag", exact=True).get_by_role("listitem")
    expect(reason.last).to_contain_text("projektleder", ignore_case=True)

    everything.click()

    is_saved(reader)
    assert len(workbench.codings(source_id)) >= 2
    page.keyboard.press("u")
    expect(reader).to_have_attribute("data-codings", "0")
