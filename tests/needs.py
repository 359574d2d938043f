"""Programs that some tests need: missing, they are skipped by hand and failed by CI."""

import os

import pytest


def need(found: bool, program: str) -> None:
    """Skip the test when `program` is not there, or fail it where everything must be."""
    if found:
        return
    if os.environ.get("CASECODING_TEST_EVERYTHING"):
        pytest.fail(f"{program} is not installed.")
    pytest.skip(f"{program} is not installed.")
