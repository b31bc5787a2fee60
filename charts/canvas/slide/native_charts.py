"""What native charts share, their workbook inside: bars, strips, piles and points each have their module."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from charts.canvas.slide.shapes import describe, rgb
from charts.canvas.slide.template import FONT
from charts.theme import TEXT


def finite(value: Any) -> float | None:
    """A number as a chart takes it; ``None`` for an empty cell."""
    return None if value is None or pd.isna(value) else float(value)


def add_chart(
    shapes: Any,
    kind: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    data: CategoryChartData | XyChartData,
    size: float,
) -> Chart:
    graphic = shapes.add_chart(kind, *(Inches(value) for value in at), data)
    describe(graphic, name, description)
    chart: Chart = graphic.chart
    chart.has_title, chart.has_legend = False, False
    chart.font.size, chart.font.name = Pt(size), FONT
    chart.font.color.rgb = rgb(TEXT)
    return chart


def inner_plot(chart: Chart, left: float, top: float, wide: float, high: float) -> None:
    """The plot's own rectangle, in parts of the chart's: every office then draws the axis where our words are."""
    area = chart._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/><c:x val="{left:.4f}"/><c:y val="{top:.4f}"/><c:w val="{wide:.4f}"/>'
            f'<c:h val="{high:.4f}"/></c:manualLayout></c:layout>'
        ),
    )


def transparent(chart: Chart) -> None:
    """What stands behind the chart is seen through it, in every office."""
    space = chart._chartSpace
    nothing = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.chart.addnext(parse_xml(nothing))


def no_ticks(axis: Any) -> None:
    """An axis that says nothing: neither marks nor numbers."""
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def quiet_categories(axis: Any, size: float) -> None:
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(TEXT)
    axis.format.line.width = Pt(1.25)
    axis.tick_labels.font.size = Pt(size)


def hidden_values(axis: Any, values: Sequence[float]) -> None:
    """An axis that is not drawn; room at both ends for the numbers beside the bars."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low or 1) * 0.12
    axis.minimum_scale = round(low - room, 6) if low < 0 else 0
    axis.maximum_scale = round(high + room, 6) if high > 0 or low == 0 else 0
    axis.has_major_gridlines, axis.visible = False, False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def distinct(labels: Sequence[str]) -> list[str]:
    """Names of categories or series told apart, as a workbook's table needs: a repeated one is numbered."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found
