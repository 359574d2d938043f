"""Make the README's pictures: the demo study with some suggestions accepted, in a real browser.

Run with `make screenshots`; needs Debian's chromium, LibreOffice and pdftoppm.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from casecoding.domain.selection import EVIDENCE
from casecoding.i18n.translating import Translator
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.launching import make_demo_study
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.reporting import export_word
from casecoding.workbench.reviewing import accept

PICTURES = Path(__file__).parent / "screenshots"
PAGES = {
    "overview": "",
    "material": "material",
    "read": "read",
    "review": "review",
    "matrix": "matrix",
    "compare": "compare?compare_by=Runde",
    "search": "search?q=kode:kobling og (niveau:strategisk eller bestyrelsen)",
}
HEIGHTS = {"compare": 1240}  # pixels, where the usual 860 would cut off what the picture is about
BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SETTLED = 2500  # milliseconds after the page has its content
WORD_PAGE = 6  # the page of the report that shows excerpts


def main() -> None:
    """Make the study, serve it, take the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "demo.casecoding"
        _make_study(study, Path(folder))
        with _served(study) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
            page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="da-DK")
            for name, where in PAGES.items():
                page.set_viewport_size({"width": 1280, "height": HEIGHTS.get(name, 860)})
                _take(page, f"{address}/{where}", name)


def _make_study(study: Path, folder: Path) -> None:
    bench = make_demo_study(str(study))
    coder = ensure_coder(bench, "Forsker")
    for number, suggestion in enumerate(list(suggestion_records(bench))):
        if number % 3:
            accept(bench, suggestion["id"], coder_id=coder.id)
    report = folder / "word.docx"
    report.write_bytes(export_word(bench, EVIDENCE, t=Translator("da")))
    bench.store.close()
    _picture_of_word(report)


def _picture_of_word(report: Path) -> None:
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(report.parent), str(report)]
    subprocess.run(convert, check=True, capture_output=True)
    page = ["-f", str(WORD_PAGE), "-l", str(WORD_PAGE), "-r", "70", "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *page, str(report.with_suffix(".pdf")), str(PICTURES / "word")], check=True)


@contextmanager
def _served(study: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "casecoding.cli", "open", str(study), "--port", str(port)]
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true", "CASECODING_HOME": str(study.parent)}
    server = subprocess.Popen(command, env=environment)
    try:
        address = f"http://localhost:{port}"
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urlopen(f"{address}/_stcore/health")  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(address)


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_text("Sprogmodel").wait_for(timeout=60_000)
    page.wait_for_timeout(SETTLED)  # a run in the background may begin with the page
    page.get_by_role("button", name="Afbryd").first.wait_for(state="hidden", timeout=60_000)
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice (soffice) is needed for the picture of the report.")
    main()
