"""The overview, projected: each cell is a colour and a sign, readable from the back of a room, without its value."""

from __future__ import annotations

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line, plain_legend
from charts.canvas.svg import ASCENT, LEADING, Box, Drawing
from charts.figures.overview.record import Overview
from charts.theme import LINE, MUTED, TEXT, ink_on
from territory import wording
from territory.analysis import FragilityClass

_SMALL, _HEAD, _LABELS = 0.76, 7.4, 0.24
"""Text of the legend and the rows, in sizes; room for a turned name, in texts; for rows' labels, of the width."""


def draw(drawing: Drawing, record: Overview, box: Box, size: float) -> None:
    """France, to which each cell is compared, has no column: it would hold no sign."""
    small, entries = size * _SMALL, plain_legend(record)
    names = [
        ruler.fit(name, small * _HEAD, (small * 0.9, small * 0.8), 600, lines=2, hyphens=True)
        for name in record.headers[1:]
    ]
    head = max(ruler.width(line, used, 600) for lines, used in names for line in lines) + small * 0.5
    legend = legend_height(entries, box.width, small)
    left = min(max(ruler.width(label, small) for label in record.labels), box.width * _LABELS) + small * 0.7
    row = (box.height - head - legend - small * 0.6) / len(record.labels)
    grid = Box(box.x + left, box.y + head, box.width - left, row * len(record.labels))
    column = grid.width / len(names)
    with drawing.layer(wording.capital(record.words.level.plural)):
        for x, (lines, used) in enumerate(names):
            middle = grid.x + (x + 0.5) * column + used * ASCENT - (len(lines) - 1) * used * LEADING / 2
            weight = 700 if x + 1 == record.framed else 400
            drawing.text(middle, grid.y - small * 0.4, lines, used, weight=weight, turned=True)
    with drawing.layer("Indicateurs"):
        for y, label in enumerate(record.labels):
            lines, used = ruler.fit(label, left - small * 0.5, (small, small * 0.9))
            drawing.middle(box.x, grid.y + (y + 0.5) * row, lines, min(used, row), full=label)
    _cells(drawing, record, grid, column, row)
    legend_line(drawing, entries, record.words, Box(box.x, box.bottom - legend, box.width, legend), small)


def _cells(drawing: Drawing, record: Overview, grid: Box, column: float, row: float) -> None:
    with drawing.layer("Signes"):
        for cell in record.rows[record.rows["x"] > 0].to_dict("records"):
            kind = FragilityClass(cell["class"])
            where = Box(grid.x + (cell["x"] - 1) * column + 1, grid.y + cell["y"] * row + 1, column - 2, row - 2)
            drawing.rect(where, drawing.fill_of(kind), stroke=LINE, stroke_width=0.6)
            if sign := wording.CLASS_SYMBOL[kind]:
                middle = where.x + where.width / 2
                drawing.middle(
                    middle, where.y + where.height / 2, [sign], row * 0.8, anchor="middle", fill=ink_on(kind)
                )
    with drawing.layer("Repères"):
        for y in record.breaks:
            drawing.line(grid.x, grid.y + y * row, grid.right, grid.y + y * row, MUTED, 1.6)
        if record.framed is not None:
            mine = Box(grid.x + (record.framed - 1) * column, grid.y, column, grid.height)
            drawing.rect(mine, "none", stroke=TEXT, stroke_width=3)
