"""What is made once of an edition: bounded, shared by all who read it, and gone with it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from cachetools import LRUCache, cached

from territory.loader import Edition

Make = Callable[..., Any]
FEW, LEAST = 800, 2
"""Up to ``FEW`` territories, every answer is kept; ``LEAST`` answers are kept whatever their number."""


class Shelf:
    """An edition and what was made of it. Whoever asks for what is being made waits for it; an error is not kept."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._kept: dict[Make, Make] = {}
        self._lock = threading.Lock()

    def keeping(self, make: Make, entries: int, *, by_territory: bool = False) -> Make:
        """``make`` with a memory of so many entries, the latest asked for; its arguments are the key.

        ``by_territory``: an entry grows with the territories, and fewer are kept of an edition of thousands.
        """
        if by_territory:
            entries = max(LEAST, entries * FEW // max(FEW, len(self.edition.regions)))
        with self._lock:
            if make not in self._kept:
                self._kept[make] = cached(LRUCache(entries), condition=threading.Condition())(make)
            return self._kept[make]
