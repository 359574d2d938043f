"""Codes stand together by turn, by segment and by overlap; each number is what is recounted, and opens."""

from itertools import combinations

import pytest

from casecoding.aggregating.cooccurrence import Unit
from casecoding.aggregating.matrix import Dimension
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.domain.source import SourceKind
from casecoding.store import cooccurrence as counting_together
from casecoding.workbench.cooccurring import read_together, read_turns_together
from casecoding.workbench.reading import read_one_source
from casecoding.workbench.records import coding_records
from casecoding.workbench.suggesting import suggest
from tests.builders import make_source, mark, store_source
from tests.unit.workbench.test_matrices import generated_study

SELECTIONS = [
    EVIDENCE,
    Selection(coders=("Bo",)),
    Selection(cases=("Egelund", "Birkeparken"), kinds=(SourceKind.INTERVIEW,)),
    Selection(codes=("kobling",)),
]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    bench = generated_study(str(tmp_path_factory.mktemp("studie") / "studie.casecoding"))
    yield bench
    bench.store.close()


def places_by_hand(bench, selection):
    """Give (source, turn, start, end, code) of every place of a participant's turn that is marked."""
    for record in coding_records(bench, selection):
        source = read_one_source(bench, record["source"])
        names = {who.label: who.name for who in source.participants}
        for turn in source.turns:
            start, end = max(turn.span.start, record["start"]), min(turn.span.end, record["end"])
            if start < end and names.get(turn.label, "") == record["speaker"]:
                yield record["source"], turn.number, start, end, record["code"]


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("axis", [Dimension.CODE, Dimension.THEME])
def test_turns_and_overlaps_are_those_of_a_recount(study, axis, selection):
    parts = 1 if axis is Dimension.THEME else 9
    places = {
        (*where, ".".join(code.split(".")[:parts])) for *where, code in places_by_hand(study, selection)
    }
    by_turn = read_together(study, axis, Unit.TURN, selection).counted
    by_overlap = read_together(study, axis, Unit.QUOTATION, selection).counted
    of = {code: [place for place in places if place[4] == code] for code in by_turn.keys}
    turns = {code: {place[:2] for place in of[code]} for code in of}

    for one, other in combinations(of, 2):
        pairs = [(a, b) for a in of[one] for b in of[other] if a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3]]
        assert by_turn.count(one, other) == len(turns[one] & turns[other])
        assert by_overlap.count(one, other) == len(pairs)
    assert {code: by_turn.count(code, code) for code in of} == {code: len(turns[code]) for code in of}
    assert {code: by_overlap.count(code, code) for code in of} == {code: len(of[code]) for code in of}


@pytest.mark.parametrize("unit", [Unit.TURN, Unit.QUOTATION])
def test_a_voice_at_a_time_the_same_is_counted(study, monkeypatch, unit):
    usual = read_together(study, Dimension.CODE, unit, EVIDENCE).counted
    monkeypatch.setattr(counting_together, "VOICES_AT_ONCE", 1)

    assert read_together(study, Dimension.CODE, unit, EVIDENCE).counted == usual


def test_each_engine_counts_alike(study, place):
    same = generated_study(place)
    asked = [
        (axis, unit, selection)
        for axis in (Dimension.CODE, Dimension.THEME)
        for unit in (Unit.TURN, Unit.QUOTATION)
        for selection in SELECTIONS
    ]

    assert [read_together(same, *one) for one in asked] == [read_together(study, *one) for one in asked]

    same.store.close()


@pytest.mark.parametrize("unit", [Unit.TURN, Unit.QUOTATION])
def test_a_pair_opens_to_the_turns_it_stands_in_with_both_codes(study, unit):
    counted = read_together(study, Dimension.CODE, unit, EVIDENCE).counted
    for pair in counted.together:
        number, turns = read_turns_together(study, Dimension.CODE, unit, EVIDENCE, pair, limit=100)
        assert number == len(turns) > 0
        assert unit is Unit.QUOTATION or number == counted.count(*pair)
        for turn in turns:
            assert {one.coding.code_id for one in turn.excerpts} == set(pair)


def test_a_page_of_turns_follows_the_one_before(study):
    pair = read_together(study, Dimension.CODE, Unit.TURN, EVIDENCE).counted.pairs()[0]

    def read(limit, offset=0):
        found = read_turns_together(
            study, Dimension.CODE, Unit.TURN, EVIDENCE, pair, limit=limit, offset=offset
        )
        return [(one.source_id, one.turn) for one in found[1]]

    assert [*read(1), *read(100, 1)] == read(100)


def test_codes_in_one_sentence_stand_in_one_segment(bench, anne):
    words = "Ledelsen bakker op om koblingen. Men følgegruppen mødes ikke mere."
    source = store_source(bench, make_source(("I", "Nå?"), ("Mette", words)))
    mark(bench, source, "Ledelsen", "ledelse", anne.id)
    mark(bench, source, "koblingen", "kobling", anne.id)
    mark(bench, source, "følgegruppen", "taktisk_niveau", anne.id)
    before = read_together(bench, Dimension.THEME, Unit.SEGMENT, EVIDENCE)
    suggest(bench)

    found = read_together(bench, Dimension.THEME, Unit.SEGMENT, EVIDENCE)

    assert before.unread == (source.name,)
    assert found.unread == ()
    assert found.counted.count("ledelse", "kobling") == 1
    assert found.counted.count("ledelse", "taktisk_niveau") == 0
    number, turns = read_turns_together(
        bench, Dimension.THEME, Unit.SEGMENT, EVIDENCE, ("kobling", "ledelse"), limit=5
    )
    assert (number, len(turns[0].excerpts)) == (1, 2)
