"""axe finds nothing serious on any page, in light and in dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.coding import Marking, apply_code
from casecoding.workbench.suggesting import suggest
from tests.e2e.conftest import Workbench, script_is_done, until

pytestmark = pytest.mark.e2e

PAGES = (
    "overview",
    "material",
    "correct",
    "codebook",
    "read",
    "review",
    "structure",
    "search",
    "matrix",
    "compare",
    "triangulate",
    "framework",
    "coverage",
    "cooccurrence",
    "saturation",
    "export",
    "history",
)
# What is renewed is drawn faint, and comes back by a transition that outlives its mark.
NOTHING_FADES = """
document.querySelector('[data-stale=true]') === null
    && !document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === "running")
"""
# The workbench's own style may come a moment after what it styles: Streamlit loads it when it is asked for.
STYLE_IS_THERE = """
[...document.querySelectorAll("style")].some((one) => one.textContent.includes("stCaptionContainer"))
"""
GRAVE = {"serious", "critical"}

# What Streamlit's own shell does and no page can mend, by rule: the element it happens in. Grouped navigation
# is drawn as a list whose groups are not list items.
SHELL = {"list": "[data-testid=stSidebarNavItems]", "listitem": "[data-testid=stSidebarNavItems]"}


@pytest.fixture(scope="module")
def coded(workbench: Workbench) -> str:
    """A source with a coding and with suggestions, so that every page has something to show."""
    source_id = workbench.add_source("axe")
    coder = ensure_coder(workbench.bench, "Anne")
    apply_code(workbench.bench, Marking(source_id, 40, 60, "ledelse"), coder_id=coder.id)
    suggest(workbench.bench, source_ids=[source_id])
    return source_id


@pytest.fixture(params=["light", "dark"])
def themed(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = context.new_page()
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(themed: Page, workbench: Workbench, coded: str, name: str):
    themed.goto(f"{workbench.address}/{'' if name == 'overview' else name}?source={coded}&q=kode:ledelse")
    themed.locator("h1, [data-reader][data-state=painted]").first.wait_for()
    script_is_done(themed)
    until(themed, STYLE_IS_THERE)
    until(themed, NOTHING_FADES)

    found = Axe().run(themed).response["violations"]

    assert [fault for one in found if one["impact"] in GRAVE for fault in _faults(themed, one)] == []


def _faults(page: Page, violation: dict[str, Any]) -> list[str]:
    """Return what is ours of a violation: the rule, the element and what axe says of it."""
    rule = violation["id"]
    ours = [node for node in violation["nodes"] if not _is_in(page, node["target"][0], SHELL.get(rule))]
    return [f"{rule}: {node['html'][:160]} | {node['failureSummary']}" for node in ours]


def _is_in(page: Page, element: str, shell: str | None) -> bool:
    if shell is None:
        return False
    found: bool = page.locator(element).first.evaluate("(one, css) => one.closest(css) !== null", shell)
    return found
