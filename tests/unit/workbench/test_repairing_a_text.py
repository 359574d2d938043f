"""A damaged text is corrected as far as a person accepts, as one step that undo takes back."""

import pytest

from casecoding.domain.history import Action
from casecoding.errors import UnknownProposal
from casecoding.repairing.proposing import Sureness
from casecoding.workbench.bench import ensure_coder
from casecoding.workbench.correcting import read_imported_text
from casecoding.workbench.reading import check, read_history, read_text
from casecoding.workbench.records import coding_records
from casecoding.workbench.repairing import accept_repairs, read_repair, repair_records
from casecoding.workbench.taking_back import undo
from tests.builders import make_source, mark, store_source
from tests.unit.repairing.test_proposing import DAMAGED


@pytest.fixture
def source(any_bench):
    return store_source(any_bench, make_source(*(("Mette", words) for words in DAMAGED)))


@pytest.fixture
def mette(any_bench):
    return ensure_coder(any_bench, "Mette")


def test_looking_stores_nothing_and_tells_each_place_in_its_context(any_bench, source):
    entries = len(read_history(any_bench))

    records = list(repair_records(read_repair(any_bench, source.id)))

    assert len(read_history(any_bench)) == entries
    first = records[0]
    assert (first["old"], first["new"], first["class"]) == ("afggrende", "afgørende", "safe")
    assert (first["before"], first["turn"]) == ("Det var en ", 1)
    assert source.text[first["start"] : first["end"]] == first["old"]


def test_all_that_is_safe_is_corrected_as_one_step_and_codings_go_along(any_bench, source, mette):
    mark(any_bench, source, "skal ogsa sgrge for", "ledelse", mette.id)
    mark(any_bench, source, "hver maned", "ledelse", mette.id)
    expected = [one for one in read_repair(any_bench, source.id).proposals if one.sureness is Sureness.SAFE]

    done = accept_repairs(any_bench, source.id, ["safe"], coder_id=mette.id)

    assert list(done.made) == expected
    assert done.left == ()
    assert [one["quote"] for one in coding_records(any_bench)] == ["skal også sørge for", "hver måned"]
    assert [entry.action for entry in read_history(any_bench)].count(Action.CORRECT_TEXT) == 1
    assert read_imported_text(any_bench, source.id) == source.text
    assert check(any_bench) == ()
    undo(any_bench, coder_id=mette.id)
    assert read_text(any_bench, source.id) == source.text
    assert check(any_bench) == ()


def test_only_what_is_accepted_is_changed(any_bench, source, mette):
    [one] = [one for one in read_repair(any_bench, source.id).proposals if one.old == "saledes"]

    accept_repairs(any_bench, source.id, [one.id], coder_id=mette.id)

    assert read_text(any_bench, source.id) == source.text.replace("saledes", "således")


def test_what_cuts_through_a_quotation_is_left_for_the_person_to_decide(any_bench, source, mette):
    mark(any_bench, source, "i de ud-", "ledelse", mette.id)
    [joined] = [one for one in read_repair(any_bench, source.id).proposals if one.old == "ud- satte"]
    mark(any_bench, source, "metoder i de ud- s", "ledelse", mette.id)
    [glued] = [one for one in read_repair(any_bench, source.id).proposals if one.old == "medatintroducere"]
    mark(any_bench, source, "meda", "ledelse", mette.id)

    done = accept_repairs(any_bench, source.id, [joined.id, glued.id], coder_id=mette.id)

    assert {*done.made, *done.left} == {joined, glued}
    assert joined in done.left
    assert check(any_bench) == ()


def test_a_proposal_that_is_not_there_any_more_is_refused(any_bench, source, mette):
    [one] = [one for one in read_repair(any_bench, source.id).proposals if one.old == "saledes"]
    accept_repairs(any_bench, source.id, [one.id], coder_id=mette.id)

    with pytest.raises(UnknownProposal):
        accept_repairs(any_bench, source.id, [one.id], coder_id=mette.id)
