"""Who resembles whom: Ward's tree, its groups as bands; and the plane of two axes, each region named beside it."""

from __future__ import annotations

from charts import textfit
from charts.label_places import label_places
from charts.record import Record
from charts.similarity_views import label_side, widened
from charts.vector.canvas import ACCENT, LEADING, LINE, MUTED, TINT, Box, Drawing
from charts.vector.frame import nothing

_REACH = 0.45
"""Room for names at each side of the plane, as a share of its points' extent; of the plane, for one name."""


def tree(drawing: Drawing, record: Record, box: Box, size: float) -> None:
    brackets, names = record.rows.to_dict("records"), record.extra["names"]
    if not brackets:
        nothing(drawing, record, box, size)
        return
    row = box.height / len(names)
    text = min(size, row * 0.62)
    left = box.x + min(max(textfit.width(name, text, 700) for name in names), box.width * _REACH) + text
    deepest = float(max(bracket["height"] for bracket in brackets)) or 1.0

    def x(height: float) -> float:
        return left + height / deepest * (box.right - left - text)

    def y(leaf: float) -> float:
        return box.y + (leaf + 0.5) * row

    with drawing.layer("Groupes"):
        for first, last in record.extra["groups"][::2]:
            drawing.rect(Box(box.x - 6, y(first) - row / 2, box.width + 12, (last - first + 1) * row), TINT)
    with drawing.layer("Liens"):
        for bracket in brackets:
            far = x(bracket["height"])
            for side in ("left", "right"):
                drawing.line(x(bracket[f"{side}_height"]), y(bracket[side]), far, y(bracket[side]), MUTED, 2)
            drawing.line(far, y(bracket["left"]), far, y(bracket["right"]), MUTED, 2)
    with drawing.layer("Régions"):
        for k, (code, name) in enumerate(zip(record.extra["leaves"], names, strict=True)):
            own = code == record.extra["region"]
            shown = textfit.shorten(name, left - box.x - text, text, 700 if own else 400)
            drawing.middle(box.x, y(k), [shown], text, weight=700 if own else 400, full=name)


def plane(drawing: Drawing, record: Record, box: Box, size: float) -> None:
    rows = record.rows
    if rows.empty:
        nothing(drawing, record, box, size)
        return
    (west, east), (low, high) = widened(rows["x"], _REACH), widened(rows["y"], 0.14)
    text = size * 0.9

    def x(value: float) -> float:
        return box.x + (value - west) / ((east - west) or 1) * box.width

    def y(value: float) -> float:
        return box.y + (high - value) / ((high - low) or 1) * box.height

    with drawing.layer("Plan"):
        drawing.rect(box, "none", stroke=LINE)
    named = rows.to_dict("records")
    weights = [700 if row["region"] == record.extra["region"] else 400 for row in named]
    names = [
        textfit.shorten(row["name"], box.width * _REACH, text, weight)
        for row, weight in zip(named, weights, strict=True)
    ]
    labels = label_places(
        [(x(row["x"]) - box.x, y(row["y"]) - box.y) for row in named],
        [(textfit.width(name, text, weight), text * LEADING) for name, weight in zip(names, weights, strict=True)],
        [label_side(row["x"], rows) for row in named],
        arm=size * 1.5, radius=size * 0.45, room=(box.width, box.height),
    )  # fmt: skip
    for row, name, weight, label in zip(named, names, weights, labels, strict=True):
        at, middle = x(row["x"]) + label.side * size * 1.3, box.y + label.middle
        with drawing.layer(f"{row['name']} ({row['region']})", row["name"]):
            drawing.line(x(row["x"]), y(row["y"]), at, middle, MUTED, 0.8)
            drawing.circle(x(row["x"]), y(row["y"]), size * 0.38, ACCENT if weight == 700 else MUTED)
            drawing.middle(box.x + label.left, middle, [name], text, weight=weight, full=row["name"])
