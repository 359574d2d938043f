"""Studies for the reader's measurements: long sources with many overlapping codings."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path

from casecoding.domain.source import Source
from casecoding.settings import Settings, shipped_folder
from casecoding.store.sources import count_words
from casecoding.workbench.bench import Bench, create_bench, ensure_coder
from casecoding.workbench.coding import Marking, apply_codes
from casecoding.workbench.importing import Said, import_files
from casecoding.workbench.reading import read_one_source

CODER = "Anne"
CODES = ("kobling", "ledelse", "beboerdemokrati", "finansiering")
AT_ONCE = 100
SENTENCES = 4  # of a varied turn


@dataclass(frozen=True, slots=True)
class Load:
    """How much a source carries: its words, the quotations and the codes applied to them."""

    name: str
    words: int
    quotations: int
    applications: int


def long_transcript(words: int) -> str:
    """Return the corpus's plain interviews, one after another, until there are so many words."""
    interviews = sorted(shipped_folder("corpus").rglob("*projektleder.txt"))
    once = "\n".join(file.read_text(encoding="utf-8") for file in interviews)
    return "\n".join([once] * (words // count_words(once) + 1))


def varied_transcripts(words: int, count: int) -> list[str]:
    """Return texts about the programme, each of so many words, a quarter of them different ones.

    They are the codebook's coded examples of reports, four to a turn.
    """
    files = sorted((shipped_folder("codebook") / "examples").glob("evaluering_*.txt"))
    lines = chain.from_iterable(file.read_text(encoding="utf-8").splitlines() for file in files)
    turns = zip(*[(line.partition("|")[2] for line in lines)] * SENTENCES, strict=False)
    said = map(": ".join, zip(cycle(("Mette", "Jens")), map(" ".join, turns), strict=False))
    return ["\n".join(_until(said, words)) for _ in range(count)]


def _until(turns: Iterator[str], words: int) -> Iterator[str]:
    """Give turns until there are so many words."""
    given = 0
    while given < words:
        turn = next(turns)
        given += count_words(turn)
        yield turn


def make_study(place: Path, loads: list[Load]) -> dict[str, str]:
    """Make a study with a source for each load; return their ids by name."""
    bench = create_bench(str(place), title="Bench", settings=Settings())
    coder = ensure_coder(bench, CODER).id
    ids = {load.name: _add(bench, place.parent, load, coder) for load in loads}
    bench.store.close()
    return ids


def _add(bench: Bench, folder: Path, load: Load, coder: str) -> str:
    file = folder / f"{load.name}.txt"
    text = f"{long_transcript(load.words)}\nInterviewer: Tak for i dag, {load.name}.\n"
    file.write_text(text, encoding="utf-8")
    [outcome] = import_files(bench, [file], said=Said(case="Bench", level="1"))
    source = read_one_source(bench, str(outcome.source_id))
    markings = _markings(source, load)
    for first in range(0, len(markings), AT_ONCE):
        apply_codes(bench, markings[first : first + AT_ONCE], coder_id=coder)
    return source.id


def _markings(source: Source, load: Load) -> list[Marking]:
    """Return seeded quotations of up to some sentences; the first of them carry a second code."""
    chance = random.Random(load.name)  # noqa: S311 - the same study in every run
    turns = [turn.span for turn in source.turns if len(turn.span.of(source.text)) > 2 * len(CODES)]
    made: list[Marking] = []
    for number in range(load.quotations):
        turn = chance.choice(turns)
        start = chance.randrange(turn.start, turn.end - len(CODES))
        end = min(turn.end, start + chance.randint(len(CODES), 200))
        codes = chance.sample(CODES, 2 if number < load.applications - load.quotations else 1)
        made += [Marking(source.id, start, end, code) for code in codes]
    return made
