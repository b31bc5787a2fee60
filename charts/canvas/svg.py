"""An SVG written by hand: layers with names, text as text, and nothing that a label could turn into markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from charts.canvas.ruler import PAPER
from charts.record import slug
from charts.theme import CLASS_LOOK, HATCH, LINE, TEXT, WHITE
from territory.analysis import FragilityClass

_TEMPLATE = Path(__file__).with_name("figure.svg")
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEADING = PAPER.leading
ASCENT = 0.36
"""From a line's middle down to its baseline, in sizes: half the height of figures and capitals."""
_FULL_ROW = 0.88
"""The largest text of a row, as a share of its height, that does not touch the rows beside it."""


class Box(NamedTuple):
    """A rectangle of the drawing, in its unit."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@cache
def _template() -> Template:
    return Template(_TEMPLATE.read_text(encoding="utf-8"))


def text_only(text: str) -> str:
    """Text escaped for XML, without the characters that XML cannot hold."""
    return escape(xml_only(text))


def xml_only(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _n(value: float) -> str:
    """A length as written in the SVG: one decimal at most, never « -0 »."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


class Drawing:
    """Elements in drawing order. ``prefix`` keeps ids apart when several drawings share a page.

    ``least``: when projected, which is read from the back of a room, the size under which no value is written.
    """

    def __init__(self, width: float, height: float, prefix: str = "", least: float = 0) -> None:
        self.width, self.height, self.prefix, self.least = width, height, prefix, least
        self._parts: list[str] = []
        self._named: Counter[str] = Counter()

    def svg(self, title: str, alt: str, style: str = "") -> str:
        return _template().substitute(
            width=_n(self.width), height=_n(self.height), prefix=self.prefix, style=style, white=WHITE, hatch=HATCH,
            title=text_only(title), alt=text_only(alt), body="\n".join(self._parts),
        )  # fmt: skip

    @property
    def landscape(self) -> bool:
        """Whether what is read of a map has its room beside it, and not below."""
        return self.width > self.height * 1.2

    @property
    def wall(self) -> bool:
        return self.least > 0

    def row_text(self, size: float, row: float) -> float:
        """The text of a row: ``size``, or the least one of a wall where the row holds it."""
        return max(size, min(self.least, row * _FULL_ROW))

    def sizes(self, *sizes: float) -> tuple[float, ...]:
        """The sizes that a value may take, none under the least."""
        return tuple(dict.fromkeys(max(size, self.least) for size in sizes))

    @property
    def hatch(self) -> str:
        return f"url(#{self.prefix}hachures)"

    def fill_of(self, kind: FragilityClass) -> str:
        """The class's colour; a hatch where there is no data."""
        return self.hatch if CLASS_LOOK[kind].hatched else CLASS_LOOK[kind].colour

    @contextmanager
    def layer(self, label: str, title: str = "", *, inner: bool = False) -> Iterator[None]:
        """A named layer (``inner``: a named group within one); ``title`` is read aloud and shown on hover."""
        mode = "" if inner else ' inkscape:groupmode="layer"'
        name = slug(text_only(label))
        self._named[name] += 1
        ident = quoteattr(f"{self.prefix}{name}{f'-{self._named[name]}' if self._named[name] > 1 else ''}")
        self._parts.append(f"<g id={ident} inkscape:label={quoteattr(_NOT_XML.sub('', label))}{mode}>")
        if title:
            self._parts.append(f"<title>{text_only(title)}</title>")
        yield
        self._parts.append("</g>")

    def rect(
        self, box: Box, fill: str, *, stroke: str = "none", stroke_width: float = 1, radius: float = 0
    ) -> None:  # fmt: skip
        self._parts.append(
            f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
            f'{f" rx={chr(34)}{_n(radius)}{chr(34)}" if radius else ""} fill="{fill}"{_stroke(stroke, stroke_width)}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str = LINE, width: float = 1) -> None:
        self._parts.append(f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"{_stroke(stroke, width)}/>')

    def circle(
        self, x: float, y: float, radius: float, fill: str, *, stroke: str = "none", stroke_width: float = 1,
        opacity: float = 1,
    ) -> None:  # fmt: skip
        seen = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        self._parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"{seen}{_stroke(stroke, stroke_width)}/>'
        )

    def image(self, box: Box, address: str) -> None:
        """A picture, given by an address that holds it whole."""
        self._parts.append(
            f'<image x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
            f' preserveAspectRatio="none" href={quoteattr(address)}/>'
        )

    def path(self, data: str, fill: str, *, stroke: str = "none", stroke_width: float = 1) -> None:
        self._parts.append(
            f'<path d="{data}" fill="{fill}" fill-rule="evenodd" stroke-linejoin="round"'
            f"{_stroke(stroke, stroke_width)}/>"
        )

    def text(
        self,
        x: float,
        y: float,
        lines: str | Sequence[str],
        size: float,
        *,
        weight: int = 400,
        fill: str = TEXT,
        anchor: str = "start",
        halo: str = "",
        turned: bool = False,
        full: str = "",
    ) -> None:
        """Lines from baseline ``y`` down. ``turned`` reads upwards; ``full`` is the text when lines shorten it."""
        lines = [lines] if isinstance(lines, str) else list(lines)
        attributes = [f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"']
        if weight != 400:
            attributes.append(f'font-weight="{weight}"')
        if anchor != "start":
            attributes.append(f'text-anchor="{anchor}"')
        if halo:
            attributes.append(
                f'stroke="{halo}" stroke-width="{_n(size * 0.2)}" stroke-linejoin="round" paint-order="stroke"'
            )
        if turned:
            attributes.append(f'transform="rotate(-90 {_n(x)} {_n(y)})"')
        whole = f"<title>{text_only(full)}</title>" if full and full != " ".join(lines) else ""
        self._parts.append(f"<text {' '.join(attributes)}>{whole}{_lines(lines, x, size)}</text>")

    def middle(self, x: float, y: float, lines: Sequence[str], size: float, **how: Any) -> None:
        """Lines centred on ``y``."""
        first = y + size * ASCENT - (len(lines) - 1) * size * LEADING / 2
        self.text(x, first, lines, size, **how)


def _lines(lines: Sequence[str], x: float, size: float) -> str:
    """One line as it is; several, one under the other."""
    if len(lines) == 1:
        return text_only(lines[0])
    return "".join(
        f'<tspan x="{_n(x)}" dy="{_n(size * LEADING if k else 0)}">{text_only(line)}</tspan>'
        for k, line in enumerate(lines)
    )


def _stroke(stroke: str, width: float) -> str:
    return "" if stroke == "none" else f' stroke="{stroke}" stroke-width="{_n(width)}"'
