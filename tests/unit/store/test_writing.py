"""Every change is one log entry in its transaction; nothing is ever deleted."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from casecoding.domain.coding import Coder
from casecoding.domain.history import Action
from casecoding.errors import AlreadyDone, UnknownCode
from casecoding.settings import Settings
from casecoding.store import codings, runs, sources
from casecoding.store.history import changes_of
from casecoding.store.log_tables import LogChangeRow, LogEntryRow
from casecoding.store.source_lists import list_sources
from casecoding.store.study import add_coder
from casecoding.store.tables import CodingRow
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.coding import Marking, apply_code, apply_codes, remove_coding
from casecoding.workbench.reading import check, read_history, read_overview
from tests.builders import make_codebook, mark, store_source, usual_source


def counted(bench: Bench, table: type) -> int:
    with bench.store.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_change_and_its_log_entry_are_stored_together(any_bench):
    anne = ensure_coder(any_bench, "Anne")
    source = store_source(any_bench, usual_source())

    made = mark(any_bench, source, "ingen kobling", "kobling.brudt", anne.id)

    entry = read_history(any_bench)[0]
    assert (entry.action, entry.coder_id, entry.subject) == (
        Action.APPLY_CODE,
        anne.id,
        {"code": "kobling.brudt", "source": source.id},
    )
    with any_bench.store.reading() as session:
        (change,) = changes_of(session, entry.seq)
    assert (change.table, change.row_id, change.before) == ("coding", made.id, None)
    assert change.after["start"] == made.span.start


def test_what_is_rolled_back_leaves_neither_change_nor_entry(any_bench):
    anne = ensure_coder(any_bench, "Anne")
    source = store_source(any_bench, usual_source())
    before = any_bench.store.revision()
    good, bad = Marking(source.id, 3, 10, "kobling"), Marking(source.id, 3, 10, "findes-ikke")

    with pytest.raises(UnknownCode):
        apply_codes(any_bench, [good, bad], coder_id=anne.id)

    assert any_bench.store.revision() == before
    assert counted(any_bench, CodingRow) == 0


def test_a_fault_after_the_last_change_rolls_everything_back(any_bench):
    with pytest.raises(ZeroDivisionError):
        add_a_coder_and_fail(any_bench)

    assert read_overview(any_bench).coders == ()
    assert check(any_bench) == ()


def add_a_coder_and_fail(bench: Bench) -> None:
    with bench.writing(Action.ADD_CODER, coder_id="x") as session:
        add_coder(session, Coder("a", "Anne"))
        session.flush()
        raise ZeroDivisionError


def test_nothing_changed_is_not_an_entry(any_bench):
    before = any_bench.store.revision()

    with any_bench.writing(Action.APPLY_CODE, coder_id="x"):
        pass

    assert any_bench.store.revision() == before


def test_an_entry_is_made_once(any_bench):
    for expected in (None, AlreadyDone):
        try:
            with any_bench.store.writing(
                Action.ADD_CODER, coder_id="x", at=any_bench.clock(), entry_id="nøgle"
            ) as session:
                add_coder(session, Coder("a", "Anne"))
        except AlreadyDone:
            assert expected is AlreadyDone

    assert [coder.name for coder in read_overview(any_bench).coders] == ["Anne"]


def test_what_is_taken_away_stays_in_the_study(any_bench):
    anne = ensure_coder(any_bench, "Anne")
    source = store_source(any_bench, usual_source())
    made = mark(any_bench, source, "ingen kobling", "kobling", anne.id)
    with any_bench.writing(Action.REMOVE_SOURCE, coder_id=anne.id) as session:
        codings.remove_coding(session, made.id, at=any_bench.clock())
        sources.remove_source(session, source.id, at=any_bench.clock())

    assert counted(any_bench, CodingRow) == 1
    with any_bench.store.reading() as session:
        assert sources.is_known_id(session, source.id)
        assert list_sources(session) == ()
        assert codings.codings_in(session, source.id) == ()


def test_log_numbers_rise_and_entries_are_never_changed(any_bench):
    anne = ensure_coder(any_bench, "Anne")
    source = store_source(any_bench, usual_source())
    made = mark(any_bench, source, "ingen kobling", "kobling", anne.id)
    before = read_history(any_bench)

    remove_coding(any_bench, made.id, coder_id=anne.id)

    after = read_history(any_bench)
    assert after[1:] == before
    assert [entry.seq for entry in after] == sorted((entry.seq for entry in after), reverse=True)


def test_two_writers_at_once_lose_nothing(place):
    benches = [
        create_bench(place, codebook=make_codebook(), settings=Settings()),
        open_bench(place, settings=Settings()),
    ]
    source = store_source(benches[0], usual_source())
    coders = [ensure_coder(bench, name).id for bench, name in zip(benches, ("Anne", "Bo"), strict=True)]

    def write(at: int) -> None:
        for start in range(20):
            apply_code(benches[at], Marking(source.id, start, start + 5, "kobling"), coder_id=coders[at])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (0, 1)))

    assert read_overview(benches[0]).codings == {"kobling": 40}
    applied = [entry for entry in read_history(benches[1]) if entry.action is Action.APPLY_CODE]
    assert len(applied) == 40
    assert check(benches[0]) == ()
    for bench in benches:
        bench.store.close()


def test_a_coder_made_by_two_at_once_is_one(place):
    benches = [
        create_bench(place, codebook=make_codebook(), settings=Settings()),
        open_bench(place, settings=Settings()),
    ]

    with ThreadPoolExecutor(2) as pool:
        made = set(pool.map(lambda bench: ensure_coder(bench, "Anne").id, benches * 4))

    assert len(made) == 1
    for bench in benches:
        bench.store.close()


def test_a_reader_sees_one_state_of_the_study(any_bench):
    anne = ensure_coder(any_bench, "Anne")
    source = store_source(any_bench, usual_source())

    with any_bench.store.reading() as session:
        before = codings.codings_in(session, source.id)
        mark(any_bench, source, "ingen kobling", "kobling", anne.id)
        after = codings.codings_in(session, source.id)

    assert before == after == ()


def test_a_source_comes_back_as_it_went_in(any_bench):
    source = usual_source(levels={"Bo": "strategisk"})
    store_source(any_bench, source)

    with any_bench.store.reading() as session:
        assert sources.load_source(session, source.id) == source
        assert sources.load_original(session, source.id) == (source.file_name, source.text.encode())


def test_a_run_stands_in_the_log_and_its_suggestions_stand_by_its_digest(any_bench):
    run = runs.Run("r1", any_bench.clock(), "m", "1", {}, "1.0", "h", {}, 0, 0, "fingeraftryk")
    with any_bench.writing(Action.SUGGEST, coder_id="casecoding") as session:
        runs.add_run(session, run)

    with any_bench.store.reading() as session:
        changes = changes_of(session, read_history(any_bench)[0].seq)

    assert [(change.table, change.after["digest"]) for change in changes] == [("run", "fingeraftryk")]


def test_the_log_has_no_transcript_text(any_bench):
    source = usual_source()
    store_source(any_bench, source)

    with any_bench.store.reading() as session:
        logged = str(session.execute(text("SELECT before, after FROM log_change")).all())
        assert session.scalar(select(func.count()).select_from(LogChangeRow)) > 0
        assert session.scalar(select(func.count()).select_from(LogEntryRow)) > 0

    assert "bestyrelsen" not in logged
