"""Undo and redo pass over steps that were changed since, and say how many."""

import pytest

from casecoding.domain.history import Action
from casecoding.errors import MovedOn
from casecoding.store import codings
from casecoding.workbench.operations import perform
from casecoding.workbench.reading import check
from casecoding.workbench.records import coding_records, suggestion_records
from casecoding.workbench.reviewing import accept
from casecoding.workbench.suggesting import suggest
from casecoding.workbench.taking_back import redo, undo
from tests.builders import mark, store_source, usual_source


def repair(bench, coding_id, coder):
    """Take a coding away over its coder's head."""
    with bench.writing(Action.REMOVE_CODING, coder_id=coder.id) as session:
        codings.remove_coding(session, coding_id, at=bench.clock())


def quotes(bench):
    return [record["quote"] for record in coding_records(bench)]


def test_an_undo_passes_over_what_was_changed_since_and_takes_the_next_older_step(bench, source, anne, bo):
    mark(bench, source, "kobling", "kobling", anne.id)
    changed = mark(bench, source, "bestyrelsen", "ledelse", anne.id)
    repair(bench, changed.id, bo)

    reverted = undo(bench, coder_id=anne.id)

    assert reverted.skipped == 1
    assert quotes(bench) == []
    with pytest.raises(MovedOn):
        undo(bench, coder_id=anne.id)
    assert check(bench) == ()


def test_a_redo_passes_over_a_suggestion_that_another_coder_decided_meanwhile(bench, anne, bo):
    store_source(bench, usual_source())
    suggest(bench)
    first, second = [one["id"] for one in suggestion_records(bench) if one["verdict"] == "pending"][:2]
    for suggestion in (first, second):
        accept(bench, suggestion, coder_id=anne.id)
    undo(bench, coder_id=anne.id)
    undo(bench, coder_id=anne.id)
    accept(bench, first, coder_id=bo.id)

    reverted = redo(bench, coder_id=anne.id)

    assert reverted.skipped == 1
    decided = {one["id"] for one in suggestion_records(bench) if one["verdict"] == "accepted"}
    assert decided == {first, second}
    assert check(bench) == ()


def test_the_reader_is_told_how_many_steps_an_undo_passed_over(bench, source, anne, bo):
    mark(bench, source, "kobling", "kobling", anne.id)
    repair(bench, mark(bench, source, "bestyrelsen", "ledelse", anne.id).id, bo)
    step = {"key": "1", "op": "undo"}

    (answer,) = perform(bench, source.id, [step], coder_id=anne.id)
    (again,) = perform(bench, source.id, [step], coder_id=anne.id)

    assert (answer.refusal, answer.skipped) == (None, 1)
    assert (again.refusal, again.skipped) == (None, 0)
    assert quotes(bench) == []
