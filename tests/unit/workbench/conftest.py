"""A coder and a source in the study that a test works on, on one engine or on each."""

import pytest

from casecoding.domain.source import Source, SourceKind
from casecoding.workbench.bench import Bench, ensure_coder
from tests.builders import mark, store_source, usual_source


@pytest.fixture
def _chosen(request: pytest.FixtureRequest) -> Bench:
    name = "any_bench" if "any_bench" in request.fixturenames else "bench"
    chosen: Bench = request.getfixturevalue(name)
    return chosen


@pytest.fixture
def coder(_chosen: Bench) -> str:
    """Give Anne's id."""
    return ensure_coder(_chosen, "Anne").id


@pytest.fixture
def source(_chosen: Bench) -> Source:
    return store_source(_chosen, usual_source())


@pytest.fixture
def coded(bench: Bench) -> Bench:
    """Give a study with three sources of which two are coded, by Anne and Bo."""
    anne, bo = ensure_coder(bench, "Anne").id, ensure_coder(bench, "Bo").id
    first = store_source(bench, usual_source(levels={"Bo": "strategisk"}))
    second = store_source(bench, usual_source("kilde2", wave="2020", case="Birkeparken"))
    store_source(bench, usual_source("kilde3", wave="2020", kind=SourceKind.MEETING_NOTES))
    mark(bench, first, "ingen kobling", "kobling", anne)
    mark(bench, first, "ingen kobling", "kobling", bo)
    mark(bench, first, "Ledelsen bakker op", "ledelse", anne)
    mark(bench, second, "ingen kobling", "kobling", bo)
    return bench
