"""Every page works under the content policy, and the policy lets no other script run."""

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Workbench, script_is_done, until

pytestmark = pytest.mark.e2e

PAGES = (
    "overview", "material", "correct", "codebook", "read", "review", "structure", "search", "matrix",
    "compare", "triangulate", "framework", "coverage", "cooccurrence", "saturation", "evaluate", "export",
    "history",
)  # fmt: skip
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""
INJECT = """
() => {
  const script = document.createElement("script");
  script.textContent = "document.title = 'taken'";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"document.title='taken'\\">");
}
"""


@pytest.fixture
def watched(page: Page) -> Page:
    page.add_init_script(WATCH)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_that_it_may_not(watched, workbench: Workbench, source_id, name):
    assert source_id
    answer = watched.goto(f"{workbench.address}/{name}")
    script_is_done(watched)

    assert answer
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    until(watched, "document.documentElement.lang === 'da'")
    assert watched.evaluate("window.refused") == []


def test_a_script_that_got_into_a_page_does_not_run(watched, workbench: Workbench):
    watched.goto(f"{workbench.address}/codebook")
    script_is_done(watched)

    watched.evaluate(INJECT)
    watched.wait_for_function("window.refused.length >= 2")

    assert watched.title() != "taken"
