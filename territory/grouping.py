"""Regions put together by their whole profiles of scores: Ward's tree and its groups, the plane of two axes.

Descriptive only: groups and axes have no name, and thirteen regions make no typology.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from territory.similarity import COMMON, Array, leave_one_out, profiles

GROUPS = 4
"""Groups cut from the tree."""
DRAWN = 40
"""Regions beyond which their names cannot be read on a tree or a plane, and neither is drawn."""


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
