"""Docs of many sources are made over the cores, and whatever fails is left to the caller."""

import io
import json
import sys

import pytest

from casecoding.nlp import preparing
from casecoding.nlp.docs import annotate_turns, are_kept
from casecoding.nlp.pipeline import PLAIN_NAME, open_pipeline
from casecoding.nlp.preparing import DONE, Part, by_readiness, serve

PARTS = [
    Part(key=f"k{number}", texts=[f"Beboerne kom til møde {number}. "] * number) for number in range(1, 6)
]


@pytest.fixture(autouse=True)
def worth_it(monkeypatch):
    monkeypatch.setattr(preparing, "WORTH_A_HELPER", 1)


def annotated(parts, tmp_path, cores):
    pipeline = open_pipeline(PLAIN_NAME)
    docs = {}
    for place in by_readiness(PLAIN_NAME, parts, cache=tmp_path, cores=cores):
        part = parts[place]
        docs[place] = annotate_turns(pipeline, part.texts, cache=tmp_path, key=part.key)
    return docs


def test_two_cores_make_the_docs_that_one_makes(tmp_path):
    two = annotated(PARTS, tmp_path / "two", cores=2)
    one = annotated(PARTS, tmp_path / "one", cores=1)

    assert sorted(two) == list(one) == list(range(len(PARTS)))
    for place, docs in one.items():
        assert [doc.to_json() for doc in two[place]] == [doc.to_json() for doc in docs]


def test_a_helper_that_cannot_start_leaves_all_to_the_caller(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    docs = annotated(PARTS, tmp_path, cores=3)

    assert sorted(docs) == list(range(len(PARTS)))


def test_a_caller_that_stops_lets_the_helpers_go(tmp_path):
    places = by_readiness(PLAIN_NAME, PARTS, cache=tmp_path, cores=2)
    next(places)

    places.close()

    assert list(places) == []


def test_what_is_kept_comes_first(tmp_path):
    pipeline = open_pipeline(PLAIN_NAME)
    annotate_turns(pipeline, PARTS[2].texts, cache=tmp_path, key=PARTS[2].key)

    assert next(by_readiness(PLAIN_NAME, PARTS, cache=tmp_path, cores=2)) == 2


def test_a_few_words_are_not_worth_a_helper(tmp_path, monkeypatch):
    monkeypatch.setattr(preparing, "WORTH_A_HELPER", 10_000)

    assert list(by_readiness(PLAIN_NAME, PARTS, cache=tmp_path, cores=2)) == list(range(len(PARTS)))


def test_a_helper_keeps_what_it_is_asked_for(tmp_path):
    request = json.dumps({"key": "k", "texts": ["Beboerne 😀 kom."]}) + "\n"
    answers = io.StringIO()

    serve(io.StringIO(request), answers, choice=PLAIN_NAME, cache=tmp_path)

    assert answers.getvalue() == DONE
    assert are_kept(open_pipeline(PLAIN_NAME).card, cache=tmp_path, key="k")
