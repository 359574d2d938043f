"""Historik in a browser: an entry is chosen, looked at and taken back."""

import pytest
from playwright.sync_api import Page, expect

from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import Marking, apply_code
from tests.e2e.conftest import Workbench, script_is_done

pytestmark = pytest.mark.e2e
ROW = 35  # pixels; the table is drawn on a canvas


@pytest.fixture
def coded(workbench: Workbench, source_id: str) -> str:
    """Give a source in which Bo has coded its first words, and nothing has happened since."""
    ensure_coder(workbench.bench, "Anne")  # who sits at the browser
    bo = ensure_coder(workbench.bench, "Bo").id
    apply_code(workbench.bench, Marking(source_id, 0, 11, "kobling"), coder_id=bo)
    return source_id


def test_the_latest_entry_is_looked_at_and_taken_back(page: Page, workbench: Workbench, coded: str):
    page.goto(f"{workbench.address}/history")
    script_is_done(page)
    table = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert table

    page.mouse.click(table["x"] + 18, table["y"] + 1.5 * ROW)
    expect(page.get_by_role("heading", name="Ændret af post")).to_be_visible()
    page.get_by_role("button", name="Tag den valgte post tilbage").click()
    page.get_by_role("button", name="Tag tilbage", exact=True).click()

    expect(page.get_by_text("Én post er taget tilbage.")).to_be_visible()
    assert workbench.codings(coded) == []
