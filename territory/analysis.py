"""How a regional fragility is measured: gap to the national value, score, rank, class, status.

One small pure function a formula (OECD/JRC *Handbook on Constructing Composite Indicators*, § 5
normalisation, § 6 weighting and aggregation). All arithmetic is exact ``Decimal``; nothing is rounded
before it is ranked, and a missing value stays missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from territory.indicators import Indicator, Polarity

NEAR_BELOW = Decimal("0.5")
"""|S| under this: near the national value. Also the least S of a fragility."""
MUCH_FROM = Decimal("1.5")
"""|S| from this on: « nettement »."""
_BOUND_DIGITS = 12
"""Decimals kept of a class bound before it is compared with values that can be written."""


class FragilityClass(StrEnum):
    """The class of a cell; breaks are closed below on the fragile side and symmetric on the other."""

    MUCH_MORE_FRAGILE = "much_more_fragile"
    MORE_FRAGILE = "more_fragile"
    NEAR = "near"
    LESS_FRAGILE = "less_fragile"
    MUCH_LESS_FRAGILE = "much_less_fragile"
    INDISTINGUISHABLE = "indistinguishable"
    NOT_ORIENTED = "not_oriented"
    NO_REFERENCE = "no_reference"
    MISSING = "missing"

    @property
    def more_fragile(self) -> bool:
        return self in (FragilityClass.MUCH_MORE_FRAGILE, FragilityClass.MORE_FRAGILE)

    @property
    def less_fragile(self) -> bool:
        return self in (FragilityClass.MUCH_LESS_FRAGILE, FragilityClass.LESS_FRAGILE)


class Status(StrEnum):
    """What a fragility is: an established priority, or to be confirmed. Other cells have no status."""

    PRIORITY = "priority"
    TO_CONFIRM = "to_confirm"


class Reason(StrEnum):
    """Why a fragility is to be confirmed: its indicator is contestable, or of reliability C."""

    CONTESTABLE = "contestable"
    RELIABILITY = "reliability"


@dataclass(frozen=True)
class Reading:
    """The reader's choices: which indicators are read, and whether diversité is oriented as the source does."""

    source_reading: bool = False
    without_contestable: bool = False
    core_only: bool = False

    def keeps(self, indicator: Indicator) -> bool:
        if self.core_only:
            return indicator.core
        return not (self.without_contestable and indicator.contestable)

    def polarity(self, indicator: Indicator) -> Polarity:
        if self.source_reading and indicator.source_polarity is not None:
            return indicator.source_polarity
        return indicator.polarity or Polarity.NOT_ORIENTED


def gap(value: Decimal | None, national: Decimal | None) -> Decimal | None:
    """e = x − N, in the published unit; ``None`` when either is missing."""
    return None if value is None or national is None else value - national


def mean_gap(gaps: Sequence[Decimal | None]) -> Decimal | None:
    """D = mean of |e| over the regions that have a value; ``None`` when none has."""
    known = [abs(e) for e in gaps if e is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def scores_of(gaps: Sequence[Decimal | None], sign: int, times: Sequence[int] | None = None) -> list[Decimal | None]:
    """S = s · e / D for each region; all ``None`` when not oriented or when D = 0.

    Written s · e · n / Σ|e| so that each score is rounded once (28 digits) and class breaks stay exact.
    Σ|S| = the number of regions with a value. ``times``: how many regions each gap stands for, one unless given.
    """
    known = [(e, n) for e, n in zip(gaps, times or [1] * len(gaps), strict=True) if e is not None]
    total, count = sum((abs(e) * n for e, n in known), Decimal(0)), sum(n for _, n in known)
    if sign == 0 or total == 0:
        return [None] * len(gaps)
    # + 0: a null gap read with sign −1 is 0, not Decimal's « −0 ».
    return [None if e is None else sign * e * count / total + 0 for e in gaps]


def ranks_of(scores: Sequence[Decimal | None], times: Sequence[int] | None = None) -> dict[Decimal, tuple[int, int]]:
    """The rank of each score, and how many regions share it: r = 1 + the number of regions with a larger S.

    1 is the most fragile; ties share the best rank. ``times``: how many regions each score stands for, one unless
    given.
    """
    counts: Counter[Decimal] = Counter()
    for score, n in zip(scores, times or [1] * len(scores), strict=True):
        if score is not None:
            counts[score] += n
    ranked, before = {}, 0
    for score in sorted(counts, reverse=True):
        ranked[score] = (1 + before, counts[score])
        before += counts[score]
    return ranked


def rounding_half_width(decimals: int, national_decimals: int) -> Decimal:
    """h = half a unit in the last published digit of x plus that of N, in the published unit."""
    return (Decimal(1).scaleb(-decimals) + Decimal(1).scaleb(-national_decimals)) / 2


def classify(
    score: Decimal | None, *, missing: bool, oriented: bool, distinguishable: bool, compared: bool = True
) -> FragilityClass:
    """The class of a cell; a cell within rounding of the national value is on neither side of it.

    Nor has a cell that is oriented but not scored: D = 0, every region equals the national value. A value that has
    no reference to be ``compared`` with says so, whatever its orientation.
    """
    if missing:
        return FragilityClass.MISSING
    if not compared:
        return FragilityClass.NO_REFERENCE
    if not oriented:
        return FragilityClass.NOT_ORIENTED
    if not distinguishable or score is None:
        return FragilityClass.INDISTINGUISHABLE
    if abs(score) < NEAR_BELOW:
        return FragilityClass.NEAR
    much = abs(score) >= MUCH_FROM
    if score > 0:
        return FragilityClass.MUCH_MORE_FRAGILE if much else FragilityClass.MORE_FRAGILE
    return FragilityClass.MUCH_LESS_FRAGILE if much else FragilityClass.LESS_FRAGILE


def within_rounding(indicator: Indicator, values: Sequence[Decimal | None]) -> bool:
    """Whether rounding alone may explain that regions differ: max x − min x ≤ half a digit of each.

    ``values``: published ones of regions, in the indicator's unit; missing ones are left aside. False with
    fewer than two: there is nothing to tell apart.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return False
    return max(known) - min(known) <= rounding_half_width(indicator.decimals, indicator.decimals)


def reasons_of(indicator: Indicator) -> tuple[Reason, ...]:
    """Why a fragility on this indicator is to be confirmed; empty when it is a priority."""
    found = {Reason.CONTESTABLE: indicator.contestable, Reason.RELIABILITY: indicator.reliability == "C"}
    return tuple(reason for reason, holds in found.items() if holds)


class _Edge(NamedTuple):
    """Where a class ends, as a distance to the national value; ``closed``: a value right there is still in it."""

    distance: Decimal
    closed: bool


def class_intervals(
    indicator: Indicator, polarity: Polarity, national: Decimal, average_gap: Decimal
) -> dict[FragilityClass, tuple[Decimal | None, Decimal | None]]:
    """The published values each oriented class holds: (lowest, highest), both included, ``None`` = open.

    Bounds are those of S carried back to the unit, |x − N| = |S| · D, then narrowed to the values that can be
    written with the indicator's decimals: with one decimal, S ≥ 1,5 at 9,865 reads « 9,9 et plus ». What
    rounding cannot tell from N (|x − N| ≤ h) is near, whatever its score: every value that can be written is
    in one interval and one only. A class that can hold no value is absent. ``polarity`` has a sign.
    """
    step = Decimal(1).scaleb(-indicator.decimals)
    rounding = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    near = max(_Edge(NEAR_BELOW * average_gap, False), _Edge(rounding, True))
    much = max(_Edge(MUCH_FROM * average_gap, False), near)
    intervals: dict[FragilityClass, tuple[Decimal | None, Decimal | None]] = {
        FragilityClass.NEAR: (_farthest(national, near, step, -1), _farthest(national, near, step, 1))
    }
    sides = {
        polarity.sign: (FragilityClass.MORE_FRAGILE, FragilityClass.MUCH_MORE_FRAGILE),
        -polarity.sign: (FragilityClass.LESS_FRAGILE, FragilityClass.MUCH_LESS_FRAGILE),
    }
    for side, (moderate, strong) in sides.items():
        first, last = _farthest(national, near, step, side) + side * step, _farthest(national, much, step, side)
        beyond = last + side * step
        if side * first <= side * last:
            intervals[moderate] = (min(first, last), max(first, last))
        intervals[strong] = (beyond, None) if side > 0 else (None, beyond)
    return {kind: intervals[kind] for kind in FragilityClass if kind in intervals}


def _farthest(national: Decimal, edge: _Edge, step: Decimal, side: int) -> Decimal:
    """The farthest value within the edge that can be written, above (``side`` 1) or below (−1) the national value."""
    # D is rounded to 28 digits, so a recurring decimal (2/3) puts the bound very slightly off the value.
    bound = round(national + side * edge.distance, _BOUND_DIGITS)
    steps = (bound / step).to_integral_value("ROUND_FLOOR" if side > 0 else "ROUND_CEILING")
    if steps * step == bound and not edge.closed:
        steps -= side
    return steps * step
