"""Asking the study, writing what it shows, and finding a place in a report again, as a person does."""

import re

import pytest
from playwright.sync_api import Page, expect

from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import Marking, apply_code
from casecoding.workbench.framework import read_framework
from casecoding.workbench.reading import read_one_source
from casecoding.workbench.references import find_reference
from casecoding.workbench.saved_searches import list_searches
from tests.e2e.conftest import Workbench, script_is_done

pytestmark = pytest.mark.e2e
WORDS = "Der er ingen følgegruppe længere"


@pytest.fixture
def coded(workbench: Workbench, source_id: str) -> str:
    """A source in which the coder of the browser has coded one quotation."""
    text = read_one_source(workbench.bench, source_id).text
    start = text.index(WORDS)
    marking = Marking(source_id, start, start + len(WORDS), "kobling")
    apply_code(workbench.bench, marking, coder_id=ensure_coder(workbench.bench, "Anne").id)
    return source_id


def open_page(page: Page, workbench: Workbench, address: str) -> None:
    page.goto(f"{workbench.address}/{address}")
    page.get_by_role("heading", level=1).wait_for()
    script_is_done(page)


@pytest.mark.usefixtures("coded")
def test_a_search_is_put_together_kept_and_opened_again(page: Page, workbench: Workbench):
    open_page(page, workbench, "search")
    field = page.get_by_role("textbox", name="Hvad leder du efter?")
    field.fill("følgegrupperne")
    field.press("Enter")
    expect(page.get_by_text("Steder i teksten", exact=False).first).to_be_visible()

    page.get_by_role("button", name="Tilføj betingelse").click()
    page.get_by_role("combobox", name="Er").click()
    page.get_by_role("option", name="kobling", exact=True).click()
    script_is_done(page)
    page.get_by_role("button", name="Tilføj", exact=True).click()
    expect(field).to_have_value("følgegrupperne og kode:kobling")
    page.keyboard.press("Escape")
    expect(page.get_by_text(WORDS).first).to_be_visible()

    page.get_by_role("button", name="Gemte søgninger").click()
    page.get_by_role("textbox", name="Navn").fill("Følgegrupper")
    page.get_by_role("button", name="Gem denne søgning").click()
    expect(page.get_by_role("button", name="Følgegrupper", exact=True)).to_be_visible()
    assert list_searches(workbench.bench) == {"Følgegrupper": "følgegrupperne og kode:kobling"}


@pytest.mark.usefixtures("coded")
def test_a_summary_is_written_where_it_stands(page: Page, workbench: Workbench):
    open_page(page, workbench, "framework")
    page.get_by_role("button", name=re.compile("^(Skriv|Ret) ·")).first.click()
    field = page.get_by_role("textbox", name=re.compile("^Resumé: Kobling"))
    field.fill("Ingen hører beboerne.")
    page.get_by_role("button", name=re.compile("^(Gem|Stadig rigtigt)$")).click()

    expect(page.get_by_role("paragraph").filter(has_text="Ingen hører beboerne.")).to_be_visible()
    written = [
        cell.summary.text for row in read_framework(workbench.bench) for cell in row.cells if cell.summary
    ]
    assert written == ["Ingen hører beboerne."]


def test_a_reference_from_a_report_opens_the_reader_at_its_place(
    page: Page, workbench: Workbench, coded: str
):
    number = next(
        number
        for number in range(1, 200)
        if find_reference(workbench.bench, f"I{number} §2").source_id == coded
    )
    open_page(page, workbench, "export")
    field = page.get_by_role("textbox", name="Find et sted fra en rapport")
    field.fill(f"Egelund, operationelt, I{number} §2 · Samtale")
    field.press("Enter")
    page.get_by_role("link", name="Åbn stedet").click()

    reader = page.locator(f"[data-reader][data-source='{coded}'][data-state=painted]")
    expect(reader).to_be_visible()
    assert f"source={coded}" in page.url
