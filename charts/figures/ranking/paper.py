"""The 13 values of an indicator on a line, in the order of its table; right always means more fragile."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import Any, NamedTuple

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line, nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.crowd import Form
from charts.figures.ranking import crowd_paper
from charts.figures.ranking.record import Ranking
from charts.theme import CLASS_COLOUR, LINE, MUTED, OUTLINE, RULE, TEXT
from territory import wording
from territory.analysis import FragilityClass

_UNSCORED = (FragilityClass.NOT_ORIENTED, FragilityClass.NO_REFERENCE)


def draw(drawing: Drawing, record: Ranking, box: Box, size: float) -> None:
    rows = record.rows.to_dict("records")
    known = [row for row in rows if row["value"] is not None]
    if not known:
        nothing(drawing, record, box, size)
        return
    if record.form is not Form.LABELLED:
        crowd_paper.draw(drawing, record, known, box, size)
        return
    small = size * 0.85
    high = legend_height(record.legend, box.width, small)
    room = Box(box.x, box.y, box.width, box.height - high - size * 0.4)
    below = Box(box.x, room.bottom + size * 0.4, box.width, high)
    legend_line(drawing, record.legend, record.words, below, small)
    plot = _plot(drawing, record, rows, room, size)
    with drawing.layer("Axe"):
        for y in range(len(rows) + 1):
            drawing.line(room.x, plot.axis.y + y * plot.row, room.right, plot.axis.y + y * plot.row, RULE, 0.8)
        if record.national is not None:
            _reference(drawing, record, plot, room, size)
    for y, cell in enumerate(rows):
        name = Box(room.x, plot.axis.y + y * plot.row, plot.left - size - plot.signs, plot.row)
        _row(drawing, record, plot, cell, name)


class _Plot(NamedTuple):
    """The axis, a row's height and its text; what the left takes: names, then the signs of classes."""

    axis: Box
    row: float
    text: float
    left: float
    signs: float

    def x(self, record: Ranking, value: Decimal) -> float:
        return self.axis.x + self.axis.width * record.share(float(value))


def _plot(drawing: Drawing, record: Ranking, rows: list[dict[Hashable, Any]], room: Box, size: float) -> _Plot:
    row = (room.height - size * 1.8) / len(rows)
    text = drawing.row_text(min(size, row * 0.62), row)
    signs = ruler.width("▲▲", text * 0.75) + size
    left = min(max(ruler.width(r["name"], text, 700) for r in rows), room.width * 0.32) + size + signs
    number = max(ruler.width(r["value_text"], text, 600) for r in rows) + size
    axis = Box(room.x + left + number, room.y + size * 1.8, room.width - left - 2 * number, row * len(rows))
    return _Plot(axis, row, text, left, signs)


def _reference(drawing: Drawing, record: Ranking, plot: _Plot, room: Box, size: float) -> None:
    """The line of the reference, named over it."""
    assert record.national is not None
    x, said = plot.x(record, record.national), max(size * 0.85, drawing.least)
    drawing.line(x, room.y + size * 1.35, x, plot.axis.bottom, TEXT, 1.5)
    half = ruler.width(record.national_text, said, 600) / 2
    middle = min(max(x, room.x + plot.left + half), room.right - half)
    drawing.text(middle, room.y + size, record.national_text, said, weight=600, anchor="middle")


def _row(drawing: Drawing, record: Ranking, plot: _Plot, cell: dict[Hashable, Any], box: Box) -> None:
    """A territory's name within ``box``, the sign of its class, then its value or that it has none."""
    y, text, weight = box.y + box.height / 2, plot.text, 700 if cell["region"] == record.region else 400
    with drawing.layer(f"{cell['name']} ({cell['region']})", f"{cell['name']}. {cell['sentence']}"):
        lines, used = ruler.fit(cell["name"], box.width, (text, text * 0.9, text * 0.8), weight)
        drawing.middle(box.x, y, lines, used, weight=weight, full=cell["name"])
        if sign := wording.CLASS_SYMBOL[FragilityClass(cell["class"])]:
            drawing.middle(box.right + plot.signs / 2, y, [sign], text * 0.75, anchor="middle")
        if cell["value"] is None:
            left = box.right + plot.signs + text
            drawing.rect(Box(left, y - text * 0.5, text, text), drawing.hatch, stroke=MUTED)
            drawing.middle(left + text * 1.5, y, [cell["value_text"]], text, fill=MUTED)
        else:
            _dot(drawing, record, plot, cell, y)


def _dot(drawing: Drawing, record: Ranking, plot: _Plot, cell: dict[Hashable, Any], y: float) -> None:
    """The value's dot, joined to the reference, its number on the far side."""
    kind, x, text = FragilityClass(cell["class"]), plot.x(record, cell["value"]), plot.text
    start = x if record.national is None else plot.x(record, record.national)
    drawing.line(start, y, x, y, LINE if kind in _UNSCORED else MUTED, 2)
    radius, side = min(plot.row * 0.3, text * 0.62), 1 if x >= start else -1
    drawing.circle(x, y, radius, CLASS_COLOUR[kind], stroke=OUTLINE, stroke_width=1.2)
    drawing.middle(
        x + side * (radius + text * 0.4), y, [cell["value_text"]], text,
        weight=600, anchor="start" if side > 0 else "end",
    )  # fmt: skip
