"""Counts as circles over the outline: their area is the count, a range two rings; the numbers in full beside."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from charts.canvas import ruler
from charts.canvas.labels import circle_label_positions
from charts.canvas.outline import Placed
from charts.canvas.paper import map_and_panel, nothing
from charts.canvas.svg import LEADING, Box, Drawing
from charts.figures.circles.record import Circles
from charts.theme import ACCENT, COAST, LAND, MUTED, TEXT, WHITE

Row = Mapping[Hashable, Any]
_MAX_RADIUS_KM = 95
_HALO = 0.2
"""What a number's white edge adds to its width, in sizes."""


def draw(drawing: Drawing, record: Circles, box: Box, size: float) -> None:
    if not record.drawable:
        nothing(drawing, record, box, size)
        return
    rows = record.rows.to_dict("records")
    if drawing.landscape:
        room, panel = map_and_panel(box, size)
        _list(drawing, record, rows, panel, size, 1)
    else:
        high = math.ceil(len(rows) / 2) * size * 1.5
        room = Box(box.x, box.y, box.width, box.height - high - size * 0.6)
        _list(drawing, record, rows, Box(box.x, room.bottom + size * 0.6, box.width, high), size * 0.9, 2)
    placed = Placed.within(record.country, *room)
    with drawing.layer("Contours"):
        for code in placed.country.rings:
            drawing.path(placed.path(code), LAND, stroke=COAST, stroke_width=0.8)
    largest = max(float(row["high"]) for row in rows if row["high"] is not None)
    _circles(drawing, record, rows, placed, largest)
    _numbers(drawing, rows, placed, largest, max(size * 0.85, drawing.least))


def _circles(drawing: Drawing, record: Circles, rows: Sequence[Row], placed: Placed, largest: float) -> None:
    for row in rows:
        stroke, width = (TEXT, 3.0) if row["region"] == record.region else (ACCENT, 1.4)
        with drawing.layer(f"{row['label']} ({row['region']})", f"{row['label']} : {row['text']}"):
            for bound in (row["high"], row["low"]):
                if bound is not None:
                    x, y = placed.point(row["region"])
                    radius = _radius(bound, largest, placed.scale)
                    drawing.circle(x, y, radius, ACCENT, opacity=0.25, stroke=stroke, stroke_width=width)


def _numbers(drawing: Drawing, rows: Sequence[Row], placed: Placed, largest: float, text: float) -> None:
    positions = circle_label_positions(
        [placed.point(row["region"]) for row in rows],
        [_radius(row["high"] or row["low"], largest, placed.scale) for row in rows],
        [(ruler.width(row["short"], text, 600) + text * _HALO, text * LEADING) for row in rows],
    )
    with drawing.layer("Nombres"):
        for row, (x, y) in zip(rows, positions, strict=True):
            drawing.middle(x, y, [row["short"]], text, weight=600, anchor="middle", halo=WHITE)


def _radius(bound: Decimal | None, largest: float, scale: float) -> float:
    """The circle's area is the count."""
    return 0.0 if bound is None else _MAX_RADIUS_KM * scale * math.sqrt(float(bound) / largest)


def _list(drawing: Drawing, record: Circles, rows: Sequence[Row], box: Box, size: float, columns: int) -> None:
    half = math.ceil(len(rows) / columns)
    step = min(box.height / half, size * 2)
    gap = size * 2
    column = (box.width - gap * (columns - 1)) / columns
    text = drawing.row_text(min(size, step * 0.62), step)
    with drawing.layer("Valeurs"):
        for k, row in enumerate(rows):
            x, y = box.x + (k // half) * (column + gap), box.y + (k % half + 0.5) * step
            own = 600 if row["region"] == record.region else 400
            lines, used = ruler.fit(row["text"], column * 0.62, drawing.sizes(text, text * 0.9, text * 0.8), 600)
            room = column - ruler.width(lines[0], used, 600) - size * 0.5
            name, small = ruler.fit(row["label"], room, (text, text * 0.9, text * 0.8, text * 0.7), own)
            drawing.line(x, y - step / 2, x + column, y - step / 2)
            drawing.middle(x, y, name, small, weight=own, full=row["label"])
            missing = row["high"] is None and row["low"] is None
            drawing.middle(x + column, y, lines, used, weight=600, anchor="end", fill=MUTED if missing else TEXT)
