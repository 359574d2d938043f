"""Correcting a text in a real browser: the turn's words, the difference, and a reader that stands open."""

import pytest
from playwright.sync_api import expect

from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.correcting import correct_text, edit_turn
from casecoding.workbench.reading import read_one_source, read_text
from tests.e2e.conftest import script_is_done
from tests.e2e.test_reader import SENTENCE, drag_over, is_saved, open_reader, turn

pytestmark = pytest.mark.e2e


def correct_first_turn(workbench, source_id, words):
    bench = workbench.bench
    edit = edit_turn(read_one_source(bench, source_id), 1, words)
    correct_text(bench, source_id, edit, coder_id=ensure_coder(bench, "Bo").id)


def test_an_open_reader_shows_a_corrected_text_with_its_codings_in_place(page, workbench, source_id):
    reader = open_reader(page, workbench, source_id)
    drag_over(page, 2, SENTENCE)
    page.keyboard.press("1")
    is_saved(reader)

    correct_first_turn(workbench, source_id, "Hvem i alverden er det egentlig, der hører fra jer?")

    expect(turn(page, 1)).to_have_text("Hvem i alverden er det egentlig, der hører fra jer?", timeout=15_000)
    expect(turn(page).locator("mark[data-codings]")).to_have_text(SENTENCE)
    [stored] = workbench.codings(source_id)
    assert stored["quote"] == SENTENCE


def test_a_turn_is_written_anew_and_the_change_is_taken_back(page, workbench, source_id):
    before = read_text(workbench.bench, source_id)
    page.goto(f"{workbench.address}/correct?source={source_id}")
    page.get_by_label("Find replik").wait_for()
    script_is_done(page)
    page.get_by_label("Find replik").fill("følgegruppe")
    page.get_by_label("Find replik").press("Enter")
    expect(page.get_by_text("Hvem hører fra jer?")).to_have_count(0)
    words = page.get_by_label("Replikkens ord")
    expect(words).to_have_value(before.split("Projektleder: ")[1].split("\n")[0])

    words.fill(words.input_value().replace("hos mig", "hos os"))
    words.press("Control+Enter")
    expect(page.get_by_role("deletion")).to_have_text("mig")
    expect(page.get_by_role("insertion")).to_have_text("os")
    page.get_by_role("button", name="Gem rettelsen").click()

    expect(page.get_by_role("button", name="Gem rettelsen")).to_have_count(0)
    assert read_text(workbench.bench, source_id) == before.replace("hos mig", "hos os")
    script_is_done(page)
    page.get_by_role("button", name="Fortryd mit sidste skridt").click()
    back = page.get_by_label("Replikkens ord").first  # beside it the old field fades
    expect(back).to_have_value(before.split("Projektleder: ")[1].split("\n")[0])
    assert read_text(workbench.bench, source_id) == before


def test_faults_of_text_recognition_are_corrected_as_the_person_accepts(page, workbench, request):
    damaged = "Det var en afggrende forudsaetning, at beboerne var med. Der er saledes sket meget i omradet."
    source_id = workbench.add_source(request.node.name, f"Projektleder: {damaged}\n")
    page.goto(f"{workbench.address}/correct?source={source_id}")
    page.get_by_role("radio", name="OCR-fejl").wait_for()
    script_is_done(page)
    page.get_by_role("radio", name="OCR-fejl").click(force=True)
    page.get_by_role("combobox", name="Slags").click(timeout=30_000)
    page.get_by_role("option", name="saledes → således (1)").click()

    page.get_by_role("button", name="Ret ét sted").click()

    expect(page.get_by_role("radio", name="Sikre (3)")).to_be_attached(timeout=30_000)
    once = damaged.replace("saledes", "således")
    assert once in read_text(workbench.bench, source_id)
    script_is_done(page)
    page.get_by_role("button", name="Ret 3 steder").click()
    expect(page.get_by_text("Ingen fejl at foreslå rettet i denne kilde.")).to_be_visible(timeout=30_000)
    assert "afgørende forudsætning" in read_text(workbench.bench, source_id)
