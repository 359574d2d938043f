"""What a large piece of work took is given back."""

import sys
from pathlib import Path

import pytest

from casecoding.memory import give_back_memory

PIECES = 200_000


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere there is nothing to give back.")
def test_memory_that_nothing_holds_is_given_back():
    held = [bytearray(600) for _ in range(PIECES)]
    kept = held[-1]  # at the top of the heap, which would shrink by itself without it
    at_most = resident()

    del held
    give_back_memory()

    assert kept is not None
    assert resident() < at_most
