"""The map as shapes that a reader can move and recolour: one freeform a region, grouped, named « Bretagne (53) »."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from charts.projection import Outlines, Ring, project
from charts.slides.shapes import OUTLINE, class_fill_xml, colour_xml, describe
from charts.slides.text import clean
from territory.analysis import FragilityClass

UNIT = 254
"""EMU a unit of the paths: a hundredth of two points, finer than any screen."""


@dataclass(frozen=True)
class Frame:
    """Where the map stands on the slide: kilometres → inches, its proportions kept."""

    left: float
    top: float
    scale: float
    outlines: Outlines

    @classmethod
    def within(cls, outlines: Outlines, left: float, top: float, width: float, height: float) -> Frame:
        wide, high = outlines.east - outlines.west, outlines.north - outlines.south
        scale = min(width / wide, height / high)
        return cls(left + (width - wide * scale) / 2, top + (height - high * scale) / 2, scale, outlines)

    @property
    def right(self) -> float:
        return self.left + (self.outlines.east - self.outlines.west) * self.scale

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        return self.left + (point[0] - self.outlines.west) * self.scale, self.top + (
            self.outlines.north - point[1]
        ) * self.scale

    def extent(self, code: str) -> tuple[float, float]:
        """The western and eastern edges of a region, in inches."""
        xs = [x for ring in self.outlines.rings[code] for x, _ in ring]
        return self.place((min(xs), 0))[0], self.place((max(xs), 0))[0]

    def label(self, lon: float, lat: float) -> tuple[float, float]:
        return self.place(project(lon, lat))


@dataclass(frozen=True)
class Look:
    """How a region is drawn; ``fill`` is a class or a colour."""

    name: str
    description: str
    fill: FragilityClass | str
    framed: bool = False


def draw(shapes: Any, frame: Frame, looks: Mapping[str, Look], name: str, description: str) -> Any:
    """The group of the regions; framed ones last, over their neighbours' borders."""
    group = shapes.add_group_shape()
    describe(group, name, description)
    number = shapes._next_shape_id
    for code in sorted(looks, key=lambda code: looks[code].framed):
        group._element.append(_freeform(number, looks[code], frame.outlines.rings[code], frame))
        number += 1
    group._element.recalculate_extents()
    return group


def _freeform(number: int, look: Look, rings: tuple[Ring, ...], frame: Frame) -> Any:
    """One custom geometry; each island, and each hole, begins with a move."""
    placed = [[frame.place(point) for point in ring] for ring in rings]
    points = [point for ring in placed for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    step = 914400 / UNIT
    paths = []
    for ring in placed:
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
    fill = (
        class_fill_xml(look.fill)
        if isinstance(look.fill, FragilityClass)
        else (f"<a:solidFill>{colour_xml(look.fill)}</a:solidFill>")
    )
    border = (28575, "<a:schemeClr val='tx1'/>") if look.framed else (9525, f'<a:srgbClr val="{OUTLINE[1:].upper()}"/>')
    return parse_xml(
        f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(clean(look.name))} '
        f"descr={quoteattr(clean(look.description))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>"
        f'<a:off x="{Inches(left)}" y="{Inches(top)}"/><a:ext cx="{wide * UNIT}" cy="{high * UNIT}"/></a:xfrm>'
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{"".join(paths)}</a:path></a:pathLst></a:custGeom>{fill}'
        f'<a:ln w="{border[0]}"><a:solidFill>{border[1]}</a:solidFill><a:round/></a:ln></p:spPr></p:sp>'
    )
