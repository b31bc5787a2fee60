"""Ward's tree and the two-axis plane as native shapes, grouped and named; the groups as a native table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Inches

from charts.label_places import label_places
from charts.projection import Outlines
from charts.record import Record
from charts.similarity_views import label_side, widened
from charts.slides.shapes import (
    CENTRE,
    LEFT,
    MIDDLE,
    RIGHT,
    Cell,
    describe,
    fitted,
    header,
    line,
    paint,
    panel,
    plain,
    table,
)
from charts.slides.template import ACCENT, BODY_BOTTOM, BODY_TOP, INK, LINE, MARGIN, MUTED, PAPER, SPAN
from charts.slides.text import clean, width
from charts.tables import displayed
from territory.wording import NBSP

_DRAWN, _GAP, _NAMES = 7.3, 0.4, 2.6
"""Room for the drawing, beside its table; for the names in the tree, in inches."""
_HIGH, _SIZE, _LINE = BODY_BOTTOM - BODY_TOP, 13, 0.26
_POINT, _ARM = 0.16, 0.24


def tree(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """A bracket a merge, the groups as bands, the reader's region in bold."""
    names, step = record.extra["names"], _HIGH / len(record.extra["names"])
    brackets = record.rows.to_dict("records")
    deepest = max(bracket["height"] for bracket in brackets) or 1.0
    start, reach = MARGIN + _NAMES, _DRAWN - _NAMES - 0.1
    group = _group(slide, record, "Arbre")
    for number, (first, last) in enumerate(record.extra["groups"], start=1):
        at = (MARGIN - 0.08, BODY_TOP + first * step, _DRAWN + 0.16, (last - first + 1) * step)
        if number % 2:
            panel(group.shapes, f"Bande {number}", at, PAPER)
    for bracket in brackets:
        far = start + bracket["height"] / deepest * reach
        ends = [
            (start + bracket[f"{side}_height"] / deepest * reach, BODY_TOP + (bracket[side] + 0.5) * step)
            for side in ("left", "right")
        ]
        _path(
            group, _bracket_name(names, bracket), [ends[0], (far, ends[0][1]), (far, ends[1][1]), ends[1]], MUTED, 1.5
        )
    for k, (code, name) in enumerate(zip(record.extra["leaves"], names, strict=True)):
        own = code == record.extra["region"]
        at = (MARGIN, BODY_TOP + k * step, _NAMES - 0.1, step)
        _name(group, f"{name} ({code})", at, f"► {name}" if own else name, own=own)
    _groups(slide, record)


def _bracket_name(names: Sequence[str], bracket: dict[str, Any]) -> str:
    """« Lien : Normandie, Centre-Val de Loire », by the leaves nearest to each side."""
    left, right = (names[round(bracket[side])] for side in ("left", "right"))
    return f"Lien{NBSP}: {left}, {right}"


def plane(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """A point a region, its name beside it, joined by a line; the groups as a table."""
    rows = record.rows
    (west, east), (low, high) = widened(rows["x"], 0.45), widened(rows["y"], 0.14)
    group = _group(slide, record, "Plan")
    panel(group.shapes, "Plan, cadre", (MARGIN, BODY_TOP, _DRAWN, _HIGH), "#ffffff", outline=LINE)
    named = rows.to_dict("records")
    points = [
        ((row["x"] - west) / ((east - west) or 1) * _DRAWN, (high - row["y"]) / ((high - low) or 1) * _HIGH)
        for row in named
    ]
    widths = [min(width(clean(row["name"]), _SIZE, bold=True) / 72 + 0.06, _DRAWN * 0.4) for row in named]
    labels = label_places(
        points,
        [(wide, _LINE) for wide in widths],
        [label_side(row["x"], rows) for row in named],
        arm=_ARM,
        radius=_POINT / 2,
        room=(_DRAWN, _HIGH),
    )
    for row, (x, y), wide, label in zip(named, points, widths, labels, strict=True):
        own, name = row["region"] == record.extra["region"], f"{row['name']} ({row['region']})"
        ends = [(MARGIN + x, BODY_TOP + y), (MARGIN + x + label.side * (_ARM - 0.04), BODY_TOP + label.middle)]
        _path(group, f"{name}, trait", ends, MUTED, 0.75)
        _dot(group, name, str(row["name"]), MARGIN + x, BODY_TOP + y, ACCENT if own else MUTED)
        place = (MARGIN + label.left, BODY_TOP + label.middle - _LINE / 2, wide, _LINE)
        _name(group, f"{name}, nom", place, str(row["name"]), own=own, align=LEFT if label.side > 0 else RIGHT)
    group._element.recalculate_extents()
    _groups(slide, record)


def _group(slide: Slide, record: Record, word: str) -> Any:
    return describe(slide.shapes.add_group_shape(), f"{word}{NBSP}: {record.name}", record.alt)


def _name(
    group: Any, name: str, at: tuple[float, float, float, float], said: str, *, own: bool, align: Any = LEFT
) -> None:
    fitted(group.shapes, name, at, said, (_SIZE, 12, 11, 10), bold=own, colour=INK, anchor=MIDDLE, align=align)


def _path(group: Any, name: str, points: Sequence[tuple[float, float]], colour: str, weight: float) -> None:
    """An open line through the points."""
    (x, y), *rest = [(Inches(x), Inches(y)) for x, y in points]
    builder = group.shapes.build_freeform(x, y)
    builder.add_line_segments(rest, close=False)
    shape = builder.convert_to_shape()
    plain(shape)
    shape.fill.background()
    line(shape, colour, weight)
    describe(shape, name, name)


def _dot(group: Any, name: str, description: str, x: float, y: float, colour: str) -> None:
    corner = (x - _POINT / 2, y - _POINT / 2, _POINT, _POINT)
    shape = group.shapes.add_shape(MSO_SHAPE.OVAL, *(Inches(value) for value in corner))
    plain(shape)
    paint(shape.fill, colour)
    line(shape, "")
    describe(shape, name, description)


def _groups(slide: Slide, record: Record) -> None:
    """The regions by group, and how often each group is found again."""
    shown = displayed(record)
    order = [header(str(column), LEFT if k == 0 else CENTRE) for k, column in enumerate(shown.columns)]
    body = [
        [Cell(str(text), LEFT if k == 0 else CENTRE) for k, text in enumerate(row)]
        for row in shown.sort_values([str(shown.columns[1]), str(shown.columns[0])]).to_numpy().tolist()
    ]
    left = MARGIN + _DRAWN + _GAP
    table(
        slide.shapes,
        "Groupes",
        f"Tableau des groupes. {clean(record.title)}.",
        (left, BODY_TOP),
        (2.35, 0.8, MARGIN + SPAN - left - 3.15),
        _HIGH / (len(body) + 1),
        [order, *body],
        12,
    )
