"""How a figure changes form with the number of territories: a name each, a dot each, or how many stand where."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from charts.legend import legend_class
from territory.analysis import FragilityClass

LABELLED = 25
"""Up to this many territories, each has a row and a name; more rows could not be read on a slide."""
DOTS = 300
"""Up to this many territories, each has a dot; beyond, dots would hide one another."""
LINKED = 400
"""Up to this many outlines, each is a link of the page; beyond, a map library that loads them apart is lighter."""
OUTLINED = 1500
"""Up to this many outlines, each is a path of an image or a slide; beyond, the map is a picture."""
COLUMNS = 20
"""Territories that a table shows at most; exports have them all."""
BINS = 24


class Form(StrEnum):
    LABELLED = "labelled"
    DOTS = "dots"
    DISTRIBUTION = "distribution"


def form_of(count: int) -> Form:
    """The form for so many territories."""
    return Form.LABELLED if count <= LABELLED else Form.DOTS if count <= DOTS else Form.DISTRIBUTION


def stacked(values: Sequence[float], step: float) -> list[int]:
    """The level of each dot, from 0: dots that fall in the same step of the axis are stacked."""
    taken: dict[int, int] = {}
    heights = []
    for value in values:
        slot = math.floor(value / step) if step > 0 else 0
        heights.append(taken.get(slot, 0))
        taken[slot] = heights[-1] + 1
    return heights


class Bin(NamedTuple):
    """Values from ``low`` to ``high``, the last one included where it is the last bin: ``held`` of them."""

    low: float
    high: float
    held: int

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def bins(values: Sequence[float], most: int = BINS) -> tuple[Bin, ...]:
    """The values counted in equal intervals, from the least to the largest; one interval where all are equal."""
    if not values:
        return ()
    low, high = min(values), max(values)
    count = min(most, max(1, round(math.sqrt(len(values))))) if high > low else 1
    wide = (high - low) / count
    counts = [0] * count
    for value in values:
        counts[min(count - 1, int((value - low) / wide)) if wide else 0] += 1
    return tuple(Bin(low + k * wide, low + (k + 1) * wide if wide else high, n) for k, n in enumerate(counts))


def classes_of(
    found: Sequence[Bin], values: Sequence[float], kinds: Sequence[FragilityClass]
) -> tuple[Mapping[FragilityClass, int], ...]:
    """Of each bin, how many of its territories are in each class, from the most fragile."""
    counts: list[Counter[FragilityClass]] = [Counter() for _ in found]
    for value, kind in zip(values, kinds, strict=True):
        counts[bin_of(found, value)][legend_class(kind)] += 1
    return tuple({kind: own[kind] for kind in FragilityClass if own[kind]} for own in counts)


def bin_of(found: Sequence[Bin], value: float) -> int:
    """The number of the bin that holds a value."""
    return max(k for k, each in enumerate(found) if each.low <= value or k == 0)
