"""Coverage says what there is and how far it is coded; saturation takes the sources in an order."""

from dataclasses import replace
from datetime import date

from casecoding.aggregating.coverage import Covered
from casecoding.aggregating.matrix import Dimension
from casecoding.aggregating.saturation import Rule
from casecoding.domain.selection import EVIDENCE, Selection
from casecoding.domain.source import SourceKind
from casecoding.workbench.analysis import count_excerpts
from casecoding.workbench.covering import place_selection, read_coverage, stretch_selection
from casecoding.workbench.importing import description_of, redescribe_source
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.reviewing import reject
from casecoding.workbench.saturating import SourceOrder, codes_of_sources, read_saturation
from casecoding.workbench.suggesting import suggest

INTERVIEW = SourceKind.INTERVIEW


def test_a_place_says_its_sources_turns_and_who_coded_how_far(coded):
    coverage = read_coverage(coded, EVIDENCE)

    place = coverage.places[("Egelund", "operationelt"), ("2018", INTERVIEW)]
    assert (place.sources, place.turns, place.coded_turns, place.codings) == (1, 1, 1, 2)
    assert dict(place.coders) == {"Anne": 1, "Bo": 1}
    strategic = coverage.places[("Egelund", "strategisk"), ("2018", INTERVIEW)]
    assert strategic.value(Covered.CODED) == 1.0
    assert (coverage.whole.sources, coverage.whole.codings) == (3, 4)


def test_a_row_stands_though_nothing_was_collected_there(coded):
    coverage = read_coverage(coded, EVIDENCE)

    assert ("Birkeparken", "strategisk") in coverage.rows
    assert (("Birkeparken", "strategisk"), ("2018", INTERVIEW)) not in coverage.places
    assert coverage.columns == (
        ("2018", INTERVIEW),
        ("2020", INTERVIEW),
        ("2020", SourceKind.MEETING_NOTES),
    )


def test_a_filter_takes_rows_away(coded):
    coverage = read_coverage(coded, Selection(cases=("Egelund",), levels=("strategisk",)))

    assert coverage.rows == (("Egelund", "strategisk"),)


def test_every_number_of_coverage_opens_to_its_quotations(coded):
    for (row, column), place in read_coverage(coded, EVIDENCE).places.items():
        assert count_excerpts(coded, place_selection(EVIDENCE, row, column)) == place.codings
        for stretch in place.stretches:
            assert count_excerpts(coded, stretch_selection(EVIDENCE, stretch)) == stretch.codings


def test_decided_suggestions_are_told(coded, anne):
    suggest(coded)
    first, *_ = suggestion_records(coded)
    reject(coded, first["id"], coder_id=anne.id)

    decided, suggested = read_coverage(coded, EVIDENCE).whole.suggestions

    assert (decided, suggested) == (1, len(list(suggestion_records(coded))))


def test_sources_are_taken_by_date_or_as_imported_and_uncoded_ones_are_left_out(coded, anne):
    for source_id, day in (("kilde1", date(2020, 5, 1)), ("kilde2", date(2018, 5, 1))):
        said = replace(description_of(coded, source_id), held=day)
        redescribe_source(coded, source_id, said, coder_id=anne.id)

    held, imported = (
        read_saturation(coded, Dimension.THEME, EVIDENCE, Rule(1, 1, 0.0), order=order)
        for order in SourceOrder
    )

    assert [step.source.source_id for step in held.saturation.steps] == ["kilde2", "kilde1"]
    assert [step.source.source_id for step in imported.saturation.steps] == ["kilde1", "kilde2"]
    assert held.uncoded == 1
    assert (held.saturation.reached, imported.saturation.reached) == (None, 1)


def test_the_new_codes_of_a_source_open_to_their_quotations(coded):
    found = read_saturation(coded, Dimension.CODE, EVIDENCE, Rule(), order=SourceOrder.IMPORTED)
    step = found.saturation.steps[0]

    chosen = codes_of_sources(EVIDENCE, Dimension.CODE, [step.source.source_id], step.new)

    assert step.new == {"kobling", "ledelse"}
    assert count_excerpts(coded, chosen) == 3
