"""Suggesting after decisions: learned of codings and verdicts of the study itself."""

from casecoding.domain.coding import Coder
from casecoding.workbench.background import learn_when_due
from casecoding.workbench.bench import Bench
from casecoding.workbench.records import suggestion_records
from casecoding.workbench.suggesting import suggest
from tests.builders import make_source, mark, store_source

SAID = (
    "Varmen går altid i stykker om vinteren nummer {n}.",
    "Radiatoren er kold hver morgen nummer {n}.",
    "Vi spiste kage i haven nummer {n}.",
    "Bussen kom til tiden nummer {n}.",
)
COUNT = 12


def taught_study(bench: Bench, coder: Coder) -> None:
    """Store a source in which what is said of heating is coded, and one that nobody has read."""
    turns = [("Mette", line.format(n=n)) for n in range(COUNT) for line in SAID]
    source = store_source(bench, make_source(*turns))
    for n in range(COUNT):
        for line in SAID[:2]:
            mark(bench, source, line.format(n=n), "forankring", coder.id)
    for n in range(COUNT // 2):
        mark(bench, source, SAID[2].format(n=n), "bystrategi", coder.id)
    store_source(bench, make_source(("Bo", "Radiatoren er kold igen."), source_id="ny"))


def test_what_was_coded_by_hand_is_suggested_in_a_source_that_nobody_has_read(
    bench: Bench, anne: Coder
) -> None:
    taught_study(bench, anne)

    suggest(bench)

    found = [one for one in suggestion_records(bench) if one["source"] == "ny"]
    assert [one["code"] for one in found] == ["forankring"]
    assert found[0]["reason"]["suggester"] == "learned"
    assert all(words in found[0]["quote"] for words in found[0]["reason"]["matched"])


def test_a_run_can_do_without_what_was_learned(bench: Bench, anne: Coder) -> None:
    taught_study(bench, anne)

    run = suggest(bench, learned=False)

    assert not run.settings["suggester"].endswith("+learned")
    assert [one for one in suggestion_records(bench) if one["source"] == "ny"] == []


def test_a_run_over_one_source_learns_of_the_decisions_in_the_others(bench: Bench, anne: Coder) -> None:
    taught_study(bench, anne)

    run = suggest(bench, source_ids=["ny"])

    assert (run.sources, run.suggestions) == (1, 1)
    assert run.settings["suggester"].endswith("+learned")


def test_two_runs_over_the_same_decisions_are_the_same(bench: Bench, anne: Coder) -> None:
    taught_study(bench, anne)

    assert suggest(bench).digest == suggest(bench).digest


def test_before_anything_was_decided_cues_and_examples_suggest(bench: Bench) -> None:
    store_source(bench, make_source(("Mette", "Der er ingen kobling til bestyrelsen.")))

    run = suggest(bench)

    assert not run.settings["suggester"].endswith("+learned")
    assert run.suggestions > 0


def test_the_queue_learns_anew_by_itself_once_enough_was_decided(bench: Bench, anne: Coder) -> None:
    suggest(bench)
    before = learn_when_due(bench)

    taught_study(bench, anne)
    job = learn_when_due(bench)

    assert before is None
    assert job is not None
    assert job.wait(60)
    assert [run.settings["suggester"].endswith("+learned") for run in job.results] == [True]
    assert learn_when_due(bench) is None
