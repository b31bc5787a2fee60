"""The plane in print: each region named beside its point."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from charts.canvas import ruler
from charts.canvas.labels import label_positions, label_side, widened
from charts.canvas.paper import nothing
from charts.canvas.svg import LEADING, Box, Drawing
from charts.figures.plane.record import Plane
from charts.figures.tree.paper import REACH
from charts.theme import ACCENT, LINE, MUTED


def draw(drawing: Drawing, record: Plane, box: Box, size: float) -> None:
    rows = record.rows
    if rows.empty:
        nothing(drawing, record, box, size)
        return
    (west, east), (low, high) = widened(rows["x"], REACH), widened(rows["y"], 0.14)

    def x(value: float) -> float:
        return box.x + (value - west) / ((east - west) or 1) * box.width

    def y(value: float) -> float:
        return box.y + (high - value) / ((high - low) or 1) * box.height

    with drawing.layer("Plan"):
        drawing.rect(box, "none", stroke=LINE)
    named = rows.to_dict("records")
    points = [(x(row["x"]), y(row["y"])) for row in named]
    sides = [label_side(row["x"], rows) for row in named]
    _regions(drawing, record, box, size, list(zip(named, points, sides, strict=True)))


def _regions(
    drawing: Drawing,
    record: Plane,
    box: Box,
    size: float,
    placed: Sequence[tuple[Mapping[Hashable, Any], tuple[float, float], int]],
) -> None:
    """Each region's point and name: its row, where it stands, the side where the name would rather be."""
    text = max(size * 0.9, drawing.least)
    weights = [700 if row["region"] == record.region else 400 for row, _, _ in placed]
    names = [
        ruler.shorten(row["name"], box.width * REACH, text, weight)
        for (row, _, _), weight in zip(placed, weights, strict=True)
    ]
    labels = label_positions(
        [(x - box.x, y - box.y) for _, (x, y), _ in placed],
        [(ruler.width(name, text, weight), text * LEADING) for name, weight in zip(names, weights, strict=True)],
        [side for _, _, side in placed],
        arm=size * 1.5, radius=size * 0.45, room=(box.width, box.height),
    )  # fmt: skip
    for (row, (x, y), _), name, weight, label in zip(placed, names, weights, labels, strict=True):
        at, middle = x + label.side * size * 1.3, box.y + label.middle
        with drawing.layer(f"{row['name']} ({row['region']})", row["name"]):
            drawing.line(x, y, at, middle, MUTED, 0.8)
            drawing.circle(x, y, size * 0.38, ACCENT if weight == 700 else MUTED)
            drawing.middle(box.x + label.left, middle, [name], text, weight=weight, full=row["name"])
