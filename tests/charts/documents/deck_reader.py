"""A deck as a reader finds it: its shapes by name, their colours, their tables, and what leaves its box."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.group import GroupShape
from pptx.shapes.shapetree import SlideShapeFactory
from pptx.util import Emu

from charts import exports
from charts.canvas.slide.text import lines, width
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import CLASS_COLOUR
from territory.analysis import FragilityClass
from territory.resources import Catalogue
from tests.charts.documents import made

SLIDE_WIDTH, SLIDE_HEIGHT = Emu(12191695), Emu(6858000)
MOVE, CLOSE = qn("a:moveTo"), qn("a:close")


def figure_deck(record: Record, stamp: Stamp) -> bytes:
    return exports.figure(record, "pptx", stamp).content


def region_deck(stamp: Stamp, region: str, *, regions: Sequence[str] = (), catalogue: Catalogue | None = None) -> bytes:
    return made.report(region, "pptx", stamp, regions=regions, catalogue=catalogue)


def opened(deck: bytes) -> Any:
    return Presentation(io.BytesIO(deck))


def every_shape(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape):
            yield from every_shape(shape.shapes)


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables_of(slide: Any) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in s.table.rows] for s in slide.shapes if s.has_table]


def named(slide: Any, name: str) -> Any:
    """The first shape of that name, in a group or not; no other is made, a slide has a hundred of them."""
    found = next(e for e in slide.shapes._spTree.iter(qn("p:cNvPr")) if e.get("name") == name)
    return SlideShapeFactory(found.getparent().getparent(), slide.shapes)


def freeforms(slide: Any) -> dict[str, Any]:
    found = f"{qn('p:spPr')}/{qn('a:custGeom')}"
    return {shape.name: shape for shape in every_shape(slide.shapes) if shape._element.find(found) is not None}


def colour(element: Any) -> str:
    """The fill of a shape or cell: a colour, or « hatched »."""
    properties = element.find(qn("p:spPr")) if element.tag == qn("p:sp") else element.find(qn("a:tcPr"))
    if properties.find(qn("a:pattFill")) is not None:
        return "hatched"
    solid = properties.find(f"{qn('a:solidFill')}/{qn('a:srgbClr')}")
    return "" if solid is None else f"#{solid.get('val').lower()}"


def colour_of(kind: str) -> str:
    fragility = FragilityClass(kind)
    return "hatched" if fragility is FragilityClass.MISSING else CLASS_COLOUR[fragility]


def area(freeform: Any) -> float:
    """The shoelace sum of each ring, in square inches."""
    total = 0.0
    path = freeform._element.find(f".//{qn('a:path')}")
    scale = freeform.width / int(path.get("w")) / 914400
    ring: list[tuple[int, int]] = []
    for step in [*path, None]:
        if step is None or step.tag == MOVE:
            total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2
            ring = []
        if step is not None and step.tag != CLOSE:
            point = step[0]
            ring.append((int(point.get("x")), int(point.get("y"))))
    return total * scale**2


def rows_of(deck: Any, column: int, heading: str) -> list[list[str]]:
    """The rows of a table over the slides that it takes, found by one of its headings."""
    tables = [table for slide in deck.slides for table in tables_of(slide) if table[0][column] == heading]
    assert tables
    return [row for table in tables if table[0] == tables[0][0] for row in table[1:]]


# --- nothing leaves its box ------------------------------------------------------------------------------


def undescribed(deck: Any) -> list[str]:
    """Graphics without alternative text."""
    return [
        f"{number}: {shape.name}"
        for number, slide in enumerate(deck.slides, start=1)
        for shape in every_shape(slide.shapes)
        if (shape.has_chart if hasattr(shape, "has_chart") else False)
        or (shape.has_table if hasattr(shape, "has_table") else False)
        or shape.shape_type in (MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.FREEFORM)
        if not shape._element._nvXxPr.cNvPr.get("descr")
    ]


def overflows(deck: Any) -> list[str]:
    """Texts that take more room than their box, measured with the font; shapes out of the slide."""
    found = []
    for number, slide in enumerate(deck.slides, start=1):
        for shape in every_shape(slide.shapes):
            left, top = shape.left, shape.top
            if left < -1 or top < -1 or left + shape.width > SLIDE_WIDTH + 9525:
                found.append(f"{number}: {shape.name} leaves the slide")
            if top + shape.height > SLIDE_HEIGHT + 9525:
                found.append(f"{number}: {shape.name} is below the slide")
            if shape.has_text_frame:
                found += [f"{number}: {shape.name}: {why}" for why in _frame_overflow(shape)]
            if getattr(shape, "has_table", False) and shape.has_table:
                found += [f"{number}: {shape.name}: {why}" for why in _table_overflow(shape.table)]
    return found


def _look(paragraph: Any) -> tuple[float, bool]:
    sizes = [run.font.size.pt for run in paragraph.runs if run.font.size]
    return max(sizes, default=10), any(run.font.bold for run in paragraph.runs)


def _frame_overflow(shape: Any) -> Iterator[str]:
    frame = shape.text_frame
    room, high = shape.width / 12700, shape.height / 12700
    if frame.word_wrap is False:
        for paragraph in frame.paragraphs:
            size, bold = _look(paragraph)
            if width(paragraph.text, size, bold=bold) > room + 0.5:
                yield f"too wide: {paragraph.text!r}"
        return
    taken = 0.0
    for paragraph in frame.paragraphs:
        size, bold = _look(paragraph)
        bold = bold and all(run.font.bold for run in paragraph.runs)
        taken += len(lines(paragraph.text, size, room, bold=bold)) * size * 1.15
        taken += paragraph.space_after.pt if paragraph.space_after else 0
    if frame.text and taken > high + 1:
        yield f"{taken:.0f} pt in {high:.0f}: {frame.text[:60]!r}"


def _table_overflow(table: Any) -> Iterator[str]:
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            room = (column.width - cell.margin_left - cell.margin_right) / 12700
            for paragraph in cell.text_frame.paragraphs:
                size, bold = _look(paragraph)
                if len(lines(paragraph.text, size, room, bold=bold)) * size * 1.15 > row.height / 12700 + 1:
                    yield f"cell {cell.text[:40]!r}"
