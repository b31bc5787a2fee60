"""Where a region would stand overall, over the variants of the calculation: intervals only, never a rank."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from territory.analysis import Reading
from territory.arrays import Array, Arrays, Mask, arrays_of
from territory.counts import Counts, histogram, interval, positions_of
from territory.loader import Edition
from territory.robustness import too_many
from territory.scores import DIMENSION_COVERAGE
from territory.variants import DRAWS, SEED, Block, Streams, draw, streams

WEIGHTS = (Decimal("0.5"), Decimal("1.5"))
"""Uniform weights of the domains."""
EQUAL_DIMENSIONS = Fraction(1, 2)
"""Share of the variants that give dimensions, not domains, the same weight."""
UNRANKABLE_SPAN = Fraction(2, 3)
"""A region is « non classable » when its interval spans this share of the positions, or more:
high − low ≥ 2/3 · (regions − 1). 2020: Île-de-France spans 10 steps of 12, Corse 11, others at most 7."""


def overall_positions(
    edition: Edition,
    draws: int = DRAWS,
    seed: int = SEED,
    reading: Reading | None = None,
) -> pd.DataFrame:
    """Where each region would stand overall: never a position without its interval.

    The variants of ``domain_places``, and in each: one of its domains left out, domain weights U(0,5–1,5),
    the same weight for every domain or for every dimension. Columns ``region, position, low, high,
    rankable, draws``, object dtype: median and 5–95 % positions (``int``; 1 = most fragile, ties share the
    best), ``rankable`` false for a region whose interval is too wide (``UNRANKABLE_SPAN``) or that has values
    for fewer than half of the domains, whose positions are then ``None``. One row per region, published order.
    Raises as ``domain_places``.
    """
    columns = ("region", "position", "low", "high", "rankable", "draws")
    if too_many(edition):
        return pd.DataFrame(columns=columns, dtype=object)
    arrays = arrays_of(edition, reading)
    source = streams(seed)
    enough = arrays.valued.sum(axis=0) >= float(DIMENSION_COVERAGE) * len(arrays.domains)
    counts = np.zeros((len(arrays.regions), len(arrays.regions) + 1), np.int64)
    for block in draw(arrays, draws, source):
        overall = np.where(enough, overall_scores(block, arrays, source), np.nan)
        counts += histogram(positions_of(overall).T[:, :, None], counts.shape[-1])[:, 0]
    rows = [
        {"region": region, "position": None, "low": None, "high": None, "rankable": False}
        | {"draws": int(counts[r, 1:].sum())}
        | _position_row(counts[r])
        for r, region in enumerate(arrays.regions)
    ]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _position_row(counts: Counts) -> dict[str, object]:
    if not counts[1:].any():
        return {}
    row = interval(counts, "position")
    return {**row, "rankable": row["high"] - row["low"] < UNRANKABLE_SPAN * (len(counts) - 2)}


def overall_scores(block: Block, arrays: Arrays, source: Streams) -> Array:
    """B × R: Σ v·S / Σ v over the domains kept but one; NaN without any.

    v = u for equal domains, u / (the region's domains counted in the dimension) for equal dimensions;
    u uniform from 0,5 to 1,5, one a domain and variant.
    """
    kept = one_left_out(block.kept, source.left_domain)
    low, high = (float(bound) for bound in WEIGHTS)
    weights = low + (high - low) * source.weights.random(kept.shape)
    by_dimension = source.dimensions.random(len(kept)) < float(EQUAL_DIMENSIONS)
    counted = kept.T[:, :, None] & ~np.isnan(block.scores)
    shares = counted * weights.T[:, :, None]
    for dimension in np.unique(arrays.dimension):
        rows = arrays.dimension == dimension
        size = np.maximum(1, counted[rows].sum(axis=0))
        shares[rows] /= np.where(by_dimension[:, None], size, 1)
    with np.errstate(invalid="ignore"):
        overall: Array = np.sum(np.where(counted, block.scores, 0) * shares, axis=0) / np.sum(shares, axis=0)
    return overall


def one_left_out(kept: Mask, source: np.random.Generator) -> Mask:
    """B × G: in each variant, one of the kept domains (each as likely) is no longer kept."""
    draws = np.where(kept, source.random(kept.shape), -1.0)
    remaining: Mask = kept & (draws < draws.max(axis=1, keepdims=True, initial=0.0))
    return remaining
