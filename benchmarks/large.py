"""How long every view of a study of very many codings takes, and how much memory all of them together.

`python -m benchmarks.large --codings 1000000 --sources 2000 [--place FILE or URL]`.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import text

from benchmarks.large_study import make_large_study
from casecoding.aggregating.cooccurrence import Unit
from casecoding.aggregating.matrix import Dimension, Measure
from casecoding.aggregating.saturation import Rule
from casecoding.domain.coding import Stance
from casecoding.domain.queue import Order, Wanted
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.errors import StudyExists
from casecoding.i18n.translating import Translator
from casecoding.settings import Settings
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_excerpts, read_matrix
from casecoding.workbench.bench import Bench, open_bench
from casecoding.workbench.contrasting import compare_columns, question_of, read_most_telling
from casecoding.workbench.cooccurring import read_together, read_turns_together
from casecoding.workbench.covering import read_coverage
from casecoding.workbench.finding import (
    count_hits,
    count_in_steps,
    read_codings_found,
    read_turns_found,
)
from casecoding.workbench.framework import read_framework
from casecoding.workbench.reading import read_coded_turns, read_frame, read_overview
from casecoding.workbench.reporting import export_csv, export_excel, export_html, export_word
from casecoding.workbench.retrieving import search_for
from casecoding.workbench.reviewing import next_card
from casecoding.workbench.saturating import SourceOrder, read_saturation
from casecoding.workbench.triangulating import read_balances, read_footings, read_joint_display

PAGE = 25
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
PAIR = ("tema01", "tema02")
SEARCHES = (
    "kode:tema01",
    "kode:tema01.a",
    "kode:tema01 og kode:tema02",
    "kode:tema01 og ikke kode:tema02",
    "ikke kode:tema01",
    "nær:tema02 kode:tema01",
    "følgegruppe",
    "naboerne",
    '"det bliver hos"',
    "føl* kode:tema01",
    "ikke naboerne",
    'case:"Case 07" niveau:strategisk',
    "runde:2018 eller type:mødereferat",
    'taler:"Taler 1"',
    "koder:Anne",
    "holdning:contradicts",
    "memo:spørge",
)
BARE = """
SELECT code.theme_id, study_case.name, count(*) FROM coding
JOIN code ON code.id = coding.code_id JOIN source ON source.id = coding.source_id
JOIN study_case ON study_case.id = source.case_id
WHERE coding.deleted_at IS NULL GROUP BY code.theme_id, study_case.name
"""

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was done, how many seconds it took, and the process's memory at most so far (MB)."""

    name: str
    seconds: float
    memory: float

    def __str__(self) -> str:
        return f"{self.name:<58}{1000 * self.seconds:10.0f}{self.memory:8.0f}"


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
    print(f"\n{f'{codings:,} codings in {sources:,} sources':<58}{'ms':>10}{'MB':>8}")  # noqa: T201 - the table
    bench = _study_at(place, sources=sources, codings=codings)
    for name, work in _everything(bench):
        start = time.perf_counter()
        work()
        spent = time.perf_counter() - start
        print(Figure(name, spent, _memory()), flush=True)  # noqa: T201
    bench.store.close()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _study_at(place: str, *, sources: int, codings: int) -> Bench:
    with suppress(StudyExists):
        make_large_study(place, sources=sources, codings=codings).store.close()
    return open_bench(place, settings=Settings())


def _everything(bench: Bench) -> Iterator[tuple[str, Work]]:
    yield from _matrices(bench)
    yield from _cells(bench)
    yield from _together(bench)
    yield from _analyses(bench)
    yield from _queue(bench)
    yield from _searches(bench)
    yield from _files(bench)


def _matrices(bench: Bench) -> Iterator[tuple[str, Work]]:
    yield "the bare group-by, theme x case", partial(_bare, bench)
    for rows, columns in VIEWS:
        question = Question(rows, columns, Measure.SHARE_OF_TURNS)
        yield f"matrix {rows} x {columns}", partial(read_matrix, bench, question)
    question = Question(Dimension.CASE, Dimension.LEVEL, Measure.SHARE_OF_CHARACTERS, SOME_CODES)
    yield "matrix case x level, parts of themes", partial(read_matrix, bench, question)


def _bare(bench: Bench) -> None:
    with bench.store.reading() as session:
        session.execute(text(BARE)).all()


def _cells(bench: Bench) -> Iterator[tuple[str, Work]]:
    for rows, columns, row, column in (
        (Dimension.THEME, Dimension.CASE, "tema01", "Case 07"),
        (Dimension.THEME, Dimension.LEVEL, "tema01", "taktisk"),
    ):
        cell = cell_selection(Question(rows, columns), row, column)
        found = count_excerpts(bench, cell)
        for name, offset in (("first", 0), ("last", found - PAGE)):
            yield f"cell of {found:,}, {name} page with its count", partial(_open, bench, cell, offset)


def _open(bench: Bench, cell: Selection, offset: int) -> None:
    count_excerpts(bench, cell)
    read_excerpts(bench, cell, limit=PAGE, offset=offset)


def _together(bench: Bench) -> Iterator[tuple[str, Work]]:
    for unit in (Unit.TURN, Unit.QUOTATION):
        for axis in (Dimension.THEME, Dimension.CODE):
            yield f"{axis}s together, by {unit}", partial(read_together, bench, axis, unit, EVIDENCE)
        asked = (Dimension.THEME, unit, EVIDENCE, PAIR)
        yield f"the turns of a pair, by {unit}", partial(read_turns_together, bench, *asked, limit=PAGE)
    some = (Dimension.CODE, Unit.TURN, SOME_CODES)
    yield "some codes together, by turn", partial(read_together, bench, *some)


def _analyses(bench: Bench) -> Iterator[tuple[str, Work]]:
    yield "frame", partial(read_frame, bench)
    yield "overview", partial(read_overview, bench)
    yield "overview, how far", partial(read_coded_turns, bench)
    yield "coverage", partial(read_coverage, bench, EVIDENCE)
    for axis in (Dimension.CODE, Dimension.THEME):
        asked = (axis, EVIDENCE, Rule())
        yield f"saturation of {axis}s", partial(read_saturation, bench, *asked, order=SourceOrder.HELD)
    yield "triangulation: joint display", partial(read_joint_display, bench, "tema01")
    yield "triangulation: balances", partial(read_balances, bench)
    yield "triangulation: footings", partial(read_footings, bench)
    yield "framework", partial(read_framework, bench)
    yield "compare two levels", partial(_compare, bench)
    side = Selection(codes=("tema01",), levels=("strategisk",))
    yield "compare, most telling quotations", partial(read_most_telling, bench, side, limit=5)
    against = Selection(codes=("tema01",), stances=(Stance.CONTRADICTS,))
    yield "quotations that contradict, with count", partial(_open, bench, against, 0)


def _compare(bench: Bench) -> None:
    question = question_of(Dimension.LEVEL, Measure.SHARE_OF_TURNS, EVIDENCE)
    first, second = "operationelt", "strategisk"
    compare_columns(bench, question, read_matrix(bench, question), first=first, second=second)


def _queue(bench: Bench) -> Iterator[tuple[str, Work]]:
    for order in Order:
        yield f"review queue, {order}", partial(next_card, bench, Wanted(order=order))
    yield "review queue of a theme", partial(next_card, bench, Wanted(codes=("tema01",)))


def _searches(bench: Bench) -> Iterator[tuple[str, Work]]:
    yield "search: words taken into the index", partial(search_for, bench, SEARCHES[-3] + " findesikke")
    for given in SEARCHES:
        yield f"search {given}: first page", partial(_first_page, bench, given)
        yield f"search {given}: counted", partial(_count, bench, given)


def _first_page(bench: Bench, given: str) -> None:
    """Look for the first quotations and turns, as far as it takes for a page of either."""
    search = search_for(bench, given).search
    for counted in count_in_steps(bench, search):
        if max(sum(counted.hits.codings.values()), sum(counted.hits.turns.values())) >= PAGE:
            break
    read_codings_found(bench, search, limit=PAGE, hits=counted.hits)
    read_turns_found(bench, search, limit=PAGE, hits=counted.hits)


def _count(bench: Bench, given: str) -> None:
    count_hits(bench, search_for(bench, given).search)


def _files(bench: Bench) -> Iterator[tuple[str, Work]]:
    chosen, t = (
        Selection(codes=("tema01",), cases=tuple(f"Case {one:02}" for one in range(5))),
        Translator("da"),
    )
    found = count_excerpts(bench, chosen)
    for name, export in (
        ("Word", export_word),
        ("HTML", export_html),
        ("Excel", export_excel),
        ("CSV", export_csv),
    ):
        yield f"{name} of {found:,} excerpts", partial(export, bench, chosen, t=t)
    search = search_for(bench, 'kode:tema01 case:"Case 01"')
    selection = search.search.selection
    yield "Excel of what a search found", partial(export_excel, bench, selection, t=t, found=search)


if __name__ == "__main__":
    main()
