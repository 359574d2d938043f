"""Long work goes on beside everything else: one job at a time, stopped between two pieces, never half."""

import threading
from threading import Event

import pytest

from casecoding.errors import EmptyFile
from casecoding.nlp.pipeline import Pipeline
from casecoding.workbench import background
from casecoding.workbench.background import Upload, start_import, start_reading, start_suggesting
from casecoding.workbench.importing import Said, import_files, preview_file
from casecoding.workbench.jobs import Job, JobDesk, JobKind, Phase, Stage, Stopped
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.suggesting import last_run, suggest
from tests.builders import make_source, store_source, usual_source

SOON = 20  # seconds


def previews_of(bench, *names):
    said = Said(case="Egelund")
    return [preview_file(bench, name, f"Mette: Vi venter på {name}.\n".encode(), said=said) for name in names]


class Gate:
    """Holds a job at its second piece until it is opened."""

    def __init__(self):
        self.reached, self.open = Event(), Event()

    def work(self, job):
        tell = job.telling(Stage.READING)
        for place in range(3):
            tell(place, 3, f"stykke {place}")
            job.add(place)
            if place == 1:
                self.reached.set()
                assert self.open.wait(SOON)


@pytest.fixture
def gate():
    held = Gate()
    yield held
    held.open.set()


def start_gated(desk, gate):
    job = desk.start(Job(JobKind.READ, gate.work))
    assert gate.reached.wait(SOON)
    return job


def test_a_job_tells_how_far_it_is_while_it_goes_on(gate):
    job = start_gated(JobDesk(), gate)

    assert (job.phase, job.results) == (Phase.RUNNING, (0, 1))
    assert (job.step.done, job.step.total, job.step.name) == (1, 3, "stykke 1")


def test_a_job_that_is_stopped_finishes_the_piece_at_hand_and_no_other(gate):
    job = start_gated(JobDesk(), gate)

    job.stop()
    assert job.is_stopping
    gate.open.set()

    assert job.wait(SOON)
    assert (job.phase, job.results) == (Phase.STOPPED, (0, 1))


def test_a_second_job_waits_for_the_first(gate):
    desk = JobDesk()
    first = start_gated(desk, gate)
    second = desk.start(Job(JobKind.READ, lambda job: job.add(first.phase)))

    assert (second.phase, desk.jobs) == (Phase.WAITING, (first, second))
    gate.open.set()

    assert second.wait(SOON)
    assert second.results[0].is_over


def test_a_job_that_is_stopped_while_it_waits_never_begins(gate):
    desk = JobDesk()
    start_gated(desk, gate)
    second = desk.start(Job(JobKind.READ, lambda job: job.add("begyndt")))

    second.stop()
    gate.open.set()

    assert second.wait(SOON)
    assert (second.phase, second.results) == (Phase.STOPPED, ())


def test_an_expected_error_ends_a_job_with_its_sentence_and_the_next_one_runs():
    desk = JobDesk()

    def fail(_job):
        raise EmptyFile(file="tom.txt")

    first, second = (
        desk.start(Job(JobKind.READ, fail)),
        desk.start(Job(JobKind.READ, lambda job: job.add(1))),
    )

    assert first.wait(SOON)
    assert second.wait(SOON)
    assert (first.phase, first.fault.code, second.phase) == (Phase.FAILED, "E133", Phase.DONE)


def test_a_bug_in_a_job_does_not_leave_it_running_for_ever_nor_block_the_next(monkeypatch):
    told = Event()
    monkeypatch.setattr(threading, "excepthook", lambda _bug: told.set())
    desk = JobDesk()
    first = desk.start(Job(JobKind.READ, lambda _job: 1 / 0))
    second = desk.start(Job(JobKind.READ, lambda job: job.add(1)))

    assert first.wait(SOON)
    assert second.wait(SOON)
    assert told.wait(SOON)
    assert (first.phase, first.fault, second.phase) == (Phase.FAILED, None, Phase.DONE)


def test_an_ended_job_is_remembered_until_it_is_forgotten():
    desk = JobDesk()
    first = desk.start(Job(JobKind.READ, lambda job: job.add(1)))
    assert first.wait(SOON)
    assert desk.jobs == (first,)

    desk.forget(first)

    assert desk.jobs == ()


def test_files_are_imported_in_the_background_and_get_suggestions(bench, anne):
    job = start_import(bench, previews_of(bench, "a.txt", "b.txt"), coder_id=anne.id)

    assert job.wait(SOON)
    assert (job.phase, job.fault) == (Phase.DONE, None)
    assert {outcome.source_id for outcome in job.results} == {
        card.id for card in read_overview(bench).sources
    }
    assert last_run(bench).sources == 2


def test_a_file_that_came_in_meanwhile_is_told_of_and_the_rest_go_in(bench, anne):
    previews = previews_of(bench, "a.txt", "b.txt")
    start_import(bench, previews[:1], coder_id=anne.id)
    job = start_import(bench, previews, coder_id=anne.id)

    assert job.wait(SOON)
    assert [outcome.refusal.code if outcome.refusal else None for outcome in job.results] == ["E136", None]
    assert len(read_overview(bench).sources) == 2


def test_an_import_that_is_stopped_leaves_whole_sources_and_says_which(bench, anne, monkeypatch):
    usual = background.store_preview

    def store_and_stop(*args, **rest):
        outcome = usual(*args, **rest)
        bench.jobs.jobs[-1].stop()
        return outcome

    monkeypatch.setattr(background, "store_preview", store_and_stop)
    job = start_import(bench, previews_of(bench, "a.txt", "b.txt", "c.txt"), coder_id=anne.id)

    assert job.wait(SOON)
    assert (job.phase, [outcome.name for outcome in job.results]) == (Phase.STOPPED, ["a.txt"])
    assert len(read_overview(bench).sources) == 1
    assert check(bench) == ()


def test_uploads_are_read_and_the_bad_one_is_kept_with_its_reason():
    job = start_reading([Upload("1", "god.txt", b"Mette: Vi venter.\n"), Upload("2", "tom.txt", b"")])

    assert job.wait(SOON)
    good, bad = job.results
    assert (good.draft.file_name, good.refusal) == ("god.txt", None)
    assert (bad.draft, bad.refusal.code) == (None, "E133")


def test_suggesting_that_is_stopped_stores_nothing(bench):
    store_source(bench, usual_source())

    def stop_at_once(_done, _total, _name):
        raise Stopped

    with pytest.raises(Stopped):
        suggest(bench, progress=stop_at_once)

    assert last_run(bench) is None


def test_a_stopped_run_goes_on_where_it_was_and_a_new_source_runs_alone(bench, monkeypatch):
    for name in ("et", "to", "tre"):
        store_source(bench, make_source(("Mette", f"Der er ingen kobling i {name}."), source_id=name))
    annotated = []
    usual = Pipeline.annotate

    def watched(pipeline, texts, **rest):
        annotated.extend(texts)
        return usual(pipeline, texts, **rest)

    def stop_before_the_third(done, _total, _name):
        if done == 2:
            raise Stopped

    monkeypatch.setattr(Pipeline, "annotate", watched)
    with pytest.raises(Stopped):
        suggest(bench, progress=stop_before_the_third)
    before = len(annotated)
    run = suggest(bench)
    store_source(bench, make_source(("Mette", "Der er ingen kobling i fire."), source_id="fire"))
    suggest(bench, source_ids=["fire"])

    assert (before, run.sources, run.suggestions) == (2, 3, 3)
    assert annotated[2:] == ["Der er ingen kobling i tre.", "Der er ingen kobling i fire."]


def test_suggesting_in_the_background_gives_its_run(bench):
    store_source(bench, usual_source())

    job = start_suggesting(bench)

    assert job.wait(SOON)
    assert job.results == (last_run(bench),)


def test_importing_from_disk_can_be_stopped_between_two_files(bench, tmp_path):
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for file in files:
        file.write_text(f"Mette: Vi venter på {file.name}.\n", encoding="utf-8")

    def stop_before_the_second(done, _total, _name):
        if done == 1:
            raise Stopped

    outcomes = import_files(bench, files, said=Said(case="Egelund"), progress=stop_before_the_second)

    assert [outcome.name for outcome in outcomes] == ["a.txt"]
    assert len(read_overview(bench).sources) == 1
