"""The plane of what is perceived and what is measured, in print."""

from __future__ import annotations

from charts.canvas import ruler
from charts.canvas.paper import nothing
from charts.canvas.svg import LEADING, Box, Drawing
from charts.figures.perception.plane import Plan
from charts.figures.perception.record import Perception
from charts.theme import ACCENT, LINE, MUTED, PAPER, TEXT, WHITE

BELOW_AXIS = "part donnée par le groupe ▶"


def draw(drawing: Drawing, record: Perception, box: Box, size: float) -> None:
    if not record.drawable:
        nothing(drawing, record, box, size)
        return
    left, foot, small = size * 1.8, size * 2.2, size * 0.82
    plan = Plan(record, box.width - left, box.height - foot)
    corner = (box.x + left, box.y)
    _zones(drawing, plan, corner, size)
    _axes(drawing, plan, corner, small)
    placed = plan.names(
        lambda name: ruler.width(name, small), small * LEADING, arm=size * 0.9, radius=size * 0.4, head=size * 1.6
    )
    with drawing.layer("Incertitude"):
        for row, _ in placed:
            y = corner[1] + plan.y(row["score"])
            drawing.line(corner[0] + plan.x(row["low"]), y, corner[0] + plan.x(row["high"]), y, LINE, size * 0.12)
    with drawing.layer("Noms"):
        for row, label in placed:
            x, y = corner[0] + plan.x(row["share"]), corner[1] + plan.y(row["score"])
            middle, weight = corner[1] + label.middle, 600 if row["sure"] else 400
            drawing.line(x, y, x + label.side * size * 0.8, middle, MUTED, 0.7)
            drawing.middle(corner[0] + label.left, middle, [row["short"]], small, weight=weight, halo=WHITE)
    with drawing.layer("Domaines"):  # over the names, which hide none
        for row, _ in placed:
            x, y = corner[0] + plan.x(row["share"]), corner[1] + plan.y(row["score"])
            with drawing.layer(str(row["label"]), str(row["sentence"]), inner=True):
                fill, stroke = (ACCENT, ACCENT) if row["sure"] else (WHITE, MUTED)
                drawing.circle(x, y, size * 0.34, fill, stroke=stroke, stroke_width=size * 0.1)


def _zones(drawing: Drawing, plan: Plan, corner: tuple[float, float], size: float) -> None:
    """The frame, the zone of what is both tinted, the two bounds, and the zones' names in their corners."""
    record, (left, top) = plan.record, corner
    x, y = left + plan.x(record.reference), top + plan.y(record.bound)
    with drawing.layer("Zones"):
        drawing.rect(Box(x, top, left + plan.width - x, y - top), PAPER)
        drawing.rect(Box(left, top, plan.width, plan.height), "none", stroke=LINE)
        drawing.line(x, top, x, top + plan.height, TEXT, 1.2)
        drawing.line(left, y, left + plan.width, y, TEXT, 1.2)
        for name, across, down, way, fall in plan.corners:
            drawing.text(
                left + across + way * size * 0.5, top + down + (size * 1.2 if fall > 0 else -size * 0.6), name, size,
                weight=700, fill=MUTED, anchor="start" if way > 0 else "end", halo=WHITE if way > 0 else "",
            )  # fmt: skip


def _axes(drawing: Drawing, plan: Plan, corner: tuple[float, float], small: float) -> None:
    record, (left, top) = plan.record, corner
    below = top + plan.height + small * 1.5
    with drawing.layer("Axes"):
        drawing.text(left, below, "0", small, fill=MUTED)
        drawing.text(left + plan.x(record.reference), below, record.reference_name, small, fill=TEXT, anchor="middle")
        drawing.text(left + plan.width, below, BELOW_AXIS, small, fill=MUTED, anchor="end")
        drawing.text(
            left - small * 0.8,
            top + plan.height,
            f"plus fragile {record.words.reference.than} ▲",
            small,
            fill=MUTED,
            turned=True,
        )
