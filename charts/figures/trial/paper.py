"""The reader's variant in print."""

from __future__ import annotations

from charts.canvas.lanes.paper import lanes_of
from charts.canvas.paper import nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.trial.record import TrialPlaces
from charts.theme import ACCENT, MUTED, WHITE


def draw(drawing: Drawing, record: TrialPlaces, box: Box, size: float) -> None:
    rows = record.rows.to_dict("records")
    if not rows:
        nothing(drawing, record, box, size)
        return
    lanes = lanes_of(drawing, box, size, [(r["label"], r["effect"], r["move"]) for r in rows], record.last)
    radius = min(lanes.row * 0.3, lanes.text * 0.5)
    for row in rows:
        y = lanes.y(row["y"])
        with drawing.layer(row["label"], row["move"]):
            if row["after"] is not None:
                drawing.line(lanes.x(row["before"]), y, lanes.x(row["after"]), y, MUTED, 2.5)
            drawing.circle(lanes.x(row["before"]), y, radius, WHITE, stroke=ACCENT, stroke_width=2)
            if row["after"] is not None:
                drawing.circle(lanes.x(row["after"]), y, radius, ACCENT, stroke=ACCENT, stroke_width=2)
