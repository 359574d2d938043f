"""Measure the core and the reader on a source of 20,000 words and print two tables.

Machines differ and are shared, so a figure counts beside another of the same run:
`bare` is the cheapest way to do the part of the work that cannot be left out.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import importing, large, reader
from benchmarks.studies import long_transcript, varied_transcripts
from casecoding.codebooks import load_codebook
from casecoding.domain.selection import EVIDENCE
from casecoding.i18n.translating import Translator
from casecoding.nlp.pipeline import open_pipeline
from casecoding.settings import shipped_folder
from casecoding.store.sources import count_words
from casecoding.suggesting.registry import own_suggester
from casecoding.workbench.analysis import Question, read_matrix
from casecoding.workbench.bench import Bench, create_bench, ensure_coder
from casecoding.workbench.coding import Marking, apply_code
from casecoding.workbench.importing import Said, import_files
from casecoding.workbench.reading import read_one_source
from casecoding.workbench.reporting import export_word
from casecoding.workbench.suggesting import suggest

WORDS = 20_000
CODINGS = 500
ROUNDS = 8  # of what is measured in turn


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: seconds of ours, seconds of the bare work, None where there is none."""

    name: str
    ours: float
    bare: float | None = None

    def __str__(self) -> str:
        ratio = f"{self.ours / self.bare:8.2f}" if self.bare else " " * 8
        bare = f"{1000 * self.bare:10.1f}" if self.bare else " " * 10
        return f"{self.name:<56}{1000 * self.ours:10.1f}{bare}{ratio}"


def main() -> None:
    """Run every measurement once, in order, over one study."""
    print(f"{'':<56}{'ms':>10}{'bare ms':>10}{'ratio':>8}")  # noqa: T201 - the table is the result
    with tempfile.TemporaryDirectory() as folder:
        for row in _rows(Path(folder)):
            print(row)  # noqa: T201
        large.measure(str(Path(folder) / "stor.casecoding"), sources=200, codings=50_000)
    importing.main()
    reader.main()


def _rows(folder: Path) -> Iterator[Row]:
    text = long_transcript(WORDS)
    bench = create_bench(str(folder / "bench.casecoding"))
    file = folder / "long.txt"
    file.write_text(text, encoding="utf-8")
    said = Said(case="Bench", level="1")
    yield Row(f"import {count_words(text):,} words", _seconds(lambda: import_files(bench, [file], said=said)))
    yield from _suggesting(folder)
    suggest(bench, with_interviewer=True)  # what is coded now has suggestions beside it
    yield from _coding(bench, folder)
    yield Row("matrix theme x level", _seconds(lambda: read_matrix(bench, Question())))
    export_word(bench, EVIDENCE, t=Translator("da"))
    yield Row(
        f"Word report of {CODINGS} excerpts",
        _seconds(lambda: export_word(bench, EVIDENCE, t=Translator("da"))),
    )


def _suggesting(folder: Path) -> Iterator[Row]:
    """Measure a run over every turn of new sources against the pipeline over the same turns.

    The sources hardly repeat themselves, what both open is open, and what is first alternates.
    """
    pipeline, bench = open_pipeline(None), create_bench(str(folder / "varied.casecoding"))
    own_suggester(load_codebook(shipped_folder("codebook")), pipeline.nlp.vocab)
    ours: list[float] = []
    again: list[float] = []
    bare: list[float] = []
    for number, text in enumerate(varied_transcripts(WORDS, ROUNDS)):
        file = folder / f"varied{number}.txt"
        file.write_text(text, encoding="utf-8")
        [outcome] = import_files(bench, [file], said=Said(case="Bench", level="1"))
        turns = _turns(bench, file.stem)
        run = partial(suggest, bench, source_ids=[str(outcome.source_id)], with_interviewer=True)
        both = [(bare, lambda turns=turns: list(pipeline.annotate(turns))), (ours, run)]
        for spent, work in both if number % 2 else reversed(both):
            spent.append(_seconds(work))
        again.append(_seconds(run))
    for name, seconds in (("suggest in a new source", ours), ("suggest again, Docs kept", again)):
        yield Row(f"{name} (bare: the pipeline alone)", statistics.mean(seconds), statistics.mean(bare))


def _turns(bench: Bench, name: str) -> list[str]:
    source = read_one_source(bench, name)
    return [turn.span.of(source.text) for turn in source.turns]


def _coding(bench: Bench, folder: Path) -> Iterator[Row]:
    source = read_one_source(bench, "Long")
    coder = ensure_coder(bench, "Bench").id
    spans = [turn.span for turn in source.turns][:CODINGS]
    spent = []
    for span in spans:
        with _timed(spent):
            apply_code(bench, Marking(source.id, span.start, span.end, "kobling"), coder_id=coder)
    bare = statistics.median(_bare_writes(folder, len(spans)))
    yield Row("one coding stored, p50 (bare: one durable insert)", statistics.median(spent), bare)
    yield Row(
        "one coding stored, p95 (bare: one durable insert)", statistics.quantiles(spent, n=20)[-1], bare
    )


def _bare_writes(folder: Path, count: int) -> list[float]:
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE coding (id TEXT PRIMARY KEY, start INTEGER, stop INTEGER)")
    spent: list[float] = []
    for number in range(count):
        with _timed(spent):
            connection.execute("INSERT INTO coding VALUES (?, ?, ?)", (str(number), number, number + 1))
    connection.close()
    return spent


def _seconds(work: Callable[[], object]) -> float:
    spent: list[float] = []
    with _timed(spent):
        work()
    return spent[0]


@contextmanager
def _timed(spent: list[float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    spent.append(time.perf_counter() - start)


if __name__ == "__main__":
    main()
