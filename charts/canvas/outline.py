"""The regions' outlines for drawings outside the browser, images and slides alike: set in a box, then paths.

They come projected, in kilometres east and south (``data/build_regions.py``): the browser projects its own.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from cachetools import cached

from charts.canvas.svg import Box
from territory.outlines import Outlines, Ring

_MARGIN = 0.01


@dataclass(frozen=True)
class Country:
    """Rings and label point of each region in kilometres, its area in km², and the box that holds them all."""

    rings: Mapping[str, tuple[Ring, ...]]
    labels: Mapping[str, tuple[float, float]]
    areas: Mapping[str, float]
    left: float
    top: float
    right: float
    bottom: float


@cached(WeakKeyDictionary(), key=lambda outlines: outlines)
def country(outlines: Outlines) -> Country:
    xs = [x for own in outlines.plane.values() for ring in own for x, _ in ring]
    ys = [y for own in outlines.plane.values() for ring in own for _, y in ring]
    areas = {code: abs(sum(map(signed_area, own))) for code, own in outlines.plane.items()}
    return Country(outlines.plane, outlines.labels, areas, min(xs), min(ys), max(xs), max(ys))


def signed_area(ring: Ring) -> float:
    """Shoelace, in km²; a hole turns the other way (RFC 7946) and is taken off."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) / 2


@dataclass(frozen=True)
class Placed:
    """The country in a box of a drawing, as large as fits, centred."""

    country: Country
    scale: float
    dx: float
    dy: float

    @classmethod
    def within(cls, outlines: Outlines, x: float, y: float, width: float, height: float) -> Placed:
        whole = country(outlines)
        across, down = whole.right - whole.left, whole.bottom - whole.top
        scale = min(width / across, height / down) * (1 - _MARGIN)
        dx = x + (width - across * scale) / 2 - whole.left * scale
        return cls(whole, scale, dx, y + (height - down * scale) / 2 - whole.top * scale)

    def point(self, code: str) -> tuple[float, float]:
        """Where a region's label stands."""
        x, y = self.country.labels[code]
        return x * self.scale + self.dx, y * self.scale + self.dy

    @property
    def frame(self) -> Box:
        """Where the whole country stands."""
        whole = self.country
        left, top = whole.left * self.scale + self.dx, whole.top * self.scale + self.dy
        return Box(left, top, (whole.right - whole.left) * self.scale, (whole.bottom - whole.top) * self.scale)

    def box(self, code: str) -> Box:
        """Where a region stands."""
        xs, ys = zip(*(point for ring in self.rings(code) for point in ring), strict=True)
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

    def extent(self, code: str) -> tuple[float, float]:
        """Where a region begins and ends from left to right."""
        xs = [x for ring in self.country.rings[code] for x, _ in ring]
        return min(xs) * self.scale + self.dx, max(xs) * self.scale + self.dx

    def area(self, code: str) -> float:
        """Of a region, in the drawing's square unit."""
        return self.country.areas[code] * self.scale**2

    def rings(self, code: str) -> list[list[tuple[float, float]]]:
        """A region's rings, in the drawing's unit."""
        return [
            [(x * self.scale + self.dx, y * self.scale + self.dy) for x, y in ring] for ring in self.country.rings[code]
        ]

    def polygons(self, code: str, tolerance: float = 0.4) -> list[list[tuple[float, float]]]:
        """Rings without the points closer than ``tolerance`` to the last one kept."""
        return [thinned for ring in self.rings(code) if len(thinned := _thin(ring, tolerance)) > 3]

    def path(self, code: str) -> str:
        """The region as SVG path data, one decimal."""
        return " ".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z" for ring in self.polygons(code))


def inside(rings: Iterable[Sequence[tuple[float, float]]], x: float, y: float) -> bool:
    """Even-odd: whether a point stands in the rings, holes left out."""
    crossed = False
    for ring in rings:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                crossed = not crossed
    return crossed


class Edges:
    """The sides of some rings, ready to be crossed many times: where a label fits is asked for line by line."""

    def __init__(self, rings: Iterable[Sequence[tuple[float, float]]]) -> None:
        sides = [(*start, *end) for ring in rings for start, end in itertools.pairwise(ring)]
        self._x, self._y, right, self._low = np.array(sides, dtype=float).reshape(-1, 4).T
        self._across, self._down = right - self._x, self._low - self._y

    def spans(self, y: float) -> list[tuple[float, float]]:
        """From where to where the rings are crossed at a height, left to right (even-odd)."""
        cut = np.flatnonzero((self._y > y) != (self._low > y))
        found = np.sort(self._x[cut] + (y - self._y[cut]) * self._across[cut] / self._down[cut]).tolist()
        return list(zip(found[::2], found[1::2], strict=True))


def _thin(points: Iterable[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    ring = list(points)
    kept = ring[:1]
    for point in ring[1:-1]:
        if math.dist(point, kept[-1]) >= tolerance:
            kept.append(point)
    return [*kept, ring[-1]]
