"""The demo study is made once, whole; the server that shows it ends with who started it."""

import os
import subprocess
import sys

import pytest

from casecoding.workbench.bench import open_bench
from casecoding.workbench.launching import ensure_demo_study
from casecoding.workbench.reading import check, read_overview


def test_the_demo_study_is_made_once_and_alone(tmp_path):
    place = tmp_path / "nyt" / "demo.casecoding"

    ensure_demo_study(place)
    made = place.stat().st_mtime_ns
    ensure_demo_study(place)

    assert {file.name for file in place.parent.iterdir()} == {"demo.casecoding", "demo.casecoding-docs"}
    assert place.stat().st_mtime_ns == made
    bench = open_bench(str(place))
    overview = read_overview(bench)
    assert (len(overview.sources), dict(overview.codings)) == (overview.run.sources, {})
    assert overview.run.suggestions > 100
    assert check(bench) == ()
    bench.store.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows ends processes without asking them")
def test_the_server_ends_with_who_started_it():
    script = (
        "import sys; from casecoding.workbench import launching; launching._serve("
        "[sys.executable, '-c', 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'], {})"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as started:
        server = int(started.stdout.readline())
        started.terminate()
        assert started.wait(20) == 0

    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
