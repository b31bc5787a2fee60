"""Text measured: widths, lines and sizes that fit, in the unit of the size given.

Two rulers, one a family of fonts. ``PAPER`` measures images and printed documents, written in our own font;
``OFFICE`` measures slides and workbooks, written in Arial (``charts.canvas.slide.text`` says why), by a font that
has Arial's widths. Pillow reads the advance of one character at a time: kerning, left out, only brings letters
closer in running text, so a measure is an upper bound within 1 %.

The functions of this module are ``PAPER``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parents[1] / "fonts"
"""Where typst finds the font of images and documents, and no other."""
FAMILY = "Observatoire Sans"
WEIGHTS = (400, 500, 600, 700)
ELLIPSIS = "…"
_OFFICE_FONTS = Path(__file__).parent / "slide" / "fonts"
_EM = 22528
"""A size at which our fonts' advances (ems of 2,048 and 2,816 units) are whole numbers: Pillow rounds them to one."""
_SEEN = 32
"""A size at which a character is told from the box that stands for a missing one."""
_SPACES = " \n\t"
"""Where lines break; never at a no-break space."""
_WHOLE = "(?<!-de-)(?!(?<=-)de-)"
"""Nor at a hyphen beside « de »: « Hauts-de-France » is one word, « Bourgogne-/Franche-Comté » may be two lines."""


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _drawn(path: Path, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _font(path, _SEEN).getmask(character)
    return mask.size, bytes(mask)


@cache
def _missing(path: Path) -> tuple[tuple[int, int], bytes]:
    """What the font draws for a character that it lacks."""
    return _drawn(path, "\U0010ffff")


@lru_cache(maxsize=8192)
def _known(path: Path, character: str) -> bool:
    """Pillow does not read which characters a font holds: those that it lacks are all drawn as one box."""
    return character != "\n" and _drawn(path, character) != _missing(path)


class _Advances(dict[str, float]):
    """Advance of each character in ems, measured when it is first met."""

    def __init__(self, path: Path, instead: Mapping[str, float]) -> None:
        super().__init__(instead)
        self._path = path

    def __missing__(self, character: str) -> float:
        known = _known(self._path, character)
        self[character] = advance = _font(self._path, _EM).getlength(character) / _EM if known else 1.0
        return advance


@dataclass(frozen=True, eq=False)
class Ruler:
    """A family's measures. ``files`` by weight; ``breaks``: after which characters a narrow line may break too.

    ``leading``: from a line to the next, in sizes; ``instead``: advances, in ems, that count in the font's stead.
    """

    files: Mapping[int, Path]
    breaks: str
    leading: float
    instead: Mapping[str, float] = field(default_factory=dict)
    _advances: Mapping[int, _Advances] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        advances = {weight: _Advances(path, self.instead) for weight, path in self.files.items()}
        object.__setattr__(self, "_advances", advances)

    def known(self, character: str) -> bool:
        """Whether the font draws the character."""
        return _known(self.files[400], character)

    def width(self, text: str, size: float, weight: int = 400) -> float:
        """Width of a line; a character that the font lacks counts a full em."""
        return sum(map(self._advances[weight].__getitem__, text)) * size

    def longest_word(self, text: str, size: float, weight: int = 400) -> float:
        """The narrowest room in which the text wraps without cutting a word (hyphens break)."""
        return max(self.width(piece.rstrip(_SPACES), size, weight) for piece in self._split(text, hyphens=True))

    def wrap(self, text: str, room: float, size: float, weight: int = 400, *, hyphens: bool = False) -> list[str]:
        """Lines no wider than ``room``; a word that alone is wider is cut where it must be."""
        whole = text.rstrip(_SPACES)
        if self.width(whole, size, weight) <= room:
            return [whole]
        lines: list[str] = []
        line = ""
        for piece in self._pieces(text, room, size, weight, hyphens=hyphens):
            if line and self.width((line + piece).rstrip(_SPACES), size, weight) > room:
                lines.append(line.rstrip(_SPACES))
                line = ""
            line += piece
        return [*lines, line.rstrip(_SPACES)] if line.strip(_SPACES) or not lines else lines

    def balanced(self, text: str, room: float, size: float, weight: int = 400, *, hyphens: bool = False) -> list[str]:
        """``wrap`` in as many lines, of nearly equal widths: no word is left alone on the last one."""
        lines = self.wrap(text, room, size, weight, hyphens=hyphens)
        low, high = min(room, max(room / 2, self.longest_word(text, size, weight))), room
        for _ in range(8 if len(lines) > 1 else 0):
            middle = (low + high) / 2
            tried = self.wrap(text, middle, size, weight, hyphens=hyphens)
            if len(tried) > len(lines) or any(self.width(line, size, weight) > middle for line in tried):
                low = middle
            else:
                lines, high = tried, middle
        return lines

    def shorten(self, text: str, room: float, size: float, weight: int = 400) -> str:
        """The text, or its beginning and « … », no wider than ``room``."""
        if self.width(text, size, weight) <= room:
            return text
        keep = self._longest(text, room - self.width(ELLIPSIS, size, weight), size, weight)
        return text[:keep].rstrip() + ELLIPSIS

    def fit(
        self,
        text: str,
        room: float,
        sizes: Sequence[float],
        weight: int = 400,
        *,
        lines: int = 1,
        hyphens: bool = False,
    ) -> tuple[list[str], float]:
        """The text in at most ``lines`` lines at the first of ``sizes`` at which it fits, else cut at the last."""
        for size in sizes:
            found = self.balanced(text, room, size, weight, hyphens=hyphens)
            if len(found) <= lines and (len(found) > 1 or self.width(text, size, weight) <= room):
                return found, size
        return self._ended(text, room, size, weight, lines, hyphens=hyphens), size

    def height(self, text: str, room: float, size: float, weight: int = 400) -> float:
        """Height of a text in ``room``."""
        return len(self.wrap(text, room, size, weight, hyphens=True)) * size * self.leading

    def fit_height(
        self, text: str, room: float, high: float, sizes: Sequence[float], weight: int = 400
    ) -> tuple[str, float]:
        """The text at the first of ``sizes`` at which it fits in a box, else cut at the last."""
        for size in sizes:
            if self.height(text, room, size, weight) <= high:
                return text, size
        most = max(1, int(high / (size * self.leading)))
        return self._joined(self._ended(text, room, size, weight, most, hyphens=True)), size

    def one_line(self, text: str, room: float, size: float, weight: int = 400) -> str:
        """The text on one line, shortened where it is longer."""
        return self.fit_height(text, room, size * self.leading, [size], weight)[0]

    def _split(self, text: str, *, hyphens: bool) -> list[str]:
        return re.split(f"(?<=[{re.escape(_SPACES + self.breaks * hyphens)}]){_WHOLE}", text)

    def _pieces(self, text: str, room: float, size: float, weight: int, *, hyphens: bool) -> list[str]:
        pieces = []
        for piece in self._narrowed(text, room, size, weight, hyphens=hyphens):
            while self.width(piece.rstrip(_SPACES), size, weight) > room and len(piece) > 1:
                keep = self._longest(piece, room, size, weight)
                pieces.append(piece[:keep])
                piece = piece[keep:]
            pieces.append(piece)
        return [piece for piece in pieces if piece]

    def _narrowed(self, text: str, room: float, size: float, weight: int, *, hyphens: bool) -> Iterator[str]:
        """The pieces of a text; a name that is wider than the room breaks at each of its hyphens, before any letter."""
        for whole in self._split(text, hyphens=hyphens):
            if hyphens and self.width(whole.rstrip(_SPACES), size, weight) > room:
                yield from re.split(f"(?<=[{re.escape(self.breaks)}])", whole)
            else:
                yield whole

    def _longest(self, text: str, room: float, size: float, weight: int) -> int:
        """How many leading characters fit, one at least."""
        keep = 1
        while keep < len(text) and self.width(text[: keep + 1], size, weight) <= room:
            keep += 1
        return keep

    def _ended(self, text: str, room: float, size: float, weight: int, most: int, *, hyphens: bool) -> list[str]:
        """The first ``most`` lines, the last one ending on « … »."""
        lines = self.wrap(text, room, size, weight, hyphens=hyphens)
        return [*lines[: most - 1], self.shorten(self._joined(lines[most - 1 :]), room, size, weight)]

    def _joined(self, lines: Sequence[str]) -> str:
        return "".join(line if not line or line[-1] in self.breaks else f"{line} " for line in lines).rstrip(_SPACES)


PAPER = Ruler({weight: FONTS / f"observatoire-sans-{weight}.otf" for weight in WEIGHTS}, "-/", 1.25)
OFFICE = Ruler(
    {weight: _OFFICE_FONTS / f"observatoire-office-{weight}.ttf" for weight in (400, 700)},
    "-",
    1.2,  # Arial's own is 1.15
    # Many an Arial lacks these: they are drawn with another font's space and hyphen.
    {"\u202f": 0.278, "\u2009": 0.278, "\u2011": 0.333},
)

known, width, longest_word = PAPER.known, PAPER.width, PAPER.longest_word
wrap, balanced, shorten, fit = PAPER.wrap, PAPER.balanced, PAPER.shorten, PAPER.fit
