"""Gap, score, rank and class of an indicator's values, each distinct value worked out once.

Thousands of communes share few values; ``exact`` works them out all at once where it can, ``analysis`` one by one
where it cannot, with the same results.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from territory.analysis import FragilityClass, Reading, classify, gap, ranks_of, rounding_half_width, scores_of
from territory.coded import Coded, Numbers, same
from territory.exact import placed, whole
from territory.indicators import Indicator

KINDS = tuple(FragilityClass)
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}


class Standing(NamedTuple):
    """Of each distinct value: its rank and whether it is shared, whether it can be told from N, its class."""

    ranks: Sequence[int | None]
    tied: Sequence[bool | None]
    far: Sequence[bool | None]
    kinds: Numbers


@dataclass(frozen=True, eq=False)
class Scored:
    """An indicator's values in the regions, and what is told of each distinct one; ``kinds``: places in ``KINDS``."""

    national: Decimal | None
    values: Coded[Decimal | None]
    gaps: Sequence[Decimal | None]
    scores: Sequence[Decimal | None]
    standing: Standing
    sign: int

    @property
    def kinds(self) -> Numbers:
        return self.standing.kinds

    @property
    def ranked(self) -> int:
        """How many regions have a score."""
        times = np.bincount(self.values.codes, minlength=len(self.scores)).tolist()
        return sum(n for n, score in zip(times, self.scores, strict=True) if score is not None)


def scored(indicator: Indicator, reading: Reading, values: npt.NDArray[np.object_]) -> Scored:
    """``values``: that of the reference, then those of the regions."""
    national, own = values[0], same(values[1:].tolist())
    times = np.bincount(own.codes, minlength=len(own.distinct))
    sign = reading.polarity(indicator).sign
    gaps = [gap(value, national) for value in own.distinct]
    scores = scores_of(gaps, sign, times.tolist())
    standing = _at_once(indicator, gaps, sign, times) or _one_by_one(
        indicator, own.distinct, gaps, scores, sign, times.tolist()
    )
    return Scored(national, own, gaps, scores, standing, sign)


def _at_once(indicator: Indicator, gaps: Sequence[Decimal | None], sign: int, times: Numbers) -> Standing | None:
    """In whole numbers, all together; ``None`` where a gap or a score is missing, or a number is too large."""
    known = [e for e in gaps if e is not None]
    decimals = max(indicator.decimals, indicator.benchmark_decimals)
    units = whole(known, decimals) if len(known) == len(gaps) else None
    found = None if units is None else placed(units, sign, times)
    if units is None or found is None:
        return None
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    far = 2 * np.abs(units) > int(2 * half_width.scaleb(decimals))
    kinds = np.where(far, _NUMBERS[FragilityClass.NEAR] - found.degrees, _NUMBERS[FragilityClass.INDISTINGUISHABLE])
    return Standing(found.ranks.tolist(), (found.sharing > 1).tolist(), far.tolist(), kinds)


def _one_by_one(
    indicator: Indicator,
    values: Sequence[Decimal | None],
    gaps: Sequence[Decimal | None],
    scores: Sequence[Decimal | None],
    sign: int,
    times: Sequence[int],
) -> Standing:
    """The same with the formulas of ``analysis``, which hold for any values."""
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    ranked = ranks_of(scores, times)
    far = [None if e is None else abs(e) > half_width for e in gaps]
    kinds = [
        _NUMBERS[classify(s, missing=x is None, oriented=sign != 0, distinguishable=bool(f), compared=e is not None)]
        for x, e, s, f in zip(values, gaps, scores, far, strict=True)
    ]
    places = [(None, 0) if score is None else ranked[score] for score in scores]
    tied = [None if rank is None else sharing > 1 for rank, sharing in places]
    return Standing([rank for rank, _ in places], tied, far, np.array(kinds, np.intp))
