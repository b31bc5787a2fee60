"""A native chart of points on rows around a reference, its workbook inside, the values beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

from charts.canvas.slide.native_charts import add_chart, distinct, inner_plot, no_ticks
from charts.canvas.slide.shapes import CENTRE, LEFT, MIDDLE, RIGHT, Run, box, describe, fitted, line, paint, plain, rgb
from charts.canvas.slide.text import clean
from charts.theme import MUTED, REGION_COLOURS, TEXT, WHITE

MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.X,
)
"""`charts.theme.REGION_SHAPES`, as PowerPoint names them."""
MARKER_SHAPES = (
    MSO_SHAPE.OVAL,
    MSO_SHAPE.DIAMOND,
    MSO_SHAPE.RECTANGLE,
    MSO_SHAPE.ISOSCELES_TRIANGLE,
    MSO_SHAPE.MATH_MULTIPLY,
)
_HEAD = 0.62
"""Inches over the rows: the series' marks and names, and the words of the axis."""


@dataclass(frozen=True)
class Strip:
    """A row of a comparison: its label, the score of each series (``None`` = no point) and the value beside."""

    label: str
    scores: tuple[float | None, ...]
    values: tuple[str, ...]


def strips(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    names: Sequence[str],
    rows: Sequence[Strip],
    rooms: tuple[float, float],
    middle: str,
) -> Chart:
    """One row per strip, first on top, one point per series at its score: right is more fragile, marks as elsewhere.

    ``names`` of the series; ``rooms``: inches for the labels at the left, and for each series' values at the right;
    ``middle``: the reference's name, at 0.
    """
    labels, value = rooms
    plan = _Plan(*at, labels, value, len(names), len(rows))
    chart = add_chart(shapes, XL_CHART_TYPE.XY_SCATTER, name, description, at, _data(names, rows), 11)
    for k, drawn in enumerate(chart.plots[0].series):
        drawn.format.line.fill.background()
        drawn.marker.style, drawn.marker.size = MARKERS[k], 10
        paint(drawn.marker.format.fill, REGION_COLOURS[k])
        drawn.marker.format.line.color.rgb = rgb(WHITE)
    _axes(chart, rows)
    inner_plot(chart, labels / plan.wide, _HEAD / plan.high, plan.room / plan.wide, 1 - _HEAD / plan.high)
    _axis_words(shapes, plan, middle)
    for k, label in enumerate(names):
        _heading(shapes, plan, k, label)
    for y, row in enumerate(rows):
        _row_words(shapes, plan, y, row, names)
    return chart


class _Plan(NamedTuple):
    """Where the words of a chart stand: its corner and size, room for labels and for a series' values, how many."""

    left: float
    top: float
    wide: float
    high: float
    labels: float
    value: float
    series: int
    rows: int

    @property
    def start(self) -> float:
        """Where the plot begins."""
        return self.left + self.labels

    @property
    def room(self) -> float:
        """The plot's width."""
        return self.wide - self.labels - self.value * self.series - 0.2

    @property
    def step(self) -> float:
        return (self.high - _HEAD) / self.rows

    def column(self, k: int) -> float:
        """Where the values of a series begin."""
        return self.left + self.wide - self.value * (self.series - k)

    def row(self, y: int) -> float:
        return self.top + _HEAD + y * self.step


def _data(names: Sequence[str], rows: Sequence[Strip]) -> XyChartData:
    data = XyChartData(number_format="0.00")
    for k, series in enumerate(distinct([clean(label) for label in names])):
        drawn = data.add_series(series)
        for y, row in enumerate(rows):
            if (score := row.scores[k]) is not None:
                drawn.add_data_point(score, y)
    return data


def _axes(chart: Chart, rows: Sequence[Strip]) -> None:
    """As far to the left as to the right of the reference, whose line is the only one."""
    reach = max((abs(s) for row in rows for s in row.scores if s is not None), default=1.0) * 1.08
    across, down = chart.category_axis, chart.value_axis
    across.minimum_scale, across.maximum_scale = -reach, reach
    across.has_major_gridlines, across.visible = False, False
    down.minimum_scale, down.maximum_scale, down.major_unit = -0.5, len(rows) - 0.5, 1
    down.reverse_order, down.has_major_gridlines = True, False
    no_ticks(down)
    down.format.line.color.rgb, down.format.line.width = rgb(TEXT), Pt(1.25)


def _axis_words(shapes: Any, plan: _Plan, middle: str) -> None:
    words = (("◄ moins fragile", LEFT, False), (middle, CENTRE, True), ("plus fragile ►", RIGHT, False))
    for word, align, bold in words:
        at = (plan.start, plan.row(0) - 0.28, plan.room, 0.26)
        box(shapes, f"Axe, {word}", at, [[Run(word, 12, bold, MUTED)]], align=align)


def _heading(shapes: Any, plan: _Plan, k: int, label: str) -> None:
    """A series' mark and name, over the column of its values."""
    x, top = plan.column(k), plan.top
    mark = shapes.add_shape(MARKER_SHAPES[k], *map(Inches, (x + plan.value - 0.2, top + 0.02, 0.16, 0.16)))
    plain(mark)
    paint(mark.fill, REGION_COLOURS[k])
    line(mark, "")
    describe(mark, f"Légende, {label}", label)
    at, sizes = (x, top + 0.2, plan.value, 0.4), (11, 10, 9, 8)
    fitted(shapes, f"Légende, texte, {label}", at, label, sizes, bold=True, align=RIGHT)


def _row_words(shapes: Any, plan: _Plan, y: int, row: Strip, names: Sequence[str]) -> None:
    """A row's label, and its value under the name of each series."""
    at = (plan.left, plan.row(y), plan.labels - 0.1, plan.step)
    fitted(shapes, f"Domaine, {row.label}", at, row.label, (13, 12, 11, 10, 9), anchor=MIDDLE)
    for k, text in enumerate(row.values):
        at = (plan.column(k), plan.row(y), plan.value, plan.step)
        said = f"Valeur, {row.label}, {names[k]}"
        fitted(shapes, said, at, text, (12, 11, 10, 9, 8), align=RIGHT, anchor=MIDDLE)
