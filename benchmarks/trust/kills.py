"""200 SIGKILLs at random moments in bursts of work: what a person was told is stored is there once.

Each round forks a worker that codes, imports, suggests, backs up or migrates as fast as it can and says
what is done through a pipe; the round ends by SIGKILL. Then the study must open, hold every confirmed
coding and source once, and check clean.
"""

import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from uuid import uuid4

from casecoding.errors import CaseCodingError
from casecoding.settings import Settings
from casecoding.store.backups import backups_of
from casecoding.workbench.backing_up import back_up
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.importing import Said, import_files
from casecoding.workbench.operations import perform
from casecoding.workbench.reading import check, read_overview, read_text
from casecoding.workbench.records import coding_records
from casecoding.workbench.suggesting import suggest
from tests.builders import store_source, usual_source
from tests.golden_studies import Told, golden_versions, unpack_study

LONGEST = {"code": 2.0, "import": 0.5, "suggest": 0.6, "back-up": 0.3, "migrate": 0.4}  # seconds of a burst
TALK = "Interviewer: Hvordan går det?\n\nMette: Der er ingen kobling til bestyrelsen. Ledelsen bakker op.\n\n"


@dataclass
class Tally:
    """What the rounds came to."""

    kills: Counter[str] = field(default_factory=Counter)
    confirmed: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


Tell = Callable[[str], None]


def run(kills: int = 200, *, seed: int = 8) -> bool:
    """Kill workers until the number is reached; tell whether nothing was lost, doubled or off."""
    random, tally, began = Random(seed), Tally(), time.monotonic()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        study = folder / "kills.casecoding"
        _prepare(study)
        for number in range(kills):
            way = random.choice(list(LONGEST))
            place, old = _old_study(folder / f"old-{number}", random) if way == "migrate" else (study, None)
            told = _killed(way, place, random.uniform(0.0, LONGEST[way]))
            tally.kills[way] += 1
            _take_note(tally, told)
            _inspect(tally, place, old, where=f"round {number} ({way})")
            shutil.rmtree(folder / f"old-{number}", ignore_errors=True)
        backups = _broken_backups(study, tally)
    rounds = ", ".join(f"{way} {n}" for way, n in sorted(tally.kills.items()))
    print(
        f"kills: {kills} ({rounds}), {len(tally.confirmed):,} confirmed codings and "
        f"{len(tally.sources):,} sources, {backups} backups, {len(tally.faults)} faults, "
        f"{time.monotonic() - began:.0f} s"
    )
    for fault in tally.faults[:10]:
        print("   ", fault)
    return not tally.faults


def _prepare(study: Path) -> None:
    bench = create_bench(str(study), title="Kills", settings=Settings())
    ensure_coder(bench, "Anne")
    store_source(bench, usual_source())
    suggest(bench)  # the model is loaded once, before any worker is forked
    bench.store.close()


def _old_study(folder: Path, random: Random) -> tuple[Path, Told]:
    """Return a study of some earlier version, and what its version told of it."""
    folder.mkdir()
    return unpack_study(random.choice(golden_versions()), folder)


def _killed(way: str, place: Path, seconds: float) -> list[str]:
    """Fork a worker, let it work for so long, kill it; return the lines that it managed to say."""
    reads, writes = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(reads)
        _burst(way, place, lambda line: os.write(writes, f"{line}\n".encode()) and None)
        os._exit(0)
    os.close(writes)
    time.sleep(seconds)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    with os.fdopen(reads, "rb") as pipe:
        return pipe.read().decode().split("\n")[:-1]


def _burst(way: str, place: Path, tell: Tell) -> None:
    bench = open_bench(str(place), settings=Settings())
    if way == "migrate":
        tell("opened")
        time.sleep(1)
    for number in count():
        match way:
            case "code":
                _code(bench, number, tell)
            case "import":
                _import(bench, place.parent, tell)
            case "suggest":
                suggest(bench)
            case "back-up":
                back_up(bench)


def _code(bench: Bench, number: int, tell: Tell) -> None:
    coder, source = ensure_coder(bench, "Anne").id, "kilde1"
    text = read_text(bench, source)
    start, coding = number % (len(text) - 12), uuid4().hex[:16]
    operation = {
        "key": coding,
        "op": "apply",
        "start": start,
        "end": start + 1 + number % 11,
        "quote": text[start : start + 1 + number % 11],
        "codings": [{"id": coding, "code": "kobling"}],
        "memo": coding,
    }
    (answer,) = perform(bench, source, [operation], coder_id=coder)
    stored = [] if answer.refusal else [coding]
    for one in stored:
        tell(f"coding {one} {start} {start + 1 + number % 11}")


def _import(bench: Bench, folder: Path, tell: Tell) -> None:
    file = folder / f"{uuid4().hex}.txt"
    file.write_text(TALK * 20 + file.name, encoding="utf-8")
    [outcome] = import_files(bench, [file], said=Said(case="Kills", level="1"))
    tell(f"source {outcome.source_id}")
    file.unlink()


def _take_note(tally: Tally, told: list[str]) -> None:
    for line in told:
        match line.split():
            case ["coding", _, start, end]:
                tally.confirmed.add(f"{start}-{end}")
            case ["source", source_id]:
                tally.sources.add(source_id)


def _inspect(tally: Tally, place: Path, old: Told | None, *, where: str) -> None:
    try:
        bench = open_bench(str(place), settings=Settings())
    except CaseCodingError as fault:
        tally.faults.append(f"{where}: {fault}")
        return
    tally.faults += [f"{where}: {one.fault} {one.id}" for one in check(bench)]
    tally.faults += [
        f"{where}: {fault}" for fault in (_lost(bench, tally) if old is None else _changed(bench, old))
    ]
    bench.store.close()


def _lost(bench: Bench, tally: Tally) -> Iterator[str]:
    """Give what was confirmed and is not there, or not once."""
    stored = Counter(
        f"{one['start']}-{one['end']}" for one in coding_records(bench) if one["source"] == "kilde1"
    )
    for one in tally.confirmed:
        if stored[one] != 1:
            yield f"{one} stored {stored[one]} times"
    for one in tally.sources - {card.id for card in read_overview(bench).sources}:
        yield f"source {one} lost"


def _changed(bench: Bench, old: Told) -> Iterator[str]:
    """Give what is not as the study's own version told it."""
    codings = {code: n for code, n in read_overview(bench).codings.items() if n}
    if codings != old.codings or bench.store.revision() != old.entries:
        yield f"{codings}, {bench.store.revision()} entries"


def _broken_backups(study: Path, tally: Tally) -> int:
    """Open a copy of every backup; return how many there are."""
    backups = backups_of(study)
    for one in backups:
        copy = shutil.copy(one.path, study.with_name("copy.casecoding"))
        bench = open_bench(str(copy), settings=Settings())
        tally.faults += [f"backup {one.name}: {finding}" for finding in check(bench)]
        bench.store.close()
        Path(copy).unlink()
    return len(backups)


if __name__ == "__main__":
    run()
