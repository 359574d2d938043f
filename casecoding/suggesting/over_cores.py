"""Suggestions in many sources over the cores: helpers read and suggest while the caller goes on.

A helper is this module run by another Python (`python -m casecoding.suggesting.over_cores`). Sources
reach it through a pipe and it ends with its caller. Processes of multiprocessing are of no use here:
they would run the page's script again.
"""

import io
import os
import pickle
import subprocess
import sys
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import IO, Any

from casecoding.domain.source import Turn
from casecoding.domain.span import Span
from casecoding.domain.suggestion import Match, Reason, Suggestion
from casecoding.memory import seldom_collected
from casecoding.nlp.docs import are_kept
from casecoding.nlp.pipeline import open_pipeline
from casecoding.suggesting.part import Job, Part, PartReader
from casecoding.suggesting.reading import Judgement

WORTH_A_HELPER = 200_000  # characters to annotate; a helper takes about three seconds to start
KEPT_EASE = 16  # how many times faster a part goes whose Docs are kept
MOST_HELPERS = 7
LENGTH = 8  # bytes that tell how long a message is
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}

MANY_IN_A_MESSAGE = (Span, Turn, Match, Reason, Suggestion)

Answer = tuple[int, Judgement | None]


@dataclass(frozen=True, slots=True)
class Queues:
    """Places of parts that wait, and what helpers answered; several threads take from both."""

    waiting: deque[int]
    answers: deque[Answer] = field(default_factory=deque)


def over_cores(job: Job, parts: Sequence[Part], *, cores: int | None = None) -> Generator[Answer, None, None]:
    """Give the place of every part once, in an order that keeps all cores at work.

    With it come what our own suggester says of the part, and its Docs are kept; or None, and the
    caller is the one to read it. Little to do, one core or no cache: plain order, all of it the caller's.
    """
    helpers = min((cores or os.cpu_count() or 1) - 1, MOST_HELPERS, len(parts) - 1)
    efforts = _efforts(job, parts) if job.cache and helpers > 0 else []
    if sum(efforts) < WORTH_A_HELPER:
        yield from ((place, None) for place in range(len(parts)))
        return
    longest_first = sorted(range(len(parts)), key=lambda place: -efforts[place])
    yield from _shared(job, parts, Queues(deque(longest_first)), helpers)


def _efforts(job: Job, parts: Sequence[Part]) -> list[float]:
    """Return how much there is to do for each part, in characters to annotate."""
    card, cache = open_pipeline(job.choice).card, job.cache
    return [
        part.size / KEPT_EASE if cache and are_kept(card, cache=cache, key=part.key) else part.size
        for part in parts
    ]


def _shared(job: Job, parts: Sequence[Part], queues: Queues, helpers: int) -> Iterator[Answer]:
    """Give the caller what helpers have done and, where nothing is, a place of its own to do."""
    with ThreadPoolExecutor(helpers) as pool:
        working = [pool.submit(_help, job, parts, queues) for _ in range(helpers)]
        try:
            while (answer := _next(queues)) is not None:
                yield answer
        finally:
            queues.waiting.clear()
        wait(working)
    yield from queues.answers


def _next(queues: Queues) -> Answer | None:
    """Take what a helper answered, else a place that waits."""
    try:
        return queues.answers.popleft()
    except IndexError:
        place = _waiting(queues)
    return None if place is None else (place, None)


def _waiting(queues: Queues) -> int | None:
    """Take the first place that waits; other threads take from them too."""
    try:
        return queues.waiting.popleft()
    except IndexError:
        return None


def _help(job: Job, parts: Sequence[Part], queues: Queues) -> None:
    """Have one helper read parts until none waits.

    A helper that cannot start or dies leaves the caller its part.
    """
    with _helper() as process:
        alive = _send(process, job)
        while alive and (place := _waiting(queues)) is not None:
            judgement = _ask(process, parts[place])
            queues.answers.append((place, judgement))
            alive = judgement is not None
        _dismiss(process)


def _helper() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "casecoding.suggesting.over_cores"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | ONE_CORE,
    )


def _send(process: subprocess.Popen[bytes], message: Job | Part) -> bool:
    """Send a helper something; return whether it took it."""
    if process.stdin is None:
        return False
    try:
        write_message(process.stdin, message)
    except BrokenPipeError:
        return False
    return True


def _ask(process: subprocess.Popen[bytes], part: Part) -> Judgement | None:
    """Send a part to the helper; return what it says of it, None where it came to an end."""
    if process.stdout is None or not _send(process, part):
        return None
    try:
        answer: Judgement = read_message(process.stdout)
    except EOFError:
        return None
    return answer


def _dismiss(process: subprocess.Popen[bytes]) -> None:
    """Let a helper go; it ends when nobody can ask it anything more."""
    try:
        if process.stdin:
            process.stdin.close()
    except BrokenPipeError:
        process.kill()


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read a job, then answer each part with what our own suggester says of it."""
    reader = PartReader(read_message(requests))
    with seldom_collected():
        for part in _parts(requests):
            write_message(answers, reader.judge(part, reader.docs(part)))


def _parts(requests: IO[bytes]) -> Iterator[Part]:
    """Give what is asked until nobody can ask more."""
    while True:
        try:
            yield read_message(requests)
        except EOFError:
            return


def write_message(stream: IO[bytes], message: Any) -> None:
    """Write a message as one block: the other end has to wait for the interpreter at each of its reads."""
    content = io.BytesIO()
    pickler = pickle.Pickler(content)
    pickler.dispatch_table = {kind: _by_fields(kind) for kind in MANY_IN_A_MESSAGE}
    pickler.dump(message)
    block = zlib.compress(content.getvalue(), level=1)
    stream.write(len(block).to_bytes(LENGTH) + block)
    stream.flush()


def _by_fields(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    """Return what makes values of a dataclass ready to pickle in a quarter of the time."""
    values = attrgetter(*(one.name for one in fields(kind)))
    return lambda one: (kind, values(one))


def read_message(stream: IO[bytes]) -> Any:
    """Read what our own process wrote; raises EOFError where nothing more comes."""
    length = int.from_bytes(stream.read(LENGTH))
    block = stream.read(length)
    if not length or len(block) < length:
        raise EOFError
    return pickle.loads(zlib.decompress(block))  # noqa: S301


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
