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

FONTS = Path(__file__).parents[1] / "fonts"
FAMILY = "Observatoire Sans"
WEIGHTS = (400, 500, 600, 700)
ELLIPSIS = "…"
_SPACES, _HYPHENS = re.compile(r"(?<= )"), re.compile(r"(?<=[-/])|(?<= )")
"""Lines break at ordinary spaces, and in narrow places after hyphens and slashes; never at a no-break space."""


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


def longest_word(text: str, size: float, weight: int = 400) -> float:
    """The narrowest room in which the text wraps without cutting a word (hyphens break)."""
    return max(width(piece.rstrip(" "), size, weight) for piece in _HYPHENS.split(text))


def wrap(text: str, room: float, size: float, weight: int = 400, *, hyphens: bool = False) -> list[str]:
    """Lines no wider than ``room``; a word that alone is wider is cut where it must be."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, room, size, weight, _HYPHENS if hyphens else _SPACES):
        if line and width((line + piece).rstrip(" "), size, weight) > room:
            lines.append(line.rstrip(" "))
            line = ""
        line += piece
    return [*lines, line.rstrip(" ")] if line.strip(" ") or not lines else lines


def balanced(text: str, room: float, size: float, weight: int = 400, *, hyphens: bool = False) -> list[str]:
    """``wrap`` in as many lines, of nearly equal widths: no word is left alone on the last one."""
    lines = wrap(text, room, size, weight, hyphens=hyphens)
    low, high = min(room, max(room / 2, longest_word(text, size, weight))), room
    for _ in range(8 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = wrap(text, middle, size, weight, hyphens=hyphens)
        if len(tried) > len(lines) or any(width(line, size, weight) > middle for line in tried):
            low = middle
        else:
            lines, high = tried, middle
    return lines


def _pieces(text: str, room: float, size: float, weight: int, breaks: re.Pattern[str]) -> list[str]:
    pieces = []
    for piece in breaks.split(text):
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
    text: str, room: float, sizes: Sequence[float], weight: int = 400, *, lines: int = 1, hyphens: bool = False
) -> tuple[list[str], float]:
    """The text in at most ``lines`` lines at the first of the ``sizes`` where it holds, else shortened at the last."""
    for size in sizes:
        found = balanced(text, room, size, weight, hyphens=hyphens)
        if len(found) <= lines and (len(found) > 1 or width(text, size, weight) <= room):
            return found, size
    found = wrap(text, room, size, weight, hyphens=hyphens)
    kept = found[: lines - 1]
    return [*kept, shorten(" ".join(found[lines - 1 :]), room, size, weight)], size
