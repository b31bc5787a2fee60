"""How close a report is set: the widest space at which it fits its pages, and does not end on a few lines.

To know where a report ends is to set it whole, so the spaces are searched by halves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

MOST_PAGES, LEAST_FILLED = 7, 0.35
"""Pages of a region's report, and how far down its last page it should reach."""
SPACES = ("1", "0.9", "0.8", "0.7", "0.65", "0.6", "0.5")
"""Factors on the blank space between blocks, from the widest (``print/style.typ``): three layouts find one."""

Ends = Callable[[str], tuple[int, float]]
"""Of a space, the report's last page, and the part of it that is taken, under 1."""


def fitting_space(ends: Ends) -> str:
    """The widest space at which a report fits its pages and its last one is not nearly empty.

    Where none does both, that whose last page is the fullest; where none fits, the closest. Set closer, a report is
    never longer: of the spaces that give it as many pages, the widest fills the last one the most.
    """
    ends = cache(ends)
    fitting: list[tuple[float, str]] = []
    at = _first(ends, MOST_PAGES, 0)
    while at < len(SPACES):
        page, part = ends(SPACES[at])
        fitting.append((part, SPACES[at]))
        if part >= LEAST_FILLED:
            return SPACES[at]
        at = _first(ends, page - 1, at + 1)
    return max(fitting)[1] if fitting else SPACES[-1]


def _first(ends: Ends, pages: int, low: int) -> int:
    """The first of ``SPACES``, from ``low`` on, that gives at most ``pages``; past their end where none does."""
    return bisect_left(SPACES, -pages, lo=low, key=lambda space: -ends(space)[0])
