"""The reader's pure parts, tested by node's own runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import need

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def node() -> str:
    found = shutil.which("node")
    need(found is not None, "node")
    return str(found)


def test_the_readers_modules_pass_their_own_tests(node: str) -> None:
    files = sorted(str(file) for file in (ROOT / "tests" / "js").glob("*.test.js"))

    ran = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)

    assert files
    assert ran.returncode == 0, ran.stdout[-4000:]
