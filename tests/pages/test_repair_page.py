"""The form for misread words: they are looked for in the background, and mended by a click."""

import time
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from casecoding.settings import Settings
from casecoding.ui import repair_form
from casecoding.ui.benches import bench_at
from casecoding.workbench.bench import create_bench, open_bench
from casecoding.workbench.jobs import Job, JobKind, Phase, Stage, in_background
from casecoding.workbench.reading import read_text
from casecoding.workbench.repairing import Repair
from tests.builders import make_codebook, make_source, store_source
from tests.unit.repairing.test_proposing import DAMAGED


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with nothing in it, that short texts are waited for in."""
    place = tmp_path / "studie.casecoding"
    create_bench(str(place), title="OCR", codebook=make_codebook(), settings=Settings()).store.close()
    monkeypatch.setenv("CASECODING_STUDY", str(place))
    monkeypatch.setenv("CASECODING_HOME", str(tmp_path))
    monkeypatch.setenv("CASECODING_CODER", "Anne")
    monkeypatch.setattr(repair_form, "AT_ONCE", 20)
    yield place
    bench_at.cache_clear()


@pytest.fixture
def source(study: Path) -> str:
    """Give the id of a source that text recognition damaged."""
    bench = open_bench(str(study))
    stored = store_source(bench, make_source(*(("Mette", words) for words in DAMAGED)))
    bench.store.close()
    return stored.id


def show_repair() -> None:
    """Run the form by itself; Streamlit reads this function's source, so it imports what it needs."""
    import streamlit as st

    from casecoding.ui.repair_form import render_repair
    from casecoding.ui.state import current_session

    render_repair(current_session(), st.query_params["source"])


def open_page(source_id: str) -> AppTest:
    app = AppTest.from_function(show_repair, default_timeout=60)
    app.query_params["source"] = source_id
    return seen(app.run())


def seen(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [one.label for one in app.button]


def press(app: AppTest, label: str) -> AppTest:
    return seen(next(one for one in app.button if one.label.startswith(label)).click().run())


def test_what_is_found_is_mended_by_a_click(study, source):
    press(open_page(source), "Ret ")

    bench = open_bench(str(study))
    assert "Det var en afgørende forudsætning" in read_text(bench, source)
    bench.store.close()


def test_a_long_text_is_read_in_the_background_stopped_and_read_again(source, monkeypatch):
    opened = Event()

    def look(job: Job[Repair]) -> None:
        tell = job.telling(Stage.WEIGHING)
        tell(0, 2, "Damm")
        opened.wait(20)
        tell(1, 2, "Damm")

    job = in_background(Job(JobKind.REPAIR, look))
    with monkeypatch.context() as patched:
        patched.setattr(repair_form, "start_repair", lambda *_: job)
        patched.setattr(repair_form, "AT_ONCE", 0)
        app = press(open_page(source), "Afbryd")
        opened.set()
        assert job.wait(20)
    assert job.phase is Phase.STOPPED

    seen(app.run())

    assert "Læs teksten" in labels(app)
    press(app, "Læs teksten")
    end = time.monotonic() + 60
    while not any(label.startswith("Ret ") for label in labels(seen(app.run()))):
        assert time.monotonic() < end, "The text was not read within a minute."
        time.sleep(0.2)
