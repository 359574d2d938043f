"""Measure the reader in a real browser beside what it has to hold, and print a table."""

import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browsing import Reader, counted_bytes, profiled, reader_on
from benchmarks.studies import Load, make_study
from benchmarks.taguette import measure_taguette
from casecoding.settings import Settings
from casecoding.workbench.bench import open_bench
from casecoding.workbench.reading import check
from tests.e2e.conftest import CHROMIUM, QUIET, Workbench, free_port

USUAL = Load("usual", 20_000, 500, 624)
OTHER = Load("other", 20_000, 500, 624)
EMPTY = Load("empty", 20_000, 0, 0)
HUGE = Load("huge", 60_000, 4_200, 5_000)
KEYS = 60
BURST = 60
RATE = 20  # codings a second
COLD_LOADS = 3
LIBREQDA = 0.23  # of Taguette's wall on this text when both could be had side by side (1.27 s of 5.5 s)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, how much, in which unit, and what it has to hold."""

    name: str
    value: float
    unit: str
    bar: float | None = None

    def __str__(self) -> str:
        line = f"{self.name:<60}{self.value:10.1f} {self.unit:<6}"
        if self.bar is None:
            return line.rstrip()
        return f"{line}{self.bar:12.1f}  {'holds' if self.value <= self.bar else 'fails'}"


def main() -> None:
    """Run every measurement once, in order, over one study, then Taguette's."""
    print(f"{'the reader in Chromium':<60}{'ours':>10} {'':<6}{'bar':>12}")  # noqa: T201 - the table is the result
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        walls: list[float] = []
        for figure in _figures(Path(folder), browser, walls):
            print(figure, flush=True)  # noqa: T201
        for figure in _beside_taguette(Path(folder), browser, statistics.median(walls)):
            print(figure, flush=True)  # noqa: T201
        browser.close()


def _figures(folder: Path, browser: Browser, walls: list[float]) -> Iterator[Figure]:
    place = folder / "reader.casecoding"
    ids = make_study(place, [USUAL, OTHER, EMPTY, HUGE])
    server = Workbench(place, open_bench(str(place), settings=Settings()), free_port())
    server.start()
    try:
        yield from _cold_load(browser, server, ids, walls)
        with reader_on(browser, server.address) as reader:
            reader.open(ids[USUAL.name])
            yield from _switch(reader, ids)
            yield from _one_by_one(reader, ids)
            yield from _among_many(reader, ids)
        with reader_on(browser, server.address) as reader:
            yield from _burst(reader, server, ids)
    finally:
        server.kill()


def _beside_taguette(folder: Path, browser: Browser, wall: float) -> Iterator[Figure]:
    """Say what Taguette takes, and how long we take to open beside LibreQDA, its quickest fork."""
    taguette = measure_taguette(folder, browser, USUAL)
    if taguette is None:
        print("Taguette could not be installed from PyPI, so there is no ratio.")  # noqa: T201
        return
    opening = statistics.median(taguette.opens)
    yield Figure("Taguette: request to stored, p50", statistics.median(taguette.adds), "ms")
    yield Figure("Taguette: request to stored, p95", _p95(taguette.adds), "ms")
    yield Figure("Taguette: cold load until all highlights are in the page", opening, "ms")
    yield Figure(
        "our cold load, times LibreQDA's by its share of that", wall / (LIBREQDA * opening), "x", 1.5
    )


def _cold_load(
    browser: Browser, server: Workbench, ids: dict[str, str], walls: list[float]
) -> Iterator[Figure]:
    with reader_on(browser, server.address) as reader:
        reader.open(ids[USUAL.name])  # the server's own first time is not the reader's
    owns: list[float] = []
    for _ in range(COLD_LOADS):
        with reader_on(browser, server.address) as reader, profiled(reader, owns):
            walls.append(reader.open(ids[USUAL.name]))
    yield Figure("cold load until all highlights are painted, wall", statistics.median(walls), "ms")
    yield Figure("cold load, the reader's own scripts", statistics.median(owns), "ms", 300)


def _switch(reader: Reader, ids: dict[str, str]) -> Iterator[Figure]:
    walls, works = [], []
    for name in [OTHER.name, USUAL.name] * 3:
        worked, now = reader.main_thread(), reader.page.evaluate("performance.now()")
        reader.page.locator("[data-reader] select").first.select_option(ids[name])
        walls.append(reader.painted(ids[name]) - now)
        works.append(reader.main_thread() - worked)
    yield Figure("another coded source until painted, wall", statistics.median(walls), "ms", 500)
    yield Figure("the same, all work of the main thread", statistics.median(works), "ms")


def _one_by_one(reader: Reader, ids: dict[str, str]) -> Iterator[Figure]:
    reader.open(ids[USUAL.name])
    reader.saved()
    received: list[float] = []
    with counted_bytes(reader, received):
        for number in range(KEYS):
            reader.page.keyboard.press("ArrowDown")
            reader.press_and_wait(str(number % 4 + 1))
    visible = [key["visible"] - key["down"] for key in reader.coding_keys()]
    stored = [key["stored"] - key["down"] for key in reader.coding_keys()]
    yield Figure("key to highlight visible, p50", statistics.median(visible), "ms")
    yield Figure("key to highlight visible, p95", _p95(visible), "ms", 30)
    yield Figure("key to stored and confirmed, p50", statistics.median(stored), "ms", 60)
    yield Figure("key to stored and confirmed, p95", _p95(stored), "ms", 150)
    yield Figure("bytes down per coding, asking for news included", received[0] / KEYS, "B", 2048)


def _among_many(reader: Reader, ids: dict[str, str]) -> Iterator[Figure]:
    reader.open(ids[HUGE.name])
    reader.saved()
    spent: list[float] = []
    for number in range(KEYS // 2):
        reader.page.keyboard.press("ArrowDown")
        with profiled(reader, spent):
            reader.press_and_wait(str(number % 4 + 1))
    yield Figure("one more among 5,000 in 60,000 words, client work, p50", statistics.median(spent), "ms", 8)
    yield Figure("one more among 5,000 in 60,000 words, client work, p95", _p95(spent), "ms")


def _burst(reader: Reader, server: Workbench, ids: dict[str, str]) -> Iterator[Figure]:
    """Code at a steady rate while the server is killed and started again."""
    reader.open(ids[EMPTY.name])
    reader.page.keyboard.press("ArrowDown")
    begun = time.monotonic()
    for number in range(BURST):
        time.sleep(max(0, begun + number / RATE - time.monotonic()))
        reader.page.keyboard.press("ArrowRight")
        reader.page.keyboard.press(str(number % 4 + 1))
        if number == BURST // 2:
            server.kill()
            again = threading.Thread(target=server.start)
            again.start()
    again.join()
    reader.saved()
    stored = {(one["start"], one["end"], one["code"]) for one in server.codings(ids[EMPTY.name])}
    lost = BURST - len(stored)
    twice = len(server.codings(ids[EMPTY.name])) - len(stored)
    yield Figure(f"burst of {BURST} at {RATE} a second over a killed server: lost", lost, "", 0)
    yield Figure("the same: stored more than once", twice, "", 0)
    yield Figure("the same: faults that `check` finds", len(check(server.bench)), "", 0)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
