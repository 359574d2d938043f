"""Memory of a large piece of work: seldom searched through, and given back to the machine afterwards."""

import ctypes
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

SELDOM = (50_000, 10, 50)  # as in gc.set_threshold


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python search for cycles seldom: where objects grow by the hundred thousand and hold none, that
    is a third of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def give_back_memory() -> None:
    """Give back what the C library keeps for later; without effect where it is not GNU's."""
    trim = _trim()
    if trim:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
