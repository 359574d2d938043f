"""The same text and quotations in Taguette, a peer from PyPI: its own requests and pages."""

import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.studies import Load, long_transcript
from tests.e2e.conftest import free_port

VERSION = "1.5.2"
ADDS = 60
OPENS = 3
ELSEWHERE = re.compile(r"//(?!localhost)|/messages\.js")  # its announcements come from its makers' server

SETUP = """async ([text, quotations]) => {
  const form = new FormData();
  form.append("name", "usual");
  form.append("description", "");
  form.append("_xsrf", getCookie("_xsrf"));
  form.append("file", new File([text], "usual.html", { type: "text/html" }));
  const answer = await fetch(`/api/project/${project_id}/document/new`, { method: "POST", body: form });
  const { created } = await answer.json();
  for (let number = 0; number < quotations; number++) {
    const start_offset = number * 150;
    await postJSON(`/api/project/${project_id}/document/${created}/highlight/new`,
      { start_offset, end_offset: start_offset + 90, tags: [Number(Object.keys(tags)[0])] });
  }
  return created;
}"""

ADD = """async ([document, count]) => {
  const spent = [];
  for (let number = 0; number < count; number++) {
    const start_offset = 70 + number * 190;
    const begun = performance.now();
    await postJSON(`/api/project/${project_id}/document/${document}/highlight/new`,
      { start_offset, end_offset: start_offset + 60, tags: [Number(Object.keys(tags)[0])] });
    spent.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done, 50));
  }
  return spent;
}"""


@dataclass(frozen=True, slots=True)
class Taguette:
    """Milliseconds to store each highlight, and to open the document until all are in the page."""

    adds: list[float]
    opens: list[float]


def measure_taguette(folder: Path, browser: Browser, load: Load) -> Taguette | None:
    """Measure Taguette; None where it cannot be had from PyPI."""
    program = _installed(folder / "taguette")
    if program is None:
        return None
    with _running(program, folder) as address:
        page = _opened(browser, address)
        _make_project(page)
        document = _filled_document(page, load)
        opens = [_open(browser, address, document, load.quotations) for _ in range(OPENS)]
        page.goto(document)
        page.locator(".highlight").first.wait_for()
        return Taguette(page.evaluate(ADD, [int(document.rpartition("/")[2]), ADDS]), opens)


def _installed(home: Path) -> Path | None:
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    command = [python, "-m", "pip", "install", "--quiet", f"taguette=={VERSION}"]
    ran = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own interpreter
    return python.with_name("taguette") if ran.returncode == 0 else None


@contextmanager
def _running(program: Path, folder: Path) -> Iterator[str]:
    """Start Taguette for one person; give the address that lets them in."""
    command = [program, "--no-browser", "--port", str(free_port()), "--database", str(folder / "taguette.db")]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        lines = iter(server.stdout or ())
        yield next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
        server.kill()


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.set_default_timeout(120_000)
    page.route(ELSEWHERE, lambda route: route.abort())
    page.goto(address)
    return page


def _filled_document(page: Page, load: Load) -> str:
    """Store the text with its quotations; return the document's address."""
    paragraphs = "".join(f"<p>{line}</p>" for line in long_transcript(load.words).splitlines() if line)
    document = page.evaluate(SETUP, [paragraphs, load.quotations])
    return f"{page.url.split('/project/')[0]}/project/{page.evaluate('project_id')}/document/{document}"


def _open(browser: Browser, address: str, document: str, quotations: int) -> float:
    """Open the document in a fresh browser; return milliseconds until every quotation is in the page."""
    page = _opened(browser, address)
    page.goto(document, wait_until="commit")
    page.wait_for_function(
        "many => document.querySelectorAll('.highlight').length >= many && performance.now()", arg=quotations
    )
    spent: float = page.evaluate("performance.now()")
    page.context.close()
    return spent


def _make_project(page: Page) -> None:
    page.goto(f"{page.url.split('?')[0].rstrip('/')}/project/new")
    page.locator("input[name=name]").fill("Bench")
    page.locator("form [type=submit]").last.click()
    page.wait_for_function("window.project_id !== undefined")
