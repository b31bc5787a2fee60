"""An indicator on the map: name and value on each region, the legend with its bounds, whole, beside or below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from charts.canvas import ruler
from charts.canvas.outline import Edges, Placed
from charts.canvas.paper import legend_column, legend_column_height, nothing
from charts.canvas.svg import ASCENT, LEADING, Box, Drawing
from charts.figures.region_map.mosaic import Mosaic, as_address
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
_TRIES = ((1.0, 0.25), (0.92, 0.25), (1.0, 0.06), (0.92, 0.06), (0.84, 0.06), (0.76, 0.06))
"""What a label tries in turn to stand inside its region: how small it is drawn, how far it keeps from the border."""
_NAME, _RISE, _DROP = 0.68, 0.74, 0.21
"""A name's size, as a share of its value's; how far letters reach over and under their baseline."""
_LEGEND, _READER, _SEEN = 0.95, 1.75, 9
_SIGN, _OVERFLOW = 0.6, 1.05
"""The sign beside a value, as a share of it; how far a value may reach over its region's width."""


def draw(drawing: Drawing, record: RegionMap, box: Box, size: float) -> None:
    """The map and its legend; on a wall, values alone on the regions, their names in the list beside."""
    if not record.drawable:
        nothing(drawing, record, box, size)
        return
    if drawing.width > drawing.height * 1.2:
        across = min(box.height * 1.02, box.width * 0.56)
        panel = Box(box.x + across + size * 2, box.y, box.width - across - size * 2, box.height)
        room = Box(box.x, box.y, across, box.height)
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
        room = Box(box.x, box.y, box.width, box.height - high - size * 0.5)
        top, bottom, x = room.bottom + size * 0.5, room.bottom + size * 0.5, box.x
        for k, part in enumerate(parts[: last + 1]):
            x = box.x + k * (column + size)
            bottom = legend_column(drawing, part, Box(x, top, column, high), size * _LEGEND) if part else top
        _reader(drawing, record, x, bottom, column, size)
    country(drawing, record, room, size, names=not drawing.wall, shrinks=not drawing.wall)


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


class _Line(NamedTuple):
    """A line of a label: how wide it is, and its baseline from the label's middle."""

    width: float
    baseline: float
    size: float


class _Text(NamedTuple):
    """A label set: the name's lines, then the sign and the value."""

    size: float
    name: Sequence[str]
    lines: Sequence[_Line]


def _label(
    drawing: Drawing, placed: Placed, row: dict[str, object], size: float, *, names: bool, shrinks: bool
) -> None:
    """Name, value and sign of a region, where ``set_label`` puts them."""
    label, kind = set_label(placed, row, size, names=names, shrinks=shrinks), FragilityClass(str(row["class"]))
    ink, halo = (TEXT, WHITE) if label.beside else (ink_on(kind), CLASS_COLOUR[kind])
    if names:
        drawing.text(
            label.x, label.name_baseline, label.name, label.size * _NAME, fill=ink, anchor="middle", halo=halo,
            full=str(row["name"]),
        )  # fmt: skip
    weight = 700 if names else 600
    drawing.text(label.start, label.baseline, str(row["number"]), label.size, weight=weight, fill=ink, halo=halo)
    if label.sign:
        drawing.text(label.sign_start, label.sign_baseline, label.sign, label.sign_size, fill=ink, halo=halo)


class Label(NamedTuple):
    """A region's label in a drawing, in its unit: the name's lines around ``x``, the value from ``start``, its sign.

    ``beside``: left of a region that is too narrow for it.
    """

    x: float
    name_baseline: float
    name: Sequence[str]
    start: float
    baseline: float
    size: float
    sign: str
    sign_start: float
    sign_baseline: float
    sign_size: float
    beside: bool


def set_label(placed: Placed, row: Mapping[str, object], size: float, *, names: bool, shrinks: bool = True) -> Label:
    """Name, value and sign inside the region, near its label point; beside a region too narrow for the value.

    Without ``shrinks``, the value keeps its size and may reach over the border: a page has a least size of text.
    """
    code, sign, number = str(row["region"]), wording.CLASS_SYMBOL[FragilityClass(str(row["class"]))], str(row["number"])
    if shrinks:
        room = math.sqrt(placed.area(code) / (_LABEL_AREA if names else _VALUE_AREA))
        size *= min(1, max(_SMALLEST_LABEL, room / size))
    x, y = placed.point(code)
    weight = 700 if names else 600
    tries = [
        (_text(name, sign, number, size * share, weight), air)
        for said in (dict.fromkeys((str(row["name"]), str(row["short"]))) if names else ("",))
        for share, air in (_TRIES if shrinks else _TRIES[::2][:2])
        for name in _settings(said, size * share * _NAME)
    ]
    text, across = tries[0][0], tries[0][0].lines[-1].width
    left, right = placed.extent(code)
    beside = across > (right - left) * _OVERFLOW
    if beside:
        x = left - across / 2 - size * 0.3
    else:
        edges = Edges(placed.polygons(code, size * 0.15))
        found = ((each, _inside(edges, x, y, each.lines, air)) for each, air in tries)
        text, at = next((one for one in found if one[1] is not None), (tries[-1][0], None))
        x, y = at or (x, y)
    value = text.lines[-1]
    start, baseline = x - value.width / 2, y + value.baseline
    small = text.size * _SIGN
    return Label(
        x, y + text.lines[0].baseline, text.name, start, baseline, text.size,
        sign, start + value.width - ruler.width(sign, small) if sign else start, baseline - text.size * 0.06, small,
        beside,
    )  # fmt: skip


def _settings(name: str, small: float) -> list[list[str]]:
    """A name in two lines at most, the ways that it can be set."""
    if not name:
        return [[]]
    lines = ruler.balanced(name, small * 6.4, small, hyphens=True)
    if len(lines) > 2:
        lines, _ = ruler.fit(name, small * 8.6, (small,), lines=2, hyphens=True)
    return [lines] if lines == [name] else [lines, [name]]


def _signed(sign: str, size: float) -> float:
    """What the sign takes after the value: before it, « = −1,9 » would read as an equation."""
    return ruler.width(sign, size * _SIGN) + size * 0.18 if sign else 0


def _text(name: list[str], sign: str, number: str, size: float, weight: int) -> _Text:
    small, across = size * _NAME, _signed(sign, size) + ruler.width(number, size, weight)
    if not name:
        return _Text(size, name, [_Line(across, size * ASCENT, size)])
    first = small * 0.95 - (len(name) * small * LEADING + size * 1.05) / 2
    lines = [_Line(ruler.width(line, small), first + k * small * LEADING, small) for k, line in enumerate(name)]
    return _Text(size, name, [*lines, _Line(across, lines[-1].baseline + size * 1.1, size)])


def _inside(edges: Edges, x: float, y: float, lines: Sequence[_Line], air: float) -> tuple[float, float] | None:
    """The nearest point to the label's own around which its lines stand inside the region; ``None`` where none is."""
    unit = lines[-1].size
    found: tuple[float, float] | None = None
    nearest = math.inf
    for step in sorted(range(-20, 21), key=abs):
        at = y + step * unit * 0.15
        if abs(at - y) >= nearest:
            break
        for low, high in _room(edges, at, lines, air * unit):
            near = min(max(x, low), high)
            if math.hypot(near - x, at - y) < nearest:
                found, nearest = (near, at), math.hypot(near - x, at - y)
    return found


def _room(edges: Edges, y: float, lines: Sequence[_Line], air: float) -> list[tuple[float, float]]:
    """From where to where the middle of a label may stand at a height, its lines inside the region."""
    room = [(-math.inf, math.inf)]
    for line in lines:
        half = line.width / 2 + air
        for edge in (line.baseline - _RISE * line.size, line.baseline, line.baseline + _DROP * line.size):
            room = [
                (low, high)
                for start, end in edges.spans(y + edge)
                for low, high in ((max(a, start + half), min(b, end - half)) for a, b in room)
                if low <= high
            ]
            if not room:
                return []
    return room


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
