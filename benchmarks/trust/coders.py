"""Eight coders at once on one study: what is lost, doubled or refused, and how long an operation takes."""

import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from casecoding.errors import CaseCodingError
from casecoding.settings import Settings
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.operations import perform
from casecoding.workbench.reading import check, read_text
from casecoding.workbench.records import coding_records
from tests.builders import make_codebook, make_source, store_source

BAR = 0.250  # seconds, p95
CODES = ("kobling", "kobling.brudt", "ledelse")


@dataclass(frozen=True, slots=True)
class Day:
    """What one coder did: seconds per operation, codings that stand, errors met."""

    seconds: tuple[float, ...]
    standing: frozenset[str]
    errors: tuple[str, ...]


def run(coders: int = 8, operations: int = 500, *, server: str = "") -> bool:
    """Let the coders work on a file, and on a server where one is named; tell whether every bar was met."""
    with tempfile.TemporaryDirectory() as folder:
        met = _measure("SQLite", str(Path(folder) / "team.casecoding"), coders, operations)
    if not server:
        print("coders: no server named (CASECODING_TEST_POSTGRES), PostgreSQL not measured")
        return met
    schema = f"b{uuid4().hex}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    place = make_url(server).set(query={"options": f"-csearch_path={schema}"})
    try:
        return _measure("PostgreSQL", place.render_as_string(hide_password=False), coders, operations) and met
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


def _measure(name: str, place: str, coders: int, operations: int) -> bool:
    bench = create_bench(place, codebook=make_codebook(), settings=Settings())
    turns = [("Mette" if n % 2 else "I", f"Sætning nummer {n} om kobling og ledelse.") for n in range(400)]
    source = store_source(bench, make_source(*turns))
    ids = [ensure_coder(bench, f"Koder {n}").id for n in range(coders)]
    began = time.monotonic()
    with ProcessPoolExecutor(coders) as pool:
        arguments = [(place, source.id, coder, operations, seed) for seed, coder in enumerate(ids)]
        days = list(pool.map(_work, *zip(*arguments, strict=True)))
    spent = time.monotonic() - began
    met = _told(name, bench, days, spent)
    bench.store.close()
    return met


def _told(name: str, bench: Bench, days: Sequence[Day], spent: float) -> bool:
    stored = [record["id"] for record in coding_records(bench)]
    expected = frozenset().union(*(day.standing for day in days))
    seconds = sorted(second for day in days for second in day.seconds)
    p50, p95 = statistics.median(seconds), seconds[int(len(seconds) * 0.95)]
    lost, doubled = len(expected - set(stored)), len(stored) - len(set(stored))
    more = len(set(stored) - expected)
    errors = [error for day in days for error in day.errors]
    findings = check(bench)
    print(
        f"coders on {name}: {len(days)} x {len(days[0].seconds)} operations in {spent:.0f} s, {lost} lost, "
        f"{doubled} duplicated, {more} unexpected, {len(errors)} errors, check {len(findings)}, "
        f"p50 {1000 * p50:.0f} ms, p95 {1000 * p95:.0f} ms (bar {1000 * BAR:.0f})"
    )
    for error in sorted(set(errors))[:5]:
        print("   ", error)
    return not (lost or doubled or more or errors or findings) and p95 <= BAR


def _work(place: str, source_id: str, coder_id: str, operations: int, seed: int) -> Day:
    """Work as a reader does: numbered operations, each waited for."""
    random, bench = Random(seed), open_bench(place, settings=Settings())
    seconds: list[float] = []
    standing: set[str] = set()
    errors: list[str] = []
    source = read_text(bench, source_id)
    for number in range(operations):
        operation = _operation(random, source, standing, f"{seed}-{number}")
        start = time.perf_counter()
        try:
            (answer,) = perform(bench, source_id, [operation], coder_id=coder_id)
        except CaseCodingError as error:
            errors.append(str(error))
            continue
        finally:
            seconds.append(time.perf_counter() - start)
        if answer.refusal:
            errors.append(answer.refusal)
        elif operation["op"] == "apply":
            standing.add(operation["codings"][0]["id"])
        elif operation["op"] == "remove":
            standing.discard(operation["coding"])
    bench.store.close()
    return Day(tuple(seconds), frozenset(standing), tuple(errors))


def _operation(random: Random, source: str, standing: set[str], key: str) -> dict[str, object]:
    """Return the next thing a coder does: mostly coding, now and then a memo or a removal."""
    way = random.random()
    if standing and way < 0.15:
        return {"key": key, "op": "remove", "coding": random.choice(sorted(standing))}
    if standing and way < 0.35:
        coding = random.choice(sorted(standing))
        return {"key": key, "op": "change", "coding": coding, "memo": f"note {key}", "stance": "mixed"}
    start = random.randrange(len(source) - 30)
    codings = [{"id": f"k{key}", "code": random.choice(CODES)}]
    quote = source[start : start + 20 + int(key.rpartition("-")[2]) % 10]
    return {"key": key, "op": "apply", "start": start, "end": start + len(quote), "quote": quote,
            "codings": codings}  # fmt: skip


if __name__ == "__main__":
    run(server=os.environ.get("CASECODING_TEST_POSTGRES", ""))
