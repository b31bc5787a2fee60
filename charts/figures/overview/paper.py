"""The 13 × 16 table: France first, a colour and a sign a cell, names upright where they hold, turned where not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line, nothing
from charts.canvas.svg import ASCENT, LEADING, Box, Drawing
from charts.figures.overview import wall
from charts.figures.overview.record import Overview
from charts.theme import LINE, MUTED, PAPER, TEXT, WHITE, ink_on
from territory import wording
from territory.analysis import FragilityClass
from territory.regions import NATIONAL

_STACK_FROM = 2.1
"""A row this many texts high holds the sign above the value."""
_UPRIGHT_FROM = 0.74
"""Names whose longest word needs smaller text than this share of the labels' are turned."""
_HEADER_LINES, _SIGN = 4, 0.68


def draw(drawing: Drawing, record: Overview, box: Box, size: float) -> None:
    if record.rows.empty:
        nothing(drawing, record, box, size)
        return
    if drawing.wall:
        wall.draw(drawing, record, box, size)
        return
    labels, headers = record.labels, record.headers
    legend = legend_height(record.legend, box.width, size * 0.85)
    small = size * 0.8
    left = min(max(ruler.width(label, small) for label in labels) + size * 0.7, box.width * 0.2)
    column = (box.width - left) / len(headers)
    head = _header_height(headers, column, small)
    row = (box.height - legend - head - size * 0.5) / len(labels)
    grid = Box(box.x + left, box.y + head, column * len(headers), row * len(labels))
    _headers(drawing, record, grid, column, small)
    stacked = row > small * _STACK_FROM
    used = _value_size(record, column - 10, stacked, small)
    with drawing.layer("Indicateurs"):
        for y, label in enumerate(labels):
            lines, fitted = ruler.fit(label, left - size * 0.5, (small, small * 0.9), lines=2 if stacked else 1)
            drawing.middle(box.x, grid.y + (y + 0.5) * row, lines, fitted, full=label)
    for x, name in enumerate(headers):
        _column(drawing, record, x, name, Box(grid.x + x * column, grid.y, column, row), used, stacked)
    with drawing.layer("Repères"):
        for y in record.breaks:
            drawing.line(box.x, grid.y + y * row, grid.right, grid.y + y * row, MUTED, 1.2)
        if record.framed is not None:
            framed = Box(grid.x + record.framed * column, grid.y, column, grid.height)
            drawing.rect(framed, "none", stroke=TEXT, stroke_width=3)
    legend_line(drawing, record.legend, record.words, Box(box.x, box.bottom - legend, box.width, legend), size * 0.85)


def _column(drawing: Drawing, record: Overview, x: int, name: str, first: Box, size: float, stacked: bool) -> None:
    """The cells of France or of a region, from the ``first`` one down."""
    cells = record.rows[record.rows["x"] == x]
    code = str(cells["region"].iloc[0])
    with drawing.layer(name if code == NATIONAL else f"{name} ({code})"):
        for y, value, kind in zip(cells["y"], cells["value_text"], cells["class"], strict=True):
            cell = Box(first.x + 1, first.y + y * first.height + 1, first.width - 2, first.height - 2)
            _cell(drawing, value, kind, cell, size, stacked)


def _header_size(headers: Sequence[str], column: float, small: float) -> float:
    """The size at which each name stands upright without a cut word; 0 when that is too small to read."""
    widest = max(ruler.longest_word(name, small, 700) for name in headers)
    size = small * min(1, (column - 3) / widest)
    return size if size > small * _UPRIGHT_FROM else 0


def _turned(name: str, small: float) -> tuple[list[str], float]:
    return ruler.fit(name, small * 9.5, (small, small * 0.9), 700, lines=2, hyphens=True)


def _header_height(headers: Sequence[str], column: float, small: float) -> float:
    if size := _header_size(headers, column, small):
        lines = max(len(ruler.wrap(name, column - 2, size, 700, hyphens=True)) for name in headers)
        return min(lines, _HEADER_LINES) * size * LEADING + small * 0.5
    turned = [_turned(name, small) for name in headers]
    return max(ruler.width(line, used, 700) for lines, used in turned for line in lines) + small


def _headers(drawing: Drawing, record: Overview, grid: Box, column: float, small: float) -> None:
    names = record.headers
    size = _header_size(names, column, small)
    with drawing.layer(wording.capital(record.words.level.plural)):
        for x, name in enumerate(names):
            weight = 700 if x in (0, record.framed) else 600
            middle = grid.x + (x + 0.5) * column
            if size:
                lines, _ = ruler.fit(name, column - 2, (size,), 700, lines=_HEADER_LINES, hyphens=True)
                first = grid.y - small * 0.5 - (len(lines) - 1) * size * LEADING
                drawing.text(middle, first, lines, size, weight=weight, anchor="middle", full=name)
            else:
                lines, used = _turned(name, small)
                shift = used * ASCENT - (len(lines) - 1) * used * LEADING / 2
                drawing.text(middle + shift, grid.y - small * 0.5, lines, used, weight=weight, turned=True, full=name)


def _value_size(record: Overview, room: float, stacked: bool, small: float) -> float:
    """One size for all the values, so that columns of figures stay columns."""
    widest = max(ruler.width(value, small, 600) for value in record.rows["value_text"])
    return small * min(1, room / (widest + (0 if stacked else _signs(small))))


def _signs(size: float) -> float:
    """The column of signs at the right of the values: the widest of them, and air."""
    return max(ruler.width(sign, size * _SIGN) for sign in wording.CLASS_SYMBOL.values()) + size * 0.2


def _cell(drawing: Drawing, value: str, kind: str, cell: Box, size: float, stacked: bool) -> None:
    """The value, then its class's sign: after it, or under it where the row is high enough."""
    y, sign = cell.y + cell.height / 2, ""
    how: dict[str, Any] = {"weight": 600}
    if kind:
        shown = FragilityClass(kind)
        sign = wording.CLASS_SYMBOL[shown]
        drawing.rect(cell, drawing.fill_of(shown), stroke=LINE, stroke_width=0.6)
        how = {"fill": ink_on(shown), "halo": WHITE if shown is FragilityClass.MISSING else ""}
    else:  # France
        drawing.rect(cell, PAPER)
    if stacked:
        x = cell.x + cell.width / 2
        drawing.middle(x, y - (size * 0.5 if sign else 0), [value], size, anchor="middle", **how)
        if sign:
            drawing.middle(x, y + size * 0.5, [sign], size * 0.75, anchor="middle", **how)
        return
    right = cell.right - 4 - _signs(size)
    drawing.middle(right, y, [value], size, anchor="end", **how)
    if sign:
        drawing.middle(right + size * 0.2, y, [sign], size * _SIGN, **how)
