"""The table that every page, figure and document is made from: each region × indicator with its score and class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from territory.analysis import FragilityClass, Reading, Status, reasons_of
from territory.coded import Numbers, objects
from territory.coded_array import CodedArray, Codes, small
from territory.indicators import Indicator
from territory.loader import Edition
from territory.observations import values_of
from territory.pause import collector_paused
from territory.regions import NATIONAL
from territory.standing import KINDS, Scored, scored

DIMENSION_COVERAGE = Decimal("0.5")
"""Least share of a dimension's domains that must be oriented and valued for its mean to be given."""
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
    blocks = [scored(indicator, reading, values[indicator.code]) for indicator in kept]
    count = len(edition.regions)
    where = small(np.repeat(np.arange(count), len(kept)), count)
    which = np.tile(small(np.arange(len(kept)), len(kept)), count)
    cells = _codes([block.values.codes for block in blocks], [len(block.gaps) for block in blocks], count)
    kinds = _codes([block.kinds[block.values.codes] for block in blocks], [len(KINDS)] * len(blocks), count)
    columns = {
        "region": CodedArray(where, objects(list(edition.regions))),
        **{name: CodedArray(which, objects(own)) for name, own in _of_indicators(edition, kept, blocks).items()},
        **{name: CodedArray(cells, objects(own)) for name, own in _of_values(blocks).items()},
        **{name: CodedArray(kinds, objects(own)) for name, own in _of_kinds(kept).items()},
        "priority": CodedArray(_priorities(kept, blocks, count * len(kept)), objects([None, *range(1, len(kept) + 1)])),
    }
    return pd.DataFrame({name: columns[name] for name in SCORE_COLUMNS}, copy=False)


def _codes(numbers: Sequence[Numbers], sizes: Sequence[int], count: int) -> Codes:
    """One number per region × indicator: its place among the indicator's distinct values, offset by those before it."""
    codes, starts = np.empty((count, len(numbers)), np.intp), np.cumsum([0, *sizes])
    for j, (own, start) in enumerate(zip(numbers, starts, strict=False)):
        codes[:, j] = own + start
    return small(codes.ravel(), int(starts[-1]))


def _of_values(blocks: Sequence[Scored]) -> dict[str, Sequence[object]]:
    """The columns that depend on the value: the distinct values of the first indicator, then of the next, and so on."""
    return {
        "value": [value for block in blocks for value in block.values.distinct],
        "gap": [e for block in blocks for e in block.gaps],
        "score": [score for block in blocks for score in block.scores],
        "rank": [rank for block in blocks for rank in block.standing.ranks],
        "tied": [tied for block in blocks for tied in block.standing.tied],
        "distinguishable": [far for block in blocks for far in block.standing.far],
    }


def _of_kinds(indicators: Sequence[Indicator]) -> dict[str, Sequence[object]]:
    """The columns that depend on the class and the indicator: every class for the first one, then for the next."""
    standings = [_status(kind, indicator) for indicator in indicators for kind in KINDS]
    return {
        "class": [kind.value for kind in KINDS] * len(indicators),
        "status": [status for status, _ in standings],
        "reason": [reason for _, reason in standings],
    }


def _of_indicators(
    edition: Edition, indicators: Sequence[Indicator], blocks: Sequence[Scored]
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


def _status(kind: FragilityClass, indicator: Indicator) -> tuple[str | None, str | None]:
    """Status and reasons of a cell, as codes; both ``None`` where it is no fragility."""
    if not kind.more_fragile:
        return None, None
    reasons = reasons_of(indicator)
    return (Status.TO_CONFIRM.value, "|".join(reasons)) if reasons else (Status.PRIORITY.value, None)


def _priorities(indicators: Sequence[Indicator], blocks: Sequence[Scored], count: int) -> Codes:
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


def _priorities_of(indicator: Indicator, block: Scored) -> dict[int, tuple[Decimal, int]]:
    """The score and rank of the distinct values of which the class is a priority, by their number."""
    first = np.array([_status(kind, indicator)[0] == Status.PRIORITY for kind in KINDS])[block.kinds]
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
