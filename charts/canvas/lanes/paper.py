"""Lanes in print: one row per domain, marks at its places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.canvas import ruler
from charts.canvas.lanes.record import rank_ticks
from charts.canvas.svg import Box, Drawing
from charts.theme import MUTED, PAPER, RULE, TEXT
from territory.robustness import FIRST

_HEAD = 1.7


@dataclass(frozen=True)
class Lanes:
    """Where places stand: one row per domain, place 1 at the left."""

    axis: Box
    row: float
    text: float
    last: int

    def x(self, place: float) -> float:
        return self.axis.x + (place - 0.5) / self.last * self.axis.width

    def y(self, row: int) -> float:
        return self.axis.y + (row + 0.5) * self.row


def lanes_of(drawing: Drawing, box: Box, size: float, said: Sequence[tuple[str, str, str]], last: int) -> Lanes:
    """The lanes and their words: a label and a word at the left of each, what its marks say at the right."""
    row = (box.height - size * _HEAD) / len(said)
    text = drawing.row_text(min(size, row * 0.62), row)
    ends = drawing.sizes(text * 0.9, text * 0.8, text * 0.7)
    labels = min(max(ruler.width(label, text) for label, _, _ in said), box.width * 0.24)
    words = max(ruler.width(word, text, 600) for _, word, _ in said)
    room = min(max(ruler.width(end, ends[0]) for _, _, end in said), box.width * 0.25)
    left = box.x + labels + words + text * 2
    axis = Box(left, box.y + size * _HEAD, box.right - room - text - left, row * len(said))
    lanes = Lanes(axis, row, text, last)
    with drawing.layer("Places"):
        _ticks(drawing, lanes, size)
        for y in range(len(said) + 1):
            drawing.line(box.x, axis.y + y * row, box.right, axis.y + y * row, RULE, 0.8)
    with drawing.layer("Domaines"):
        for k, (label, word, end) in enumerate(said):
            lines, used = ruler.fit(label, labels, (text, text * 0.9, text * 0.8))
            drawing.middle(box.x, lanes.y(k), lines, used, full=label)
            drawing.middle(box.x + labels + text, lanes.y(k), [word], text, weight=600)
            lines, used = ruler.fit(end, room, ends, lines=2 if row > text * 2 else 1)
            drawing.middle(axis.right + text, lanes.y(k), lines, used, fill=MUTED, full=end)
    return lanes


def _ticks(drawing: Drawing, lanes: Lanes, size: float) -> None:
    """The first places tinted, and three places named."""
    axis, small = lanes.axis, size * 0.8
    drawing.rect(Box(axis.x, axis.y, axis.width * min(FIRST, lanes.last) / lanes.last, axis.height), PAPER)
    for place, tick in rank_ticks(lanes.last).items():
        half = ruler.width(tick, small) / 2
        x = min(max(lanes.x(place), axis.x + half), axis.right - half)
        drawing.text(x, axis.y - size * 0.5, tick, small, fill=TEXT if place == 1 else MUTED, anchor="middle")
