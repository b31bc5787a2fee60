"""How a regional fragility is measured: gap to the national value, score, rank, class, status.

One small pure function a formula (OECD/JRC *Handbook on Constructing Composite Indicators*, § 5
normalisation, § 6 weighting and aggregation). All arithmetic is exact ``Decimal``; nothing is rounded
before it is ranked, and a missing value stays missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.regions import NATIONAL

NEAR_BELOW = Decimal("0.5")
"""|S| under this: near the national value. Also the least S of a fragility."""
MUCH_FROM = Decimal("1.5")
"""|S| from this on: « nettement »."""
DIMENSION_COVERAGE = Decimal("0.5")
"""Least share of a dimension's domains that must be oriented and valued for its mean to be given."""

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


def scores_of(gaps: Sequence[Decimal | None], sign: int) -> list[Decimal | None]:
    """S = s · e / D for each region; all ``None`` when not oriented or when D = 0.

    Written s · e · n / Σ|e| so that each score is rounded once (28 digits) and class breaks stay exact.
    Σ|S| = the number of regions with a value.
    """
    known = [abs(e) for e in gaps if e is not None]
    total = sum(known, Decimal(0))
    if sign == 0 or total == 0:
        return [None] * len(gaps)
    # + 0: a null gap read with sign −1 is 0, not Decimal's « −0 ».
    return [None if e is None else sign * e * len(known) / total + 0 for e in gaps]


def ranks_of(scores: Sequence[Decimal | None]) -> list[int | None]:
    """r = 1 + the number of regions with a larger S; 1 = most fragile; ties share the best rank."""
    return [None if s is None else 1 + sum(other is not None and other > s for other in scores) for s in scores]


def rounding_half_width(decimals: int, national_decimals: int) -> Decimal:
    """h = half a unit in the last published digit of x plus that of N, in the published unit."""
    return (Decimal(1).scaleb(-decimals) + Decimal(1).scaleb(-national_decimals)) / 2


def classify(score: Decimal | None, *, missing: bool, oriented: bool, distinguishable: bool) -> FragilityClass:
    """The class of a cell; a cell within rounding of the national value is on neither side of it.

    Nor has a cell that is oriented but not scored: D = 0, every region equals the national value.
    """
    if missing:
        return FragilityClass.MISSING
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


def score_table(edition: Edition, reading: Reading | None = None) -> pd.DataFrame:
    """Every region × fragility indicator that the reading keeps.

    Columns, in order: ``region, domain, indicator, dimension, value, national, gap, score, rank, tied, class,
    oriented, contestable, distinguishable, priority, ranked, status, reason``. Values are ``Decimal`` in the
    published unit, scores ``Decimal`` without unit, ``rank``, ``priority`` and ``ranked`` (how many regions
    the rank is among) ``int``; ``status`` a ``Status`` code for a fragility, ``priority`` its number when that
    status is ``priority``, ``reason`` the ``Reason`` codes joined by ``|`` when it is ``to_confirm``. All
    object dtype, ``None`` where missing. 2020: 13 × 17 rows by default, regions then indicators in published
    order.
    """
    reading = reading or Reading()
    values = edition.observations.set_index(["indicator", "territory"])["value"].to_dict()
    kept = [indicator for indicator in edition.registry.fragility if reading.keeps(indicator)]
    columns = [_indicator_rows(edition, indicator, reading, values) for indicator in kept]
    rows = [rows_of_region[i] for i in range(len(edition.regions)) for rows_of_region in columns]
    for region in edition.regions:
        _number_priorities([row for row in rows if row["region"] == region])
    return pd.DataFrame(rows, dtype=object)


def _indicator_rows(
    edition: Edition, indicator: Indicator, reading: Reading, values: Mapping[tuple[str, str], Decimal | None]
) -> list[dict[str, object]]:
    national = values[indicator.code, NATIONAL]
    gaps = [gap(values[indicator.code, region], national) for region in edition.regions]
    sign = reading.polarity(indicator).sign
    scores = scores_of(gaps, sign)
    ranks = ranks_of(scores)
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    rows: list[dict[str, object]] = []
    for region, e, score, rank in zip(edition.regions, gaps, scores, ranks, strict=True):
        distinguishable = None if e is None else abs(e) > half_width
        kind = classify(score, missing=e is None, oriented=sign != 0, distinguishable=bool(distinguishable))
        status, reason = _standing(kind, indicator)
        rows.append(
            {
                "region": region,
                "domain": indicator.domain,
                "indicator": indicator.code,
                "dimension": edition.registry.domains[indicator.domain].dimension,
                "value": values[indicator.code, region],
                "national": national,
                "gap": e,
                "score": score,
                "rank": rank,
                "tied": None if rank is None else ranks.count(rank) > 1,
                "class": kind.value,
                "oriented": sign != 0,
                "contestable": indicator.contestable,
                "distinguishable": distinguishable,
                "priority": None,
                "ranked": sum(r is not None for r in ranks),
                "status": status,
                "reason": reason,
            }
        )
    return rows


def _standing(kind: FragilityClass, indicator: Indicator) -> tuple[str | None, str | None]:
    """Status and reasons of a cell, as codes; both ``None`` where it is no fragility."""
    if not kind.more_fragile:
        return None, None
    reasons = reasons_of(indicator)
    return (Status.TO_CONFIRM.value, "|".join(reasons)) if reasons else (Status.PRIORITY.value, None)


def _number_priorities(rows: list[dict[str, object]]) -> None:
    """Priorities of one region, numbered from 1: by S, then rank, then published order."""
    found = [row for row in rows if row["status"] == Status.PRIORITY]
    found.sort(key=lambda row: (-row["score"], row["rank"]))  # type: ignore[operator]
    for place, row in enumerate(found, start=1):
        row["priority"] = place


def fragilities(scores: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``score_table`` that are a fragility: S ≥ 0,5, distinguishable.

    By region in published order; in each its priorities, then what is to be confirmed, both by S, then rank,
    then published order.
    """
    order = {region: i for i, region in enumerate(scores["region"].unique())}
    kept = scores[scores["status"].notna()]
    keys = [
        (order[row["region"]], row["status"] != Status.PRIORITY, -row["score"], row["rank"])
        for row in kept.to_dict("records")
    ]
    return kept.iloc[sorted(range(len(keys)), key=lambda i: keys[i])]


def priorities(scores: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``score_table`` that are a priority, by region in published order then by number."""
    found = fragilities(scores)
    return found[found["status"] == Status.PRIORITY]


def to_confirm(scores: pd.DataFrame) -> pd.DataFrame:
    """The fragilities that are to be confirmed, by region in published order then by S."""
    found = fragilities(scores)
    return found[found["status"] == Status.TO_CONFIRM]


def dimension_means(scores: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """Arithmetic mean of S by region and dimension, over the oriented, valued domains.

    Columns ``region, dimension, mean, count, domains``: ``mean`` is ``None`` when fewer than half of the
    dimension's domains count (Handbook § 6: equal weights within a dimension).
    """
    sizes = pd.Series([d.dimension for d in edition.registry.domains.values()]).value_counts()
    rows: list[dict[str, object]] = []
    for region in edition.regions:
        for dimension in edition.registry.dimensions:
            cells = scores[(scores["region"] == region) & (scores["dimension"] == dimension)]
            known = list(cells["score"].dropna())
            enough = len(known) >= DIMENSION_COVERAGE * int(sizes[dimension])
            mean = sum(known, Decimal(0)) / len(known) if enough else None
            rows.append(
                {
                    "region": region,
                    "dimension": dimension,
                    "mean": mean,
                    "count": len(known),
                    "domains": int(sizes[dimension]),
                }
            )
    return pd.DataFrame(rows, dtype=object)


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
    # D has 28 digits: one that never ends (2/3) leaves the bound a hair beside the value that it is.
    bound = round(national + side * edge.distance, _BOUND_DIGITS)
    steps = (bound / step).to_integral_value("ROUND_FLOOR" if side > 0 else "ROUND_CEILING")
    if steps * step == bound and not edge.closed:
        steps -= side
    return steps * step
