"""Where a region's name, value and sign stand: inside its outline, near its point, or beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from charts.canvas import ruler
from charts.canvas.outline import Edges, Placed
from charts.canvas.svg import ASCENT, LEADING
from territory import wording
from territory.analysis import FragilityClass

_SMALLEST_LABEL, _LABEL_AREA, _VALUE_AREA = 0.78, 30, 9
"""A region with less room than this many squares of text has a smaller label, down to this share."""
_TRIES = ((1.0, 0.25), (0.92, 0.25), (1.0, 0.06), (0.92, 0.06), (0.84, 0.06), (0.76, 0.06))
"""What a label tries in turn to stand inside its region: how small it is drawn, how far it keeps from the border."""
NAME, _RISE, _DROP = 0.68, 0.74, 0.21
"""A name's size, as a share of its value's; how far letters reach over and under their baseline."""
_SIGN, _OVERFLOW = 0.6, 1.05
"""The sign beside a value, as a share of it; how far a value may reach over its region's width."""


class _Line(NamedTuple):
    """A line of a label: how wide it is, and its baseline from the label's middle."""

    width: float
    baseline: float
    size: float


class _Text(NamedTuple):
    """A label set: the name's lines, then the sign and the value."""

    size: float
    name: Sequence[str]
    lines: Sequence[_Line]


class Label(NamedTuple):
    """A region's label in a drawing, in its unit: the name's lines around ``x``, the value from ``start``, its sign.

    ``beside``: left of a region that is too narrow for it.
    """

    x: float
    name_baseline: float
    name: Sequence[str]
    start: float
    baseline: float
    size: float
    sign: str
    sign_start: float
    sign_baseline: float
    sign_size: float
    beside: bool


def set_label(placed: Placed, row: Mapping[str, object], size: float, *, names: bool, shrinks: bool = True) -> Label:
    """Name, value and sign inside the region, near its label point; beside a region too narrow for the value.

    Without ``shrinks``, the value keeps its size and may reach over the border: a page has a least size of text.
    """
    code, sign = str(row["region"]), wording.CLASS_SYMBOL[FragilityClass(str(row["class"]))]
    if shrinks:
        room = math.sqrt(placed.area(code) / (_LABEL_AREA if names else _VALUE_AREA))
        size *= min(1, max(_SMALLEST_LABEL, room / size))
    tries = [
        (_text(name, sign, str(row["number"]), size * share, 700 if names else 600), air)
        for said in (dict.fromkeys((str(row["name"]), str(row["short"]))) if names else ("",))
        for share, air in (_TRIES if shrinks else _TRIES[::2][:2])
        for name in _settings(said, size * share * NAME)
    ]
    across, (left, right) = tries[0][0].lines[-1].width, placed.extent(code)
    if across > (right - left) * _OVERFLOW:
        at = (left - across / 2 - size * 0.3, placed.point(code)[1])
        return _label(tries[0][0], at, sign, beside=True)
    text, at = _first_inside(placed, code, tries, size * 0.15)
    return _label(text, at, sign, beside=False)


def _first_inside(
    placed: Placed, code: str, tries: Sequence[tuple[_Text, float]], step: float
) -> tuple[_Text, tuple[float, float]]:
    """The first try that stands inside the region, and where; else the last, at the region's own point."""
    (x, y), edges = placed.point(code), Edges(placed.polygons(code, step))
    for text, air in tries:
        at = _inside(edges, x, y, text.lines, air)
        if at is not None:
            return text, at
    return tries[-1][0], (x, y)


def _label(text: _Text, at: tuple[float, float], sign: str, *, beside: bool) -> Label:
    """The label around a point: its value in the middle, the sign at the value's end."""
    (x, y), value, small = at, text.lines[-1], text.size * _SIGN
    start, baseline = x - value.width / 2, y + value.baseline
    return Label(
        x, y + text.lines[0].baseline, text.name, start, baseline, text.size,
        sign, start + value.width - ruler.width(sign, small) if sign else start, baseline - text.size * 0.06, small,
        beside,
    )  # fmt: skip


def _settings(name: str, small: float) -> list[list[str]]:
    """A name in two lines at most, the ways that it can be set."""
    if not name:
        return [[]]
    lines = ruler.balanced(name, small * 6.4, small, hyphens=True)
    if len(lines) > 2:
        lines, _ = ruler.fit(name, small * 8.6, (small,), lines=2, hyphens=True)
    return [lines] if lines == [name] else [lines, [name]]


def _signed(sign: str, size: float) -> float:
    """What the sign takes after the value: before it, « = −1,9 » would read as an equation."""
    return ruler.width(sign, size * _SIGN) + size * 0.18 if sign else 0


def _text(name: list[str], sign: str, number: str, size: float, weight: int) -> _Text:
    small, across = size * NAME, _signed(sign, size) + ruler.width(number, size, weight)
    if not name:
        return _Text(size, name, [_Line(across, size * ASCENT, size)])
    first = small * 0.95 - (len(name) * small * LEADING + size * 1.05) / 2
    lines = [_Line(ruler.width(line, small), first + k * small * LEADING, small) for k, line in enumerate(name)]
    return _Text(size, name, [*lines, _Line(across, lines[-1].baseline + size * 1.1, size)])


def _inside(edges: Edges, x: float, y: float, lines: Sequence[_Line], air: float) -> tuple[float, float] | None:
    """The nearest point to the label's own around which its lines stand inside the region; ``None`` where none is."""
    unit = lines[-1].size
    found: tuple[float, float] | None = None
    nearest = math.inf
    for step in sorted(range(-20, 21), key=abs):
        at = y + step * unit * 0.15
        if abs(at - y) >= nearest:
            break
        for low, high in _room(edges, at, lines, air * unit):
            near = min(max(x, low), high)
            if math.hypot(near - x, at - y) < nearest:
                found, nearest = (near, at), math.hypot(near - x, at - y)
    return found


def _room(edges: Edges, y: float, lines: Sequence[_Line], air: float) -> list[tuple[float, float]]:
    """From where to where the middle of a label may stand at a height, its lines inside the region."""
    room = [(-math.inf, math.inf)]
    for line in lines:
        half = line.width / 2 + air
        for edge in (line.baseline - _RISE * line.size, line.baseline, line.baseline + _DROP * line.size):
            room = [
                (low, high)
                for start, end in edges.spans(y + edge)
                for low, high in ((max(a, start + half), min(b, end - half)) for a, b in room)
                if low <= high
            ]
            if not room:
                return []
    return room
