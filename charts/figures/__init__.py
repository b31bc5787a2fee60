"""The figures that can be named: on the command line, in a meeting's list, in an export.

A figure is a folder (``record``, ``screen``, ``paper``, ``slide``) and its line here. Those of ``FIGURES`` are made of
an edition alone, so that an address, a list or a command can name them; ``SEEN`` need what no edition holds: a list
names a workshop, and the session that opened it provides its results.
"""

from collections.abc import Mapping

from charts.figures import (
    circles,
    comparison,
    opinion,
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
from territory.workshop.regards import named

FIGURES: Mapping[str, Figure] = {
    room.FIGURE.code: room.FIGURE
    for room in (overview, profile, region_map, ranking, comparison, circles, solidity, trial, tree, plane)
}

SEEN: Mapping[str, Figure] = {room.FIGURE.code: room.FIGURE for room in (perception, opinion)}
"""Those made from a workshop or a survey: a view only names it, the session that opened it provides its results."""

ROOMS: Mapping[str, Figure] = {**FIGURES, **SEEN}
"""Every figure that can be drawn, by the code that its record's view carries."""


def record_of(view: View, edition: Edition, reading: Reading, numbers: Numbers) -> Record:
    """The record of a view whose codes are known, from the numbers of a reading."""
    held, actor = named(view.seen) if view.seen else ("", None)
    subject = Subject(
        edition, numbers.scores, reading, view.region or None, view.indicator or None, view.regions,
        numbers.places, numbers.shifts, parse(view.trial, edition), numbers.seen.get(held), actor,
    )  # fmt: skip
    return ROOMS[view.figure].record(subject)


__all__ = ["FIGURES", "ROOMS", "SEEN", "Figure", "Need", "Numbers", "Subject", "record_of"]
