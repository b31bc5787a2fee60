"""An indicator on the map: name and value on each region, the legend with its bounds, whole, beside or below."""

from __future__ import annotations

import math

from charts.canvas import ruler
from charts.canvas.outline import Placed
from charts.canvas.paper import legend_column, legend_column_height, map_and_panel, nothing
from charts.canvas.svg import Box, Drawing
from charts.figures.region_map.label import NAME, set_label
from charts.figures.region_map.mosaic import Mosaic, as_address
from charts.figures.region_map.record import RegionMap
from charts.theme import CLASS_COLOUR, MUTED, OUTLINE, TEXT, WHITE, ink_on
from territory.analysis import FragilityClass
from territory.wording import NBSP

_LABELS_GROW_FROM = 0.49
"""Drawing units a kilometre, for a text of 18: on a larger map, labels grow with it."""
_SLIDE_SIZE = 18
_LEGEND, _READER, _SEEN = 0.95, 1.75, 9


def draw(drawing: Drawing, record: RegionMap, box: Box, size: float) -> None:
    """The map and its legend; on a wall, values alone on the regions, their names in the list beside."""
    if not record.drawable:
        nothing(drawing, record, box, size)
        return
    room = (_panel_beside if drawing.landscape else _panel_below)(drawing, record, box, size)
    country(drawing, record, room, size, names=not drawing.wall, shrinks=not drawing.wall)


def _panel_beside(drawing: Drawing, record: RegionMap, box: Box, size: float) -> Box:
    """The legend, the reader's region and the list of values at the right; the room that they leave."""
    room, panel = map_and_panel(box, size)
    bottom = legend_column(drawing, record.legend, record.words, panel, size * _LEGEND)
    bottom = _reader(drawing, record, panel.x, bottom, panel.width, size)
    _list(drawing, record, Box(panel.x, bottom + size * 0.7, panel.width, panel.bottom - bottom - size * 0.7), size)
    return room


def _panel_below(drawing: Drawing, record: RegionMap, box: Box, size: float) -> Box:
    """The legend and the reader's region in two columns, in one where a label is too long; the room that they leave."""
    reader, column = bool(record.region), (box.width - size) / 2
    half = (len(record.legend) + reader + 1) // 2
    parts = [record.legend[:half], record.legend[half:]]
    if max(ruler.width(e.label, size * _LEGEND) for e in record.legend) > column - size * 1.7:
        column, parts = box.width, [record.legend, ()]
    heights = [legend_column_height(part, column, size * _LEGEND) for part in parts]
    last = 1 if parts[1] or column < box.width else 0
    heights[last] += size * _READER if reader else 0
    high = max(heights)
    room = Box(box.x, box.y, box.width, box.height - high - size * 0.5)
    top, bottom, x = room.bottom + size * 0.5, room.bottom + size * 0.5, box.x
    for k, part in enumerate(parts[: last + 1]):
        x, bottom = box.x + k * (column + size), top
        if part:
            bottom = legend_column(drawing, part, record.words, Box(x, top, column, high), size * _LEGEND)
    _reader(drawing, record, x, bottom, column, size)
    return room


def country(
    drawing: Drawing, record: RegionMap, box: Box, size: float, *, names: bool = True, shrinks: bool = True
) -> None:
    """The regions and their labels; ``names`` false for the atlas's small maps, values only."""
    placed = Placed.within(record.country, *box)
    size *= max(1, placed.scale / _LABELS_GROW_FROM * _SLIDE_SIZE / size) if names else 1
    if record.mosaic and record.pictured:
        _pictured(drawing, record, record.mosaic, placed)
        return
    rows, border = record.drawn, 0.8 if record.labelled else 0.4
    for row in rows:
        kind = FragilityClass(row["class"])
        with drawing.layer(f"{row['name']} ({row['region']})", f"{row['name']}. {row['sentence']}"):
            drawing.path(placed.path(row["region"]), drawing.fill_of(kind), stroke=OUTLINE, stroke_width=border)
    if record.region in record.country.rings:
        with drawing.layer(f"Votre {record.words.level.singular}"):
            drawing.path(placed.path(str(record.region)), "none", stroke=TEXT, stroke_width=2.6)
    with drawing.layer("Noms et valeurs"):
        for row in rows if record.labelled else ():
            _label(drawing, placed, row, size, names=names, shrinks=shrinks)


def _pictured(drawing: Drawing, record: RegionMap, mosaic: Mosaic, placed: Placed) -> None:
    """A picture of the territories, the reader's own as a path in a ring."""
    with drawing.layer(record.words.level.plural.capitalize()):
        drawing.image(placed.frame, as_address(mosaic.picture))
    if record.region in record.country.rings:
        own = placed.box(str(record.region))
        with drawing.layer(f"Votre {record.words.level.singular}"):
            drawing.path(placed.path(str(record.region)), "none", stroke=TEXT, stroke_width=1)
            x, y, radius = own.x + own.width / 2, own.y + own.height / 2, math.hypot(own.width, own.height)
            drawing.circle(x, y, max(_SEEN, radius), "none", stroke=TEXT, stroke_width=2)


def _label(
    drawing: Drawing, placed: Placed, row: dict[str, object], size: float, *, names: bool, shrinks: bool
) -> None:
    """Name, value and sign of a region, where ``set_label`` puts them."""
    label, kind = set_label(placed, row, size, names=names, shrinks=shrinks), FragilityClass(str(row["class"]))
    ink, halo = (TEXT, WHITE) if label.beside else (ink_on(kind), CLASS_COLOUR[kind])
    if names:
        drawing.text(
            label.x, label.name_baseline, label.name, label.size * NAME, fill=ink, anchor="middle", halo=halo,
            full=str(row["name"]),
        )  # fmt: skip
    weight = 700 if names else 600
    drawing.text(label.start, label.baseline, str(row["number"]), label.size, weight=weight, fill=ink, halo=halo)
    if label.sign:
        drawing.text(label.sign_start, label.sign_baseline, label.sign, label.sign_size, fill=ink, halo=halo)


def _reader(drawing: Drawing, record: RegionMap, x: float, y: float, room: float, size: float) -> float:
    """« Votre région : Corse » under the legend; where it ends."""
    if not record.region:
        return y
    with drawing.layer(f"Légende de votre {record.words.level.singular}"):
        drawing.rect(Box(x, y + size * 0.4, size * 0.95, size * 0.95), "none", stroke=TEXT, stroke_width=2.6)
        text = f"Votre {record.words.level.singular}{NBSP}: {record.region_name}"
        lines, used = ruler.fit(text, room - size * 1.5, (size * _LEGEND, size * 0.8), 600)
        drawing.middle(x + size * 1.45, y + size * 0.88, lines, used, weight=600, full=text)
    return y + size * _READER


def _list(drawing: Drawing, record: RegionMap, box: Box, size: float) -> None:
    """The 13 names and values in two columns: who cannot place a region on the map reads it here."""
    if not record.labelled:
        return
    rows = record.rows.to_dict("records")
    half = (len(rows) + 1) // 2
    step = min(box.height / half, size * 2.1)
    if step < size * 0.95:
        return
    text, column = drawing.row_text(min(size * 0.85, step * 0.62), step), (box.width - size * 1.5) / 2
    top = box.bottom - step * half
    with drawing.layer("Valeurs"):
        for k, row in enumerate(rows):
            x, y = box.x + (k // half) * (column + size * 1.5), top + (k % half + 0.5) * step
            own = row["region"] == record.region
            value = str(row["value_text"])
            room = column - ruler.width(value, text, 600) - size * 0.5
            weight = 600 if own else 400
            name = row["name"] if ruler.width(row["name"], text * 0.84, weight) <= room else row["short"]
            lines, used = ruler.fit(name, room, (text, text * 0.92, text * 0.84), weight)
            drawing.line(x, y - step / 2, x + column, y - step / 2)
            drawing.middle(x, y, lines, used, weight=weight, full=row["name"])
            missing = row["value"] is None
            drawing.middle(x + column, y, [value], text, weight=600, anchor="end", fill=MUTED if missing else TEXT)
