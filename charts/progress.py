"""Progress of a document, reported by the code that makes it to the code that asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Told = Callable[[int, int], None]
"""Called with how many parts of a document are made, out of how many."""
Part = TypeVar("Part")


def telling(parts: Sequence[Part], told: Told | None) -> Iterator[Part]:
    """The parts in order; ``told`` is called with 0 before the first, then with how many are made after each one.

    What follows the last part (the file put together) is not counted: a document is ready when its maker returns.
    """
    if told:
        told(0, len(parts))
    for made, part in enumerate(parts, start=1):
        yield part
        if told:
            told(made, len(parts))
