"""The plane on a slide: a native chart of points with their bars, names and zones as texts."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR
from pptx.slide import Slide
from pptx.util import Inches, Pt

from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.points import Point, cloud
from charts.canvas.slide.shapes import LEFT, MIDDLE, RIGHT, Run, box, describe, panel, plain, rgb
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, width
from charts.figures.perception.plane import Plan
from charts.figures.perception.record import Perception
from charts.theme import COAST, LINE, MUTED, PAPER, TEXT, WHITE
from territory.wording import NBSP, THIN

_FOOT, _SIZE, _LINE_HIGH, _ARM, _HEAD = 0.34, 12, 0.2, 0.16, 0.34

NAMES = {True: "Se détache du partage égal", False: "Incertain"}
"""The two series, in the chart's workbook."""


def draw(slide: Slide, record: Perception) -> None:
    plan = Plan(record, SPAN, BODY_HEIGHT - _FOOT)
    _zones(slide, plan)
    described = f"{record.alt} Barres d’incertitude à 95{THIN}%."
    at = (MARGIN, BODY_TOP, plan.width, plan.height)
    scales = ((0.0, record.reach), (record.lowest, record.highest))
    rows = record.rows.to_dict("records")
    for row in rows:
        _bar(slide, plan, row)
    points = [Point(row["share"], row["score"], row["sure"]) for row in rows]
    cloud(slide.shapes, f"Graphique{NBSP}: {record.name}", described, at, NAMES, points, scales, "0.00")
    placed = plan.names(
        lambda name: width(clean(name), _SIZE, bold=True) / 72 + 0.06, _LINE_HIGH, arm=_ARM, radius=0.1, head=_HEAD
    )
    for row, label in placed:
        name, own = clean(str(row["short"])), bool(row["sure"])
        wide = width(name, _SIZE, bold=True) / 72 + 0.06
        where = (MARGIN + label.left, BODY_TOP + label.middle - _LINE_HIGH / 2, wide, _LINE_HIGH)
        run = [[Run(name, _SIZE, own, TEXT)]]
        box(slide.shapes, f"Domaine, {name}", where, run, align=LEFT if label.side > 0 else RIGHT, anchor=MIDDLE)


def _bar(slide: Slide, plan: Plan, row: dict[Any, Any]) -> None:
    """How uncertain a share is: a line of ours, since LibreOffice draws no error bar of a length of its own."""
    y = BODY_TOP + plan.y(row["score"])
    ends = (MARGIN + plan.x(row["low"]), y, MARGIN + plan.x(row["high"]), y)
    _line(slide, f"Incertitude, {row['short']}", ends, COAST, 1.25)


def _zones(slide: Slide, plan: Plan) -> None:
    record = plan.record
    x, y = MARGIN + plan.x(record.reference), BODY_TOP + plan.y(record.bound)
    right, bottom = MARGIN + plan.width, BODY_TOP + plan.height
    panel(slide.shapes, "Plan, cadre", (MARGIN, BODY_TOP, plan.width, plan.height), WHITE, outline=LINE)
    panel(slide.shapes, "Zone, vu et mesuré", (x, BODY_TOP, right - x, y - BODY_TOP), PAPER)
    _line(slide, "Référence", (x, BODY_TOP, x, bottom))
    _line(slide, "Fragilité mesurée", (MARGIN, y, right, y))
    for name, across, down, way, fall in plan.corners:
        wide = width(name, 14, bold=True) / 72 + 0.1
        left = MARGIN + across + (0.08 if way > 0 else -0.08 - wide)
        top = BODY_TOP + down + (0.05 if fall > 0 else -0.33)
        run = [[Run(name, 14, True, MUTED)]]
        box(slide.shapes, f"Zone, {name}", (left, top, wide, 0.28), run, align=LEFT if way > 0 else RIGHT)
    equal = f"│ {record.reference_name}"
    box(slide.shapes, "Axe, référence", (x, bottom + 0.06, 3, 0.24), [[Run(equal, 12, False, TEXT)]])
    said = f"davantage vu ►   plus haut{NBSP}: mesuré plus fragile {record.words.reference.than}"
    where = (right - 6, bottom + 0.06, 6, 0.24)
    box(slide.shapes, "Axes", where, [[Run(said, 12, False, MUTED)]], align=RIGHT)


def _line(
    slide: Slide, name: str, ends: tuple[float, float, float, float], colour: str = TEXT, points: float = 1
) -> None:
    drawn: Any = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(Inches(value) for value in ends))
    plain(drawn)
    drawn.line.color.rgb, drawn.line.width = rgb(colour), Pt(points)
    describe(drawn, clean(name))
