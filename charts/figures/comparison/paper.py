"""Regions on the domains: dumbbells with their values for two, shapes and colours up to five, columns beyond."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from charts.canvas import ruler
from charts.canvas.paper import nothing, score_ends
from charts.canvas.svg import Box, Drawing
from charts.figures.comparison import columns_paper
from charts.figures.comparison.record import Comparison
from charts.theme import LINE, MUTED, REGION_COLOURS, RULE, TEXT, WHITE


def draw(drawing: Drawing, record: Comparison, box: Box, size: float) -> None:
    rows = record.rows.to_dict("records")
    if not rows:
        nothing(drawing, record, box, size)
        return
    if not record.marked:
        columns_paper.draw(drawing, record, rows, box, size)
        return
    top = box.y + _key(drawing, record, box, size) + size * 0.5
    plot = _plot(drawing, record, rows, Box(box.x, top, box.width, box.bottom - top), size)
    with drawing.layer("Axe"):
        score_ends(drawing, Box(plot.axis.x, top, plot.axis.width, size), size * 0.8, record.words.reference.short)
        for y in range(plot.domains + 1):
            drawing.line(box.x, plot.axis.y + y * plot.row, box.right, plot.axis.y + y * plot.row, RULE, 0.8)
        drawing.line(plot.x(0), top + size, plot.x(0), plot.axis.bottom, TEXT, 1.5)
    for y in range(plot.domains):
        cells = [row for row in rows if row["y"] == y]
        with drawing.layer(cells[0]["label"], " ".join(f"{c['name']}. {c['sentence']}" for c in cells)):
            _domain(drawing, record, plot, cells, box)
    if len(record.regions) > 2:
        with drawing.layer("Colonnes des valeurs"):
            for number in range(len(record.regions)):
                mark(drawing, number, plot.right(box, number) - size * 0.5, top + size * 0.4, size * 0.4)


class _Plot(NamedTuple):
    """The axis of scores and the rows beside it: their number, height, text, and room for labels and for a value."""

    axis: Box
    domains: int
    row: float
    text: float
    value_text: float
    labels: float
    value: float
    reach: float
    radius: float
    regions: int

    def x(self, score: float) -> float:
        return self.axis.x + self.axis.width / 2 + score / self.reach * self.axis.width / 2

    def right(self, box: Box, number: int) -> float:
        """Where the column of values of a region ends."""
        return box.right - (self.regions - 1 - number) * self.value


def _plot(drawing: Drawing, record: Comparison, rows: Sequence[Mapping[str, Any]], box: Box, size: float) -> _Plot:
    """Two regions have their values on each side of the axis, more have them in columns at its right."""
    count, regions = 1 + max(row["y"] for row in rows), len(record.regions)
    row = (box.height - size * 1.5) / count
    text = drawing.row_text(min(size, row * 0.64), row)
    value_text = drawing.row_text(text * 0.9, row)
    labels = min(max(ruler.width(r["label"], text) for r in rows) + size, box.width * 0.3)
    value = max(ruler.width(r["value_text"], value_text, 600) for r in rows) + size
    before, after = (value, value) if regions == 2 else (size * 0.8, value * regions + size * 0.8)
    axis = Box(box.x + labels + before, box.y + size * 1.5, box.width - labels - before - after, row * count)
    reach = max((abs(r["score"]) for r in rows if _known(r)), default=1.0) or 1.0
    radius = min(row * 0.28, size * 0.5)
    return _Plot(axis, count, row, text, value_text, labels - size * 0.5, value, reach, radius, regions)


def _domain(drawing: Drawing, record: Comparison, plot: _Plot, cells: list[dict[str, Any]], box: Box) -> None:
    """A row: its label, the marks joined by a line, the values."""
    text, y = plot.text, plot.axis.y + (cells[0]["y"] + 0.5) * plot.row
    lines, used = ruler.fit(cells[0]["label"], plot.labels, (text, text * 0.9, text * 0.8))
    drawing.middle(box.x, y, lines, used, full=cells[0]["label"])
    pair, known = len(record.regions) == 2, [cell for cell in cells if _known(cell)]
    xs = {cell["region"]: plot.x(cell["score"]) for cell in known}
    if len(xs) > 1:
        drawing.line(min(xs.values()), y, max(xs.values()), y, MUTED if pair else LINE, 3)
    for cell in reversed(known):
        mark(drawing, record.regions.index(cell["region"]), xs[cell["region"]], y, plot.radius)
    if pair:
        _values(drawing, cells, xs, y, plot.value_text, plot.radius)
        if missing := ", ".join(f"{c['name']} {c['value_text']}" for c in cells if not _known(c)):
            drawing.middle(plot.axis.x, y, [missing], drawing.row_text(text * 0.8, plot.row), fill=MUTED, halo=WHITE)
        return
    for cell in cells:
        right = plot.right(box, record.regions.index(cell["region"]))
        drawing.middle(right, y, [cell["value_text"]], plot.value_text, weight=600, anchor="end")


def _known(row: Mapping[str, Any]) -> bool:
    return row["score"] is not None and row["score"] == row["score"]


def _values(
    drawing: Drawing, cells: list[dict[str, Any]], xs: dict[str, float], y: float, size: float, radius: float
) -> None:
    """Each value outside the pair, on its own point's side."""
    left = min(cells, key=lambda c: xs.get(c["region"], math.inf))
    for cell in cells:
        x = xs.get(cell["region"])
        if x is None:
            continue
        before = cell is left
        drawing.middle(
            x + (-1 if before else 1) * (radius + size * 0.4), y, [cell["value_text"]], size,
            weight=600, anchor="end" if before else "start", halo=WHITE,
        )  # fmt: skip


def mark(drawing: Drawing, number: int, x: float, y: float, r: float) -> None:
    """A region's shape and colour, by its number in the reader's choice, from 0."""
    fill = REGION_COLOURS[number]
    if number == 0:
        drawing.circle(x, y, r, fill, stroke=WHITE, stroke_width=1)
        return
    if number == 2:
        drawing.rect(Box(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8), fill, stroke=WHITE)
        return
    outlines = {
        1: [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        3: [(0, -1.15), (1.15, 0.9), (-1.15, 0.9)],
        4: [(-1, -0.5), (-0.5, -1), (0, -0.5), (0.5, -1), (1, -0.5), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5),
            (-0.5, 1), (-1, 0.5), (-0.5, 0)],
    }  # fmt: skip
    points = "L".join(f"{x + dx * r:.1f} {y + dy * r:.1f}" for dx, dy in outlines[number])
    drawing.path(f"M{points}Z", fill, stroke=WHITE, stroke_width=1)


def _key(drawing: Drawing, record: Comparison, box: Box, size: float) -> float:
    """The regions' marks and names; the height it takes."""
    x, y = box.x, box.y + size * 0.7
    with drawing.layer("Légende"):
        for number, (code, name) in enumerate(zip(record.regions, record.names, strict=True)):
            lines, used = ruler.fit(name, box.width - size * 3, (size, size * 0.8), 600)
            across = ruler.width(lines[0], used, 600) + size * 3
            if number and x + across - size * 1.6 > box.right:
                x, y = box.x, y + size * 1.5
            with drawing.layer(f"{name} ({code}), légende", inner=True):
                mark(drawing, number, x + size * 0.5, y, size * 0.46)
                drawing.middle(x + size * 1.4, y, lines, used, weight=600, full=name)
            x += across
    return y + size * 0.7 - box.y
