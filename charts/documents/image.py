"""Images of a figure, made on the server from its record alone.

    svg(record, "16-9", stamp)    # str: real text, named layers, the font inside
    png(record, "carre", stamp)   # bytes: the same drawing, twice the size

The stamp (date, choices, address) stands inside the image. The same arguments give the same bytes.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from charts.canvas.paper import SHAPES, Shape, framed
from charts.canvas.ruler import FAMILY, FONTS
from charts.canvas.svg import Box, Drawing
from charts.figures import ROOMS
from charts.figures.region_map.paper import country
from charts.figures.region_map.record import RegionMap
from charts.record import Record
from charts.stamp import Stamp

PRINT = Path(__file__).with_name("print")
PNG_SCALE = 2
ON_A_WALL = 0.93
"""The least size of a projected value, as a share of the text's: 22 px of 24."""
_EMBEDDED = (400, 600, 700)


def shape_of(code: str) -> Shape:
    """A format by its code. Raises ``ValueError`` with the allowed ones."""
    if code not in SHAPES:
        raise ValueError(f"format d’image inconnu : {code} (attendu : {', '.join(SHAPES)})")
    return SHAPES[code]


def svg(record: Record, shape: str, stamp: Stamp, *, prefix: str = "", fonts: bool = True) -> str:
    """The figure as SVG. ``fonts`` false leaves the typeface to the page that holds it, ``prefix`` is for its ids."""
    paper = ROOMS[record.view.figure].paper
    drawing = framed(record, shape_of(shape), stamp, paper, prefix=prefix)
    return drawing.svg(record.title, record.alt, font_style() if fonts else "")


def png(record: Record, shape: str, stamp: Stamp, *, scale: float = PNG_SCALE) -> bytes:
    """The same drawing at twice its size: 2560 × 1440 or 2160 × 2160; a preview has a smaller ``scale``."""
    size = shape_of(shape)
    inputs = {
        "svg": svg(record, shape, stamp, fonts=False),
        "width": str(size.width),
        "height": str(size.height),
    }
    return compiled_png("image.typ", inputs, ppi=72 * scale)


def bare(record: Record, width: float, height: float, size: float, *, prefix: str = "", least: float = 0) -> str:
    """The figure alone, legend included, for a page that prints title and source as its own text."""
    drawing = Drawing(width, height, prefix, least)
    ROOMS[record.view.figure].paper(drawing, record, Box(0, 0, width, height), size)
    return drawing.svg(record.title, record.alt)


def projected(record: Record, width: float, height: float, size: float, *, prefix: str = "") -> str:
    """The figure alone, for a wall: no value is written under ``ON_A_WALL`` of ``size``."""
    return bare(record, width, height, size, prefix=prefix, least=size * ON_A_WALL)


def small_map(record: RegionMap, width: float, height: float, size: float, *, prefix: str = "") -> str:
    """A map without names and legend, which the atlas gives once."""
    if not record.drawable:
        return bare(record, width, height, size, prefix=prefix)
    drawing = Drawing(width, height, prefix)
    country(drawing, record, Box(0, 0, width, height), size, names=False)
    return drawing.svg(record.title, record.alt)


def compiled_png(template: str, inputs: Mapping[str, str], ppi: float) -> bytes:
    """A template of ``charts/documents/print`` with our fonts and no other; texts travel in ``inputs`` only."""
    return typst.compile(
        PRINT / template, format="png", sys_inputs=dict(inputs), ppi=ppi,
        font_paths=[FONTS], ignore_system_fonts=True,
    )  # fmt: skip


@cache
def font_style() -> str:
    """The typeface as a ``<style>`` that travels with the file."""
    faces = "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url(data:font/woff2;base64,{_woff2(weight)})}}"
        for weight in _EMBEDDED
    )
    return f"<style>{faces}</style>\n"


def _woff2(weight: int) -> str:
    path = Path(__file__).parents[2] / "static" / "fonts" / f"observatoire-sans-{weight}.woff2"
    return base64.b64encode(path.read_bytes()).decode("ascii")
