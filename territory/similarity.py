"""Which regions look alike, and which do better: comparisons of whole profiles of scores.

Distances between the scores S of ``score_table``, over the oriented domains (15 by default). Descriptive
only: groups and axes have no name, and thirteen regions make no typology.
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
GROUPS = 4
"""Groups cut from the tree."""
DRAWN = 40
"""Regions beyond which their names cannot be read on a tree or a plane, and neither is drawn."""
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
    squares = (values[:, None, :] - values[None, :, :]) ** 2
    common = (~np.isnan(squares)).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        distance: Array = np.sqrt(np.nansum(squares, axis=-1) / common)
    return np.where(common >= max(1, COMMON * values.shape[1]), distance, np.nan)


def distances_from(table: pd.DataFrame, region: str) -> Array:
    """The row of ``distances`` that is a region's own, whatever the number of the others."""
    values = table.to_numpy()
    squares = (values - table.loc[region].to_numpy()) ** 2
    common = (~np.isnan(squares)).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        distance: Array = np.sqrt(np.nansum(squares, axis=-1) / common)
    return np.where(common >= max(1, COMMON * values.shape[1]), distance, np.nan)


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
    first, second = table.loc[[region, other]].to_numpy()
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


# --- groups and drawing, for readers who want them -----------------------------------------------------


def complete(table: pd.DataFrame) -> pd.DataFrame:
    """What a tree or a plane can hold: regions with half of the domains, then the domains they all have.

    None beyond ``DRAWN`` regions, whose names no drawing holds.
    """
    if len(table) > DRAWN:
        return table.iloc[:0]
    enough = table.notna().sum(axis=1) >= COMMON * table.shape[1]
    return table[enough].dropna(axis=1)


def linkage_of(table: pd.DataFrame) -> Array:
    """Ward's tree of complete profiles, as SciPy writes it: (left, right, height, size) a merge.

    S is divided by √domains, so that two regions that merge alone do so at their ``distances``.
    """
    from scipy.cluster.hierarchy import linkage  # 0.3 s to import, for one section of one page

    tree: Array = linkage(table.to_numpy() / np.sqrt(table.shape[1]), method="ward")
    return tree


def groups(scores: pd.DataFrame, count: int = GROUPS) -> pd.DataFrame:
    """The groups that Ward's tree makes when it is cut in four.

    Columns ``region, group, kept, runs``: ``group`` from 1, numbered by its first region in published
    order; ``kept`` in how many of the ``runs`` leave-one-domain-out runs the very same group is found again.
    Regions in published order; those with too many missing values have no row (``complete``). Empty under
    ``count`` regions or two domains.
    """
    table = complete(profiles(scores))
    if len(table) < count or table.shape[1] < 2:
        return pd.DataFrame(columns=["region", "group", "kept", "runs"])
    found = _cut(table, count)
    runs = [_cut(without, count) for without in leave_one_out(table)]
    rows = [
        (table.index[member], number, sum(group in run for run in runs), len(runs))
        for number, group in enumerate(found, start=1)
        for member in group
    ]
    frame = pd.DataFrame(rows, columns=["region", "group", "kept", "runs"])
    return frame.set_index("region").reindex(table.index).rename_axis("region").reset_index()


def _cut(table: pd.DataFrame, count: int) -> list[frozenset[int]]:
    """The groups as sets of positions, in the order of their first member."""
    from scipy.cluster.hierarchy import fcluster

    labels = fcluster(linkage_of(table), count, criterion="maxclust")
    sets = [frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)]
    return sorted(sets, key=min)


def dendrogram(scores: pd.DataFrame) -> tuple[tuple[str, ...], pd.DataFrame]:
    """Ward's tree as it is drawn: the regions in leaf order, and one bracket per merge.

    Columns ``height, size, x, left, left_height, right, right_height``: the merge stands at (``x``,
    ``height``), over (``left``, ``left_height``) and (``right``, ``right_height``); abscissas count leaves
    from 0. Lowest merge first, one row fewer than regions. No leaf and no row under two regions or without
    a domain.
    """
    table = complete(profiles(scores))
    columns = ["height", "size", "x", "left", "left_height", "right", "right_height"]
    if len(table) < 2 or table.shape[1] == 0:
        return (), pd.DataFrame(columns=columns)
    from scipy.cluster.hierarchy import leaves_list

    tree = linkage_of(table)
    leaves = leaves_list(tree)
    points = {int(leaf): (float(x), 0.0) for x, leaf in enumerate(leaves)}
    rows = []
    for step, (first, second, height, size) in enumerate(tree):
        left, right = sorted((points[int(first)], points[int(second)]))
        x = (left[0] + right[0]) / 2
        points[len(table) + step] = (x, float(height))
        rows.append((float(height), int(size), x, *left, *right))
    return tuple(table.index[leaves]), pd.DataFrame(rows, columns=columns)


def coordinates(scores: pd.DataFrame) -> pd.DataFrame:
    """The two-axis drawing: principal components of the profiles (classical scaling of ``distances``).

    Columns ``region, x, y`` (``float``): on the plane two regions are never farther apart than their
    distance. Published order; regions with too many missing values have no row; empty under three regions
    or two domains. Each axis points to « more fragile » on the domain that weighs most in it.
    """
    table, left, sizes, _ = _components(scores)
    points = left * sizes
    return pd.DataFrame({"region": table.index, "x": points[:, 0], "y": points[:, 1]})


def axes(scores: pd.DataFrame) -> tuple[tuple[float, float], pd.DataFrame]:
    """What the drawing keeps: the share of the variance that each axis shows, and the weight of each domain.

    Columns of the frame ``domain, x, y``: weights from −1 to 1, their squares adding up to 1 on each axis.
    """
    table, _, sizes, weights = _components(scores)
    values = table.to_numpy()
    total = float(((values - values.mean(axis=0)) ** 2).sum() / max(1, table.shape[1])) if values.size else 0.0
    x, y = (float(size**2) / total if total else 0.0 for size in sizes)
    return (x, y), pd.DataFrame({"domain": table.columns, "x": weights[0], "y": weights[1]})


def _components(scores: pd.DataFrame) -> tuple[pd.DataFrame, Array, Array, Array]:
    """Centred S / √domains = U · diag(s) · V; the first two of each, signs fixed (the SVD's are free)."""
    table = complete(profiles(scores))
    if len(table) < 3 or table.shape[1] < 2:
        table = table.iloc[:0, :0]
        return table, np.empty((0, 2)), np.zeros(2), np.empty((2, 0))
    centred = table.to_numpy() - table.to_numpy().mean(axis=0)
    left, sizes, right = np.linalg.svd(centred / np.sqrt(table.shape[1]), full_matrices=False)
    strongest = np.abs(right[:2]).round(9).argmax(axis=1)
    signs = np.where(right[[0, 1], strongest] < 0, -1.0, 1.0)
    return table, left[:, :2] * signs, sizes[:2], right[:2] * signs[:, None]
