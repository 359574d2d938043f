"""A study of very many codings, and how long its matrices and their cells take.

The study is written in bulk, past the log, whose million entries no matrix reads. Its text is one
turn over and over; sources differ in case, level, kind, wave and speakers.
`python -m benchmarks.large --codings 1000000 --sources 2000 [--place FILE or URL]`.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.domain.codebook import Code, Codebook, Level, Name
from casecoding.domain.history import Action
from casecoding.domain.selection import Selection
from casecoding.domain.source import SourceKind, text_hash
from casecoding.errors import StudyExists
from casecoding.settings import Settings
from casecoding.store.tables import CaseRow, CodingRow, OriginalRow, ParticipantRow, SourceRow, TurnRow
from casecoding.store.tallies import tally_all
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_excerpts, read_matrix
from casecoding.workbench.bench import MACHINE, Bench, create_bench, ensure_coder, open_bench

WORDS = "Vi har ikke nogen følgegruppe længere, så det, beboerne siger, det bliver hos mig selv. "
TURNS = 200
SPEAKERS = 4  # of whom the first asks
LEVELS = ("operationelt", "taktisk", "strategisk")
KINDS = tuple(SourceKind)
THEMES = 12
CASES = 40
LONGEST = 60  # code points of a quotation
PAGE = 25
AT_ONCE = 50  # sources
MADE = datetime(2026, 1, 1, tzinfo=UTC)
VIEWS = (
    (Dimension.THEME, Dimension.CASE),
    (Dimension.CODE, Dimension.CASE),
    (Dimension.CODE, Dimension.LEVEL),
    (Dimension.CASE, Dimension.LEVEL),
    (Dimension.THEME, Dimension.SOURCE),
    (Dimension.CODE, Dimension.PARTICIPANT),
    (Dimension.CODE, Dimension.CODER),
    (Dimension.WAVE, Dimension.KIND),
)
SOME_CODES = Selection(codes=("tema01", "tema02.a", "tema03.b"))
BARE = """
SELECT code.theme_id, study_case.name, count(*) FROM coding
JOIN code ON code.id = coding.code_id JOIN source ON source.id = coding.source_id
JOIN study_case ON study_case.id = source.case_id
WHERE coding.deleted_at IS NULL GROUP BY code.theme_id, study_case.name
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was done, and how many seconds it took."""

    name: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.name:<58}{1000 * self.seconds:10.0f}"


def main() -> None:
    """Make the study where it is not there yet, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=50_000)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--place", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = asked.place or str(Path(folder) / "stor.casecoding")
        measure(place, sources=asked.sources, codings=asked.codings)


def measure(place: str, *, sources: int, codings: int) -> None:
    """Print how long each view takes over a study of this size."""
    print(f"\n{f'{codings:,} codings in {sources:,} sources':<58}{'ms':>10}")  # noqa: T201 - the table
    bench = _study_at(place, sources=sources, codings=codings)
    for figure in _figures(bench):
        print(figure, flush=True)  # noqa: T201
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory of this process at most, MB':<58}{memory:10.0f}")  # noqa: T201
    bench.store.close()


def make_large_study(place: str, *, sources: int, codings: int) -> Bench:
    """Make a study with so many sources and codings at a file path or URL, the same one every time."""
    bench = create_bench(place, title="Stort studie", codebook=_codebook(), settings=Settings())
    coders = [ensure_coder(bench, name).id for name in ("Anne", "Bo")]
    chance = random.Random(17)  # noqa: S311
    with bench.writing(Action.IMPORT_SOURCE, coder_id=MACHINE, subject={"sources": sources}) as session:
        cases = [{"id": f"case{one:02}", "name": f"Case {one:02}"} for one in range(CASES)]
        session.execute(insert(CaseRow), cases)
        for first in range(0, sources, AT_ONCE):
            some = range(first, min(first + AT_ONCE, sources))
            _add_sources(session, some)
            shares = {one: (one + 1) * codings // sources - one * codings // sources for one in some}
            _add_codings(session, shares, coders, chance)
        tally_all(session)
    return bench


def _study_at(place: str, *, sources: int, codings: int) -> Bench:
    try:
        return make_large_study(place, sources=sources, codings=codings)
    except StudyExists:
        return open_bench(place, settings=Settings())


def _figures(bench: Bench) -> Iterator[Figure]:
    with bench.store.reading() as session:
        yield Figure("the bare group-by, theme x case", _seconds(lambda: session.execute(text(BARE)).all()))
    for rows, columns in VIEWS:
        question = Question(rows, columns, Measure.SHARE_OF_TURNS)
        yield Figure(f"matrix {rows} x {columns}", _seconds(lambda one=question: read_matrix(bench, one)))
    question = Question(Dimension.CASE, Dimension.LEVEL, Measure.SHARE_OF_CHARACTERS, SOME_CODES)
    yield Figure("matrix case x level, parts of themes", _seconds(lambda: read_matrix(bench, question)))
    for rows, columns, row, column in (
        (Dimension.THEME, Dimension.CASE, "tema01", "Case 07"),
        (Dimension.THEME, Dimension.LEVEL, "tema01", "taktisk"),
    ):
        cell = cell_selection(Question(rows, columns), row, column)
        found = count_excerpts(bench, cell)
        for name, offset in (("first", 0), ("last", found - PAGE)):
            yield Figure(
                f"cell of {found:,}, {name} page with its count",
                _seconds(lambda cell=cell, at=offset: _open(bench, cell, at)),
            )


def _open(bench: Bench, cell: Selection, offset: int) -> None:
    count_excerpts(bench, cell)
    read_excerpts(bench, cell, limit=PAGE, offset=offset)


def _codebook() -> Codebook:
    themes = [f"tema{one:02}" for one in range(THEMES)]
    ids = [code for theme in themes for code in (theme, *(f"{theme}.{end}" for end in "abcd"))]
    codes = tuple(Code(one, Name(one.capitalize(), one.capitalize())) for one in ids)
    levels = tuple(Level(one, at, Name(one, one)) for at, one in enumerate(LEVELS, start=1))
    return Codebook("Stor kodebog", "1.0", levels=levels, codes=codes)


def _add_sources(session: Session, numbers: range) -> None:
    words = WORDS * TURNS
    for table, rows in (
        (SourceRow, [_source(one, words) for one in numbers]),
        (OriginalRow, [{"source_id": _id(one), "content": b"-"} for one in numbers]),
        (ParticipantRow, [_participant(one, at) for one in numbers for at in range(SPEAKERS)]),
        (TurnRow, [_turn(one, at) for one in numbers for at in range(TURNS)]),
    ):
        session.execute(insert(table), rows)


def _id(number: int) -> str:
    return f"kilde{number:05}"


def _source(number: int, words: str) -> dict[str, Any]:
    return {
        "id": _id(number),
        "case_id": f"case{number % CASES:02}",
        "name": f"Interview {number}",
        "kind": KINDS[number % len(KINDS)].value,
        "level": LEVELS[number % 2],
        "wave": ("2018", "2020", "2022")[number % 3],
        "text": words,
        "text_hash": text_hash(words),
        "words": TURNS * len(WORDS.split()),
        "file_name": f"{number}.txt",
        "file_hash": _id(number),
        "imported_at": MADE,
        "level_for_all": False,
    }


def _participant(number: int, at: int) -> dict[str, Any]:
    return {
        "id": f"{_id(number)}.{at}",
        "source_id": _id(number),
        "position": at,
        "label": f"T{at}",
        "name": f"Taler {at}",
        "role": ("interviewer", "projektleder", "bestyrelsesmedlem", "vicevært")[at],
        "level": (None, "operationelt", "strategisk", None)[at],
        "level_from_role": False,
        "interviewer": at == 0,
    }


def _turn(number: int, at: int) -> dict[str, Any]:
    speaker = f"{_id(number)}.{at % SPEAKERS}"
    return {
        "source_id": _id(number),
        "number": at + 1,
        "start": at * len(WORDS),
        "end": (at + 1) * len(WORDS) - 1,
        "participant_id": speaker,
        "read_participant_id": speaker,
        "style": "speech",
        "words": len(WORDS.split()),
    }


def _add_codings(session: Session, shares: dict[int, int], coders: list[str], chance: random.Random) -> None:
    codes = [code.id for code in _codebook()]
    made = [
        {
            **_quotation(number, chance),
            "id": f"{_id(number)}k{one}",
            "code_id": chance.choice(codes),
            "coder_id": chance.choice(coders),
            "memo": "",
            "created_at": MADE,
        }
        for number, share in shares.items()
        for one in range(share)
    ]
    session.execute(insert(CodingRow), made)


def _quotation(number: int, chance: random.Random) -> dict[str, Any]:
    """Return a place in a turn of one who answers."""
    turn = chance.randrange(TURNS // SPEAKERS) * SPEAKERS + 1 + chance.randrange(SPEAKERS - 1)
    start = chance.randrange(len(WORDS) - 2)
    end = min(start + chance.randrange(2, LONGEST), len(WORDS) - 1)
    return {
        "source_id": _id(number),
        "participant_id": f"{_id(number)}.{turn % SPEAKERS}",
        "turn": turn + 1,
        "start": turn * len(WORDS) + start,
        "end": turn * len(WORDS) + end,
        "quote_hash": text_hash(WORDS[start:end]),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
