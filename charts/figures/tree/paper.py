"""The tree in print: one bracket per merge, the groups as bands."""

from __future__ import annotations

from charts.canvas import ruler
from charts.canvas.paper import nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.tree.record import Tree
from charts.theme import MUTED, PAPER
from territory.wording import capital

REACH = 0.45
"""Room for names at each side of the plane, as a share of its points' extent; of the plane, for one name."""


def draw(drawing: Drawing, record: Tree, box: Box, size: float) -> None:
    brackets, names = record.rows.to_dict("records"), record.names
    if not brackets:
        nothing(drawing, record, box, size)
        return
    row = box.height / len(names)
    text = min(size, row * 0.62)
    left = box.x + min(max(ruler.width(name, text, 700) for name in names), box.width * REACH) + text
    deepest = float(max(bracket["height"] for bracket in brackets)) or 1.0

    def x(height: float) -> float:
        return left + height / deepest * (box.right - left - text)

    def y(leaf: float) -> float:
        return box.y + (leaf + 0.5) * row

    with drawing.layer("Groupes"):
        for first, last in record.groups[::2]:
            drawing.rect(Box(box.x - 6, y(first) - row / 2, box.width + 12, (last - first + 1) * row), PAPER)
    with drawing.layer("Liens"):
        for bracket in brackets:
            far = x(bracket["height"])
            for side in ("left", "right"):
                drawing.line(x(bracket[f"{side}_height"]), y(bracket[side]), far, y(bracket[side]), MUTED, 2)
            drawing.line(far, y(bracket["left"]), far, y(bracket["right"]), MUTED, 2)
    with drawing.layer(capital(record.words.level.plural)):
        for k, (code, name) in enumerate(zip(record.leaves, names, strict=True)):
            own = code == record.region
            shown = ruler.shorten(name, left - box.x - text, text, 700 if own else 400)
            drawing.middle(box.x, y(k), [shown], text, weight=700 if own else 400, full=name)
