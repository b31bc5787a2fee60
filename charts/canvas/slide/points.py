"""A native chart of points with error bars, its workbook inside: each point on two scales that the caller gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.canvas.slide.native_charts import add_chart, inner_plot, transparent
from charts.canvas.slide.shapes import colour_xml, paint, rgb
from charts.canvas.slide.text import clean
from charts.theme import ACCENT, LINE, MUTED, WHITE


@dataclass(frozen=True)
class Point:
    """Where it stands, and how far its bar goes on each side."""

    x: float
    y: float
    before: float
    after: float


@dataclass(frozen=True)
class Cloud:
    """A series: full points, or hollow ones."""

    name: str
    points: Sequence[Point]
    full: bool


def cloud(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    series: Sequence[Cloud],
    scales: tuple[tuple[float, float], tuple[float, float]],
    code: str,
) -> Chart:
    """The points over ``at``; ``scales``: lowest and highest of x, then of y. Empty series are left out."""
    data = XyChartData(number_format=code)
    shown = [one for one in series if one.points]
    for one in shown:
        drawn = data.add_series(clean(one.name))
        for point in one.points:
            drawn.add_data_point(point.x, point.y)
    chart = add_chart(shapes, XL_CHART_TYPE.XY_SCATTER, name, description, at, data, 11)
    for one, drawn in zip(shown, chart.plots[0].series, strict=True):
        drawn.format.line.fill.background()
        drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 10
        paint(drawn.marker.format.fill, ACCENT if one.full else WHITE)
        drawn.marker.format.line.color.rgb = rgb(ACCENT if one.full else MUTED)
        drawn.marker.format.line.width = Pt(1.5)
        _bars(drawn._element, one.points)
    for axis, (low, high) in zip((chart.category_axis, chart.value_axis), scales, strict=True):
        axis.minimum_scale, axis.maximum_scale = low, high
        axis.has_major_gridlines = False
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.fill.background()
    transparent(chart)
    inner_plot(chart, 0, 0, 1, 1)
    return chart


def _bars(series: Any, points: Sequence[Point]) -> None:
    """Horizontal error bars, each with its own lengths, before the values of x as the format asks."""
    series.find(qn("c:xVal")).addprevious(
        parse_xml(
            f'<c:errBars {nsdecls("c", "a")}><c:errDir val="x"/><c:errBarType val="both"/><c:errValType val="cust"/>'
            f'<c:noEndCap val="1"/>{_lengths("plus", [p.after for p in points])}'
            f"{_lengths('minus', [p.before for p in points])}"
            f'<c:spPr><a:ln w="19050"><a:solidFill>{colour_xml(LINE)}</a:solidFill></a:ln></c:spPr></c:errBars>'
        )
    )


def _lengths(side: str, values: Sequence[float]) -> str:
    cells = "".join(f'<c:pt idx="{k}"><c:v>{value!r}</c:v></c:pt>' for k, value in enumerate(values))
    return (
        f"<c:{side}><c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{cells}</c:numLit></c:{side}>'
    )
