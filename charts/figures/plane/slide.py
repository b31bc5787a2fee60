"""The plane on a slide: one point per region, its name beside it, native shapes."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas.labels import label_positions, label_side, widened
from charts.canvas.slide.shapes import LEFT, RIGHT, count_ids, describe, line, paint, panel, plain
from charts.canvas.slide.template import BODY_TOP, MARGIN
from charts.canvas.slide.text import clean, width
from charts.figures.plane.record import Plane
from charts.figures.tree.slide import (
    ARM,
    DRAWN,
    HIGH,
    LINE_HEIGHT,
    POINT,
    SIZE,
    drawing_group,
    groups_table,
    path,
    region_name,
)
from charts.theme import ACCENT, LINE, MUTED, WHITE


def draw(slide: Slide, record: Plane) -> None:
    """One point per region, its name beside it, joined by a line; the groups as a table."""
    rows = record.rows
    (west, east), (low, high) = widened(rows["x"], 0.45), widened(rows["y"], 0.14)
    group = drawing_group(slide, record, "Plan")
    panel(group.shapes, "Plan, cadre", (MARGIN, BODY_TOP, DRAWN, HIGH), WHITE, outline=LINE)
    named = rows.to_dict("records")
    points = [
        ((row["x"] - west) / ((east - west) or 1) * DRAWN, (high - row["y"]) / ((high - low) or 1) * HIGH)
        for row in named
    ]
    widths = [min(width(clean(row["name"]), SIZE, bold=True) / 72 + 0.06, DRAWN * 0.4) for row in named]
    labels = label_positions(
        points,
        [(wide, LINE_HEIGHT) for wide in widths],
        [label_side(row["x"], rows) for row in named],
        arm=ARM,
        radius=POINT / 2,
        room=(DRAWN, HIGH),
    )
    for row, (x, y), wide, label in zip(named, points, widths, labels, strict=True):
        own, name = row["region"] == record.region, f"{row['name']} ({row['region']})"
        ends = [(MARGIN + x, BODY_TOP + y), (MARGIN + x + label.side * (ARM - 0.04), BODY_TOP + label.middle)]
        path(group, f"{name}, trait", ends, MUTED, 0.75)
        _dot(group, name, str(row["name"]), MARGIN + x, BODY_TOP + y, ACCENT if own else MUTED)
        at = (MARGIN + label.left, BODY_TOP + label.middle - LINE_HEIGHT / 2, wide, LINE_HEIGHT)
        region_name(group, f"{name}, nom", at, str(row["name"]), own=own, align=LEFT if label.side > 0 else RIGHT)
    group._element.recalculate_extents()
    count_ids(slide.shapes)
    groups_table(slide, record)


def _dot(group: Any, name: str, description: str, x: float, y: float, colour: str) -> None:
    corner = (x - POINT / 2, y - POINT / 2, POINT, POINT)
    shape = group.shapes.add_shape(MSO_SHAPE.OVAL, *(Inches(value) for value in corner))
    plain(shape)
    paint(shape.fill, colour)
    line(shape, "")
    describe(shape, name, description)
