"""The figures that can be named: on the command line, in a meeting's list, in an export.

A figure is a folder (``record``, ``screen``, ``paper``, ``slide``) and its line here. Those of ``FIGURES`` are made of
an edition alone, so that an address, a list or a command can name them; the others of ``ROOMS`` need what no edition
holds, and are drawn where it is given.
"""

from collections.abc import Mapping

from charts.figures import (
    circles,
    comparison,
    overview,
    perception,
    plane,
    profile,
    ranking,
    region_map,
    solidity,
    tree,
    trial,
)
from charts.figures.kind import Figure, Need, Numbers, Subject
from charts.record import Record, View
from territory.analysis import Reading
from territory.loader import Edition
from territory.trial import parse

FIGURES: Mapping[str, Figure] = {
    room.FIGURE.code: room.FIGURE
    for room in (overview, profile, region_map, ranking, comparison, circles, solidity, trial, tree, plane)
}

ROOMS: Mapping[str, Figure] = {**FIGURES, perception.FIGURE.code: perception.FIGURE}
"""Every figure that can be drawn, by the code that its record's view carries."""


def record_of(view: View, edition: Edition, reading: Reading, numbers: Numbers) -> Record:
    """The record of a view whose codes are known, from the numbers of a reading."""
    subject = Subject(
        edition, numbers.scores, reading, view.region or None, view.indicator or None, view.regions,
        numbers.places, numbers.shifts, parse(view.trial, edition),
    )  # fmt: skip
    return FIGURES[view.figure].record(subject)


__all__ = ["FIGURES", "ROOMS", "Figure", "Need", "Numbers", "Subject", "record_of"]
