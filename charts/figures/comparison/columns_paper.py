"""The published values of many regions in print: a column each under its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from charts.canvas import ruler
from charts.canvas.svg import ASCENT, LEADING, Box, Drawing
from charts.figures.comparison.record import Comparison
from charts.theme import RULE

_LABELS = 0.22
"""The most that the rows' labels take, as a share of the width."""


def draw(drawing: Drawing, record: Comparison, rows: Sequence[Mapping[str, Any]], box: Box, size: float) -> None:
    small = size * 0.8
    narrow = _narrow(drawing, rows, box.width * (1 - _LABELS) / len(record.regions))
    named, said = ("measured", "number") if narrow else ("label", "value_text")
    left = min(max(ruler.width(row[named], small) for row in rows) + size * 0.7, box.width * _LABELS)
    column = (box.width - left) / len(record.regions)
    heads = [_head(name, column, small, turned=narrow) for name in record.short]
    head = size * 0.5 + max(_height(lines, used, turned=narrow) for lines, used in heads)
    row_height = (box.height - head) / (1 + max(row["y"] for row in rows))
    value = drawing.row_text(min(small, row_height * 0.6), row_height)
    value *= min(1, (column - 6) / max(ruler.width(row[said], value, 600) for row in rows))
    with drawing.layer("Domaines"):
        for label, y in dict.fromkeys((row[named], row["y"]) for row in rows):
            drawing.line(box.x, box.y + head + y * row_height, box.right, box.y + head + y * row_height, RULE, 0.8)
            lines, used = ruler.fit(label, left - size * 0.5, (small, small * 0.9))
            drawing.middle(box.x, box.y + head + (y + 0.5) * row_height, lines, used, full=label)
    for number, (code, (lines, used)) in enumerate(zip(record.regions, heads, strict=True)):
        right = box.x + left + (number + 1) * column - 3
        with drawing.layer(f"{record.names[number]} ({code})"):
            _write_head(drawing, record.names[number], lines, used, right, box.y + head - size * 0.4, column * narrow)
            for row in rows:
                if row["region"] == code:
                    y = box.y + head + (row["y"] + 0.5) * row_height
                    drawing.middle(right, y, [row[said]], value, weight=600, anchor="end")


def _narrow(drawing: Drawing, rows: Sequence[Mapping[str, Any]], column: float) -> bool:
    """On a wall, whether the columns have room for numbers alone: « % » goes to the rows, and the names are turned."""
    return drawing.wall and max(ruler.width(row["value_text"], drawing.least, 600) for row in rows) > column - 6


def _head(name: str, column: float, small: float, *, turned: bool) -> tuple[list[str], float]:
    """A region's name over its column, upright in three lines or turned in two."""
    if turned:
        return ruler.fit(name, small * 5.6, (small * 0.85, small * 0.75), 600, lines=2, hyphens=True)
    return ruler.fit(name, column - 10, (small, small * 0.85), 600, lines=3, hyphens=True)


def _height(lines: Sequence[str], used: float, *, turned: bool) -> float:
    return max(ruler.width(line, used, 600) for line in lines) if turned else len(lines) * used * LEADING


def _write_head(
    drawing: Drawing, name: str, lines: Sequence[str], used: float, right: float, base: float, turned: float
) -> None:
    """The name up from ``base``; ``turned``: the width of a column over whose middle it is turned, or 0."""
    spread = (len(lines) - 1) * used * LEADING
    if turned:
        middle = right - turned / 2 + used * ASCENT - spread / 2
        drawing.text(middle, base, lines, used, weight=600, turned=True, full=name)
    else:
        drawing.text(right, base - spread, lines, used, weight=600, anchor="end", full=name)
