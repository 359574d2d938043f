"""Saturation after Guest, Namey and Chen: bases, overlapping runs, thresholds and bands."""

import pytest

from casecoding.aggregating.saturation import CodedSource, Rule, saturation_of

FOUND = ("abcd", "abe", "af", "bcg", "gh", "ah", "bc", "i", "ab")


def sources(found=FOUND):
    return [CodedSource(f"k{at}", f"Kilde {at}", frozenset(codes)) for at, codes in enumerate(found, 1)]


def test_each_source_adds_what_none_before_it_had():
    steps = saturation_of(sources(), Rule()).steps

    assert ["".join(sorted(step.new)) for step in steps] == ["abcd", "e", "f", "g", "h", "", "", "i", ""]
    assert [step.so_far for step in steps] == [4, 5, 6, 7, 8, 8, 8, 9, 9]


def test_runs_overlap_and_are_shares_of_the_base():
    saturation = saturation_of(sources(), Rule(base=4, run=2, threshold=0.0))

    assert saturation.base_codes == 7
    ratios = [step.ratio for step in saturation.steps]
    assert ratios[:5] == [None] * 5
    assert ratios[5:] == pytest.approx([1 / 7, 0, 1 / 7, 1 / 7])


@pytest.mark.parametrize(("threshold", "reached"), [(0.0, 5), (0.15, 4), (0.1, 5)])
def test_it_is_reached_before_the_first_run_that_adds_little_enough(threshold, reached):
    assert saturation_of(sources(), Rule(4, 2, threshold)).reached == reached


def test_it_is_not_reached_while_every_run_adds_much_or_there_is_no_run():
    growing = sources([str(at) for at in range(8)])

    assert saturation_of(growing, Rule(4, 2, 0.05)).reached is None
    assert saturation_of(sources()[:5], Rule(4, 2, 0.05)).reached is None


def test_a_run_is_the_sources_up_to_a_step():
    saturation = saturation_of(sources(), Rule(base=4, run=2))

    run = saturation.run_ending_with(saturation.steps[5])

    assert [step.source.source_id for step in run] == ["k5", "k6"]


def test_the_band_is_the_same_for_the_same_seed_and_holds_the_ends():
    first, again = (saturation_of(sources(), Rule(), seed=1).steps for _ in range(2))

    assert first == again
    assert (first[-1].low, first[-1].middle, first[-1].high) == (9, 9, 9)
    assert all(step.low <= step.middle <= step.high for step in first)
    assert 1 <= first[0].low < first[0].high <= 4


def test_an_empty_study_has_no_steps():
    assert saturation_of([], Rule()).steps == ()
