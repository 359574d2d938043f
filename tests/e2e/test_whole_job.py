"""From a dropped file to a Word report, as a person does it."""

import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from casecoding.workbench.records import coding_records, source_records, suggestion_records
from tests.e2e.conftest import INTERVIEW, Workbench, script_is_done

pytestmark = pytest.mark.e2e
SECONDS = 1000


@pytest.fixture(autouse=True)
def patient(page: Page) -> None:
    page.set_default_timeout(30 * SECONDS)
    expect.set_options(timeout=30 * SECONDS)


def test_a_dropped_file_is_previewed_described_and_imported_with_suggestions(
    page: Page, workbench: Workbench, tmp_path: Path
) -> None:
    file = tmp_path / "Egelund_2020_projektleder.txt"
    file.write_text(INTERVIEW + "\nProjektleder: Dropped here.\n", encoding="utf-8")

    page.goto(f"{workbench.address}/material")
    _open_import(page)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("5 replikker, 2 talere")).to_be_visible()
    _import(page)
    expect(page.get_by_text("5 replikker, 2 talere")).to_be_hidden()
    expect(page.get_by_text("1 kilde er importeret.")).to_be_visible(timeout=20_000)

    [source] = [one for one in source_records(workbench.bench) if one["file"] == file.name]
    assert (source["case"], source["level"], source["wave"]) == ("Egelund", "operationelt", "2020")
    assert any(one["source"] == source["id"] for one in suggestion_records(workbench.bench))


def test_a_bad_file_is_answered_with_a_sentence_and_a_good_one_still_goes_in(
    page: Page, workbench: Workbench, tmp_path: Path
) -> None:
    bad, good = tmp_path / "damaged.docx", tmp_path / "Egelund_2018_styregruppe.txt"
    bad.write_bytes(b"PK\x03\x04 not a document")
    good.write_text("Dagsorden\n\nØkonomien blev gennemgået.\n", encoding="utf-8")

    page.goto(f"{workbench.address}/material")
    _open_import(page)
    page.locator("input[type=file]").set_input_files([bad, good])

    expect(page.get_by_role("alert").filter(has_text="damaged.docx")).to_contain_text("[E13")
    _import(page)
    expect(page.get_by_text("1 kilde er importeret.")).to_be_visible(timeout=20_000)
    assert good.name in {one["file"] for one in source_records(workbench.bench)}


def test_a_suggestion_is_accepted_by_key_counted_opened_and_printed(
    page: Page, workbench: Workbench, source_id: str
) -> None:
    from casecoding.workbench.suggesting import suggest

    suggest(workbench.bench, source_ids=[source_id])
    before = len(list(coding_records(workbench.bench)))

    page.goto(f"{workbench.address}/review")
    expect(page.get_by_role("button", name=re.compile("^Godkend(?! alle)"))).to_be_visible()
    queue = page.get_by_text("forslag venter")
    script_is_done(page)
    shown = queue.inner_text()
    queue.click()
    page.keyboard.press("a")
    expect(page.get_by_text(shown)).to_be_hidden()
    after = list(coding_records(workbench.bench))

    assert len(after) == before + 1
    coded = after[-1] if not before else next(one for one in after if one["suggestion"])
    _opens_in_the_matrix(page, workbench)
    report = _word_report(page, workbench)
    assert coded["quote"].split(".")[0] in "\n".join(paragraph.text for paragraph in report.paragraphs)


def test_a_cell_opens_by_keyboard_alone(page: Page, workbench: Workbench, source_id: str) -> None:
    from casecoding.workbench.bench import ensure_coder
    from casecoding.workbench.coding import Marking, apply_code

    coder = ensure_coder(workbench.bench, "Anne")
    apply_code(workbench.bench, Marking(source_id, 14, 25, "ledelse"), coder_id=coder.id)

    page.goto(f"{workbench.address}/matrix")
    cell = page.locator("td.cc-data button, td.cc-few button").first
    cell.wait_for()
    script_is_done(page)
    cell.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="citat")).to_be_visible()


def _open_import(page: Page) -> None:
    """Open the import if it is folded away, as it is when the study has sources."""
    folded = page.locator("details").filter(has=page.get_by_text("Importér kilder"))
    folded.wait_for()
    if folded.get_attribute("open") is None:
        folded.get_by_text("Importér kilder").click()
    page.get_by_text("Træk udskrifter, referater og dokumenter hertil").wait_for()


def _import(page: Page) -> None:
    """Press the import's button, again where the page was just being written anew and lost the press."""
    button = page.get_by_role("button", name="Importér 1 kilde")
    for _ in range(3):
        script_is_done(page)
        button.click()
        with suppress(AssertionError):
            expect(button).to_be_hidden(timeout=10 * SECONDS)
            break
    expect(button).to_be_hidden()


def _opens_in_the_matrix(page: Page, workbench: Workbench) -> None:
    page.goto(f"{workbench.address}/matrix")
    cell = page.locator("td.cc-few button, td.cc-data button").filter(has_text="1").first
    cell.click()
    expect(page.get_by_role("heading", name="citat")).to_be_visible()
    expect(page.get_by_role("link", name="Åbn i kilden").first).to_be_visible()


def _word_report(page: Page, workbench: Workbench) -> Document:
    page.goto(f"{workbench.address}/export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Eksportér til Word").click()
    return Document(BytesIO(Path(download.value.path()).read_bytes()))
