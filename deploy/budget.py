"""What runs of pages take of the processor, and how much of it a visitor may spend."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True)
class Allowance:
    """Seconds of processor: ``full`` at most, ``gain`` regained a second, ``floor`` owed at most (negative)."""

    full: float
    gain: float
    floor: float


class Budget:
    """What is left of an allowance; ``left``: what it begins with."""

    def __init__(self, allowance: Allowance, left: float | None = None, clock: Clock = time.monotonic) -> None:
        self._allowance, self._clock = allowance, clock
        self._held = allowance.full if left is None else self._within(left)
        self._at = clock()

    def left(self) -> float:
        now = self._clock()
        self._held = self._within(self._held + (now - self._at) * self._allowance.gain)
        self._at = now
        return self._held

    def spend(self, seconds: float) -> None:
        self._held = self._within(self.left() - seconds)

    @property
    def missing(self) -> float:
        """What it takes to be full again."""
        return self._allowance.full - self.left()

    def _within(self, seconds: float) -> float:
        return max(self._allowance.floor, min(self._allowance.full, seconds))


class Meter:
    """What each run has of the processor: the process's own seconds, shared alike among the runs that go on.

    Neither the seconds of the clock, which others' runs and the machine's other work make long, nor a thread's own,
    which leave out what Streamlit does for it elsewhere.
    """

    def __init__(self, processor: Clock = time.process_time) -> None:
        self._processor = processor
        self._shared, self._looked = 0.0, processor()
        self._running: dict[object, float] = {}

    def begin(self, run: object) -> None:
        self._look()
        self._running[run] = self._shared

    def end(self, run: object) -> float:
        """Seconds; 0 for a run that has ended already."""
        self._look()
        began = self._running.pop(run, None)
        return 0.0 if began is None else self._shared - began

    def _look(self) -> None:
        now = self._processor()
        if self._running:
            self._shared += (now - self._looked) / len(self._running)
        self._looked = now
