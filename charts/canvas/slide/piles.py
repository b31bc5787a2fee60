"""A native chart of bars that part a whole, its workbook and its legend inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from charts.canvas.slide.native_charts import add_chart, inner_plot
from charts.canvas.slide.shapes import paint, rgb
from charts.canvas.slide.template import FONT
from charts.canvas.slide.text import clean
from charts.theme import OUTLINE

_LEGEND = 0.42
"""Inches over the plot."""


class Pile(NamedTuple):
    """A bar: its category, and how many in each part."""

    label: str
    parts: Sequence[int]


def piles(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    looks: Sequence[tuple[str, str, str]],
    rows: Sequence[Pile],
    size: float,
    labels: float,
) -> Chart:
    """Bars of the same length, first row on top, each part with its number; none for no answer.

    ``looks``: name, colour and ink of each part; ``labels``: inches for the categories.
    """
    data = CategoryChartData(number_format="0")
    data.categories = [clean(row.label) for row in rows]
    for k, (said, _, _) in enumerate(looks):
        data.add_series(clean(said), [row.parts[k] for row in rows])
    chart = add_chart(shapes, XL_CHART_TYPE.BAR_STACKED_100, name, description, at, data, size)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 35, 100, False
    for drawn, (_, fill, ink) in zip(plot.series, looks, strict=True):
        paint(drawn.format.fill, fill)
        drawn.format.line.color.rgb, drawn.format.line.width = rgb(OUTLINE), Pt(0.75)
        shown = drawn.data_labels
        shown.show_value, shown.number_format, shown.number_format_is_linked = True, "0;;", False
        shown.font.size, shown.font.name = Pt(size - 1), FONT
        shown.font.color.rgb = rgb(ink)
    _axes(chart, size)
    _legend(chart, size)
    inner_plot(chart, labels / at[2], _LEGEND / at[3], 1 - labels / at[2] - 0.01, 1 - _LEGEND / at[3] - 0.01)
    return chart


def _axes(chart: Chart, size: float) -> None:
    across, down = chart.value_axis, chart.category_axis
    across.maximum_scale, across.has_major_gridlines, across.visible = 1, False, False
    down.reverse_order, down.has_major_gridlines = True, False
    down.tick_label_position, down.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    down.format.line.fill.background()
    down.tick_labels.font.size = Pt(size)


def _legend(chart: Chart, size: float) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.name = Pt(size), FONT
