"""Precision, recall, F1 and kappa with their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casecoding.aggregating.agreement import Crossing, Estimate, macro_f1, wilson

COUNTS = st.integers(min_value=0, max_value=500)
CROSSINGS = st.builds(Crossing, both=COUNTS, extra=COUNTS, missed=COUNTS, neither=COUNTS)


def test_the_measures_of_a_worked_example() -> None:
    crossing = Crossing(both=20, extra=5, missed=10, neither=15)

    assert crossing.precision.value == pytest.approx(20 / 25)
    assert crossing.recall.value == pytest.approx(20 / 30)
    assert crossing.f1.value == pytest.approx(40 / 55)
    assert crossing.kappa.value == pytest.approx(0.4)


def test_wilson_gives_the_interval_of_the_textbook() -> None:
    interval = wilson(8, 10)

    assert (interval.low, interval.high) == (pytest.approx(0.490, abs=1e-3), pytest.approx(0.943, abs=1e-3))


def test_the_standard_error_of_kappa_is_the_one_of_fleiss_cohen_and_everitt() -> None:
    kappa = Crossing(both=20, extra=5, missed=10, neither=15).kappa

    assert kappa.high - kappa.value == pytest.approx(1.96 * 0.1274, abs=2e-3)


def test_where_there_is_nothing_to_measure_there_is_no_number() -> None:
    nothing = Crossing(both=0, extra=0, missed=0, neither=9)

    assert [nothing.precision, nothing.recall, nothing.f1, nothing.kappa] == [Estimate(None)] * 4


def test_the_mean_f1_counts_a_code_that_was_never_found_and_leaves_out_one_that_gold_lacks() -> None:
    found = Crossing(both=4, extra=0, missed=0, neither=4)
    never = Crossing(both=0, extra=0, missed=4, neither=4)
    lacking = Crossing(both=0, extra=4, missed=0, neither=4)

    assert macro_f1([found, never, lacking]) == pytest.approx(0.5)


@given(crossing=CROSSINGS)
def test_every_interval_holds_its_value(crossing: Crossing) -> None:
    for one in (crossing.precision, crossing.recall, crossing.f1, crossing.kappa):
        if one.value is not None:
            assert one.low - 1e-9 <= one.value <= one.high + 1e-9


@given(crossing=CROSSINGS)
def test_f1_and_kappa_do_not_ask_who_is_gold(crossing: Crossing) -> None:
    turned = Crossing(crossing.both, extra=crossing.missed, missed=crossing.extra, neither=crossing.neither)

    assert turned.f1 == crossing.f1
    assert (turned.kappa.value or 0) == pytest.approx(crossing.kappa.value or 0)
    assert (turned.kappa.low or 0) == pytest.approx(crossing.kappa.low or 0, abs=1e-9)


@given(both=st.integers(1, 99), neither=st.integers(1, 99))
def test_who_agrees_with_herself_agrees_wholly(both: int, neither: int) -> None:
    crossing = Crossing(both, extra=0, missed=0, neither=neither)

    assert crossing.f1.value == crossing.kappa.value == 1.0
