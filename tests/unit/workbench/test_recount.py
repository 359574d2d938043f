"""200 random views against a recount from `codings --jsonl` and the turns; intervals against SciPy's."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from scipy.stats import binomtest

from casecoding.aggregating.matrix import AttributeDimension, Axis, Cell, Dimension, Measure
from casecoding.domain.attributes import Attribute, AttributeKind, Holder
from casecoding.domain.selection import Having, Selection
from casecoding.domain.source import SourceKind
from casecoding.store.sources import count_words
from casecoding.workbench.analysis import Question, cell_selection, count_excerpts, read_panels
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.launching import make_demo_study
from casecoding.workbench.metadata import read_sheet, save_attributes, set_values
from casecoding.workbench.reading import read_one_source, read_overview
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.reviewing import accept

VIEWS = 200
COMMAND = [sys.executable, "-c", "from casecoding.cli import main; main()"]
Record = dict[str, Any]
FIELDS: dict[Dimension, Callable[[Record], str]] = {
    Dimension.THEME: lambda one: one["code"].split(".")[0],
    Dimension.CODE: lambda one: one["code"],
    Dimension.CODER: lambda one: one["coder"],
    Dimension.CASE: lambda one: one["case"],
    Dimension.LEVEL: lambda one: one["level"] or "",
    Dimension.WAVE: lambda one: one["wave"],
    Dimension.KIND: lambda one: one["kind"],
    Dimension.SOURCE: lambda one: one["source_name"],
    Dimension.PARTICIPANT: lambda one: one["speaker"],
    Dimension.ROLE: lambda one: one["role"],
}
OF_CODINGS = {Dimension.THEME, Dimension.CODE, Dimension.CODER}
HOMES = {"Grydebæk": 900, "Hestmarke": 1200}  # the third case says nothing


@dataclass(frozen=True)
class Told:
    """The study as it is told: its codings by the command line, its turns by their texts."""

    bench: Bench
    codings: list[Record]
    turns: list[Record]
    homes: AttributeDimension


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[Told]:
    place = tmp_path_factory.mktemp("studie") / "demo.casecoding"
    bench = make_demo_study(str(place))
    coders = [ensure_coder(bench, name).id for name in ("Anne", "Bo")]
    for number, suggestion in enumerate(list(suggestion_records(bench))):
        if number % 3:
            accept(bench, suggestion["id"], coder_id=coders[number % 2])
    wanted = Attribute("", "Boliger", Holder.CASE, AttributeKind.NUMBER)
    save_attributes(bench, [wanted], coder_id=coders[0])
    sheet = read_sheet(bench, Holder.CASE)
    [homes] = sheet.attributes
    values = {(homes.id, one.id): HOMES[one.name] for one in sheet.holders if one.name in HOMES}
    set_values(bench, values, coder_id=coders[0])
    run = subprocess.run([*COMMAND, "codings", str(place), "--jsonl"], capture_output=True, check=True)
    codings = [json.loads(line) for line in run.stdout.decode().splitlines()]
    yield Told(bench, codings, list(turns_of(bench)), AttributeDimension(homes))
    bench.store.close()


def turns_of(bench: Bench) -> Iterator[Record]:
    """Give every turn that a participant speaks, in the words of a coding's record."""
    for card in read_overview(bench).sources:
        source = read_one_source(bench, card.id)
        speakers = {who.label: who for who in source.participants}
        for turn in source.turns:
            who = speakers.get(turn.label or "")
            yield {
                "source": source.id,
                "source_name": source.name,
                "turn": turn.number,
                "words": count_words(turn.span.of(source.text)),
                "case": source.case,
                "wave": source.wave,
                "kind": source.kind.value,
                "level": (who.level if who else None) or source.level,
                "speaker": who.name if who else "",
                "role": who.role if who else "",
                "interviewer": who.interviewer if who else False,
            }


def field_of(axis: Axis) -> Callable[[Record], str]:
    if isinstance(axis, Dimension):
        return FIELDS[axis]
    return lambda one: str(HOMES.get(one["case"], ""))


def random_question(told: Told, chance: Random) -> Question:
    axes: list[Axis | None] = [*chance.sample([*FIELDS, told.homes], 3)]
    if chance.random() < 0.6:
        axes[2] = None
    some = chance.sample(told.codings, 3)
    maybe = {
        "codes": tuple(chance.choice((one["code"], one["code"].split(".")[0])) for one in some),
        "cases": tuple(one["case"] for one in some),
        "levels": tuple(one["level"] or "" for one in some),
        "waves": tuple(one["wave"] for one in some[:1]),
        "kinds": tuple(SourceKind(one["kind"]) for one in some),
        "coders": (some[0]["coder"],),
        "roles": tuple(one["role"] for one in some),
        "attributes": (Having(told.homes.attribute.id, Holder.CASE, ("900", "")),),
        "with_interviewer": True,
    }
    chosen = {name: value for name, value in maybe.items() if chance.random() < 0.2}
    return Question(axes[0], axes[1], chance.choice(list(Measure)), Selection(**chosen), axes[2])


def is_in(selection: Selection, record: Record) -> bool:
    """Tell whether a coding or a turn is among what is selected; a turn has no code and no coder."""
    within = {
        "case": selection.cases,
        "wave": selection.waves,
        "kind": [kind.value for kind in selection.kinds],
        "role": selection.roles,
    }
    return (
        (selection.with_interviewer or not record["interviewer"])
        and all(not wanted or record[name] in wanted for name, wanted in within.items())
        and (not selection.levels or (record["level"] or "") in selection.levels)
        and all(str(HOMES.get(record["case"], "")) in one.values for one in selection.attributes)
        and (not selection.coders or record.get("coder", selection.coders[0]) in selection.coders)
        and (
            not selection.codes
            or "code" not in record
            or any(f"{record['code']}.".startswith(f"{code}.") for code in selection.codes)
        )
    )


def at(
    records: list[Record], question: Question, keys: tuple[str, ...], *, leave_out: set[Axis]
) -> list[Record]:
    """Return the records that stand at these keys, whatever they are on the axes left out."""
    fields = [
        (field_of(axis), key) for axis, key in zip(question.axes, keys, strict=True) if axis not in leave_out
    ]
    return [one for one in records if all(field(one) == key for field, key in fields)]


@dataclass(frozen=True)
class Recount:
    """What stands in a cell, what could, and what stands in its whole row and column."""

    here: list[Record]
    there: list[Record]
    in_row: list[Record]
    in_column: list[Record]

    @property
    def turns(self) -> int:
        return len({(one["source"], one["turn"]) for one in self.here})

    def share(self, measure: Measure) -> tuple[int, int]:
        match measure:
            case Measure.SHARE_OF_TURNS:
                return self.turns, len(self.there)
            case Measure.ROW_PERCENT:
                return len(self.here), len(self.in_row)
            case Measure.COLUMN_PERCENT:
                return len(self.here), len(self.in_column)
            case _:
                return 0, 0

    def value(self, measure: Measure) -> float | None:
        speakers = {(one["source"], one["speaker"]) for one in self.here if one["speaker"]}
        part, whole = self.share(measure)
        words = sum(one["words"] for one in self.there)
        values = {
            Measure.CODINGS: len(self.here),
            Measure.SOURCES: len({one["source"] for one in self.here}),
            Measure.PARTICIPANTS: len(speakers),
            Measure.PER_1000_WORDS: 1000 * len(self.here) / words if words else None,
        }
        return values.get(measure, part / whole if whole else None)


def recounted(told: Told, question: Question, keys: tuple[str, ...]) -> Recount:
    codings = [one for one in told.codings if is_in(question.selection, one)]
    turns = [one for one in told.turns if is_in(question.selection, one)]
    return Recount(
        here=at(codings, question, keys, leave_out=set()),
        there=at(turns, question, keys, leave_out=OF_CODINGS),
        in_row=at(codings, question, keys, leave_out={question.columns}),
        in_column=at(codings, question, keys, leave_out={question.rows}),
    )


@pytest.mark.parametrize("number", range(VIEWS))
def test_a_random_view_is_what_is_recounted(told, number):
    chance = Random(number)
    question = random_question(told, chance)

    panels = read_panels(told.bench, question)

    cells = [
        (cell, (row, column, panel)[: len(question.axes)])
        for panel, matrix in panels.matrices.items()
        for (row, column), cell in matrix.cells.items()
    ]
    for cell, keys in cells:
        check_cell(cell, question.measure, recounted(told, question, keys))
    assert panels.codings == sum(is_in(question.selection, one) for one in told.codings)
    open_one_cell(told, question, [keys for _, keys in cells], chance)


def check_cell(cell: Cell, measure: Measure, counted: Recount) -> None:
    assert cell.count.codings == len(counted.here)
    assert (cell.material.turns if cell.material else 0) == len(counted.there)
    if measure is Measure.SHARE_OF_CHARACTERS:
        return  # counted character by character in test_matrix_measures
    nothing = not counted.here and not counted.there
    assert cell.value(measure) == (None if nothing else counted.value(measure))
    part, whole = counted.share(measure)
    if whole and not nothing:
        found, theirs = cell.interval(measure), binomtest(part, whole).proportion_ci(method="wilson")
        assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def open_one_cell(told: Told, question: Question, cells: list[tuple[str, ...]], chance: Random) -> None:
    """Open a cell: there are as many quotations as are recounted."""
    if cells:
        keys = chance.choice(cells)
        selection = cell_selection(question, *keys[:2], panel=(*keys, "")[2])
        assert count_excerpts(told.bench, selection) == len(recounted(told, question, keys).here)
