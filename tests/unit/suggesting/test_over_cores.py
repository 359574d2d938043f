"""Sources are read over the cores, and whatever fails is left to the caller."""

import io
import sys
import time

import pytest

from casecoding.codebooks import load_codebook
from casecoding.nlp.docs import annotate_turns, are_kept
from casecoding.nlp.pipeline import PLAIN_NAME, open_pipeline
from casecoding.settings import shipped_folder
from casecoding.suggesting import over_cores as module
from casecoding.suggesting.over_cores import over_cores, read_message, serve, write_message
from casecoding.suggesting.part import Job, Part, PartReader
from tests.builders import make_source

SOURCES = [
    make_source(*[("Mette", f"Beboerdemokratiet kom til møde {number}. ")] * number) for number in range(1, 6)
]
PARTS = [Part(source, source.turns) for source in SOURCES]


@pytest.fixture(autouse=True)
def worth_it(monkeypatch):
    monkeypatch.setattr(module, "WORTH_A_HELPER", 1)


def job_in(folder):
    return Job(PLAIN_NAME, load_codebook(shipped_folder("codebook")), folder, learns=True)


def suggested(folder, *, cores):
    """Who answered, and what is suggested, by place."""
    job = job_in(folder)
    reader = PartReader(job)
    by_helper, by_place = set(), {}
    for place, own in over_cores(job, PARTS, cores=cores):
        if own is not None:
            by_helper.add(place)
        by_place[place] = reader.judge(PARTS[place], reader.docs(PARTS[place])) if own is None else own
    return by_helper, by_place


def test_two_cores_suggest_what_one_suggests(tmp_path):
    _, two = suggested(tmp_path / "two", cores=2)
    by_helper, one = suggested(tmp_path / "one", cores=1)

    assert not by_helper
    assert list(one) == list(range(len(PARTS)))
    assert two == one
    assert all(own.suggestions and own.chances for own in one.values())


def test_a_helper_that_cannot_start_leaves_all_to_the_caller(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    by_helper, found = suggested(tmp_path, cores=3)

    assert not by_helper
    assert sorted(found) == list(range(len(PARTS)))


def test_a_helper_answers_while_the_caller_is_at_its_own(tmp_path):
    answers = over_cores(job_in(tmp_path), PARTS, cores=2)
    first = next(answers)
    until_kept(PARTS[:-1], tmp_path)

    rest = list(answers)

    assert first == (len(PARTS) - 1, None)  # the longest comes first
    assert sorted(place for place, own in rest if own) == list(range(len(PARTS) - 1))


def until_kept(parts, folder):
    """Wait until the helper has made all these Docs."""
    card, end = open_pipeline(PLAIN_NAME).card, time.monotonic() + 60
    while not all(are_kept(card, cache=folder, key=part.key) for part in parts):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_caller_that_stops_lets_the_helpers_go(tmp_path):
    answers = over_cores(job_in(tmp_path), PARTS, cores=2)
    next(answers)

    answers.close()

    assert list(answers) == []


def test_what_is_kept_comes_last_as_it_is_soon_done(tmp_path):
    longest = PARTS[-1]
    annotate_turns(open_pipeline(PLAIN_NAME), longest.texts, cache=tmp_path, key=longest.key)

    assert next(over_cores(job_in(tmp_path), PARTS, cores=2))[0] == len(PARTS) - 2


def test_a_few_words_are_not_worth_a_helper(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "WORTH_A_HELPER", 10_000)

    answers = over_cores(job_in(tmp_path), PARTS, cores=2)

    assert list(answers) == [(place, None) for place in range(len(PARTS))]


def test_a_helper_keeps_the_docs_of_what_it_is_asked_for(tmp_path):
    requests, answers = io.BytesIO(), io.BytesIO()
    for message in (job_in(tmp_path), PARTS[0]):
        write_message(requests, message)
    requests.seek(0)

    serve(requests, answers)

    answers.seek(0)
    (one,) = read_message(answers).suggestions
    assert one.code_id.startswith("beboerdemokrati")
    assert are_kept(open_pipeline(PLAIN_NAME).card, cache=tmp_path, key=PARTS[0].key)
