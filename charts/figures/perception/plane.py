"""Positions on the plane, shared by its three drawings: the four zones, and a name beside each point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from charts.canvas.labels import Label, label_positions
from charts.figures.perception.record import Perception
from territory.wording.perception import ZONE_LABEL
from territory.workshop.perception import Zone

RIGHT_OF, ABOVE = (Zone.BOTH, Zone.SEEN), (Zone.BOTH, Zone.MEASURED)
"""The zones of what is seen, and of what is measured."""


@dataclass(frozen=True)
class Plan:
    """The plane in a drawing's unit: ``width`` × ``height`` from its top left corner, y downwards."""

    record: Perception
    width: float
    height: float

    def x(self, share: float) -> float:
        return min(share, self.record.reach) / self.record.reach * self.width

    def y(self, score: float) -> float:
        low, high = self.record.lowest, self.record.highest
        return (high - score) / (high - low) * self.height

    @property
    def corners(self) -> Sequence[tuple[str, float, float, int, int]]:
        """Each zone's name, its corner of the plane, and which way it reads from there (1 right and down)."""
        return [
            (
                ZONE_LABEL[zone],
                self.width if zone in RIGHT_OF else 0.0,
                0.0 if zone in ABOVE else self.height,
                -1 if zone in RIGHT_OF else 1,
                1 if zone in ABOVE else -1,
            )
            for zone in Zone
        ]

    def names(
        self, wide: Callable[[str], float], line: float, *, arm: float, radius: float, head: float
    ) -> list[tuple[dict[str, Any], Label]]:
        """Each row with where its name stands: ``wide`` measures one, ``head`` is kept for the zones' names."""
        rows = self.record.rows.to_dict("records")
        room = (self.width, self.height - 2 * head)
        points = [(self.x(row["share"]), self.y(row["score"]) - head) for row in rows]
        sizes = [(wide(row["short"]), line) for row in rows]
        sides = [1 if self.x(row["share"]) < self.width * 0.6 else -1 for row in rows]
        found = label_positions(points, sizes, sides, arm=arm, radius=radius, room=room)
        return [(row, label._replace(middle=label.middle + head)) for row, label in zip(rows, found, strict=True)]
