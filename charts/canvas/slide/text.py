"""What a text takes on a slide: lines counted with the widths of Arial, so that nothing leaves its box.

The slides' font is Arial and not ours: a PPTX names one font a text and no fallback. Where « Observatoire
Sans » is not installed, which is everywhere but on our own machines, PowerPoint, Keynote and LibreOffice each
put another in its place, of other widths, and what fitted here would run over there. Arial is on every
Windows and Mac; elsewhere its stand-in, Liberation Sans, has the same widths by design.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

LINE_HEIGHT = 1.2
"""Line height, in sizes; Arial's own is 1,15."""
_UNKNOWN = 1000
"""A character that the table lacks is taken as wide as the font's size."""
_NARROW = {"\u202f": 278, "\u2009": 278, "\u200e": 0, "\u200f": 0, "\u200b": 0}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[ \n\t]+")  # not str.split(): it would part a number from its unit at a no-break space
_PIECES = re.compile(r"[^ \n\t-]*-+|[^ \n\t-]*[ \n\t]+|[^ \n\t-]+$")
"""What a line is made of: up to and with a space, or a hyphen."""


@cache
def _advances() -> Mapping[str, Mapping[str, int]]:
    tables = json.loads((Path(__file__).parent / "advances.json").read_text(encoding="utf-8"))
    return {weight: table | _NARROW for weight, table in tables.items()}


def clean(text: str) -> str:
    """Text that any office file can hold, on one line: no control character, composed accents.

    Right-to-left marks stay. The characters that reorder what follows them (overrides, isolates) go: in the
    same line as a number, « 8,4 » would read « 4,8 ».
    """
    kept = _REORDERING.sub("", _NOT_XML.sub("", text))
    return unicodedata.normalize("NFC", " ".join(part for part in _BREAKS.split(kept.replace("\r", " ")) if part))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line, in points."""
    table = _advances()["bold" if bold else "regular"]
    return sum(table.get(character, _UNKNOWN) for character in text) * size / 1000


def lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in ``room`` points: broken at spaces and after hyphens, and a longer word is cut."""
    found, line = [], ""
    for word in _PIECES.findall(text):
        joined = f"{line}{word}"
        if line and width(joined.rstrip(), size, bold=bold) > room:
            found.append(line.rstrip())
            joined = word
        line = joined
        while len(line) > 1 and width(line.rstrip(), size, bold=bold) > room:
            cut = next(k for k in range(len(line) - 1, 0, -1) if k == 1 or width(line[:k], size, bold=bold) <= room)
            found.append(line[:cut])
            line = line[cut:]
    return [*found, line.rstrip()]


def height(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The height of a text in ``room`` points, in points."""
    return len(lines(text, size, room, bold=bold)) * size * LINE_HEIGHT


def fit(text: str, room: float, high: float, sizes: Sequence[float], *, bold: bool = False) -> tuple[str, float]:
    """The largest of ``sizes`` (largest first) at which a text fits; at the smallest, it ends on « … »."""
    for size in sizes:
        if height(text, size, room, bold=bold) <= high:
            return text, size
    size = sizes[-1]
    found = lines(text, size, room, bold=bold)
    most = max(1, int(high / (size * LINE_HEIGHT)))
    last = found[most - 1] if len(found) >= most else ""
    while last and width(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    head = "".join(f"{line} " if not line.endswith("-") else line for line in found[: most - 1])
    return f"{head}{last.rstrip()}…", size


def one_line(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """A text on one line, cut with « … » where it is longer."""
    return fit(text, room, size * LINE_HEIGHT, [size], bold=bold)[0]
