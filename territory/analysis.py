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

import numpy as np
import numpy.typing as npt
import pandas as pd

from territory.coded import Coded, Numbers, objects, same
from territory.coded_array import CodedArray, Codes, small
from territory.exact import placed, whole
from territory.indicators import Indicator, Polarity
from territory.loader import Edition
from territory.observations import values_of
from territory.pause import collector_paused
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
    with collector_paused():
        return _score_table(edition, reading or Reading())


def _score_table(edition: Edition, reading: Reading) -> pd.DataFrame:
    values = values_of(edition.observations, (NATIONAL, *edition.regions))
    kept = [indicator for indicator in edition.registry.fragility if reading.keeps(indicator)]
    blocks = [_block(indicator, reading, values[indicator.code]) for indicator in kept]
    count = len(edition.regions)
    where = small(np.repeat(np.arange(count), len(kept)), count)
    which = np.tile(small(np.arange(len(kept)), len(kept)), count)
    cells = _codes([block.values.codes for block in blocks], [len(block.gaps) for block in blocks], count)
    kinds = _codes([block.kinds[block.values.codes] for block in blocks], [len(_KINDS)] * len(blocks), count)
    columns = {
        "region": CodedArray(where, objects(list(edition.regions))),
        **{name: CodedArray(which, objects(own)) for name, own in _of_indicators(edition, kept, blocks).items()},
        **{name: CodedArray(cells, objects(own)) for name, own in _of_values(blocks).items()},
        **{name: CodedArray(kinds, objects(own)) for name, own in _of_kinds(kept).items()},
        "priority": CodedArray(_priorities(kept, blocks, count * len(kept)), objects([None, *range(1, len(kept) + 1)])),
    }
    return pd.DataFrame({name: columns[name] for name in SCORE_COLUMNS}, copy=False)


_KINDS = tuple(FragilityClass)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


@dataclass(frozen=True, eq=False)
class _Block:
    """An indicator's values in the regions, and what is told of each distinct one; ``kinds``: places in ``_KINDS``."""

    national: Decimal | None
    values: Coded[Decimal | None]
    gaps: Sequence[Decimal | None]
    scores: Sequence[Decimal | None]
    standing: _Standing
    sign: int

    @property
    def kinds(self) -> Numbers:
        return self.standing.kinds

    @property
    def ranked(self) -> int:
        """How many regions have a score."""
        times = np.bincount(self.values.codes, minlength=len(self.scores)).tolist()
        return sum(n for n, score in zip(times, self.scores, strict=True) if score is not None)


class _Standing(NamedTuple):
    """Of each distinct value: its rank and whether it is shared, whether it can be told from N, its class."""

    ranks: Sequence[int | None]
    tied: Sequence[bool | None]
    far: Sequence[bool | None]
    kinds: Numbers


def _block(indicator: Indicator, reading: Reading, values: npt.NDArray[np.object_]) -> _Block:
    """Each distinct value is computed once: thousands of communes share few of them."""
    national, own = values[0], same(values[1:].tolist())
    times = np.bincount(own.codes, minlength=len(own.distinct))
    sign = reading.polarity(indicator).sign
    gaps = [gap(value, national) for value in own.distinct]
    scores = scores_of(gaps, sign, times.tolist())
    standing = _at_once(indicator, gaps, sign, times) or _one_by_one(
        indicator, own.distinct, gaps, scores, sign, times.tolist()
    )
    return _Block(national, own, gaps, scores, standing, sign)


def _at_once(indicator: Indicator, gaps: Sequence[Decimal | None], sign: int, times: Numbers) -> _Standing | None:
    """The same as ``_one_by_one`` in whole numbers, where all have a gap and each a score."""
    known = [e for e in gaps if e is not None]
    decimals = max(indicator.decimals, indicator.benchmark_decimals)
    units = whole(known, decimals) if len(known) == len(gaps) else None
    found = None if units is None else placed(units, sign, times)
    if units is None or found is None:
        return None
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    far = 2 * np.abs(units) > int(2 * half_width.scaleb(decimals))
    kinds = np.where(far, _NUMBERS[FragilityClass.NEAR] - found.degrees, _NUMBERS[FragilityClass.INDISTINGUISHABLE])
    return _Standing(found.ranks.tolist(), (found.sharing > 1).tolist(), far.tolist(), kinds)


def _one_by_one(
    indicator: Indicator,
    values: Sequence[Decimal | None],
    gaps: Sequence[Decimal | None],
    scores: Sequence[Decimal | None],
    sign: int,
    times: Sequence[int],
) -> _Standing:
    """What stands of each distinct value, whatever it is."""
    half_width = rounding_half_width(indicator.decimals, indicator.benchmark_decimals)
    ranked = ranks_of(scores, times)
    far = [None if e is None else abs(e) > half_width for e in gaps]
    kinds = [
        _NUMBERS[classify(s, missing=x is None, oriented=sign != 0, distinguishable=bool(f), compared=e is not None)]
        for x, e, s, f in zip(values, gaps, scores, far, strict=True)
    ]
    places = [(None, 0) if score is None else ranked[score] for score in scores]
    tied = [None if rank is None else sharing > 1 for rank, sharing in places]
    return _Standing([rank for rank, _ in places], tied, far, np.array(kinds, np.intp))


def _codes(numbers: Sequence[Numbers], sizes: Sequence[int], count: int) -> Codes:
    """Of each region and indicator, one number: its own among the indicator's, after all those of the others before."""
    codes, starts = np.empty((count, len(numbers)), np.intp), np.cumsum([0, *sizes])
    for j, (own, start) in enumerate(zip(numbers, starts, strict=False)):
        codes[:, j] = own + start
    return small(codes.ravel(), int(starts[-1]))


def _of_values(blocks: Sequence[_Block]) -> dict[str, Sequence[object]]:
    """The columns that a value tells, the distinct ones of each indicator after those of the others before."""
    return {
        "value": [value for block in blocks for value in block.values.distinct],
        "gap": [e for block in blocks for e in block.gaps],
        "score": [score for block in blocks for score in block.scores],
        "rank": [rank for block in blocks for rank in block.standing.ranks],
        "tied": [tied for block in blocks for tied in block.standing.tied],
        "distinguishable": [far for block in blocks for far in block.standing.far],
    }


def _of_kinds(indicators: Sequence[Indicator]) -> dict[str, Sequence[object]]:
    """The columns that a class tells, of each indicator in turn."""
    standings = [_standing(kind, indicator) for indicator in indicators for kind in _KINDS]
    return {
        "class": [kind.value for kind in _KINDS] * len(indicators),
        "status": [status for status, _ in standings],
        "reason": [reason for _, reason in standings],
    }


def _of_indicators(
    edition: Edition, indicators: Sequence[Indicator], blocks: Sequence[_Block]
) -> dict[str, list[object]]:
    """The columns that are the same in all regions, one value per indicator."""
    return {
        "domain": [indicator.domain for indicator in indicators],
        "indicator": [indicator.code for indicator in indicators],
        "dimension": [edition.registry.domains[indicator.domain].dimension for indicator in indicators],
        "national": [block.national for block in blocks],
        "oriented": [block.sign != 0 for block in blocks],
        "contestable": [indicator.contestable for indicator in indicators],
        "ranked": [block.ranked for block in blocks],
    }


def _standing(kind: FragilityClass, indicator: Indicator) -> tuple[str | None, str | None]:
    """Status and reasons of a cell, as codes; both ``None`` where it is no fragility."""
    if not kind.more_fragile:
        return None, None
    reasons = reasons_of(indicator)
    return (Status.TO_CONFIRM.value, "|".join(reasons)) if reasons else (Status.PRIORITY.value, None)


def _priorities(indicators: Sequence[Indicator], blocks: Sequence[_Block], count: int) -> Codes:
    """Priorities of each region, numbered from 1: by S, then rank, then published order; 0 where a cell is none."""
    numbers = np.zeros(count, np.min_scalar_type(len(blocks)))
    first = [_priorities_of(indicator, block) for indicator, block in zip(indicators, blocks, strict=True)]
    scores = sorted({score for own in first for score, _ in own.values()}, reverse=True)
    orders = {score: order for order, score in enumerate(scores)}
    found = []
    for j, (block, own) in enumerate(zip(blocks, first, strict=True)):
        keys = np.full((len(block.scores), 2), -1)
        for k, (score, rank) in own.items():
            keys[k] = orders[score], rank
        mine = keys[block.values.codes]
        at = np.flatnonzero(mine[:, 0] >= 0)
        found.append(np.column_stack([at, mine[at], np.full(len(at), j)]))
    if not found:
        return numbers
    region, order, rank, indicator = np.concatenate(found).T
    sequence = np.lexsort((indicator, rank, order, region))
    region, indicator = region[sequence], indicator[sequence]
    starts = np.flatnonzero(np.diff(region, prepend=-1))
    place = np.arange(len(region)) - np.repeat(starts, np.diff(starts, append=len(region))) + 1
    numbers[region * len(blocks) + indicator] = place
    return numbers


def _priorities_of(indicator: Indicator, block: _Block) -> dict[int, tuple[Decimal, int]]:
    """The score and rank of the distinct values of which the class is a priority, by their number."""
    first = np.array([_standing(kind, indicator)[0] == Status.PRIORITY for kind in _KINDS])[block.kinds]
    told = ((k, block.scores[k], block.standing.ranks[k]) for k in np.flatnonzero(first).tolist())
    return {k: (score, rank) for k, score, rank in told if score is not None and rank is not None}


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
    # D is rounded to 28 digits, so a recurring decimal (2/3) puts the bound very slightly off the value.
    bound = round(national + side * edge.distance, _BOUND_DIGITS)
    steps = (bound / step).to_integral_value("ROUND_FLOOR" if side > 0 else "ROUND_CEILING")
    if steps * step == bound and not edge.closed:
        steps -= side
    return steps * step
