"""What a page is given as HTML or SVG, read back: as XML, which refuses what is left open or badly quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

WORDS = ("title", "aria-label", "alt")
"""Attributes that are read aloud or shown."""
TAGS = {"table", "thead", "tbody", "tr", "th", "td", "a", "span", "small", "i", "b", "div", "ul", "li"}
TAGS |= {"svg", "defs", "pattern", "line", "g", "path", "text", "title"}
ATTRIBUTES = {"class", "scope", "href", "role", "data-region", "aria-current", "aria-hidden", *WORDS}
ATTRIBUTES |= {"viewBox", "id", "width", "height", "patternUnits", "patternTransform"}
ATTRIBUTES |= {"d", "fill", "x", "y", "y2", "font-size", "style"}


def root(markup: str) -> ET.Element:
    """The one element of a drawing."""
    return ET.fromstring(str(markup))


def words(markup: str) -> list[str]:
    """Every text, and every attribute that is one."""
    return list(_words(root(markup)))


def _words(element: ET.Element) -> Iterator[str]:
    for part in element.iter():
        yield from (part.attrib[name] for name in WORDS if name in part.attrib)
        yield from (text.strip() for text in (part.text, part.tail) if text and text.strip())


def said(element: ET.Element) -> str:
    """The text of an element, whole."""
    return re.sub(r"[ \n]+", " ", "".join(element.itertext())).strip()


def classed(element: ET.Element, name: str) -> list[ET.Element]:
    """What has a class, itself left out."""
    return [part for part in element.iter() if name in classes(part)]


def classes(element: ET.Element) -> list[str]:
    return element.get("class", "").split()


def links(element: ET.Element) -> list[tuple[str, dict[str, list[str]]]]:
    """The path and the codes of each link."""
    found = (urlsplit(part.attrib["href"]) for part in element.iter("a"))
    return [(address.path, parse_qs(address.query, strict_parsing=bool(address.query))) for address in found]


def shape(element: ET.Element) -> list[tuple[str, tuple[str, ...]]]:
    """The tags in their order, each with the names of its attributes: what a label must not change."""
    return [(part.tag, tuple(part.attrib)) for part in element.iter()]


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The polygons of an outline: « M1 2L3 4L5 6Z »."""
    found = []
    for ring in path.split("Z"):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", ring)]
        if numbers:
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            found.append([*points, points[0]])
    return found
