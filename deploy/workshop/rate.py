"""How many requests an address makes per minute, counted in memory and forgotten after it."""

from __future__ import annotations

import time
from collections.abc import Callable

from territory.workshop.network import network

A_MINUTE = 3_000
"""Requests of an address, as nginx allows: a venue has one for all its phones (never fewer than 300 ballots)."""
ADDRESSES = 20_000
"""Counted at the same time; those beyond are counted together."""
MINUTE = 60.0


class Rate:
    """``allows(address)``: whether it has asked less than it may in this minute."""

    def __init__(self, most: int = A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._began, self._asked = clock(), dict[str, int]()

    def allows(self, address: str) -> bool:
        if self._clock() - self._began >= MINUTE:
            self.forget()
        known = network(address)
        if known not in self._asked and len(self._asked) >= ADDRESSES:
            known = ""
        self._asked[known] = self._asked.get(known, 0) + 1
        return self._asked[known] <= self._most

    def forget(self) -> None:
        """What was counted; asked for every minute, whether or not anybody comes."""
        self._began = self._clock()
        self._asked.clear()
