"""A study of any version that was ever released opens, whole, after a backup of what it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casecoding.errors import DiskFull
from casecoding.settings import Settings
from casecoding.store import engine
from casecoding.store.backups import backups_of
from casecoding.workbench import taking_back
from casecoding.workbench.backing_up import back_up, restore
from casecoding.workbench.bench import Bench, ensure_coder, open_bench
from casecoding.workbench.reading import check, read_overview, read_text
from tests.golden_studies import golden_versions, make_study, unpack_study

NEWEST = max(file.stem[:4] for file in engine.MIGRATIONS.glob("versions/[0-9]*.py"))
OLDER = [version for version in golden_versions() if version != NEWEST]


def version_of(file: Path) -> str:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def codings(bench: Bench) -> dict[str, int]:
    return {code: n for code, n in read_overview(bench).codings.items() if n}


def test_a_study_of_every_version_is_kept():
    made = {file.stem[:4] for file in engine.MIGRATIONS.glob("versions/[0-9]*.py")}

    assert made - {NEWEST} <= set(golden_versions())


@pytest.mark.parametrize("version", golden_versions())
def test_a_study_of_every_version_opens_with_all_that_was_in_it(version, tmp_path):
    study, told = unpack_study(version, tmp_path)

    bench = open_bench(str(study), settings=Settings())

    overview = read_overview(bench)
    assert check(bench) == ()
    assert overview.study.title == told.title
    assert codings(bench) == told.codings
    assert {coder.name for coder in overview.coders} == set(told.coders)
    assert {source: read_text(bench, source) for source in told.texts} == told.texts
    assert bench.store.revision() == told.entries
    bench.store.close()
    assert version_of(study) == NEWEST


@pytest.mark.parametrize("version", OLDER)
def test_before_an_upgrade_a_copy_is_made_that_can_be_gone_back_to(version, tmp_path):
    study, told = unpack_study(version, tmp_path)
    open_bench(str(study), settings=Settings()).store.close()

    (backup,) = backups_of(study)
    assert (backup.upgraded_from, version_of(backup.path)) == (version, version)

    restore(str(study), backup.name)

    bench = open_bench(str(study), settings=Settings())
    assert codings(bench) == told.codings
    assert check(bench) == ()
    bench.store.close()


@pytest.mark.parametrize("version", OLDER)
def test_what_was_done_in_an_older_version_can_still_be_undone(version, tmp_path):
    study, told = unpack_study(version, tmp_path)
    bench = open_bench(str(study), settings=Settings())
    anne = ensure_coder(bench, "Anne").id

    taking_back.undo(bench, coder_id=anne)
    taking_back.redo(bench, coder_id=anne)

    assert codings(bench) == told.codings
    assert check(bench) == ()
    bench.store.close()


def test_copies_from_before_an_upgrade_are_not_thinned_out(tmp_path):
    study, _ = unpack_study(OLDER[0], tmp_path)
    bench = open_bench(str(study), settings=Settings())

    for _ in range(15):
        back_up(bench)

    bench.store.close()
    assert [one.upgraded_from for one in backups_of(study)].count(OLDER[0]) == 1


def test_a_study_that_cannot_be_copied_is_not_upgraded(tmp_path, monkeypatch):
    study, _ = unpack_study(OLDER[0], tmp_path)

    def fail(place: Path, **_rest: object) -> None:
        raise DiskFull(place=place)

    monkeypatch.setattr(engine, "make_backup", fail)

    with pytest.raises(DiskFull):
        open_bench(str(study), settings=Settings())

    assert version_of(study) == OLDER[0]


def test_the_file_of_this_version_is_made_as_those_that_are_kept(tmp_path):
    told = make_study(tmp_path / "study.casecoding")

    assert sum(told.codings.values()) > 0
    assert told.suggestions > 0
