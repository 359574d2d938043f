"""A coder and a source in the study that a test works on, on one engine or on each."""

import pytest

from casecoding.domain.source import Source
from casecoding.workbench.bench import Bench, ensure_coder
from tests.builders import store_source, usual_source


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
