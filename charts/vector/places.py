"""Places of domains on lanes, from the first (most fragile) to the last: an interval, or a move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import textfit
from charts.priority_places import place_ticks
from charts.record import Record
from charts.vector.canvas import ACCENT, MUTED, PAPER, TEXT, TINT, Box, Drawing
from charts.vector.frame import nothing
from territory.robustness import FIRST, Verdict

_HEAD, _RULE = 1.7, "#ece9e3"


@dataclass(frozen=True)
class Lanes:
    """Where places stand: one row a domain, place 1 at the left."""

    axis: Box
    row: float
    text: float
    last: int

    def x(self, place: float) -> float:
        return self.axis.x + (place - 0.5) / self.last * self.axis.width

    def y(self, row: int) -> float:
        return self.axis.y + (row + 0.5) * self.row


def priorities(drawing: Drawing, record: Record, box: Box, size: float) -> None:
    rows = record.rows.to_dict("records")
    if not rows:
        nothing(drawing, record, box, size)
        return
    said = [(row["label"], row["word"], row["interval"]) for row in rows]
    lanes = lanes_of(drawing, box, size, said, record.extra["domains"])
    for row in rows:
        y, solid = lanes.y(row["y"]), row["verdict"] == Verdict.SOLID
        with drawing.layer(row["label"], row["sentence"]):
            drawing.line(lanes.x(row["low"]), y, lanes.x(row["high"]), y, MUTED, 5 if solid else 2.5)
            radius = min(lanes.row * 0.3, lanes.text * 0.5)
            drawing.circle(lanes.x(row["place"]), y, radius, ACCENT if solid else PAPER, stroke=ACCENT, stroke_width=2)


def trial(drawing: Drawing, record: Record, box: Box, size: float) -> None:
    rows = record.rows.to_dict("records")
    if not rows:
        nothing(drawing, record, box, size)
        return
    lanes = lanes_of(drawing, box, size, [(r["label"], r["effect"], r["move"]) for r in rows], record.extra["domains"])
    radius = min(lanes.row * 0.3, lanes.text * 0.5)
    for row in rows:
        y = lanes.y(row["y"])
        with drawing.layer(row["label"], row["move"]):
            if row["after"] is not None:
                drawing.line(lanes.x(row["before"]), y, lanes.x(row["after"]), y, MUTED, 2.5)
            drawing.circle(lanes.x(row["before"]), y, radius, PAPER, stroke=ACCENT, stroke_width=2)
            if row["after"] is not None:
                drawing.circle(lanes.x(row["after"]), y, radius, ACCENT, stroke=ACCENT, stroke_width=2)


def lanes_of(drawing: Drawing, box: Box, size: float, said: Sequence[tuple[str, str, str]], last: int) -> Lanes:
    """The lanes and their words: a label and a word at the left of each, what its marks say at the right."""
    row = (box.height - size * _HEAD) / len(said)
    text = min(size, row * 0.62)
    labels = min(max(textfit.width(label, text) for label, _, _ in said), box.width * 0.24)
    words = max(textfit.width(word, text, 600) for _, word, _ in said)
    room = min(max(textfit.width(end, text * 0.9) for _, _, end in said), box.width * 0.25)
    left = box.x + labels + words + text * 2
    axis = Box(left, box.y + size * _HEAD, box.right - room - text - left, row * len(said))
    lanes = Lanes(axis, row, text, last)
    with drawing.layer("Places"):
        _ticks(drawing, lanes, size)
        for y in range(len(said) + 1):
            drawing.line(box.x, axis.y + y * row, box.right, axis.y + y * row, _RULE, 0.8)
    with drawing.layer("Domaines"):
        for k, (label, word, end) in enumerate(said):
            lines, used = textfit.fit(label, labels, (text, text * 0.9, text * 0.8))
            drawing.middle(box.x, lanes.y(k), lines, used, full=label)
            drawing.middle(box.x + labels + text, lanes.y(k), [word], text, weight=600)
            lines, used = textfit.fit(end, room, (text * 0.9, text * 0.8, text * 0.7), lines=2 if row > text * 2 else 1)
            drawing.middle(axis.right + text, lanes.y(k), lines, used, fill=MUTED, full=end)
    return lanes


def _ticks(drawing: Drawing, lanes: Lanes, size: float) -> None:
    """The first places tinted, and the names of three."""
    axis, small = lanes.axis, size * 0.8
    drawing.rect(Box(axis.x, axis.y, axis.width * min(FIRST, lanes.last) / lanes.last, axis.height), TINT)
    for place, tick in place_ticks(lanes.last).items():
        half = textfit.width(tick, small) / 2
        x = min(max(lanes.x(place), axis.x + half), axis.right - half)
        drawing.text(x, axis.y - size * 0.5, tick, small, fill=TEXT if place == 1 else MUTED, anchor="middle")
