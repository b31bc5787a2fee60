"""Over all variants of the calculation: how many give each place or position, and the quantiles.

Quantiles are order statistics (inverted CDF): the smallest place that at least q % of the variants do not exceed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from territory.arrays import Array, Arrays, Mask

Counts = npt.NDArray[np.int64]
Places = npt.NDArray[np.uint8]

INTERVAL = (5, 95)
"""Bounds of every interval, in % of the variants."""


def places_of(scores: Array, kept: Mask) -> Places:
    """place = 1 + the number of kept domains with a larger S, in each variant and region; 0 without a score.

    ``scores`` G × B × R, ``kept`` B × G; ties share the best place. At most 254 domains.
    """
    rivals = np.where(kept.T[:, :, None], scores, np.nan)
    places = (~np.isnan(scores)).astype(np.uint8)
    for own, place in zip(scores, places, strict=True):
        for rival in rivals:
            place += rival > own  # never where either is NaN
    return places


def positions_of(scores: Array) -> npt.NDArray[np.intp]:
    """position = 1 + the number of regions with a larger score, in each row of B × R; 0 where NaN."""
    order = np.argsort(-scores, axis=1, kind="stable")  # NaN come last
    ordered = np.take_along_axis(scores, order, axis=1)
    starts = np.ones(scores.shape, bool)
    starts[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    ranks = np.maximum.accumulate(np.where(starts, np.arange(1, scores.shape[1] + 1), 0), axis=1)
    positions = np.empty(scores.shape, np.intp)
    np.put_along_axis(positions, order, ranks, axis=1)
    return np.where(np.isnan(scores), 0, positions)


def no_counts(arrays: Arrays) -> Counts:
    """G × R × (G + 1) zeros: of each domain and region, how many variants give each place; 0 is none."""
    return np.zeros((len(arrays.domains), len(arrays.regions), len(arrays.domains) + 1), np.int64)


def histogram(places: npt.NDArray[np.integer], size: int) -> Counts:
    """G × B × R places from 0 to ``size`` − 1 → G × R × ``size``: how many variants have each."""
    regions = np.arange(places.shape[2]) * size
    counts = [np.bincount((row + regions).ravel(), minlength=places.shape[2] * size) for row in places]
    return np.array(counts, np.int64).reshape(places.shape[0], places.shape[2], size)


def quantile(counts: Counts, percent: int) -> int:
    """The smallest place not exceeded by at least ``percent`` % of the variants placed (inverted CDF)."""
    reached = counts[1:].cumsum() * 100 >= percent * counts[1:].sum()
    return int(reached.argmax()) + 1


def interval(counts: Counts, median: str) -> dict[str, int]:
    """The median, under the name that is given, then ``low`` and ``high``."""
    low, high = INTERVAL
    return {median: quantile(counts, 50), "low": quantile(counts, low), "high": quantile(counts, high)}
