"""An indicator on the map: name and value on each region, the legend with its bounds, whole, beside or below."""

from __future__ import annotations

import itertools
import math

from charts.canvas import ruler
from charts.canvas.outline import Placed, inside
from charts.canvas.paper import legend_column, legend_column_height, nothing
from charts.canvas.svg import ASCENT, LEADING, Box, Drawing
from charts.figures.region_map.record import RegionMap
from charts.theme import CLASS_COLOUR, MUTED, OUTLINE, TEXT, WHITE, ink_on
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP

_LABELS_GROW_FROM = 0.49
"""Drawing units a kilometre, for a text of 18: on a larger map, labels grow with it."""
_SMALLEST_LABEL, _LABEL_AREA, _VALUE_AREA = 0.78, 30, 9
"""A region with less room than this many squares of text has a smaller label, down to this share."""
_SLIDE_SIZE = 18
_STEPS = (0.0, -0.3, 0.3, -0.6, 0.6)
"""How far a label moves to stand inside its region, in sizes of its text."""
_LEGEND, _READER = 0.95, 1.75
_SIGN, _OVERFLOW = 0.6, 1.05
"""The sign beside a value, as a share of it; how far a value may reach over its region's width."""


def draw(drawing: Drawing, record: RegionMap, box: Box, size: float) -> None:
    if not drawable(record):
        nothing(drawing, record, box, size)
        return
    if drawing.width > drawing.height * 1.2:
        across = min(box.height * 1.02, box.width * 0.56)
        panel = Box(box.x + across + size * 2, box.y, box.width - across - size * 2, box.height)
        place = Box(box.x, box.y, across, box.height)
        bottom = legend_column(drawing, record.legend, panel, size * _LEGEND)
        bottom = _reader(drawing, record, panel.x, bottom, panel.width, size)
        _list(drawing, record, Box(panel.x, bottom + size * 0.7, panel.width, panel.bottom - bottom - size * 0.7), size)
    else:
        reader = bool(record.region)
        column = (box.width - size) / 2
        half = (len(record.legend) + reader + 1) // 2
        parts = [record.legend[:half], record.legend[half:]]
        if max(ruler.width(e.label, size * _LEGEND) for e in record.legend) > column - size * 1.7:
            column, parts = box.width, [record.legend, ()]
        heights = [legend_column_height(part, column, size * _LEGEND) for part in parts]
        last = 1 if parts[1] or column < box.width else 0
        heights[last] += size * _READER if reader else 0
        high = max(heights)
        place = Box(box.x, box.y, box.width, box.height - high - size * 0.5)
        top, bottom, x = place.bottom + size * 0.5, place.bottom + size * 0.5, box.x
        for k, part in enumerate(parts[: last + 1]):
            x = box.x + k * (column + size)
            bottom = legend_column(drawing, part, Box(x, top, column, high), size * _LEGEND) if part else top
        _reader(drawing, record, x, bottom, column, size)
    country(drawing, record, place, size)


def drawable(record: RegionMap) -> bool:
    """Whether there are outlines and a value to show."""
    rows = record.rows
    return record.outlines is not None and bool((rows["class"] != FragilityClass.MISSING).any())


def country(drawing: Drawing, record: RegionMap, box: Box, size: float, *, names: bool = True) -> None:
    """The regions and their labels; ``names`` false for the atlas's small maps, values only."""
    placed = Placed.within(record.outlines, *box)
    size *= max(1, placed.scale / _LABELS_GROW_FROM * _SLIDE_SIZE / size) if names else 1
    rows = record.rows.to_dict("records")
    for row in rows:
        kind = FragilityClass(row["class"])
        with drawing.layer(f"{row['name']} ({row['region']})", f"{row['name']}. {row['sentence']}"):
            drawing.path(placed.path(row["region"]), drawing.fill_of(kind), stroke=OUTLINE, stroke_width=0.8)
    if record.region in placed.country.rings:
        with drawing.layer("Votre région"):
            drawing.path(placed.path(record.region), "none", stroke=TEXT, stroke_width=2.6)
    with drawing.layer("Noms et valeurs"):
        for row in rows:
            _label(drawing, placed, row, size, names=names)


def _label(drawing: Drawing, placed: Placed, row: dict[str, object], size: float, *, names: bool) -> None:
    """Name, sign and value, centred where the region is widest; beside a region too narrow for them."""
    code, kind = str(row["region"]), FragilityClass(str(row["class"]))
    x, y = placed.point(code)
    ink, halo, sign = ink_on(kind), CLASS_COLOUR[kind], wording.CLASS_SYMBOL[kind]
    full_size = size
    needed = _LABEL_AREA if names else _VALUE_AREA
    size *= min(1, max(_SMALLEST_LABEL, math.sqrt(placed.area(code) / needed) / size))
    tight = size < full_size * (_SMALLEST_LABEL + 0.01)
    number, weight = str(row["number"]), 700 if names else 600
    signed = ruler.width(sign, size * _SIGN) + size * 0.18 if sign else 0
    across = signed + ruler.width(number, size, weight)
    left, right = placed.extent(code)
    if across > (right - left) * _OVERFLOW:
        x, ink, halo = left - across / 2 - size * 0.3, TEXT, WHITE
    baseline = y + size * ASCENT
    if names:
        name, small = str(row["name"]), size * 0.68
        lines = ruler.balanced(name, small * 6.4, small, hyphens=True)
        if tight and ruler.width(name, small) < (right - left) * 0.95:
            lines = [name]
        elif len(lines) > 2:
            lines, _ = ruler.fit(name, small * 8.6, (small,), lines=2, hyphens=True)
        high = len(lines) * small * LEADING + size * 1.05
        if halo != WHITE:
            widths = [*(ruler.width(line, small) for line in lines), across]
            rows = [(-high / 2 + k * small * LEADING, -high / 2 + (k + 1) * small * LEADING) for k in range(len(lines))]
            x, y = _inside(
                placed, code, x, y, list(zip(widths, [*rows, (high / 2 - size, high / 2)], strict=True)), size
            )
        first = y - high / 2 + small * 0.95
        drawing.text(x, first, lines, small, fill=ink, anchor="middle", halo=halo, full=name)
        baseline = first + (len(lines) - 1) * small * LEADING + size * 1.1
    start = x - across / 2
    if sign:
        drawing.text(start, baseline - size * 0.06, sign, size * _SIGN, fill=ink, halo=halo)
    drawing.text(start + signed, baseline, number, size, weight=weight, fill=ink, halo=halo)


def _inside(
    placed: Placed, code: str, x: float, y: float, rows: list[tuple[float, tuple[float, float]]], size: float
) -> tuple[float, float]:
    """The nearest place where the corners of the label's rows stand inside the region, or most of them do."""
    rings = placed.polygons(code, size * 0.15)
    steps = sorted(itertools.product(_STEPS, _STEPS), key=lambda step: (math.hypot(*step), step))
    best, most = (x, y), -1
    for dx, dy in steps:
        at_x, at_y = x + dx * size, y + dy * size
        corners = [(at_x + side * wide / 2, at_y + edge) for wide, edges in rows for side in (-1, 1) for edge in edges]
        found = sum(inside(rings, *corner) for corner in corners)
        if found > most:
            best, most = (at_x, at_y), found
        if found == len(corners):
            break
    return best


def _reader(drawing: Drawing, record: RegionMap, x: float, y: float, room: float, size: float) -> float:
    """« Votre région : Corse » under the legend; where it ends."""
    if not record.region:
        return y
    with drawing.layer("Légende de votre région"):
        drawing.rect(Box(x, y + size * 0.4, size * 0.95, size * 0.95), "none", stroke=TEXT, stroke_width=2.6)
        text = f"Votre région{NBSP}: {record.region_name}"
        lines, used = ruler.fit(text, room - size * 1.5, (size * _LEGEND, size * 0.8), 600)
        drawing.middle(x + size * 1.45, y + size * 0.88, lines, used, weight=600, full=text)
    return y + size * _READER


def _list(drawing: Drawing, record: RegionMap, box: Box, size: float) -> None:
    """The 13 names and values in two columns: who cannot place a region on the map reads it here."""
    rows = record.rows.to_dict("records")
    half = (len(rows) + 1) // 2
    step = min(box.height / half, size * 2.1)
    if step < size * 0.95:
        return
    text, column = min(size * 0.85, step * 0.62), (box.width - size * 1.5) / 2
    top = box.bottom - step * half
    with drawing.layer("Valeurs"):
        for k, row in enumerate(rows):
            x, y = box.x + (k // half) * (column + size * 1.5), top + (k % half + 0.5) * step
            own = row["region"] == record.region
            value = str(row["value_text"])
            room = column - ruler.width(value, text, 600) - size * 0.5
            lines, used = ruler.fit(row["name"], room, (text, text * 0.92, text * 0.84), 600 if own else 400)
            drawing.line(x, y - step / 2, x + column, y - step / 2)
            drawing.middle(x, y, lines, used, weight=600 if own else 400, full=row["name"])
            missing = row["value"] is None
            drawing.middle(x + column, y, [value], text, weight=600, anchor="end", fill=MUTED if missing else TEXT)
