"""A study is copied while it is open, and becomes again what it was."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casecoding.errors import BackupDamaged, BackupMissing, BackupOnServer, StudyDamaged
from casecoding.store.backups import backups_of, make_backup, thin_out
from casecoding.workbench.backing_up import Keeper, back_up, list_backups, restore
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.reading import check
from casecoding.workbench.records import log_records

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "prøve.casecoding"


@pytest.fixture
def bench(study: Path) -> Bench:
    return create_bench(str(study), clock=lambda: NOON)


def coders(study: Path) -> list[str]:
    with sqlite3.connect(study) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM coder ORDER BY name")]


def test_a_backup_is_the_study_as_it_was_when_it_was_made(bench, study):
    ensure_coder(bench, "Anne")
    backup = back_up(bench)
    ensure_coder(bench, "Bo")

    assert (coders(backup.path), coders(study)) == (["Anne"], ["Anne", "Bo"])
    assert list_backups(bench) == (backup,)


def test_restoring_brings_back_what_was_and_keeps_what_is(bench, study):
    ensure_coder(bench, "Anne")
    backup = back_up(bench)
    ensure_coder(bench, "Bo")

    before = restore(str(study), backup.name, clock=lambda: NOON + timedelta(minutes=5))

    again = open_bench(str(study))
    assert coders(study) == ["Anne"]
    assert coders(before.path) == ["Anne", "Bo"]
    assert next(log_records(again))["action"] == "restore"
    assert check(again) == ()


def test_two_backups_in_one_second_are_two(bench, study):
    ensure_coder(bench, "Anne")
    backup = back_up(bench)
    ensure_coder(bench, "Bo")

    restore(str(study), backup.name, clock=lambda: NOON)

    assert coders(study) == ["Anne"]
    assert sorted(len(coders(one.path)) for one in backups_of(study)) == [1, 2]


def test_a_damaged_study_is_set_aside_and_the_backup_takes_its_place(bench, study, tmp_path):
    ensure_coder(bench, "Anne")
    backup = back_up(bench)
    bench.store.close()
    study.write_bytes(study.read_bytes()[:8192] + b"\xff" * 20_000)

    assert restore(str(study), backup.name, clock=lambda: NOON + timedelta(minutes=5)) is None

    assert coders(study) == ["Anne"]
    assert len(list(tmp_path.glob("*.damaged.casecoding"))) == 1


def test_a_study_that_cannot_be_copied_whole_says_so_in_one_sentence(bench, study):
    for number in range(200):
        ensure_coder(bench, f"Koder {number}")
    bench.store.close()
    content = bytearray(study.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 + 3 : page * 4096 + 5] = b"\x00\x00"  # as if there were no cells on it
    study.write_bytes(content)

    with pytest.raises(StudyDamaged) as refused:
        back_up(bench)

    assert "\n" not in refused.value.sentence("da")
    assert refused.value.sentence("da").count("[E") == 1
    assert list_backups(bench) == ()


def test_a_damaged_backup_leaves_the_study_untouched(bench, study):
    ensure_coder(bench, "Anne")
    backup = back_up(bench)
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    before = study.read_bytes()

    with pytest.raises(BackupDamaged):
        restore(str(study), backup.name)

    assert study.read_bytes() == before


@pytest.mark.usefixtures("bench")
def test_an_unknown_backup_and_a_server_are_answered_with_a_sentence(study):
    with pytest.raises(BackupMissing, match="E210"):
        restore(str(study), "20200101-000000")
    with pytest.raises(BackupOnServer, match="E212"):
        restore("postgresql://localhost/studie", "20200101-000000")


@pytest.mark.usefixtures("bench")
def test_the_newest_ten_one_a_day_and_one_a_week_are_kept(study):
    hours = [make_backup(study, at=NOON - timedelta(hours=hour)) for hour in range(0, 24 * 60, 8)]

    gone = thin_out(study, at=NOON)

    kept = [one.at for one in backups_of(study)]
    assert len(gone) + len(kept) == len(hours)
    assert set(kept) >= {one.at for one in hours[:10]}
    days = {one.at.date() for one in hours if one.at >= NOON - timedelta(days=13)}
    assert {at.date() for at in kept} >= days
    assert len({at.isocalendar()[:2] for at in kept}) >= 8


def test_the_keeper_makes_one_at_opening_and_one_when_an_hour_of_work_has_passed(study):
    moments, ticks = [NOON], [0.0]
    bench = create_bench(str(study), clock=lambda: moments[0])
    keeper = Keeper(bench, ticks=lambda: ticks[0])
    keeper.look()
    ensure_coder(bench, "Anne")
    keeper.look()
    early = len(list_backups(bench))
    moments[0], ticks[0] = NOON + timedelta(minutes=61), 3660.0
    keeper.look()
    keeper.look()

    assert (early, len(list_backups(bench))) == (1, 2)
    assert keeper.fault is None


def test_the_keeper_goes_on_when_the_clock_was_set_back(study):
    moments, ticks = [NOON], [0.0]
    bench = create_bench(str(study), clock=lambda: moments[0])
    keeper = Keeper(bench, ticks=lambda: ticks[0])
    keeper.look()
    moments[0] = NOON - timedelta(days=400)
    ensure_coder(bench, "Anne")
    keeper.look()
    early = len(list_backups(bench))
    ticks[0] = 3700.0
    keeper.look()

    assert (early, len(list_backups(bench))) == (1, 2)
