"""A native chart of points, its workbook inside, on two scales that the caller gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.util import Pt

from charts.canvas.slide.native_charts import add_chart, inner_plot, no_ticks, transparent
from charts.canvas.slide.shapes import paint, rgb
from charts.canvas.slide.text import clean
from charts.theme import ACCENT, ACCENT_TINT, MUTED


@dataclass(frozen=True)
class Point:
    """Where it stands, and whether its mark is full, or pale with an outline."""

    x: float
    y: float
    full: bool


def cloud(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    names: Mapping[bool, str],
    points: Sequence[Point],
    scales: tuple[tuple[float, float], tuple[float, float]],
    code: str,
) -> Chart:
    """The points over ``at``, a series of full ones and a series of the others, by their ``names``.

    ``scales``: lowest and highest of x, then of y. The longer series comes first: LibreOffice
    loses a shorter first one.
    """
    by_fill = {full: [point for point in points if point.full is full] for full in (True, False)}
    shown = sorted((full for full in by_fill if by_fill[full]), key=lambda full: -len(by_fill[full]))
    data = XyChartData(number_format=code)
    for full in shown:
        added = data.add_series(clean(names[full]))
        for point in by_fill[full]:
            added.add_data_point(point.x, point.y)
    chart = add_chart(shapes, XL_CHART_TYPE.XY_SCATTER, name, description, at, data, 11)
    for full, drawn in zip(shown, chart.plots[0].series, strict=True):
        drawn.format.line.fill.background()
        _mark(drawn.marker, full=full)
    for axis, (low, high) in zip((chart.category_axis, chart.value_axis), scales, strict=True):
        axis.minimum_scale, axis.maximum_scale = low, high
        axis.has_major_gridlines = False
        no_ticks(axis)
        axis.format.line.fill.background()
    transparent(chart)
    inner_plot(chart, 0, 0, 1, 1)
    return chart


def _mark(marker: Any, *, full: bool) -> None:
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 10
    paint(marker.format.fill, ACCENT if full else ACCENT_TINT)
    marker.format.line.color.rgb, marker.format.line.width = rgb(ACCENT if full else MUTED), Pt(1.5)
