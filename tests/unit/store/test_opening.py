"""Making and opening a study: what is ours is opened, what is not is left alone."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from casecoding.domain.coding import Coder
from casecoding.domain.history import Action
from casecoding.errors import (
    NewerStudy,
    NotAStudy,
    ServerUnreachable,
    StudyBusy,
    StudyDamaged,
    StudyExists,
    StudyMissing,
    StudyReadOnly,
    StudyUnfinished,
    StudyUnwritable,
)
from casecoding.settings import Settings
from casecoding.store import engine as engine_module
from casecoding.store.engine import open_study_engine
from casecoding.store.study import add_coder
from casecoding.store.study_file import APPLICATION_ID
from casecoding.workbench.bench import Bench, create_bench, ensure_coder, open_bench
from casecoding.workbench.reading import check, read_overview
from tests.builders import make_codebook


def make_study(path: Path) -> Path:
    create_bench(str(path), codebook=make_codebook(), settings=Settings()).store.close()
    return path


def test_a_study_can_be_opened_again(place):
    create_bench(place, title="Et studie", codebook=make_codebook()).store.close()

    reopened = open_bench(place)

    assert read_overview(reopened).study.title == "Et studie"
    assert read_overview(reopened).codebook == make_codebook()
    reopened.store.close()


def test_a_study_is_not_made_on_top_of_another(place):
    create_bench(place, codebook=make_codebook()).store.close()

    with pytest.raises(StudyExists):
        create_bench(place, codebook=make_codebook())


def test_there_must_be_a_study_to_open(place):
    with pytest.raises(StudyMissing):
        open_bench(place)


def test_opening_makes_no_file(tmp_path):
    with pytest.raises(StudyMissing):
        open_bench(str(tmp_path / "intet.casecoding"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"ikke en database", b"SQLite format 3\0" + bytes(200)])
def test_another_file_is_not_a_study_and_is_not_touched(tmp_path, content):
    file = tmp_path / "andet.casecoding"
    file.write_bytes(content)

    with pytest.raises(NotAStudy):
        open_bench(str(file))

    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_database_of_another_program_is_not_a_study(tmp_path):
    file = tmp_path / "andet.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE coding (id TEXT)")

    with pytest.raises(NotAStudy):
        open_bench(str(file))


def test_a_study_of_a_newer_casecoding_is_not_touched(tmp_path):
    file = make_study(tmp_path / "nyt.casecoding")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()

    with pytest.raises(NewerStudy):
        open_bench(str(file))

    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_study_file_says_what_it_is_and_keeps_its_keys(tmp_path):
    file = make_study(tmp_path / "studie.casecoding")

    assert int.from_bytes(file.read_bytes()[68:72], "big") == APPLICATION_ID
    engine = open_study_engine(str(file))
    with engine.connect() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                   ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")}  # fmt: skip
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 15_000, "synchronous": 2}


@pytest.mark.parametrize("name", ["mit studie.casecoding", "æøå?a=1#%20.casecoding", "50 % ude.casecoding"])
def test_a_study_lies_where_it_was_asked_for_whatever_its_name(tmp_path, name):
    file = make_study(tmp_path / "mappe" / name)

    assert file.is_file()
    open_bench(str(file)).store.close()


@pytest.mark.parametrize("name", ["fil/studie.casecoding", "fil/under/studie.casecoding"])
def test_a_place_that_cannot_be_written_is_told(tmp_path, name):
    (tmp_path / "fil").write_text("ikke en mappe")

    with pytest.raises(StudyUnwritable):
        create_bench(str(tmp_path / name), codebook=make_codebook())


def test_a_study_is_whole_after_its_maker_was_killed(tmp_path):
    file = tmp_path / "studie.casecoding"
    script = (
        "import os, sys; from casecoding.workbench.bench import create_bench, ensure_coder\n"
        "ensure_coder(create_bench(sys.argv[1]), 'Anne'); os.kill(os.getpid(), 9)"
    )

    killed = subprocess.run([sys.executable, "-c", script, str(file)], check=False, env=os.environ)

    assert killed.returncode == -signal.SIGKILL
    reopened = open_bench(str(file))
    assert [coder.name for coder in read_overview(reopened).coders] == ["Anne"]
    assert check(reopened) == ()
    reopened.store.close()


@pytest.mark.parametrize("reached", ["create_study_engine", "make_file"])
def test_a_study_whose_making_was_killed_says_so(tmp_path, reached):
    file = tmp_path / "studie.casecoding"
    script = (
        "import os, sys; from pathlib import Path; from casecoding.store import engine\n"
        f"engine.{reached}({{'make_file': Path}}.get({reached!r}, str)(sys.argv[1]))\n"
        "os.kill(os.getpid(), 9)"
    )

    killed = subprocess.run([sys.executable, "-c", script, str(file)], check=False, env=os.environ)

    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(StudyUnfinished, match="Delete the file"):
        open_bench(str(file))


def test_a_study_that_another_has_just_made_can_be_opened_beside_it(tmp_path):
    first = create_bench(str(tmp_path / "studie.casecoding"), codebook=make_codebook())

    second = open_bench(first.store.place)

    assert read_overview(second).codebook == make_codebook()
    first.store.close()
    second.store.close()


def test_the_migrations_make_the_tables(place):
    create_bench(place, codebook=make_codebook()).store.close()
    engine = open_study_engine(place)

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []

    engine.dispose()


def test_a_study_that_another_program_holds_is_busy(tmp_path, monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_MILLISECONDS", 50)
    bench = create_bench(str(tmp_path / "studie.casecoding"), codebook=make_codebook())
    with closing(sqlite3.connect(bench.store.place)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StudyBusy):
            ensure_coder(bench, "Anne")

    assert ensure_coder(bench, "Anne").name == "Anne"
    bench.store.close()


def test_a_study_that_may_only_be_read_says_why_nothing_was_stored(tmp_path):
    bench = create_bench(str(tmp_path / "studie.casecoding"), codebook=make_codebook())

    with pytest.raises(StudyReadOnly, match="E214"):
        write_a_coder_read_only(bench)

    assert read_overview(bench).coders == ()
    bench.store.close()


def write_a_coder_read_only(bench: Bench) -> None:
    with bench.writing(Action.ADD_CODER, coder_id="x") as session:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")
        add_coder(session, Coder("a", "Anne"))


@pytest.mark.parametrize("whole", [0.1, 0.5, 0.9])
def test_a_damaged_study_is_told_of(tmp_path, whole):
    file = make_study(tmp_path / "studie.casecoding")
    content = file.read_bytes()
    kept = int(len(content) * whole) // 4096 * 4096
    file.write_bytes(content[:kept] + b"\xff" * (len(content) - kept))

    with pytest.raises(StudyDamaged):
        check(open_bench(str(file)))


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(ServerUnreachable) as refused:
        open_bench("postgresql://mette:hemmelig@127.0.0.1:1/studie?connect_timeout=1")

    assert "127.0.0.1:1/studie" in str(refused.value)
    assert "hemmelig" not in str(refused.value)
