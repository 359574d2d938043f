"""The reader's operations are done once each, however often they are sent."""

import pytest

from casecoding.workbench.coding import remove_coding
from casecoding.workbench.operations import perform
from casecoding.workbench.reader import read_news, read_source
from casecoding.workbench.reading import check
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.suggesting import suggest
from tests.builders import mark, span_of, store_source, usual_source


def apply(source, words, *, key, coding, code="kobling", **more):
    span = span_of(source, words)
    wanted = [{"id": coding, "code": code}]
    place = {"start": span.start, "end": span.end, "quote": words}
    return {"key": key, "op": "apply", "codings": wanted} | place | more


def ids(bench, source):
    return [coding.id for coding in read_source(bench, source.id).codings]


def test_a_key_that_is_sent_again_is_answered_and_not_done_again(bench, source, anne):
    sent = [apply(source, "kobling", key="1", coding="c1"), apply(source, "selv", key="2", coding="c2")]

    first = perform(bench, source.id, sent, coder_id=anne.id)
    again = perform(bench, source.id, sent, coder_id=anne.id)

    assert [answer.refusal for answer in first + again] == [None] * 4
    assert ids(bench, source) == ["c1", "c2"]


def test_a_key_that_is_sent_again_after_the_coding_was_removed_stays_done(bench, source, anne):
    sent = [apply(source, "kobling", key="1", coding="c1")]
    perform(bench, source.id, sent, coder_id=anne.id)
    remove_coding(bench, "c1", coder_id=anne.id)

    (answer,) = perform(bench, source.id, sent, coder_id=anne.id)

    assert answer.refusal is None
    assert ids(bench, source) == []


@pytest.mark.parametrize("op", ["undo", "redo"])
def test_an_undo_or_redo_that_is_sent_again_is_done_once(bench, source, anne, op):
    perform(bench, source.id, [apply(source, "kobling", key="1", coding="c1")], coder_id=anne.id)
    if op == "redo":
        perform(bench, source.id, [{"key": "2", "op": "undo"}], coder_id=anne.id)
    expected = [] if op == "undo" else ["c1"]

    for _ in range(3):
        (answer,) = perform(bench, source.id, [{"key": "3", "op": op}], coder_id=anne.id)

        assert answer.refusal is None
        assert ids(bench, source) == expected


def test_the_same_key_of_another_coder_is_another_operation(bench, source, anne, bo):
    perform(bench, source.id, [apply(source, "kobling", key="1", coding="c1")], coder_id=anne.id)
    perform(bench, source.id, [apply(source, "kobling", key="1", coding="c2")], coder_id=bo.id)

    assert sorted(ids(bench, source)) == ["c1", "c2"]


def test_a_refused_operation_is_answered_and_stops_nothing(bench, source, anne):
    sent = [
        apply(source, "kobling", key="1", coding="c1", quote="noget andet"),
        apply(source, "kobling", key="2", coding="c2", code="findes-ikke"),
        {"key": "3", "op": "findes-ikke"},
        {"key": "4", "op": "apply", "start": 0, "end": 2, "quote": "", "codings": []},
        apply(source, "kobling", key="9", coding="c9", start=float("inf")),
        {"key": "5"},
        {"key": "6", "op": "change", "coding": "c1", "stance": "ja"},
        {"key": "7", "op": "remove", "coding": "findes-ikke"},
        apply(source, "kobling", key="8", coding="c8"),
    ]

    answers = perform(bench, source.id, sent, coder_id=anne.id)

    assert [answer.refusal is None for answer in answers] == [False] * 8 + [True]
    codes = [answer.refusal[:6] for answer in answers[:8]]
    assert codes == ["[E102]", "[E104]", *["[E112]"] * 5, "[E108]"]
    assert ids(bench, source) == ["c8"]
    assert check(bench) == ()


def test_an_id_that_is_taken_is_refused(bench, source, anne):
    perform(bench, source.id, [apply(source, "kobling", key="1", coding="c1")], coder_id=anne.id)

    (answer,) = perform(bench, source.id, [apply(source, "selv", key="2", coding="c1")], coder_id=anne.id)

    assert answer.refusal.startswith("[E112]")
    assert [coding.span for coding in read_source(bench, source.id).codings] == [span_of(source, "kobling")]


def test_a_coding_can_be_widened_noted_and_taken_away(bench, source, anne):
    span = span_of(source, "ingen kobling")
    sent = [
        apply(source, "kobling", key="1", coding="c1"),
        {"key": "2", "op": "change", "coding": "c1", "start": span.start, "end": span.end, "memo": "vigtig"},
    ]
    perform(bench, source.id, sent, coder_id=anne.id)

    (coding,) = read_source(bench, source.id).codings
    assert (coding.span, coding.memo) == (span, "vigtig")
    perform(bench, source.id, [{"key": "3", "op": "remove", "coding": "c1"}], coder_id=anne.id)
    assert ids(bench, source) == []


def test_suggestions_are_decided_from_the_reader(bench, source, anne):
    suggest(bench)
    first, second = read_source(bench, source.id).suggestions[:2]
    sent = [
        {"key": "1", "op": "accept", "suggestion": first.id, "id": "c1"},
        {"key": "2", "op": "reject", "suggestion": second.id},
    ]

    perform(bench, source.id, sent, coder_id=anne.id)

    verdicts = {record["id"]: record["verdict"] for record in suggestion_records(bench)}
    assert (verdicts[first.id], verdicts[second.id]) == ("accepted", "rejected")
    assert ids(bench, source) == ["c1"]
    assert not {first.id, second.id} & {one.id for one in read_source(bench, source.id).suggestions}


def test_news_tell_what_others_did_since(bench, source, anne, bo):
    kept = mark(bench, source, "kobling", "kobling", anne.id)
    gone = mark(bench, source, "selv", "kobling", anne.id)
    page = read_source(bench, source.id)
    new = mark(bench, source, "bestyrelsen", "ledelse", bo.id)
    remove_coding(bench, gone.id, coder_id=anne.id)

    news = read_news(bench, source.id, page.revision)

    assert [coding.id for coding in news.codings] == [new.id]
    assert news.gone == (gone.id,)
    assert kept.id not in news.gone
    assert read_news(bench, source.id, news.revision).codings == ()


def test_news_of_another_source_do_not_show_here(bench, source, anne):
    other = store_source(bench, usual_source("kilde2", wave="2020"))
    revision = read_source(bench, source.id).revision
    mark(bench, other, "kobling", "kobling", anne.id)

    assert read_news(bench, source.id, revision).codings == ()
