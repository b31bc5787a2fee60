"""How far chance may move a number: Student's t distribution, and Holm's correction for many comparisons.

References: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.7.3–4 (Student's law for whole degrees of
freedom); S. Holm, « A simple sequentially rejective multiple test procedure », *Scandinavian Journal of Statistics* 6
(1979).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

ALPHA = 0.05
"""How often chance alone may make us tell something, in a whole family of comparisons."""


def chance(t: float, freedom: int) -> float:
    """P(|T| ≥ |t|) under Student's law with ``freedom`` ≥ 1 degrees: from 1 at t = 0 down to 0."""
    if math.isinf(t):
        return 0.0
    angle = math.atan(abs(t) / math.sqrt(freedom))
    cosine, squared = math.cos(angle), math.cos(angle) ** 2
    odd = freedom % 2 == 1
    term = cosine if odd else 1.0
    total = 0.0 if freedom == 1 else term
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= squared * (k - 1) / k
        total += term
    within = (angle + math.sin(angle) * total) * 2 / math.pi if odd else math.sin(angle) * total
    return min(1.0, max(0.0, 1.0 - within))


def chance_of(gap: float, error: float, freedom: int) -> float:
    """The same for a gap and its standard error; no gap is always chance's."""
    return 1.0 if not gap else chance(gap / error if error else math.inf, freedom)


@cache
def critical(freedom: int, alpha: float = ALPHA) -> float:
    """The t that chance passes with probability ``alpha``: 2,776 with 4 degrees, 1,96 with very many."""
    low, high = 0.0, 1.0
    while chance(high, freedom) > alpha:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if chance(middle, freedom) > alpha else (low, middle)
    return high


def holm(chances: Sequence[float], alpha: float = ALPHA) -> list[bool]:
    """Which of these can be told, whatever their links, with at most ``alpha`` of telling a wrong one.

    The smallest must be at most α/m, the next α/(m − 1)…; the first that is not stops all that follow.
    """
    told, m = [False] * len(chances), len(chances)
    for k, place in enumerate(sorted(range(m), key=lambda i: chances[i])):
        if chances[place] > alpha / (m - k):
            break
        told[place] = True
    return told
