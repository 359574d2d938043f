"""Accepting all that is in view is one step: all of it, or nothing, and one undo takes it back."""

from casecoding.workbench.operations import perform
from casecoding.workbench.reading import check
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import reject
from casecoding.workbench.suggesting import suggest
from tests.builders import store_source, usual_source


def suggested(bench):
    """Return a source's id and the ids of its suggestions."""
    source = store_source(bench, usual_source())
    suggest(bench)
    return source.id, [record["id"] for record in suggestion_records(bench)]


def accepting(ids, key="k1"):
    accepted = [{"suggestion": one, "id": f"coding{number}"} for number, one in enumerate(ids)]
    return {"key": key, "op": "accept-many", "accepted": accepted}


def test_all_become_codings_under_the_ids_that_the_browser_made(bench, anne):
    source_id, ids = suggested(bench)

    (answer,) = perform(bench, source_id, [accepting(ids)], coder_id=anne.id)

    assert answer.refusal is None
    made = {record["suggestion"]: record["id"] for record in coding_records(bench)}
    assert made == {one: f"coding{number}" for number, one in enumerate(ids)}
    assert check(bench) == ()


def test_one_undo_takes_them_all_back(bench, anne):
    source_id, ids = suggested(bench)
    perform(bench, source_id, [accepting(ids)], coder_id=anne.id)

    perform(bench, source_id, [{"key": "k2", "op": "undo"}], coder_id=anne.id)

    assert list(coding_records(bench)) == []
    assert {record["verdict"] for record in suggestion_records(bench)} == {"pending"}
    assert check(bench) == ()


def test_none_is_accepted_when_one_is_already_decided(bench, anne):
    source_id, ids = suggested(bench)
    reject(bench, ids[-1], coder_id=anne.id)

    (answer,) = perform(bench, source_id, [accepting(ids)], coder_id=anne.id)

    assert answer.refusal is not None
    assert "E107" in answer.refusal
    assert list(coding_records(bench)) == []


def test_sent_twice_it_is_done_once(bench, anne):
    source_id, ids = suggested(bench)
    perform(bench, source_id, [accepting(ids)], coder_id=anne.id)

    (answer,) = perform(bench, source_id, [accepting(ids)], coder_id=anne.id)

    assert answer.refusal is None
    assert len(list(coding_records(bench))) == len(ids)
