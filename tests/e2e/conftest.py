"""A workbench of its own and a browser for each browser test."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from casecoding.settings import Settings
from casecoding.workbench.bench import Bench, create_bench
from casecoding.workbench.importing import import_files
from casecoding.workbench.records import coding_records

ROOT = Path(__file__).parents[2]
expect.set_options(timeout=20_000)  # milliseconds; a busy machine writes a page slowly
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

INTERVIEW = """Interviewer: Hvem hører fra jer?

Projektleder: Det bliver hos mig. Der er ingen følgegruppe længere 👩‍👩‍👧, så bestyrelsen hører det ikke. \
Beboerne spørger os.

Interviewer: Og kommunen?

Projektleder: <script>document.title = "taken"</script><img src=x onerror="document.title='taken'"> \
stod der. Kommunen svarer aldrig. Budgettet er brugt op, og der er ingen penge til næste år.
"""


@dataclass
class Workbench:
    """A running server over a study of its own; it can be killed and started again on its port."""

    place: Path
    bench: Bench
    port: int
    process: subprocess.Popen[bytes] = field(init=False)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py")]
        options = ["--server.port", str(self.port), "--server.headless", "true"]
        environment = os.environ | {
            "CASECODING_HOME": str(self.place.parent),
            "CASECODING_STUDY": str(self.place),
            "CASECODING_CODER": "Anne",
            "CASECODING_LANGUAGE": "da",
        }
        self.process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def add_source(self, name: str, text: str = INTERVIEW) -> str:
        """Import a text, and return the new source's id."""
        file = self.place.with_name(f"{name}.txt")
        file.write_text(f"{text}\nInterviewer: Tak for i dag, {name}.\n", encoding="utf-8")
        [outcome] = import_files(self.bench, [file])
        assert outcome.source_id, outcome.refusal
        return outcome.source_id

    def codings(self, source_id: str) -> list[dict[str, Any]]:
        """Return what is stored in a source, in the order it was made."""
        stored = (record for record in coding_records(self.bench) if record["source"] == source_id)
        return sorted(stored, key=lambda record: record["created"])

    def _wait(self) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with socket.socket() as one:
                if one.connect_ex(("localhost", self.port)) == 0:
                    return
            time.sleep(0.1)
        pytest.fail("The server did not start within 30 seconds.")


@pytest.fixture(scope="session")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    folder = tmp_path_factory.mktemp("studies")
    place = folder / "browser.casecoding"
    bench = create_bench(str(place), title="Browser", settings=Settings())
    bench.store.close()
    running = Workbench(place, bench, free_port())
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="session")
def context() -> Iterator[BrowserContext]:
    """One browser with one cache for all tests; what it remembers is kept apart by source."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK")
        browser.close()


@pytest.fixture
def source_id(workbench: Workbench, request: pytest.FixtureRequest) -> str:
    """A source that no other test touches."""
    return workbench.add_source(request.node.name)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def script_is_done(page: Page) -> None:
    """Wait until a page is written: one that is still being written takes focus and keys away again."""
    page.locator("[data-test-script-state=notRunning]").wait_for()


def until(page: Page, expression: str) -> None:
    """Wait until something is true in the page, asked from outside: the page itself may run no such text."""
    end = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"It did not come true within 20 seconds: {expression}"
        page.wait_for_timeout(50)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
