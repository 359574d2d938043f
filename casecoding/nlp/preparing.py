"""Docs of many sources over the cores: helpers annotate and keep them while the caller goes on.

A helper is this module run by another Python (`python -m casecoding.nlp.preparing`). Texts reach
it through a pipe and it ends with its caller. Processes of multiprocessing are of no use here:
they would run the page's script again.
"""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from casecoding.nlp.docs import annotate_turns, are_kept
from casecoding.nlp.pipeline import open_pipeline

WORTH_A_HELPER = 200_000  # characters; a helper takes about three seconds to start
MOST_HELPERS = 7
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
DONE = "done\n"


@dataclass(frozen=True, slots=True)
class Part:
    """The turns of one source and the key under which their Docs are kept."""

    key: str
    texts: Sequence[str]

    @property
    def size(self) -> int:
        return sum(map(len, self.texts))


def by_readiness(
    choice: str | None, parts: Sequence[Part], *, cache: Path | None, cores: int | None = None
) -> Generator[int, None, None]:
    """Give the place of every part once, in an order that keeps all cores at work.

    A part's Docs may be kept already when its place is given; where they are not, the
    caller is the one to annotate it. Few words, one core or no cache: plain order.
    """
    helpers = min((cores or os.cpu_count() or 1) - 1, MOST_HELPERS)
    waiting = _missing(choice, parts, cache) if cache and helpers else []
    if cache is None or sum(parts[place].size for place in waiting) < WORTH_A_HELPER:
        yield from range(len(parts))
        return
    yield from sorted(set(range(len(parts))) - set(waiting))
    yield from _shared(choice, parts, deque(waiting), cache, min(helpers, len(waiting) - 1))


def _missing(choice: str | None, parts: Sequence[Part], cache: Path) -> list[int]:
    """Return the places of the parts without Docs, the longest first, so that the last ones are short."""
    card = open_pipeline(choice).card
    missing = [place for place, part in enumerate(parts) if not are_kept(card, cache=cache, key=part.key)]
    return sorted(missing, key=lambda place: -parts[place].size)


def _shared(
    choice: str | None, parts: Sequence[Part], waiting: deque[int], cache: Path, helpers: int
) -> Iterator[int]:
    """Give the caller what helpers have done and, where nothing is, a place of its own to do."""
    done: deque[int] = deque()
    with ThreadPoolExecutor(max(helpers, 1)) as pool:
        working = [pool.submit(_help, choice, parts, waiting, done, cache) for _ in range(helpers)]
        try:
            while (place := _first(done, waiting)) is not None:
                yield place
        finally:
            waiting.clear()
        wait(working)
    yield from done


def _first(*queues: deque[int]) -> int | None:
    """Take the first place of the first queue that has one; other threads take from them too."""
    for queue in queues:
        try:
            return queue.popleft()
        except IndexError:
            continue
    return None


def _help(
    choice: str | None, parts: Sequence[Part], waiting: deque[int], done: deque[int], cache: Path
) -> None:
    """Have one helper annotate parts until none waits.

    A helper that dies leaves its part without Docs, and the caller annotates it.
    """
    with _helper(choice, cache) as process:
        alive = True
        while alive and (place := _first(waiting)) is not None:
            alive = _ask(process, parts[place])
            done.append(place)
        _dismiss(process)


def _helper(choice: str | None, cache: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 (our own module, no shell)
        [sys.executable, "-m", "casecoding.nlp.preparing", str(cache), choice or ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=os.environ | ONE_CORE,
    )


def _ask(process: subprocess.Popen[str], part: Part) -> bool:
    """Send a part to the helper; return whether its Docs are kept."""
    if process.stdin is None or process.stdout is None:
        return False
    try:
        process.stdin.write(json.dumps({"key": part.key, "texts": list(part.texts)}) + "\n")
        process.stdin.flush()
    except BrokenPipeError:
        return False
    return process.stdout.readline() == DONE


def _dismiss(process: subprocess.Popen[str]) -> None:
    """Let a helper go; it ends when nobody can ask it anything more."""
    try:
        if process.stdin:
            process.stdin.close()
    except BrokenPipeError:
        process.kill()


def serve(requests: TextIO, answers: TextIO, *, choice: str | None, cache: Path) -> None:
    """Annotate and keep each part that is asked for, one JSON object a line."""
    pipeline = open_pipeline(choice)
    for line in requests:
        asked = json.loads(line)
        annotate_turns(pipeline, asked["texts"], cache=cache, key=asked["key"])
        answers.write(DONE)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout, choice=sys.argv[2] or None, cache=Path(sys.argv[1]))
