"""The studies that are open in this process, one bench each, shared by all pages."""

import os
from functools import lru_cache

from casecoding.settings import STUDY_VARIABLE, Settings, demo_study_path
from casecoding.workbench.backing_up import Keeper
from casecoding.workbench.bench import Bench, open_bench


def place_at_start() -> str:
    """Return the study that a new visit opens."""
    return Settings.from_environment().study or str(demo_study_path())


def open_from_now_on(place: str) -> None:
    """Let every visit that begins from now on open this study, as a page that is loaded anew does."""
    os.environ[STUDY_VARIABLE] = place


@lru_cache(maxsize=16)
def bench_at(place: str) -> Bench:
    """Return the open study at a file or URL; opened once per process, and backed up from then on."""
    bench = open_bench(place, settings=Settings.from_environment())
    _keepers[place] = Keeper(bench)
    _keepers[place].start()
    return bench


def let_go(place: str) -> None:
    """Hold no file of the study at `place` open; who needs it next opens it anew."""
    if place in _keepers:
        bench_at(place).store.close()


def keeper_of(place: str) -> Keeper:
    """Return who backs up the open study at `place`."""
    return _keepers[place]


_keepers: dict[str, Keeper] = {}
