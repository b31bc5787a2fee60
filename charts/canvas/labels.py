"""Where to write the names of points and the numbers of circles, so that no label covers another mark."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

_STEPS = (0.0, -0.55, 0.55, -1.1, 1.1, -1.65, 1.65, -2.2, 2.2, -2.75, 2.75)
"""How far a name stands from its point, up or down, in heights of the name."""

_CAPITALS = 0.6
"""Height of figures, as a share of their line: what has to stand on a circle."""


class Label(NamedTuple):
    """A name's position: its left edge, its middle, and the side of its point where it stands (−1 left, 1 right)."""

    left: float
    middle: float
    side: int


class _Rectangle(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Rectangle) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def label_positions(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    sides: Sequence[int],
    *,
    arm: float,
    radius: float,
    room: tuple[float, float],
) -> list[Label]:
    """A position for each name, from the top point down; lengths in the drawing's unit, y downwards.

    ``sides``: where each name would rather stand; ``arm``: from a point to its name; ``room``: the drawing's
    width and height, which no name leaves while a position is free within it.
    """
    dots = [_Rectangle(x - radius, y - radius, x + radius, y + radius) for x, y in points]
    taken: list[_Rectangle] = []
    placed: dict[int, Label] = {}
    for k in sorted(range(len(points)), key=lambda k: (points[k][1], points[k][0])):
        tries = [
            _rectangle(points[k], sizes[k], side, step, arm)
            for side, step in itertools.product((sides[k], -sides[k]), _STEPS)
        ]
        inside = [
            t for t in tries if t[0].left >= 0 and t[0].right <= room[0] and t[0].top >= 0 and t[0].bottom <= room[1]
        ]
        free = [t for t in inside if not any(t[0].meets(other) for other in [*taken, *dots])]
        rectangle, side = (free or inside or tries)[0]
        taken.append(rectangle)
        placed[k] = Label(rectangle.left, (rectangle.top + rectangle.bottom) / 2, side)
    return [placed[k] for k in range(len(points))]


def _rectangle(
    point: tuple[float, float], size: tuple[float, float], side: int, step: float, arm: float
) -> tuple[_Rectangle, int]:
    (x, y), (wide, high) = point, size
    left = x + arm if side > 0 else x - arm - wide
    return _Rectangle(left, y + (step - 0.5) * high, left + wide, y + (step + 0.5) * high), side


_ROUND = tuple(math.radians(turn) for turn in (90, -90, 0, 180, 60, 120, -60, -120, 30, 150, -30, -150))
"""Directions in which a number is tried around its circle: below, above, at its sides, then diagonally."""


def circle_label_positions(
    centres: Sequence[tuple[float, float]],
    radii: Sequence[float],
    sizes: Sequence[tuple[float, float]],
    *,
    over: float = 1,
) -> list[tuple[float, float]]:
    """The middle of each circle's number: on its own circle if it fits and no other circle covers it, else around it.

    ``over``: how many times as wide as its circle a number may be to stand on it.

    Lengths in the drawing's unit, y downwards. Numbers that fit are placed first, the largest circles first; where
    no position is free, the one that meets fewest marks.
    """
    taken: list[_Rectangle] = []
    found: dict[int, tuple[float, float]] = {}
    order = sorted(range(len(centres)), key=lambda k: (sizes[k][0] > 2 * over * radii[k], -radii[k]))
    for k in order:
        others = [(centre, radius) for j, (centre, radius) in enumerate(zip(centres, radii, strict=True)) if j != k]
        best, fewest = centres[k], math.inf
        for x, y in _around(centres[k], radii[k], sizes[k], over):
            box = _Rectangle(x - sizes[k][0] / 2, y - sizes[k][1] / 2, x + sizes[k][0] / 2, y + sizes[k][1] / 2)
            met = sum(box.meets(other) for other in taken) + sum(_covers(box, *other) for other in others)
            if met < fewest:
                best, fewest = (x, y), met
            if not met:
                break
        x, y = found[k] = best
        wide, high = sizes[k]
        taken.append(_Rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return [found[k] for k in range(len(centres))]


def _around(
    centre: tuple[float, float], radius: float, size: tuple[float, float], over: float
) -> Iterator[tuple[float, float]]:
    """Positions for a circle's number, the best first."""
    (x, y), (wide, high) = centre, size
    for step in (0, -0.3, 0.3, -0.6, 0.6, -0.9, 0.9, -1.2, 1.2, -1.5, 1.5):
        if math.hypot(wide / 2, abs(step * high) + high * _CAPITALS / 2) <= radius * over:
            yield x, y + step * high
    for far, turn in itertools.product((0.1, 0.4, 0.8, 1.3, 1.9), _ROUND):
        across, down = math.cos(turn), math.sin(turn)
        reach = min(wide / 2 / (abs(across) or 1e-9), high / 2 / (abs(down) or 1e-9))
        yield x + across * (radius + reach + far * high), y + down * (radius + reach + far * high)


def _covers(box: _Rectangle, centre: tuple[float, float], radius: float) -> bool:
    x, y = min(max(centre[0], box.left), box.right), min(max(centre[1], box.top), box.bottom)
    return math.dist((x, y), centre) < radius


def widened(values: pd.Series, share: float) -> list[float]:
    """The range of the values, widened on each side by a share of itself: room for labels."""
    margin = (values.max() - values.min()) * share
    return [values.min() - margin, values.max() + margin]


def label_side(x: float, rows: pd.DataFrame) -> int:
    """Labels go outwards: left of the points of the left half, right of the others."""
    return 1 if x > rows["x"].median() else -1
