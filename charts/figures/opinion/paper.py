"""The second question in print."""

from __future__ import annotations

from typing import Any

from charts.canvas import ruler
from charts.canvas.paper import nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.opinion.record import Opinions
from charts.theme import LIGHT, MUTED, OUTLINE, RULE, TEXT
from territory.wording.opinion import HEADING
from territory.workshop.model import Opinion

_LEGEND, _HEAD = 2.0, 0.4
"""Of the size of text: the legend's height, and the air under it."""


def draw(drawing: Drawing, record: Opinions, box: Box, size: float) -> None:
    if not record.drawable:
        nothing(drawing, record, box, size)
        return
    rows = record.rows.to_dict("records")
    high = size * (_LEGEND + _HEAD)
    row = (box.height - high) / len(rows)
    text = min(size, row * 0.66)
    labels = min(max(ruler.width(own["label"], text, 600) for own in rows), box.width * 0.3)
    counts = max(ruler.width(f"n = {own['given']}", text * 0.9) for own in rows)
    left = box.x + labels + text
    bars = Box(left, box.y + high, box.right - counts - text - left, row * len(rows))
    _legend(drawing, Box(bars.x, box.y, box.right - bars.x, size * _LEGEND), size * 0.85)
    with drawing.layer("Domaines"):
        for k, own in enumerate(rows):
            y = bars.y + (k + 0.5) * row
            drawing.line(box.x, y + row / 2, box.right, y + row / 2, RULE, 0.8)
            with drawing.layer(str(own["label"]), str(own["sentence"]), inner=True):
                weight = 600 if own["sure"] else 400
                lines, used = ruler.fit(own["label"], labels, (text, text * 0.9, text * 0.8), weight)
                drawing.middle(box.x, y, lines, used, weight=weight, full=own["label"])
                _bar(drawing, own, Box(bars.x, y - row * 0.36, bars.width, row * 0.72), text * 0.9)
                drawing.middle(box.right, y, [f"n = {own['given']}"], text * 0.9, anchor="end", fill=MUTED)


def _bar(drawing: Drawing, row: dict[Any, Any], box: Box, text: float) -> None:
    """The answers end to end, each with how many they are where there is room."""
    x = box.x
    for each in Opinion:
        fill, ink = LIGHT.said(each)
        wide = row[each.value] / row["given"] * box.width
        if wide:
            drawing.rect(Box(x, box.y, wide, box.height), fill, stroke=OUTLINE, stroke_width=0.8)
            if wide > ruler.width(str(row[each.value]), text) + text * 0.4:
                middle = box.y + box.height / 2
                drawing.middle(x + wide / 2, middle, [str(row[each.value])], text, anchor="middle", fill=ink)
        x += wide


def _legend(drawing: Drawing, box: Box, wanted: float) -> None:
    """The answers in their order, on one line."""
    wide = {
        size: sum(ruler.width(said, size) + size * 2.6 for said in HEADING.values()) for size in (wanted, 13.0, 11.0)
    }
    size = next((size for size, own in wide.items() if own <= box.width), 10.0)
    x, y = box.x, box.y + box.height / 2
    with drawing.layer("Légende"):
        for each, said in HEADING.items():
            drawing.rect(Box(x, y - size / 2, size, size), LIGHT.said(each)[0], stroke=OUTLINE, stroke_width=1)
            drawing.middle(x + size * 1.4, y, [said], size, fill=TEXT)
            x += ruler.width(said, size) + size * 2.6
