"""The page Historik: what someone did taken back, a study repaired, each by a click."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casecoding.settings import Settings
from casecoding.ui.benches import bench_at
from casecoding.workbench.bench import create_bench, ensure_coder, open_bench
from casecoding.workbench.codebook import retire_code
from casecoding.workbench.reading import check, read_overview
from casecoding.workbench.records import coding_records
from tests.builders import make_codebook, mark, store_source, usual_source


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with a coding of Bo's and a code that was taken out."""
    place = tmp_path / "studie.casecoding"
    bench = create_bench(str(place), title="Historik", codebook=make_codebook(), settings=Settings())
    bo = ensure_coder(bench, "Bo").id
    source = store_source(bench, usual_source())
    mark(bench, source, "ingen kobling", "kobling", bo)
    retire_code(bench, "ledelse", coder_id=bo)
    bench.store.close()
    monkeypatch.setenv("CASECODING_STUDY", str(place))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    monkeypatch.setenv("CASECODING_CODER", "Anne")
    yield place
    bench_at.cache_clear()


def open_page(part: str) -> AppTest:
    app = AppTest.from_function(show_history, default_timeout=60)
    app.query_params["part"] = part
    app.run()
    assert not app.exception
    return app


def show_history() -> None:
    """Run the page by itself; Streamlit reads this function's source, so it imports what it needs."""
    from casecoding.ui.app_pages.history import render
    from casecoding.ui.state import current_session

    render(current_session())


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def looked_at(study: Path, look):
    bench = open_bench(str(study))
    found = look(bench)
    bench.store.close()
    return found


def test_what_one_person_did_is_taken_back_by_a_click(study):
    app = open_page("Log")
    app.multiselect(key="log_coders").set_value(["Bo"]).run()

    press(app, "Tag tilbage")

    assert "2 poster er taget tilbage." in [one.value for one in app.success]
    assert looked_at(study, lambda bench: list(coding_records(bench))) == []
    assert "ledelse" in looked_at(study, lambda bench: read_overview(bench).codebook)


def test_a_study_that_was_altered_is_repaired_by_a_click(study):
    with closing(sqlite3.connect(study)) as connection, connection:
        connection.execute("UPDATE coding SET start = start + 1")
    app = press(open_page("Eftersyn"), "Efterse studiet")
    assert "2 ting er ikke, som de skal være." in [one.value for one in app.error]

    press(app, "Reparér det, der kan")

    assert looked_at(study, check) == ()
    press(app, "Efterse studiet")
    assert any(one.value.startswith("Alt er, som det skal være") for one in app.success)


def test_the_trash_and_the_copies_are_shown_when_they_are_asked_for(study):
    assert study.exists()
    trash, copies = open_page("Papirkurv"), open_page("Sikkerhedskopier")

    assert "Her ligger intet af den slags." in [one.value for one in trash.info]
    assert "Lav en kopi nu" in [one.label for one in copies.button]
    assert "Lav en kopi nu" not in [one.label for one in trash.button]
