"""Names beside the points of a drawing: each where it covers no point and no other name."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

_STEPS = (0.0, -0.55, 0.55, -1.1, 1.1, -1.65, 1.65, -2.2, 2.2, -2.75, 2.75)
"""How far a name stands from its point, up or down, in heights of the name."""


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


def widened(values: pd.Series, share: float) -> list[float]:
    """The extent of the values, wider by a share of it on each side: room for labels."""
    margin = (values.max() - values.min()) * share
    return [values.min() - margin, values.max() + margin]


def label_side(x: float, rows: pd.DataFrame) -> int:
    """Labels go outwards: left of the points of the left half, right of the others."""
    return 1 if x > rows["x"].median() else -1
