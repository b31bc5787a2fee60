"""The solidity in print."""

from __future__ import annotations

from charts.canvas.lanes.paper import lanes_of
from charts.canvas.paper import nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.solidity.record import Solidity
from charts.theme import ACCENT, MUTED, WHITE
from territory.robustness import Verdict


def draw(drawing: Drawing, record: Solidity, box: Box, size: float) -> None:
    rows = record.rows.to_dict("records")
    if not rows:
        nothing(drawing, record, box, size)
        return
    said = [(row["label"], row["word"], row["interval"]) for row in rows]
    lanes = lanes_of(drawing, box, size, said, record.last)
    for row in rows:
        y, solid = lanes.y(row["y"]), row["verdict"] == Verdict.SOLID
        with drawing.layer(row["label"], row["sentence"]):
            drawing.line(lanes.x(row["low"]), y, lanes.x(row["high"]), y, MUTED, 5 if solid else 2.5)
            radius = min(lanes.row * 0.3, lanes.text * 0.5)
            drawing.circle(lanes.x(row["place"]), y, radius, ACCENT if solid else WHITE, stroke=ACCENT, stroke_width=2)
