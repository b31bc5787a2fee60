"""The tree on a slide: brackets and names as native shapes, the groups as a native table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas.slide.shapes import CENTRE, LEFT, MIDDLE, count_ids, describe, fitted, line, panel, plain
from charts.canvas.slide.table import Cell, header, table
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean
from charts.figures.tree.record import Tree
from charts.record import Record
from charts.tables import displayed
from charts.theme import MUTED, PAPER, TEXT
from territory.wording import NBSP

DRAWN, _GAP, _NAMES = 7.3, 0.4, 2.6
"""Room for the drawing, beside its table; for the names in the tree, in inches."""

HIGH, SIZE, LINE_HEIGHT = BODY_BOTTOM - BODY_TOP, 13, 0.26

POINT, ARM = 0.16, 0.24


def draw(slide: Slide, record: Tree) -> None:
    """One bracket per merge, the groups as bands, the reader's region in bold."""
    names, step = record.names, HIGH / len(record.names)
    brackets = record.rows.to_dict("records")
    deepest = max(bracket["height"] for bracket in brackets) or 1.0
    start, reach = MARGIN + _NAMES, DRAWN - _NAMES - 0.1
    group = drawing_group(slide, record, "Arbre")
    for number, (first, last) in enumerate(record.groups, start=1):
        at = (MARGIN - 0.08, BODY_TOP + first * step, DRAWN + 0.16, (last - first + 1) * step)
        if number % 2:
            panel(group.shapes, f"Bande {number}", at, PAPER)
    for bracket in brackets:
        far = start + bracket["height"] / deepest * reach
        ends = [
            (start + bracket[f"{side}_height"] / deepest * reach, BODY_TOP + (bracket[side] + 0.5) * step)
            for side in ("left", "right")
        ]
        path(group, _bracket_name(names, bracket), [ends[0], (far, ends[0][1]), (far, ends[1][1]), ends[1]], MUTED, 1.5)
    for k, (code, name) in enumerate(zip(record.leaves, names, strict=True)):
        own = code == record.region
        at = (MARGIN, BODY_TOP + k * step, _NAMES - 0.1, step)
        region_name(group, f"{name} ({code})", at, f"► {name}" if own else name, own=own)
    count_ids(slide.shapes)
    groups_table(slide, record)


def _bracket_name(names: Sequence[str], bracket: dict[str, Any]) -> str:
    """« Lien : Normandie, Centre-Val de Loire », by the leaves nearest to each side."""
    left, right = (names[round(bracket[side])] for side in ("left", "right"))
    return f"Lien{NBSP}: {left}, {right}"


def drawing_group(slide: Slide, record: Record, word: str) -> Any:
    return describe(slide.shapes.add_group_shape(), f"{word}{NBSP}: {record.name}", record.alt)


def region_name(
    group: Any, name: str, at: tuple[float, float, float, float], said: str, *, own: bool, align: Any = LEFT
) -> None:
    fitted(group.shapes, name, at, said, (SIZE, 12, 11, 10), bold=own, colour=TEXT, anchor=MIDDLE, align=align)


def path(group: Any, name: str, points: Sequence[tuple[float, float]], colour: str, weight: float) -> None:
    """An open line through the points."""
    (x, y), *rest = [(Inches(x), Inches(y)) for x, y in points]
    builder = group.shapes.build_freeform(x, y)
    builder.add_line_segments(rest, close=False)
    shape = builder.convert_to_shape()
    plain(shape)
    shape.fill.background()
    line(shape, colour, weight)
    describe(shape, name, name)


def groups_table(slide: Slide, record: Record) -> None:
    """The regions by group, and how often each group is found again."""
    shown = displayed(record)
    order = [header(str(column), LEFT if k == 0 else CENTRE) for k, column in enumerate(shown.columns)]
    body = [
        [Cell(str(text), LEFT if k == 0 else CENTRE) for k, text in enumerate(row)]
        for row in shown.sort_values([str(shown.columns[1]), str(shown.columns[0])]).to_numpy().tolist()
    ]
    left = MARGIN + DRAWN + _GAP
    table(
        slide.shapes,
        "Groupes",
        f"Tableau des groupes. {clean(record.title)}.",
        (left, BODY_TOP),
        (2.35, 0.8, MARGIN + SPAN - left - 3.15),
        HIGH / (len(body) + 1),
        [order, *body],
        12,
    )
