"""Coding with undo, redo and reversals at random, held against a model and the replay of the log."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from casecoding.domain.history import LogFilter
from casecoding.store.log import list_entries
from casecoding.workbench.reading import check
from tests.builders import store_source, usual_source
from tests.log_model import WAYS, Walk, random_ways


@settings(max_examples=25)
@given(ways=st.lists(st.sampled_from(WAYS), max_size=30), seed=st.integers(0, 2**32))
def test_a_study_is_what_the_model_and_its_log_say(bench, ways, seed):
    source = usual_source(bench.new_id())
    walk = Walk(bench, store_source(bench, source))
    random = Random(seed)

    for way in ways:
        walk.step(random, way)

    assert walk.differences() == []
    assert stands_in(walk) == [step.stands for step in walk.model.steps]
    assert check(bench) == ()


def test_a_long_day_of_coding_ends_as_the_model_says(any_bench):
    walk, random = Walk(any_bench, store_source(any_bench, usual_source())), Random(20261125)

    for way in random_ways(random, 300):
        walk.step(random, way)

    assert walk.differences() == []
    assert stands_in(walk) == [step.stands for step in walk.model.steps]
    assert check(any_bench) == ()


def stands_in(walk):
    with walk.bench.store.reading() as session:
        entries = list_entries(session, LogFilter(), limit=None)
    return [entry.stands for entry in reversed(entries) if entry.seq > walk.first]
