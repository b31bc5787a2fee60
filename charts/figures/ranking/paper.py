"""The 13 values of an indicator on a line, in the order of its table; right always means more fragile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line, nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.crowd import Form
from charts.figures.ranking import crowd_paper
from charts.figures.ranking.record import Ranking
from charts.theme import CLASS_COLOUR, LINE, MUTED, OUTLINE, RULE, TEXT
from territory import wording
from territory.analysis import FragilityClass


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
    plot = Box(box.x, box.y, box.width, box.height - high - size * 0.4)
    legend_line(drawing, record.legend, Box(box.x, plot.bottom + size * 0.4, box.width, high), small)
    row = (plot.height - size * 1.8) / len(rows)
    text = drawing.row_text(min(size, row * 0.62), row)
    signs = ruler.width("▲▲", text * 0.75) + size
    names = min(max(ruler.width(r["name"], text, 700) for r in rows), plot.width * 0.32) + size + signs
    number = max(ruler.width(r["value_text"], text, 600) for r in rows) + size
    axis = Box(plot.x + names + number, plot.y + size * 1.8, plot.width - names - 2 * number, row * len(rows))
    national = record.national
    values = [float(r["value"]) for r in known] + ([] if national is None else [float(national)])
    low, high_value = min(values), max(values)
    sign = -1 if record.sign < 0 else 1
    span = (high_value - low) or 1.0

    def at(value: float) -> float:
        share = (value - low) / span
        return axis.x + axis.width * (share if sign > 0 else 1 - share)

    with drawing.layer("Axe"):
        for y in range(len(rows) + 1):
            drawing.line(plot.x, axis.y + y * row, plot.right, axis.y + y * row, RULE, 0.8)
        if national is not None:
            x = at(float(national))
            drawing.line(x, plot.y + size * 1.35, x, axis.bottom, TEXT, 1.5)
            said = max(small, drawing.least)
            half = ruler.width(record.national_text, said, 600) / 2
            at_x = min(max(x, plot.x + names + half), plot.right - half)
            drawing.text(at_x, plot.y + size, record.national_text, said, weight=600, anchor="middle")
    for y, cell in enumerate(rows):
        _row(drawing, record, cell, Box(plot.x, axis.y + y * row, names - size - signs, row), signs, text, at)


def _row(
    drawing: Drawing,
    record: Ranking,
    cell: dict[str, Any],
    box: Box,
    signs: float,
    text: float,
    at: Callable[[float], float],
) -> None:
    y, kind = box.y + box.height / 2, FragilityClass(cell["class"])
    own = cell["region"] == record.region
    with drawing.layer(f"{cell['name']} ({cell['region']})", f"{cell['name']}. {cell['sentence']}"):
        lines, used = ruler.fit(cell["name"], box.width, (text, text * 0.9, text * 0.8), 700 if own else 400)
        drawing.middle(box.x, y, lines, used, weight=700 if own else 400, full=cell["name"])
        if sign := wording.CLASS_SYMBOL[kind]:
            drawing.middle(box.right + signs / 2, y, [sign], text * 0.75, anchor="middle")
        if cell["value"] is None:
            drawing.rect(Box(box.right + signs + text, y - text * 0.5, text, text), drawing.hatch, stroke=MUTED)
            drawing.middle(box.right + signs + text * 2.5, y, [cell["value_text"]], text, fill=MUTED)
            return
        x, national = at(float(cell["value"])), record.national
        start = x if national is None else at(float(national))
        drawing.line(
            start, y, x, y, LINE if kind in (FragilityClass.NOT_ORIENTED, FragilityClass.NO_REFERENCE) else MUTED, 2
        )
        radius = min(box.height * 0.3, text * 0.62)
        drawing.circle(x, y, radius, CLASS_COLOUR[kind], stroke=OUTLINE, stroke_width=1.2)
        right = x >= start
        drawing.middle(
            x + (1 if right else -1) * (radius + text * 0.4), y, [cell["value_text"]], text,
            weight=600, anchor="start" if right else "end",
        )  # fmt: skip
