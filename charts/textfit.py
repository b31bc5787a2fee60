"""Text measured without a font library: widths, lines and sizes that fit, in the unit of the size given.

Advances are those of the shipped fonts (``deploy/build_fonts.py``). Kerning, left out, only brings letters closer
in running text, so a measure is an upper bound within 1 %.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Observatoire Sans"
WEIGHTS = (400, 500, 600, 700)
ELLIPSIS = "…"
_BREAK = re.compile(r"(?<=[-/])|(?<= )")
"""Lines break at ordinary spaces and after hyphens and slashes, never at a no-break space."""


@cache
def _advances() -> tuple[int, Mapping[int, Mapping[str, int]]]:
    content = json.loads((FONTS / "advances.json").read_text(encoding="utf-8"))
    return content["em"], {weight: content[str(weight)] for weight in WEIGHTS}


def known(character: str) -> bool:
    """Whether the shipped fonts draw the character."""
    return character in _advances()[1][400]


def width(text: str, size: float, weight: int = 400) -> float:
    """Width of a line; a character that the fonts lack counts a full em."""
    em, tables = _advances()
    table = tables[weight]
    return sum(table.get(character, em) for character in text) * size / em


def wrap(text: str, room: float, size: float, weight: int = 400) -> list[str]:
    """Lines no wider than ``room``; a word that alone is wider is cut where it must be."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, room, size, weight):
        if line and width((line + piece).rstrip(" "), size, weight) > room:
            lines.append(line.rstrip(" "))
            line = ""
        line += piece
    return [*lines, line.rstrip(" ")] if line.strip(" ") or not lines else lines


def _pieces(text: str, room: float, size: float, weight: int) -> list[str]:
    pieces = []
    for piece in _BREAK.split(text):
        while width(piece.rstrip(" "), size, weight) > room and len(piece) > 1:
            keep = _longest(piece, room, size, weight)
            pieces.append(piece[:keep])
            piece = piece[keep:]
        pieces.append(piece)
    return [piece for piece in pieces if piece]


def _longest(text: str, room: float, size: float, weight: int) -> int:
    """How many leading characters fit, one at least."""
    keep = 1
    while keep < len(text) and width(text[: keep + 1], size, weight) <= room:
        keep += 1
    return keep


def shorten(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, or its beginning and « … », no wider than ``room``."""
    if width(text, size, weight) <= room:
        return text
    keep = _longest(text, room - width(ELLIPSIS, size, weight), size, weight)
    return text[:keep].rstrip() + ELLIPSIS


def fit(
    text: str, room: float, sizes: Sequence[float], weight: int = 400, *, lines: int = 1
) -> tuple[list[str], float]:
    """The text in at most ``lines`` lines at the first of the ``sizes`` where it holds, else shortened at the last."""
    for size in sizes:
        found = wrap(text, room, size, weight)
        if len(found) <= lines:
            return found, size
    kept = found[: lines - 1]
    return [*kept, shorten(" ".join(found[lines - 1 :]), room, size, weight)], size
