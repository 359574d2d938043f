"""A study that cannot be used is told of, and its backups are offered, instead of a page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casecoding.settings import Settings
from casecoding.ui.benches import bench_at
from casecoding.ui.place import MAIN_SCRIPT
from casecoding.workbench.backing_up import back_up
from casecoding.workbench.bench import create_bench, ensure_coder, open_bench
from casecoding.workbench.reading import read_overview


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study that was damaged after a backup."""
    study = tmp_path / "studie.casecoding"
    bench = create_bench(str(study), title="Reddet", settings=Settings())
    ensure_coder(bench, "Anne")
    back_up(bench)
    bench.store.close()
    content = study.read_bytes()
    study.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    monkeypatch.setenv("CASECODING_STUDY", str(study))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    return study


def test_a_damaged_study_can_be_brought_back_from_the_page(damaged):
    app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=60).run()
    assert app.error[0].value.startswith("[E208]")

    next(one for one in app.button if one.label == "Gendan denne kopi").click().run()

    assert not app.exception
    bench = open_bench(str(damaged))
    assert "Anne" in [coder.name for coder in read_overview(bench).coders]
    bench.store.close()
    assert len(list(damaged.parent.glob("*.damaged.casecoding"))) == 1
    bench_at.cache_clear()


def test_a_study_that_is_not_there_offers_the_others(tmp_path, monkeypatch):
    monkeypatch.setenv("CASECODING_STUDY", str(tmp_path / "intet.casecoding"))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))

    app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=60).run()

    assert app.error[0].value.startswith("[E201]")
    assert not app.exception
    assert [one.label for one in app.sidebar.selectbox] == ["Studie"]


def test_who_has_no_study_yet_begins_with_one_of_her_own_or_the_demo_study(tmp_path, monkeypatch):
    monkeypatch.delenv("CASECODING_STUDY", raising=False)
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=60).run()
    assert not app.error
    assert "Lav demostudiet" in [one.label for one in app.button]

    next(one for one in app.text_input if one.label == "Navnet på et nyt studie").set_value("Mit studie")
    next(one for one in app.button if one.label == "Opret").click().run()

    assert not app.exception
    assert (tmp_path / "mit-studie.casecoding").is_file()
    bench_at.cache_clear()


def test_a_study_that_is_moved_away_under_the_page_is_told_of(tmp_path, monkeypatch):
    study = tmp_path / "studie.casecoding"
    create_bench(str(study), title="Flyttet", settings=Settings()).store.close()
    monkeypatch.setenv("CASECODING_STUDY", str(study))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    app = AppTest.from_file(str(MAIN_SCRIPT), default_timeout=60).run()
    assert not app.error

    bench_at(str(study)).store.close()
    study.rename(tmp_path / "et-andet-sted.casecoding")
    app.run()

    assert app.error[0].value.startswith("[E201]")
    assert not app.exception
    bench_at.cache_clear()
