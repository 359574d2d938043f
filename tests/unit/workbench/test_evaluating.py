"""Suggestions and coders held against a coder's codings, segment by segment."""

import json

import pytest

from casecoding.domain.coding import Coder
from casecoding.errors import NothingToEvaluate, UnknownCoder
from casecoding.workbench.bench import Bench
from casecoding.workbench.evaluating import CUES, Miss, evaluate, evaluation_record
from tests.builders import make_source, mark, store_source

KNOWN = "Der er ingen kobling mellem bestyrelsen og os."
PLAIN = "Vi drikker kaffe klokken ni."
MISSED = "Det gør de aldrig."  # too few telling words for any suggestion


def told_study(bench: Bench, anne: Coder) -> None:
    source = store_source(
        bench, make_source(("I", "Er der kobling?"), ("Mette", f"{KNOWN} {PLAIN}"), ("Bo", MISSED))
    )
    store_source(bench, make_source(("Mette", "Koblingen mangler helt."), source_id="anden"))
    mark(bench, source, KNOWN, "kobling.brudt", anne.id)
    mark(bench, source, MISSED, "kobling", anne.id)


def test_cues_are_held_against_a_coder_over_the_segments_of_what_she_coded(bench: Bench, anne: Coder) -> None:
    told_study(bench, anne)

    found = evaluate(bench, gold="Anne", against=CUES)

    assert (found.segments, found.sources) == (3, ("Samtale kilde1",))
    kobling = found.codes["kobling"]
    assert (kobling.both, kobling.missed, kobling.extra, kobling.neither) == (1, 1, 0, 1)
    assert found.codes["kobling.brudt"].both == 1


def test_the_errors_can_be_read_where_they_stand(bench: Bench, anne: Coder) -> None:
    told_study(bench, anne)

    (error,) = [one for one in evaluate(bench, gold="Anne", against=CUES).errors if one.code_id == "kobling"]

    assert (error.miss, error.quote, error.source_id) == (Miss.MISSED, MISSED, "kilde1")


def test_a_coder_is_held_against_another(bench: Bench, anne: Coder, bo: Coder) -> None:
    told_study(bench, anne)
    source = make_source(("I", "Er der kobling?"), ("Mette", f"{KNOWN} {PLAIN}"), ("Bo", MISSED))
    mark(bench, source, PLAIN, "kobling", bo.id)
    mark(bench, source, MISSED, "kobling", bo.id)

    kobling = evaluate(bench, gold="Anne", against="Bo").codes["kobling"]

    assert (kobling.both, kobling.extra, kobling.missed) == (1, 1, 1)


def test_who_is_held_against_herself_agrees_wholly(bench: Bench, anne: Coder) -> None:
    told_study(bench, anne)

    found = evaluate(bench, gold="Anne", against="Anne")

    assert (found.macro_f1, found.errors) == (1.0, ())


def test_evaluating_stores_nothing(bench: Bench, anne: Coder) -> None:
    told_study(bench, anne)
    with bench.store.reading() as session:
        before = session.connection().exec_driver_sql("select count(*) from log_entry").scalar()

    evaluate(bench, gold="Anne")

    with bench.store.reading() as session:
        assert session.connection().exec_driver_sql("select count(*) from log_entry").scalar() == before


def test_the_record_names_unit_and_intervals_and_is_json(bench: Bench, anne: Coder) -> None:
    told_study(bench, anne)

    record = evaluation_record(evaluate(bench, gold="Anne", against=CUES))

    assert record["unit"] == "segment"
    assert set(record["intervals"]) >= {"precision", "recall", "f1", "kappa"}
    assert json.loads(json.dumps(record)) == record


def test_nobody_and_who_has_not_coded_are_told_apart(bench: Bench, anne: Coder, bo: Coder) -> None:
    told_study(bench, anne)

    with pytest.raises(UnknownCoder, match="Carl"):
        evaluate(bench, gold="Carl")
    with pytest.raises(NothingToEvaluate):
        evaluate(bench, gold=bo.name)
