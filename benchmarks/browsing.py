"""A real browser on the reader, with what it needs to be measured from outside."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

PROBE = Path(__file__).with_name("probe.js")
ASSETS = "/casecoding/assets/"
PATIENCE = 60_000  # milliseconds
GLANCE = 10  # milliseconds
SAMPLE_EVERY = 200  # microseconds


@dataclass(frozen=True, slots=True)
class Reader:
    """One page of the workbench with the probe in it."""

    page: Page
    devtools: CDPSession
    address: str

    def open(self, source_id: str) -> float:
        """Open a source by its address; return the milliseconds until it is on the screen."""
        self.page.goto(f"{self.address}/read?source={source_id}")
        return self.painted(source_id)

    def painted(self, source_id: str) -> float:
        """Wait until a source is on the screen; return when, in milliseconds of the page's clock."""
        self._until("id => __probe.painted?.source === id", source_id)
        return float(self.page.evaluate("__probe.painted.now"))

    def saved(self) -> None:
        self._until("document.querySelector('[data-reader]').dataset.unsaved === '0'")

    def press_and_wait(self, key: str) -> None:
        """Press a key that codes, and wait until its coding is seen and stored."""
        self.page.keyboard.press(key)
        self._until("__probe.keys.at(-1)?.visible && __probe.keys.at(-1)?.stored")

    def _until(self, expression: str, argument: object = None) -> None:
        """Wait until something is true, asked from outside: the page's policy lets it run no text."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(expression, argument):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            self.page.wait_for_timeout(GLANCE)

    def coding_keys(self) -> list[dict[str, float]]:
        """Return what the probe saw of every coding key."""
        seen: list[dict[str, float]] = self.page.evaluate("__probe.keys")
        return seen

    def main_thread(self) -> float:
        """Return the milliseconds that the page's main thread has worked so far."""
        metrics = self.devtools.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


@contextmanager
def reader_on(browser: Browser, address: str) -> Iterator[Reader]:
    """A page in a browser that has never seen the workbench."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK")
    context.add_init_script(path=PROBE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    for domain in ("Performance", "Network", "Profiler"):
        devtools.send(f"{domain}.enable")
    devtools.send("Profiler.setSamplingInterval", {"interval": SAMPLE_EVERY})
    yield Reader(page, devtools, address)
    context.close()


@contextmanager
def profiled(reader: Reader, spent: list[float]) -> Iterator[None]:
    """Add the milliseconds that the reader's own scripts took, with all that they called."""
    reader.devtools.send("Profiler.start")
    yield
    spent.append(_own_milliseconds(reader.devtools.send("Profiler.stop")["profile"]))


def _own_milliseconds(profile: dict[str, Any]) -> float:
    nodes = {node["id"]: node for node in profile["nodes"]}
    children = {child for node in nodes.values() for child in node.get("children", ())}
    own: set[int] = set()
    for top in nodes.keys() - children:
        _collect(nodes, top, own, inside=False)
    spent = zip(profile["samples"], profile["timeDeltas"], strict=True)
    return sum(delta for node, delta in spent if node in own) / 1000


def _collect(nodes: dict[int, Any], top: int, own: set[int], *, inside: bool) -> None:
    node = nodes[top]
    inside = inside or ASSETS in node["callFrame"]["url"]
    if inside:
        own.add(top)
    for child in node.get("children", ()):
        _collect(nodes, child, own, inside=inside)


@contextmanager
def counted_bytes(reader: Reader, received: list[float]) -> Iterator[None]:
    """Add the bytes that came down meanwhile: answers with their headers, and frames of the web socket."""
    total = 0.0

    def finished(event: dict[str, Any]) -> None:
        nonlocal total
        total += event["encodedDataLength"]

    def framed(event: dict[str, Any]) -> None:
        nonlocal total
        total += len(event["response"]["payloadData"])

    reader.devtools.on("Network.loadingFinished", finished)
    reader.devtools.on("Network.webSocketFrameReceived", framed)
    yield
    reader.devtools.remove_listener("Network.loadingFinished", finished)
    reader.devtools.remove_listener("Network.webSocketFrameReceived", framed)
    received.append(total)
