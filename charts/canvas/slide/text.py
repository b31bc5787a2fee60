"""The room that a text takes on a slide, in points, measured with the widths of Arial: nothing overflows its box.

The slides' font is Arial and not ours: a PPTX names one font a text and no fallback. Where « Observatoire
Sans » is not installed, which is everywhere but on our own machines, PowerPoint, Keynote and LibreOffice each
put another in its place, of other widths, and what fitted here would run over there. Arial is on every
Windows and Mac; elsewhere its stand-in, Liberation Sans, has the same widths by design.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from charts.canvas.ruler import OFFICE

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("[ \n\t]+")  # not str.split(): it would part a number from its unit at a no-break space


def clean(text: str) -> str:
    """Text that any office file can hold, on one line: no control character, composed accents.

    Right-to-left marks stay. The characters that reorder what follows them (overrides, isolates) go: in the
    same line as a number, « 8,4 » would read « 4,8 ».
    """
    kept = _REORDERING.sub("", _NOT_XML.sub("", text))
    return unicodedata.normalize("NFC", " ".join(part for part in _BREAKS.split(kept.replace("\r", " ")) if part))


def _weight(bold: bool) -> int:
    return 700 if bold else 400


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line."""
    return OFFICE.width(text, size, _weight(bold))


def lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Lines of a text, broken at spaces and after hyphens; a longer word is cut."""
    return OFFICE.wrap(text, room, size, _weight(bold), hyphens=True)


def height(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """Height of a text."""
    return OFFICE.height(text, room, size, _weight(bold))


def fit(text: str, room: float, high: float, sizes: Sequence[float], *, bold: bool = False) -> tuple[str, float]:
    """The largest of ``sizes`` (largest first) at which a text fits; at the smallest, it ends on « … »."""
    return OFFICE.fit_height(text, room, high, sizes, _weight(bold))


def one_line(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """A text on one line, cut with « … » where it is longer."""
    return OFFICE.one_line(text, room, size, _weight(bold))
