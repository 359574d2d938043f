"""Every measure is what one counts from the codings themselves, one by one and character by character."""

import json
from collections import defaultdict
from itertools import product

import pytest

from casecoding.aggregating.matrix import FEW_TURNS, Dimension, Matrix, Measure
from casecoding.domain.selection import EVERYTHING
from casecoding.workbench.analysis import Question, read_matrix
from casecoding.workbench.bench import Bench, ensure_coder
from casecoding.workbench.reading import read_one_source, read_overview
from casecoding.workbench.records import coding_records
from tests.builders import make_source, mark, store_source, usual_source
from tests.unit.workbench.test_matrices import generated_study

FIELDS = {
    Dimension.THEME: lambda one: one["code"].partition(".")[0],
    Dimension.CODE: lambda one: one["code"],
    Dimension.CASE: lambda one: one["case"],
    Dimension.LEVEL: lambda one: one["level"] or "",
    Dimension.WAVE: lambda one: one["wave"],
    Dimension.CODER: lambda one: one["coder"],
    Dimension.PARTICIPANT: lambda one: one["speaker"],
}
PAIRS = [pair for pair in product(FIELDS, FIELDS) if pair[0] is not pair[1]]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    bench = generated_study(str(tmp_path_factory.mktemp("studie") / "studie.casecoding"))
    yield bench
    bench.store.close()


def counted_by_hand(bench: Bench, rows: Dimension, columns: Dimension) -> dict[tuple[str, str], list[dict]]:
    found = defaultdict(list)
    for record in map(json.loads, map(json.dumps, coding_records(bench))):
        if not record["interviewer"] and not record["code"].startswith("guide"):
            found[FIELDS[rows](record), FIELDS[columns](record)].append(record)
    return found


def characters_by_hand(bench: Bench, records: list[dict]) -> int:
    """Count the places that a quotation covers in the turns of the one who speaks it."""
    covered = set()
    for record in records:
        source = read_one_source(bench, record["source"])
        names = {who.label: who.name for who in source.participants}
        for turn in source.turns:
            if names.get(turn.label, "") == record["speaker"]:
                places = range(max(turn.span.start, record["start"]), min(turn.span.end, record["end"]))
                covered |= {(record["source"], place) for place in places}
    return len(covered)


@pytest.mark.parametrize(("rows", "columns"), PAIRS)
def test_participants_and_percents_are_those_of_an_independent_recount(study, rows, columns):
    by_hand = counted_by_hand(study, rows, columns)
    matrices = {measure: read_matrix(study, Question(rows, columns, measure)) for measure in Measure}

    for row, column in matrices[Measure.CODINGS].cells:
        records = by_hand[row, column]
        in_row = sum(len(found) for (key, _), found in by_hand.items() if key == row)
        in_column = sum(len(found) for (_, key), found in by_hand.items() if key == column)
        speakers = {(one["source"], one["speaker"]) for one in records if one["speaker"]}
        cells = {measure: matrix.cell(row, column) for measure, matrix in matrices.items()}
        assert cells[Measure.CODINGS].count.participants == len(speakers)
        if records:
            assert cells[Measure.ROW_PERCENT].value(Measure.ROW_PERCENT) == len(records) / in_row
            assert cells[Measure.COLUMN_PERCENT].value(Measure.COLUMN_PERCENT) == len(records) / in_column
        characters = cells[Measure.SHARE_OF_CHARACTERS].count.characters
        assert characters == characters_by_hand(study, records), (row, column)


def test_the_share_of_characters_counts_overlaps_once(any_bench):
    anne = ensure_coder(any_bench, "Anne")
    source = store_source(any_bench, make_source(("I", "Nå?"), ("Mette", "en to tre 😀 fem")))
    mark(any_bench, source, "en to", "kobling", anne.id)
    mark(any_bench, source, "to tre", "kobling.brudt", anne.id)
    mark(any_bench, source, "to", "kobling", ensure_coder(any_bench, "Bo").id)
    mark(any_bench, source, "fem", "kobling", anne.id)

    question = Question(Dimension.THEME, Dimension.CASE, Measure.SHARE_OF_CHARACTERS)

    assert read_matrix(any_bench, question).value("kobling", "Egelund") == 12 / 15


def test_row_percents_add_up_to_one_wherever_something_is_counted(study):
    table = read_matrix(study, Question(Dimension.CASE, Dimension.THEME, Measure.ROW_PERCENT)).table()

    assert table.sum(axis=1).tolist() == pytest.approx([1] * len(table))


def test_a_share_lies_in_its_interval_and_a_share_of_characters_has_none(study):
    for measure in Measure:
        matrix = read_matrix(study, Question(measure=measure, selection=EVERYTHING))
        for cell in matrix.cells.values():
            found = cell.interval(measure)
            if measure.is_share and measure is not Measure.SHARE_OF_CHARACTERS:
                assert found.low <= cell.value(measure) <= found.high
            else:
                assert found is None


def test_a_number_that_rests_on_little_is_told_apart(bench, anne):
    for number in range(4):
        turns = [("Mette", f"kobling {one}") for one in range(FEW_TURNS)]
        source = make_source(*turns, source_id=f"kilde{number}", case="Egelund")
        store_source(bench, source)
        mark(bench, source, "kobling 1", "kobling", anne.id)
    other = store_source(bench, usual_source("kilde9", case="Birkeparken"))
    mark(bench, other, "Ledelsen", "ledelse", anne.id)

    def thin(matrix: Matrix) -> set[tuple[str, str]]:
        return {key for key, cell in matrix.cells.items() if matrix.is_thin(cell)}

    by_case = thin(read_matrix(bench, Question()))
    by_source = read_matrix(bench, Question(Dimension.THEME, Dimension.SOURCE))
    assert {column for _, column in by_case} == {"Birkeparken"}
    assert {("ledelse", "Birkeparken"), ("kobling", "Birkeparken")} <= by_case
    assert ("kobling", "Samtale kilde1") not in thin(by_source)
    assert {one.name for one in read_overview(bench).sources} == set(by_source.columns)
