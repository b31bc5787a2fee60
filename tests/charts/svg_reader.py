"""Reads an SVG of ours back: its texts with the boxes they take in the shipped fonts, its layers, its polygons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "charts" / "fonts"
NS = "{http://www.w3.org/2000/svg}"
LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"
ASCENT, DESCENT = 0.73, 0.2  # of capitals and figures, of letters that go under the line


@cache
def font(weight: int) -> tuple[int, dict[int, str], dict[str, tuple[int, int]]]:
    opened = TTFont(FONTS / f"observatoire-sans-{weight}.otf")
    return opened["head"].unitsPerEm, opened.getBestCmap(), opened["hmtx"].metrics


def measured(text: str, size: float, weight: int) -> float:
    """Width by the font's own tables, not by the ruler."""
    em, cmap, metrics = font(weight)
    return sum(metrics[cmap[ord(c)]][0] if ord(c) in cmap else em for c in text) * size / em


@dataclass(frozen=True)
class Line:
    """One line of text and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    fill: str

    def overlaps(self, other: Line, slack: float = 1.5) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack


@dataclass(frozen=True)
class Read:
    root: ElementTree.Element
    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        return float(self.root.attrib["width"])

    @property
    def height(self) -> float:
        return float(self.root.attrib["height"])

    @property
    def texts(self) -> list[str]:
        """Whole texts, their lines joined by a space, or by nothing after a hyphen."""
        return [
            re.sub(r"(?<=[-/]) ", "", " ".join(line for line in _lines_of(element)))
            for element in self.root.iter(f"{NS}text")
        ]

    @property
    def said(self) -> str:
        """Everything that the drawing holds as text, titles included."""
        return "\n".join(filter(None, (element.text for element in self.root.iter()))) + "\n" + "\n".join(self.texts)

    def layer(self, label: str) -> ElementTree.Element:
        (found,) = (g for g in self.root.iter(f"{NS}g") if g.get(LABEL) == label)
        return found

    def labels(self) -> list[str]:
        return [g.get(LABEL) or "" for g in self.root.iter(f"{NS}g")]


def _lines_of(element: ElementTree.Element) -> list[str]:
    spans = element.findall(f"{NS}tspan")
    if spans:
        return [span.text or "" for span in spans]
    title = element.find(f"{NS}title")
    return [(element.text or "") + ((title.tail or "") if title is not None else "")]


def read(svg: str) -> Read:
    root = ElementTree.fromstring(svg)
    lines = [line for element in root.iter(f"{NS}text") for line in boxes(element)]
    return Read(root, tuple(lines))


def boxes(element: ElementTree.Element) -> list[Line]:
    size, weight = float(element.attrib["font-size"]), int(element.get("font-weight", "400"))
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    spans = element.findall(f"{NS}tspan")
    offsets = [float(span.attrib["dy"]) for span in spans] or [0.0]
    found = []
    for text, offset in zip(_lines_of(element), offsets, strict=True):
        y += offset
        across = measured(text, size, weight)
        left = x - {"start": 0.0, "middle": across / 2, "end": across}[element.get("text-anchor", "start")]
        box = (left, y - ASCENT * size, left + across, y + DESCENT * size)
        if turn := re.fullmatch(r"rotate\(-90 (\S+) (\S+)\)", element.get("transform", "")):
            cx, cy = map(float, turn.groups())
            box = (cx + box[1] - cy, cy - (box[2] - cx), cx + box[3] - cy, cy - (box[0] - cx))
        found.append(Line(text, *box, element.attrib["fill"]))
    return found


def polygons(path: ElementTree.Element) -> list[list[tuple[float, float]]]:
    return [
        [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", ring)]
        for ring in path.attrib["d"].split("M")
        if ring
    ]


def area(path: ElementTree.Element) -> float:
    return sum(
        abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) / 2 for ring in polygons(path)
    )
