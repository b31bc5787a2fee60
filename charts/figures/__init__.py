"""The figures that can be named: on the command line, in a meeting's list, in an export.

A figure is a folder (``record``, ``screen``, ``paper``, ``slide``) and its line here.
"""

from collections.abc import Mapping

from charts.figures import (
    circles,
    comparison,
    overview,
    plane,
    profile,
    ranking,
    region_map,
    solidity,
    tree,
    trial,
)
from charts.figures.kind import Figure, Need, Numbers, Subject

FIGURES: Mapping[str, Figure] = {
    room.FIGURE.code: room.FIGURE
    for room in (overview, profile, region_map, ranking, comparison, circles, solidity, trial, tree, plane)
}

__all__ = ["FIGURES", "Figure", "Need", "Numbers", "Subject"]
