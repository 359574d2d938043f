"""The demo study is made once, whole, and leaves nothing else behind."""

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
