"""A map of thousands of outlines as a picture: one path per outline is too much for a document or a browser."""

from __future__ import annotations

import io
from collections.abc import Mapping

from PIL import Image, ImageDraw, ImageFilter

from charts.canvas.outline import Country, signed_area
from charts.theme import COAST

FINER = 2
"""It is drawn so many times larger, then reduced: edges are as smooth as a vector's."""
BORDER = 3
"""Pixels of the coast, and of the square that looks for it: odd."""
COLOURS = 128
"""Of the picture: the few it is made of, and what is between two of them at an edge."""


def drawn(country: Country, colours: Mapping[str, str], width: int) -> bytes:
    """A PNG ``width`` px wide at most, as high at most, that the country fills to its four sides; clear around it.

    ``colours``: « #rrggbb » by code. The largest outlines first: what stands in another's hole is drawn over it.
    """
    across, down = country.right - country.left, country.bottom - country.top
    scale = width / max(across, down) * FINER
    size = max(1, round(across * scale / FINER)) * FINER, max(1, round(down * scale / FINER)) * FINER
    palette = dict.fromkeys(colours.values())
    number = {colour: k for k, colour in enumerate(palette, start=1)}
    image = Image.new("P", size, 0)
    image.putpalette(_table(list(palette)), rawmode="RGBA")
    pen = ImageDraw.Draw(image)
    for code in sorted(colours, key=lambda code: -country.areas[code]):
        outside = signed_area(country.rings[code][0]) > 0
        for ring in country.rings[code]:
            placed = [((x - country.left) * scale, (y - country.top) * scale) for x, y in ring]
            pen.polygon(placed, fill=number[colours[code]] if (signed_area(ring) > 0) == outside else 0)
    smooth = _lined(image.convert("RGBA").convert("RGBa").reduce(FINER).convert("RGBA"))
    stream = io.BytesIO()
    smooth.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(stream, "PNG")
    return stream.getvalue()


def _lined(image: Image.Image) -> Image.Image:
    """With a line around the country: many of its territories are nearly as white as the page."""
    reach = image.getchannel("A").filter(ImageFilter.MaxFilter(BORDER))
    line = Image.new("RGBA", image.size, COAST)
    line.putalpha(reach)
    line.alpha_composite(image)
    return line


def _table(colours: list[str]) -> list[int]:
    """The palette: nothing, then each colour."""
    return [0, 0, 0, 0, *(int(part) for colour in colours for part in (*bytes.fromhex(colour[1:]), 255))]
