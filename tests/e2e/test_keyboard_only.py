"""The whole job without touching the mouse: only Tab, arrows, letters, Enter and Space."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from casecoding.workbench.records import coding_records, source_records
from tests.e2e.conftest import INTERVIEW, Workbench, script_is_done

pytestmark = pytest.mark.e2e
MOST_TABS = 80


@pytest.fixture(autouse=True)
def patient(page: Page) -> None:
    page.on("filechooser", lambda _: None)  # watched for from the start: a busy page is late to hear of it
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)


def test_a_study_goes_from_file_to_word_by_keyboard_alone(
    page: Page, workbench: Workbench, tmp_path: Path
) -> None:
    file = tmp_path / "Tastrup_2020_projektleder.txt"
    file.write_text(INTERVIEW + "\nProjektleder: Typed, not clicked.\n", encoding="utf-8")

    _import(page, workbench, file)
    [source] = [one for one in source_records(workbench.bench) if one["file"] == file.name]
    _code(page, workbench, source["id"])
    before = len(list(coding_records(workbench.bench)))
    _accept_a_suggestion(page, workbench)
    codings = list(coding_records(workbench.bench))
    _open_a_cell(page, workbench)
    report = _print(page, workbench)

    mine = [one["code"] for one in codings if one["source"] == source["id"]]
    assert "ledelse" in mine
    assert len(codings) == before + 1
    printed = {run.text for paragraph in report.paragraphs for run in paragraph.runs}
    assert {one["quote"] for one in codings if not one["interviewer"]} <= printed


def _import(page: Page, workbench: Workbench, file: Path) -> None:
    page.goto(f"{workbench.address}/material")
    folded = page.locator("details").filter(has=page.get_by_text("Importér kilder"))
    folded.wait_for()
    if folded.get_attribute("open") is None:
        _tab_to(page, "summary", "Importér kilder")
        page.keyboard.press("Enter")
    page.get_by_text("Træk udskrifter, referater og dokumenter hertil").wait_for()
    _tab_to(page, "[data-testid=stFileUploaderDropzone] button", "")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(file)
    expect(page.get_by_role("button", name="Importér 1 kilde")).to_be_enabled()
    _tab_to(page, "button", "Importér 1 kilde")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 kilde er importeret.")).to_be_visible()


def _code(page: Page, workbench: Workbench, source_id: str) -> None:
    page.goto(f"{workbench.address}/read?source={source_id}")
    reader = page.locator("[data-reader][data-state=painted]")
    reader.wait_for()
    _tab_to(page, "[data-reader] [tabindex='0']", "")
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Ledelse")
    page.keyboard.press("Enter")
    expect(reader).to_have_attribute("data-codings", "1")
    expect(reader).to_have_attribute("data-unsaved", "0")


def _accept_a_suggestion(page: Page, workbench: Workbench) -> None:
    page.goto(f"{workbench.address}/review")
    queue = page.get_by_text("forslag venter")
    shown = queue.inner_text()
    page.get_by_role("button", name=re.compile("^Godkend(?! alle)")).wait_for()
    script_is_done(page)
    page.keyboard.press("a")
    expect(page.get_by_text(shown)).to_be_hidden()


def _open_a_cell(page: Page, workbench: Workbench) -> None:
    page.goto(f"{workbench.address}/matrix")
    page.locator("td.cc-data button, td.cc-few button").first.wait_for()
    _tab_to(page, "td.cc-data button, td.cc-few button", "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="citat")).to_be_visible()


def _print(page: Page, workbench: Workbench) -> Document:
    page.goto(f"{workbench.address}/export")
    page.get_by_role("button", name="Eksportér til Word").wait_for()
    _tab_to(page, "button", "Eksportér til Word")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    return Document(BytesIO(Path(download.value.path()).read_bytes()))


def _tab_to(page: Page, selector: str, words: str) -> None:
    """Press Tab until the focus is on what fits `selector` and holds `words`."""
    script_is_done(page)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "([css, words]) => document.activeElement.matches(css)"
            " && document.activeElement.innerText.includes(words)",
            [selector, words],
        )
        if here:
            return
    pytest.fail(f"{MOST_TABS} tabs did not reach {selector} {words}.")
