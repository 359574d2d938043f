"""The studies that are open in this process, one bench each, shared by all pages."""

from functools import lru_cache

from casecoding.settings import Settings
from casecoding.workbench.bench import Bench, open_bench


@lru_cache(maxsize=16)
def bench_at(place: str) -> Bench:
    """Return the open study at a file or URL; opened once per process."""
    return open_bench(place, settings=Settings.from_environment())
