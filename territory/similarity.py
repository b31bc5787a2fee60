"""Which regions look alike, and which do better: comparisons of whole profiles of scores.

Distances between the scores S of ``score_table``, over the oriented domains (15 by default).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from territory.analysis import rounding_half_width
from territory.indicators import Indicator

NEIGHBOURS = 3
"""Similar regions shown for each region."""
FARTHEST = 2.0
"""A distance above this (twice the regions' mean gap to France, a domain) makes no neighbour."""
COMMON = 0.5
"""Least share of the domains that two regions must both have values for to be compared."""
SHOWN = 3
"""Domains said to bring two regions together, and to set them apart."""
MOST = 400
"""Territories beyond which profiles are not compared two by two: time and memory grow with the square of their number
(``bench/levels.py``)."""
_TIE = 1e-9
"""Two distances closer than this are equal: the published order decides, not the last bit."""

Array = npt.NDArray[np.float64]


def profiles(scores: pd.DataFrame) -> pd.DataFrame:
    """S by region (rows) and oriented domain (columns), published order, ``float64``, NaN where missing.

    From ``score_table``; a domain with several indicators takes the mean of its scores, one without any
    score is not a column. 2020: 13 × 15; 13 × 16 with the source's reading.
    """
    known = scores[scores["oriented"].astype(bool) & scores["score"].notna()]
    table = known.assign(score=known["score"].astype(float)).pivot_table(
        index="region", columns="domain", values="score", aggfunc="mean"
    )
    columns = [domain for domain in scores["domain"].unique() if domain in table.columns]
    return table.reindex(index=pd.Index(scores["region"].unique()), columns=pd.Index(columns)).astype(float)


def distances(table: pd.DataFrame) -> Array:
    """R × R: √ mean (S − S')² over the domains that both regions have; no unit, 1 = the regions' mean gap.

    0 on the diagonal; NaN where fewer than half of the domains (``COMMON``) are common.
    """
    values = table.to_numpy()
    return _apart(values[:, None, :] - values[None, :, :])


def distances_from(table: pd.DataFrame, region: str) -> Array:
    """The row of ``distances`` that is a region's own, whatever the number of the others."""
    return _apart(table.to_numpy() - table.loc[region].to_numpy())


def _apart(differences: Array) -> Array:
    """√ mean of their squares over the last axis, that of the domains; NaN where too few are common."""
    squares = differences**2
    common = (~np.isnan(squares)).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        distance: Array = np.sqrt(np.nansum(squares, axis=-1) / common)
    return np.where(common >= max(1, COMMON * differences.shape[-1]), distance, np.nan)


def nearest(distance: Array, count: int = NEIGHBOURS) -> list[list[int]]:
    """For each region, the positions of its nearest others, nearest first; ties in published order."""
    order = []
    for own, row in enumerate(np.round(distance / _TIE)):
        others = [i for i in np.argsort(row, kind="stable") if i != own and not np.isnan(row[i])]
        order.append([int(i) for i in others[:count]])
    return order


def leave_one_out(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The profiles without the first domain, without the second, and so on."""
    for domain in table.columns:
        yield table.drop(columns=domain)


def neighbours(scores: pd.DataFrame) -> pd.DataFrame:
    """The three most similar regions of each region, none beyond ``FARTHEST``.

    Columns ``region, place, neighbour, distance, kept, runs, together, apart``: ``place`` 1 to 3,
    ``distance`` ``float``, ``kept`` in how many of the ``runs`` leave-one-domain-out runs the neighbour stays
    among the three, ``together`` and ``apart`` tuples of domain codes: the three smallest differences of S,
    smallest first, and the three largest, largest first. Regions in published order; a region without
    neighbour (2020: Île-de-France, Corse) has no row, nor has any beyond ``MOST`` regions.
    """
    table = profiles(scores)
    if len(table) > MOST:
        table = table.iloc[:0]
    distance = distances(table)
    runs = [nearest(distances(without)) for without in leave_one_out(table)]
    rows = [
        (
            region := str(table.index[a]),
            place,
            other := str(table.index[b]),
            float(distance[a, b]),
            sum(b in run[a] for run in runs),
            len(runs),
            *bonds(table, region, other),
        )
        for a, found in enumerate(nearest(distance))
        for place, b in enumerate(found, start=1)
        if distance[a, b] <= FARTHEST
    ]
    columns = ["region", "place", "neighbour", "distance", "kept", "runs", "together", "apart"]
    return pd.DataFrame(rows, columns=columns)


def bonds(table: pd.DataFrame, region: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The domains that bring two regions together, and those that set them apart, by |S − S'|.

    A domain is never in both: with fewer than six common domains, the smaller differences come first.
    """
    first, second = table.to_numpy()[table.index.get_indexer([region, other])]
    differences = np.abs(first - second).round(9)
    domains = [str(table.columns[i]) for i in np.argsort(differences, kind="stable") if differences[i] >= 0]
    half = min(SHOWN, (len(domains) + 1) // 2)
    return tuple(domains[:half]), tuple(reversed(domains[half:][-SHOWN:]))


def regions_doing_better(scores: pd.DataFrame, region: str, indicator: Indicator) -> pd.DataFrame:
    """Who does better on an indicator: a smaller S, beyond rounding, the most similar region first.

    Columns ``region, value, score, distance``: ``value`` ``Decimal`` in the published unit, ``score``
    ``Decimal``, ``distance`` of the whole profiles (``float``, NaN when they cannot be compared: last). Two
    values are told apart when they differ by more than half a digit each, |x − x'| > 2h. Empty when the
    indicator is not oriented, the region has no value, or none does better. Ties in published order.
    """
    rows = scores[(scores["indicator"] == indicator.code) & scores["score"].notna()].set_index("region")
    if region not in rows.index:
        return pd.DataFrame(columns=["region", "value", "score", "distance"], dtype=object)
    own = rows.loc[region]
    rounding = rounding_half_width(indicator.decimals, indicator.decimals)
    better = rows[(rows["score"] < own["score"]) & ((rows["value"] - own["value"]).abs() > rounding)]
    table = profiles(scores)
    distance = pd.Series(distances_from(table, region), index=table.index)
    found = better.assign(distance=distance.reindex(better.index)).reset_index()
    order = np.argsort(found["distance"].round(9).to_numpy(), kind="stable")  # NaN come last
    return found.iloc[order][["region", "value", "score", "distance"]].reset_index(drop=True)
