"""How a regional fragility is measured: gap to the national value, score, rank, class, status.

One small pure function a formula (OECD/JRC *Handbook on Constructing Composite Indicators*, § 5
normalisation, § 6 weighting and aggregation). All arithmetic is exact ``Decimal``; nothing is rounded
before it is ranked, and a missing value stays missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from territory.coded import Coded, Numbers, objects, same
from territory.coded_array import CodedArray, Codes, small
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.observations import values_of
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


def ranks_of(scores: Sequence[Decimal | None], times: Sequence[int] | None = None) -> list[int | None]:
    """r = 1 + the number of regions with a larger S; 1 = most fragile; ties share the best rank.

    ``times``: how many regions each score stands for, one unless given.
    """
    first = {score: rank for score, (rank, _) in _ranked(scores, times).items()}
    return [None if score is None else first[score] for score in scores]


def _ranked(scores: Sequence[Decimal | None], times: Sequence[int] | None = None) -> dict[Decimal, tuple[int, int]]:
    """Of each score, its rank and how many regions share it; sorted once, whatever their number."""
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


SCORE_COLUMNS = (
    "region", "domain", "indicator", "dimension", "value", "national", "gap", "score", "rank", "tied", "class",
    "oriented", "contestable", "distinguishable", "priority", "ranked", "status", "reason",
)  # fmt: skip


def score_table(edition: Edition, reading: Reading | None = None) -> pd.DataFrame:
    """Every region × fragility indicator that the reading keeps.

    Columns, in order: ``region, domain, indicator, dimension, value, national, gap, score, rank, tied, class,
    oriented, contestable, distinguishable, priority, ranked, status, reason``. Values are ``Decimal`` in the
    published unit, scores ``Decimal`` without unit, ``rank``, ``priority`` and ``ranked`` (how many regions
    the rank is among) ``int``; ``status`` a ``Status`` code for a fragility, ``priority`` its number when that
    status is ``priority``, ``reason`` the ``Reason`` codes joined by ``|`` when it is ``to_confirm``. Each column
    is a ``CodedArray``, ``None`` where missing: without a reference value, an indicator has neither gap, score nor
    rank. 2020: 13 × 17 rows by default, regions then indicators in published order.
    """
    reading = reading or Reading()
    values = values_of(edition.observations, (NATIONAL, *edition.regions))
    kept = [indicator for indicator in edition.registry.fragility if reading.keeps(indicator)]
    blocks = [_block(indicator, reading, values[indicator.code]) for indicator in kept]
    count, whole = len(edition.regions), len(edition.regions) * len(kept)
    where = small(np.repeat(np.arange(count), len(kept)), count)
    which = np.tile(small(np.arange(len(kept)), len(kept)), count)
    cells = sum(len(block.cells) for block in blocks)
    codes = small(_codes(blocks, (count, len(kept))).ravel(), cells)
    told = zip(*(cell for block in blocks for cell in block.cells), strict=True) if cells else [()] * len(_OF_A_VALUE)
    columns = {
        "region": CodedArray(where, objects(list(edition.regions))),
        **{name: CodedArray(which, objects(own)) for name, own in _of_indicators(edition, kept, blocks).items()},
        **{name: CodedArray(codes, objects(own)) for name, own in zip(_OF_A_VALUE, told, strict=True)},
        "priority": CodedArray(_priorities(blocks, whole), objects([None, *range(1, len(kept) + 1)])),
    }
    return pd.DataFrame({name: columns[name] for name in SCORE_COLUMNS}, copy=False)


class _Cell(NamedTuple):
    """What is told of a value: the columns of the same names."""

    value: Decimal | None
    gap: Decimal | None
    score: Decimal | None
    rank: int | None
    tied: bool | None
    kind: str
    distinguishable: bool | None
    status: str | None
    reason: str | None


_OF_A_VALUE = ("value", "gap", "score", "rank", "tied", "class", "distinguishable", "status", "reason")


@dataclass(frozen=True, eq=False)
class _Block:
    """An indicator's values in the regions, and what is told of each distinct one, in the order of ``_OF_A_VALUE``."""

    national: Decimal | None
    values: Coded[Decimal | None]
    cells: list[_Cell]
    sign: int
    ranked: int


def _block(indicator: Indicator, reading: Reading, values: npt.NDArray[np.object_]) -> _Block:
    """Each number that was published is worked out once: thousands of communes share few of them."""
    national, own = values[0], same(values[1:].tolist())
    times = np.bincount(own.codes, minlength=len(own.distinct)).tolist()
    sign = reading.polarity(indicator).sign
    gaps = [gap(value, national) for value in own.distinct]
    scores = scores_of(gaps, sign, times)
    ranked = _ranked(scores, times)
    told = zip(own.distinct, gaps, scores, strict=True)
    cells = [_cell(indicator, value, e, score, sign, ranked) for value, e, score in told]
    return _Block(national, own, cells, sign, sum(count for _, count in ranked.values()))


def _codes(blocks: Sequence[_Block], shape: tuple[int, int]) -> Numbers:
    """Of each region and indicator, which of the cells that the blocks tell is theirs."""
    codes, start = np.empty(shape, np.intp), 0
    for j, block in enumerate(blocks):
        codes[:, j] = block.values.codes + start
        start += len(block.cells)
    return codes


def _of_indicators(
    edition: Edition, indicators: Sequence[Indicator], blocks: Sequence[_Block]
) -> dict[str, list[object]]:
    """The columns that are the same in all regions, a value an indicator."""
    return {
        "domain": [indicator.domain for indicator in indicators],
        "indicator": [indicator.code for indicator in indicators],
        "dimension": [edition.registry.domains[indicator.domain].dimension for indicator in indicators],
        "national": [block.national for block in blocks],
        "oriented": [block.sign != 0 for block in blocks],
        "contestable": [indicator.contestable for indicator in indicators],
        "ranked": [block.ranked for block in blocks],
    }


def _cell(
    indicator: Indicator,
    value: Decimal | None,
    e: Decimal | None,
    score: Decimal | None,
    sign: int,
    ranked: Mapping[Decimal, tuple[int, int]],
) -> _Cell:
    """What is told of a value, in the order of ``_OF_A_VALUE``."""
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    distinguishable = None if e is None else abs(e) > half_width
    kind = classify(
        score,
        missing=value is None,
        oriented=sign != 0,
        distinguishable=bool(distinguishable),
        compared=e is not None,
    )
    rank, sharing = (None, 0) if score is None else ranked[score]
    tied = None if rank is None else sharing > 1
    return _Cell(value, e, score, rank, tied, kind.value, distinguishable, *_standing(kind, indicator))


def _standing(kind: FragilityClass, indicator: Indicator) -> tuple[str | None, str | None]:
    """Status and reasons of a cell, as codes; both ``None`` where it is no fragility."""
    if not kind.more_fragile:
        return None, None
    reasons = reasons_of(indicator)
    return (Status.TO_CONFIRM.value, "|".join(reasons)) if reasons else (Status.PRIORITY.value, None)


def _priorities(blocks: Sequence[_Block], count: int) -> Codes:
    """Priorities of each region, numbered from 1: by S, then rank, then published order; 0 where a cell is none."""
    numbers = np.zeros(count, np.min_scalar_type(len(blocks)))
    scores = sorted({cell.score for block in blocks for cell in block.cells if cell.score is not None}, reverse=True)
    orders = {score: order for order, score in enumerate(scores)}
    found = []
    for j, block in enumerate(blocks):
        keys = np.array([_priority_key(cell, orders) for cell in block.cells], np.intp).reshape(-1, 2)
        own = keys[block.values.codes]
        at = np.flatnonzero(own[:, 0] >= 0)
        found.append(np.column_stack([at, own[at], np.full(len(at), j)]))
    if not found:
        return numbers
    region, order, rank, indicator = np.concatenate(found).T
    sequence = np.lexsort((indicator, rank, order, region))
    region, indicator = region[sequence], indicator[sequence]
    starts = np.flatnonzero(np.diff(region, prepend=-1))
    place = np.arange(len(region)) - np.repeat(starts, np.diff(starts, append=len(region))) + 1
    numbers[region * len(blocks) + indicator] = place
    return numbers


def _priority_key(cell: _Cell, orders: Mapping[Decimal, int]) -> tuple[int, int]:
    """What a priority is sorted by; −1 twice where a cell is none."""
    if cell.status != Status.PRIORITY or cell.score is None or cell.rank is None:
        return -1, -1
    return orders[cell.score], cell.rank


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
    sizes = Counter(d.dimension for d in edition.registry.domains.values())
    known: dict[tuple[str, str], list[Decimal]] = {}
    for region, dimension, score in zip(scores["region"], scores["dimension"], scores["score"], strict=True):
        if score is not None:
            known.setdefault((region, dimension), []).append(score)
    rows: list[dict[str, object]] = []
    for region in edition.regions:
        for dimension in edition.registry.dimensions:
            own = known.get((region, dimension), [])
            enough = own and len(own) >= DIMENSION_COVERAGE * sizes[dimension]
            mean = sum(own, Decimal(0)) / len(own) if enough else None
            counted = {"mean": mean, "count": len(own), "domains": sizes[dimension]}
            rows.append({"region": region, "dimension": dimension, **counted})
    return pd.DataFrame(rows, columns=["region", "dimension", "mean", "count", "domains"], dtype=object)


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
