"""What every image carries: the finding, unit and year above; legend; source, choices, date and address below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charts.canvas import ruler
from charts.canvas.svg import LEADING, Box, Drawing
from charts.legend import legend_label
from charts.record import LegendEntry, Record
from charts.stamp import Stamp
from charts.theme import ACCENT, LINE, MUTED, OUTLINE, TEXT, WHITE
from territory import wording
from territory.analysis import FragilityClass
from territory.levels import Words

Body = Callable[[Drawing, Record, Box, float], None]
"""Draws a record, its legend included, within a box, around a size of text."""


@dataclass(frozen=True)
class Shape:
    """An image's format: px at once the size; PNG is written at twice that."""

    code: str
    label: str
    width: int
    height: int


SHAPES = {
    shape.code: shape
    for shape in (
        Shape("16-9", "Diapositive, 16:9", 1280, 720),
        Shape("carre", "Carré", 1080, 1080),
    )
}
SIZE = 18.0
"""Size of text of a slide, in px: readable from the last row on a screen 1280 wide."""
_STEP = 1.75
_WITHOUT_DOT = (FragilityClass.NOT_ORIENTED, FragilityClass.NO_REFERENCE, FragilityClass.MISSING)
"""Classes that a lollipop shows as a swatch: they have no score."""
_MARGIN, _TITLES, _SUBTITLES, _FOOT = 44, (34, 31, 28, 25, 22), (18, 17, 16.4), 13.5


def framed(record: Record, shape: Shape, stamp: Stamp, body: Body, *, prefix: str = "") -> Drawing:
    """The whole image. The figure takes the room that title and foot leave."""
    drawing = Drawing(shape.width, shape.height, prefix)
    room = shape.width - 2 * _MARGIN
    with drawing.layer("Fond"):
        drawing.rect(Box(0, 0, shape.width, shape.height), WHITE)
        drawing.rect(Box(0, 0, shape.width, 6), ACCENT)
    most = 2 if shape.width > shape.height else 3
    title, size = ruler.fit(record.title, room, _TITLES, 700, lines=most)
    subtitle, small = ruler.fit(record.subtitle, room, _SUBTITLES)
    if small == _SUBTITLES[-1]:
        subtitle, small = ruler.fit(record.subtitle, room, _SUBTITLES, lines=most + 1)
    y = 30 + size * 0.8
    with drawing.layer("Titre"):
        drawing.text(_MARGIN, y, title, size, weight=700, full=record.title)
        y += size * LEADING * (len(title) - 1) + small * 1.9
        drawing.text(_MARGIN, y, subtitle, small, fill=MUTED, full=record.subtitle)
    top = y + small * LEADING * (len(subtitle) - 1) + small * 1.3
    bottom = _foot(drawing, record, stamp, Box(_MARGIN, 0, room, shape.height - 22))
    body(drawing, record, Box(_MARGIN, top, room, bottom - 14 - top), SIZE)
    return drawing


def _foot(drawing: Drawing, record: Record, stamp: Stamp, box: Box) -> float:
    """Source, choices in force, date and address, from the bottom up; where they begin."""
    lines: list[tuple[str, int, str]] = []
    for text, weight, fill in (
        (record.foot, 400, MUTED),
        (stamp.said_choices, 600, TEXT),
        (stamp.line(stamp.address_of(record.view)), 400, MUTED),
    ):
        if text:
            lines += [(line, weight, fill) for line in ruler.wrap(text, box.width, _FOOT, weight)]
    top = box.bottom - len(lines) * _FOOT * LEADING
    drawing_top = top - 4
    with drawing.layer("Source"):
        drawing.line(box.x, drawing_top, box.right, drawing_top)
        for k, (line, weight, fill) in enumerate(lines, start=1):
            drawing.text(box.x, top + k * _FOOT * LEADING, line, _FOOT, weight=weight, fill=fill)
    return drawing_top


# --- legend ----------------------------------------------------------------------------------------------


def plain_legend(record: Record) -> tuple[LegendEntry, ...]:
    """The classes without how many there are of each: on a wall, the rows have more need of the room."""
    kinds = [entry.fragility_class for entry in record.legend]
    merged = FragilityClass.INDISTINGUISHABLE not in kinds
    return tuple(LegendEntry(kind, legend_label(kind, merged=merged, words=record.words), 0) for kind in kinds)


def legend_rows(entries: Sequence[LegendEntry], room: float, size: float) -> list[list[LegendEntry]]:
    """The entries in rows no wider than the room."""
    rows: list[list[LegendEntry]] = [[]]
    used = 0.0
    for entry in entries:
        own = size * 1.5 + ruler.width(entry.label, size) + size * 1.4
        if rows[-1] and used + own - size * 1.4 > room:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += own
    return rows


def legend_height(entries: Sequence[LegendEntry], room: float, size: float) -> float:
    return len(legend_rows(entries, room, size)) * size * 1.6 if entries else 0


def legend_line(
    drawing: Drawing, entries: Sequence[LegendEntry], words: Words, box: Box, size: float, *, dots: bool = False
) -> None:
    """The legend from left to right, on as many rows as it needs; ``words``: those of the record."""
    if not entries:
        return
    with drawing.layer("Légende"):
        for k, row in enumerate(legend_rows(entries, box.width, size)):
            x, y = box.x, box.y + (k + 0.5) * size * 1.6
            for entry in row:
                _entry(drawing, entry, words, x, y, box.right - x, size, dots=dots)
                x += size * 1.5 + ruler.width(entry.label, size) + size * 1.4


def _column_entry(entry: LegendEntry, room: float, size: float) -> float:
    """Height of an entry in a column: its lines, and air."""
    return size * _STEP + (len(ruler.wrap(entry.label, room - size * 1.6, size)) - 1) * size * LEADING


def legend_column_height(entries: Sequence[LegendEntry], room: float, size: float) -> float:
    return sum(_column_entry(entry, room, size) for entry in entries)


def legend_column(drawing: Drawing, entries: Sequence[LegendEntry], words: Words, box: Box, size: float) -> float:
    """The legend from top to bottom, every label whole; where it ends."""
    y = box.y
    with drawing.layer("Légende"):
        for entry in entries:
            height = _column_entry(entry, box.width, size)
            _entry(drawing, entry, words, box.x, y + height / 2, box.width, size)
            y += height
    return y


def _entry(
    drawing: Drawing,
    entry: LegendEntry,
    words: Words,
    x: float,
    y: float,
    room: float,
    size: float,
    *,
    dots: bool = False,
) -> None:
    named = wording.lowered(wording.class_label(entry.fragility_class, words))
    with drawing.layer(f"Classe{wording.NBSP}: {named}", inner=True):
        fill = drawing.fill_of(entry.fragility_class)
        if dots and entry.fragility_class not in _WITHOUT_DOT:
            drawing.circle(x + size * 0.5, y, size * 0.46, fill, stroke=TEXT, stroke_width=1.2)
            if entry.fragility_class is FragilityClass.INDISTINGUISHABLE:
                drawing.circle(x + size * 0.5, y, size * 0.12, TEXT)
        else:
            drawing.rect(Box(x, y - size * 0.5, size, size), fill, stroke=OUTLINE, stroke_width=1)
        lines = ruler.wrap(entry.label, max(room - size * 1.6, size * 4), size)
        drawing.middle(x + size * 1.5, y, lines, size, fill=TEXT)


def map_and_panel(box: Box, size: float) -> tuple[Box, Box]:
    """The room of a map, as high as it is wide, and that of what is read of it, beside."""
    across = min(box.height * 1.02, box.width * 0.56)
    panel = Box(box.x + across + size * 2, box.y, box.width - across - size * 2, box.height)
    return Box(box.x, box.y, across, box.height), panel


def score_ends(drawing: Drawing, box: Box, size: float, middle: str) -> None:
    """« ◀ moins fragile | France | plus fragile ▶ » above an axis of scores."""
    y = box.y + size * 0.8
    drawing.text(box.x, y, "◀ moins fragile", size, fill=MUTED)
    drawing.text(box.x + box.width / 2, y, middle, size, weight=600, anchor="middle")
    drawing.text(box.right, y, "plus fragile ▶", size, fill=MUTED, anchor="end")


def nothing(drawing: Drawing, record: Record, box: Box, size: float) -> None:
    """Shown when there is nothing to draw: the alternative text in a hatched frame, never a blank."""
    with drawing.layer("Aucune donnée"):
        drawing.rect(box, drawing.hatch, stroke=LINE)
        lines, used = ruler.fit(record.alt, box.width - 96, (size * 1.2, size, size * 0.8), lines=10)
        high = len(lines) * used * LEADING
        drawing.rect(Box(box.x + 24, box.y + (box.height - high) / 2 - 16, box.width - 48, high + 32), WHITE)
        drawing.middle(box.x + box.width / 2, box.y + box.height / 2, lines, used, anchor="middle", full=record.alt)
