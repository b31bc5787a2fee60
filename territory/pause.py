"""Python's collector set aside while thousands of records are made: it would walk them all, and free none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """The collector is as it was afterwards, whatever happens; of several threads, the first to begin wakes it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
