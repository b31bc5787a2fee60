"""What is made once of an edition: bounded, shared by all who read it, and gone with it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from cachetools import LRUCache, cached

from territory.loader import Edition

Make = Callable[..., Any]


class Shelf:
    """An edition and what was made of it. Who asks for what is being made waits for it; an error is not kept."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._kept: dict[Make, Make] = {}
        self._lock = threading.Lock()

    def keeping(self, make: Make, entries: int) -> Make:
        """``make`` with a memory of so many entries, the latest asked for; its arguments are the key."""
        with self._lock:
            if make not in self._kept:
                self._kept[make] = cached(LRUCache(entries), condition=threading.Condition())(make)
            return self._kept[make]
