"""The shipped pipeline, loaded once for all tests of it."""

import pytest

from casecoding.nlp.pipeline import SHIPPED_NAME, Pipeline, open_pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return open_pipeline(SHIPPED_NAME)
