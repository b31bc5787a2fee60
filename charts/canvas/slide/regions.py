"""The map as shapes that a reader can move and recolour: one freeform per region, grouped, named « Bretagne (53) »."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas.outline import Placed
from charts.canvas.ruler import OFFICE
from charts.canvas.slide.shapes import CENTRE, MIDDLE, Run, box, count_ids, describe, fill_xml
from charts.canvas.slide.text import clean, width
from charts.theme import OUTLINE, TEXT
from territory import wording
from territory.analysis import FragilityClass

SIGN_SIZE = 9
UNIT = 254
"""EMU (PowerPoint's unit, 12 700 to a point) in one unit of the paths: finer than any screen."""


@dataclass(frozen=True)
class Look:
    """How a region is drawn; ``fill`` is a class or a colour."""

    name: str
    description: str
    fill: FragilityClass | str
    framed: bool = False


def draw(shapes: Any, placed: Placed, looks: Mapping[str, Look], name: str, description: str) -> Any:
    """The group of the regions; framed ones last, over their neighbours' borders."""
    group = shapes.add_group_shape()
    describe(group, name, description)
    count_ids(shapes)
    for code in sorted(looks, key=lambda code: looks[code].framed):
        group._element.append(_freeform(shapes._next_shape_id, looks[code], placed.rings(code)))
    group._element.recalculate_extents()
    return group


def _freeform(number: int, look: Look, rings: Sequence[Sequence[tuple[float, float]]]) -> Any:
    """One custom geometry; each island, and each hole, begins with a move."""
    points = [point for ring in rings for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    step = 914400 / UNIT
    paths = []
    for ring in rings:
        units = [(round((x - left) * step), round((y - top) * step)) for x, y in ring]
        kept = [unit for k, unit in enumerate(units) if k == 0 or unit != units[k - 1]]
        if kept[0] == kept[-1]:
            kept.pop()
        if len(kept) < 3:
            continue
        corners = [f'<a:pt x="{x}" y="{y}"/>' for x, y in kept]
        rest = "".join(f"<a:lnTo>{corner}</a:lnTo>" for corner in corners[1:])
        paths.append(f"<a:moveTo>{corners[0]}</a:moveTo>{rest}<a:close/>")
    wide = round((max(x for x, _ in points) - left) * step)
    high = round((max(y for _, y in points) - top) * step)
    border = (28575, "<a:schemeClr val='tx1'/>") if look.framed else (9525, f'<a:srgbClr val="{OUTLINE[1:].upper()}"/>')
    return parse_xml(
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(clean(look.name))} '
        f"descr={quoteattr(clean(look.description))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>"
        f'<a:off x="{Inches(left)}" y="{Inches(top)}"/><a:ext cx="{wide * UNIT}" cy="{high * UNIT}"/></a:xfrm>'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{"".join(paths)}</a:path></a:pathLst></a:custGeom>{fill_xml(look.fill)}'
        f'<a:ln w="{border[0]}"><a:solidFill>{border[1]}</a:solidFill><a:round/></a:ln></p:spPr></p:sp>'
    )


def label_size(text: str, size: float, sign: str = "") -> tuple[float, float]:
    """Width and height of a region's value, its class's sign under it, in inches."""
    wide = max(width(clean(text), size, bold=True), width(sign, SIGN_SIZE)) / 72 + 0.04
    return wide, (size + (SIGN_SIZE if sign else 0)) * OFFICE.leading / 72


def region_label(
    slide: Slide,
    placed: Placed,
    row: Mapping[str, Any],
    text: str,
    colour: str,
    size: float,
    *,
    beside: bool = False,
    at: tuple[float, float] | None = None,
) -> Any:
    """A value on its region, or around ``at``; ``beside`` it, in ink, where the region is too narrow for it (Corse).

    Under the number of a class, its sign: in a greyscale print orange and blue are one grey.
    """
    x, y = at or placed.point(row["region"])
    sign = wording.CLASS_SYMBOL[FragilityClass(row["class"])] if "class" in row else ""
    wide, high = label_size(text, size, sign)
    west, east = placed.extent(row["region"])
    if beside and wide > 0.9 * (east - west):
        x, colour = west - wide / 2 - 0.04, TEXT
    name = row.get("name", row.get("label"))
    shape = box(
        slide.shapes,
        f"{name} ({row['region']}), valeur",
        (x - wide / 2, y - high / 2, wide, high),
        [[Run(text, size, True, colour)], *([[Run(sign, SIGN_SIZE, False, colour)]] if sign else [])],
        align=CENTRE,
        anchor=MIDDLE,
    )
    shape.text_frame.word_wrap = False
    return shape
