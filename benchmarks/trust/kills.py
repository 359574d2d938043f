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
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from uuid import uuid4
from zipfile import ZipFile

from casecoding.errors import CaseCodingError
from casecoding.settings import Settings
from casecoding.store.backups import backups_of
from casecoding.workbench.backing_up import back_up
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.importing import Said, import_files
from casecoding.workbench.reader import perform
from casecoding.workbench.reading import check, read_overview, read_text
from casecoding.workbench.records import coding_records
from casecoding.workbench.suggesting import suggest
from tests.builders import store_source, usual_source

GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "study-0001.zip"
LONGEST = {"code": 2.0, "import": 0.5, "suggest": 0.6, "back-up": 0.3, "migrate": 0.25}  # seconds of a burst
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
            place = _old_study(folder, number) if way == "migrate" else study
            told = _killed(way, place, random.uniform(0.0, LONGEST[way]))
            tally.kills[way] += 1
            _take_note(tally, told)
            _inspect(tally, place, is_old=way == "migrate", where=f"round {number} ({way})")
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


def _old_study(folder: Path, number: int) -> Path:
    place = folder / f"old-{number}.casecoding"
    with ZipFile(GOLDEN) as archive:
        place.write_bytes(archive.read("study-0001.casecoding"))
    return place


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


def _inspect(tally: Tally, place: Path, *, is_old: bool, where: str) -> None:
    try:
        bench = open_bench(str(place), settings=Settings())
    except CaseCodingError as fault:
        tally.faults.append(f"{where}: {fault}")
        return
    tally.faults += [f"{where}: {one.fault} {one.id}" for one in check(bench)]
    overview = read_overview(bench)
    if is_old:
        if dict(overview.codings) != {"kobling.brudt": 1}:
            tally.faults.append(f"{where}: {dict(overview.codings)}")
    else:
        places = Counter(
            f"{one['start']}-{one['end']}" for one in coding_records(bench) if one["source"] == "kilde1"
        )
        tally.faults += [f"{where}: {one} stored {places[one]} times" for one in tally.confirmed
                         if places[one] != 1]  # fmt: skip
        lost = tally.sources - {card.id for card in overview.sources}
        tally.faults += [f"{where}: source {one} lost" for one in lost]
    bench.store.close()
    if is_old:
        for rest in place.parent.glob(f"{place.stem}*"):
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()


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
