"""A column's gaps as whole numbers of its last published digit: ranks and classes of thousands worked out at once.

The results equal those of ``analysis``. It rounds scores to 28 digits, but with whole numbers under 2 ** 60 two
different scores, or a score and a class bound, are always farther apart than that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from territory.coded import Numbers

_MOST = 2**60
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Placed:
    """For each gap: its rank from 1, how many share it, and its degree, −2 to 2: 1 from |S| = 0.5, 2 from |S| = 1.5."""

    ranks: Numbers
    sharing: Numbers
    degrees: Numbers


def whole(values: Sequence[Decimal], decimals: int) -> Whole | None:
    """Each value times 10 ** ``decimals``; ``None`` where one has more decimals than that, or too many digits."""
    scaled = [value.scaleb(decimals) for value in values]
    units = [int(value) for value in scaled]
    if units != scaled or max(map(abs, units), default=0) >= _MOST:
        return None
    return np.array(units, np.int64)


def placed(gaps: Whole, sign: int, times: Numbers) -> Placed | None:
    """``times``: how many regions have each gap. ``None`` without a score, or where a product would be too large."""
    count = int(times.sum())
    if not len(gaps) or sign == 0 or 3 * count * int(np.abs(gaps).max()) >= _MOST:
        return None
    sizes = np.abs(gaps)
    total = int((sizes * times).sum())
    if total == 0:
        return None
    distinct, which = np.unique(-sign * gaps, return_inverse=True)
    held = np.zeros(len(distinct), np.intp)
    np.add.at(held, which, times)
    ranks = 1 + np.cumsum(held) - held
    steps = (2 * sizes * count >= total).astype(np.intp) + (2 * sizes * count >= 3 * total)
    return Placed(ranks[which], held[which], steps * np.sign(sign * gaps))
