"""Lanes on a slide: a native chart of piled bars, the words of each beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide
from pptx.util import Pt

from charts.canvas.lanes.record import Lanes, rank_ticks
from charts.canvas.slide.native_charts import (
    add_chart,
    distinct,
    hidden_values,
    inner_plot,
    quiet_categories,
    transparent,
)
from charts.canvas.slide.shapes import CENTRE, LEFT, MIDDLE, RIGHT, Run, box, fitted, paint, panel, rgb
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, width
from charts.theme import ACCENT, ACCENT_TINT, MUTED, PAPER, WHITE
from territory.robustness import FIRST
from territory.wording import NBSP

_LABELS, _WORDS, _TEXTS = 1.9, 2.3, 2.7
"""Room for the domain, its word, and what its places are, in inches."""

_HEAD, _SIZE = 0.34, 14

EMPTY, BETWEEN, FULL, HOLLOW = "", ACCENT_TINT, ACCENT, WHITE
"""How a piece of a lane is filled: not at all, as an interval, as a mark, as a mark that only has an outline."""


@dataclass(frozen=True)
class Lane:
    """A row of pieces end to end: its category, how many places each takes, how each is filled."""

    label: str
    lengths: tuple[int, ...]
    fills: tuple[str, ...]


def draw_lanes(
    slide: Slide, record: Lanes, series: Sequence[str], lanes: Sequence[Lane], said: Sequence[tuple[str, str]]
) -> None:
    """The chart, over the tint of the first places; beside each lane its word, then its places."""
    last, left, wide = record.last, MARGIN + _LABELS, SPAN - _LABELS - _WORDS - _TEXTS
    top, high = BODY_TOP + _HEAD, BODY_BOTTOM - BODY_TOP - _HEAD
    _axis(slide, last, left, wide, top, high)
    _chart(slide, record, (MARGIN, top, _LABELS + wide, high), series, lanes)
    step, beside = high / len(lanes), left + wide + 0.2
    sizes = [
        _one_line_size([texts[column] for texts in said], room - 0.2, bold=not column)
        for column, room in enumerate((_WORDS, _TEXTS))
    ]
    for k, (lane, (word, places)) in enumerate(zip(lanes, said, strict=True)):
        at, label = (beside, top + k * step, _WORDS - 0.2, step), clean(lane.label)
        fitted(slide.shapes, f"{label}, en un mot", at, word, sizes[0], bold=True, anchor=MIDDLE, align=LEFT)
        at = (beside + _WORDS, top + k * step, _TEXTS - 0.2, step)
        fitted(slide.shapes, f"{label}, places", at, places, sizes[1], colour=MUTED, anchor=MIDDLE, align=LEFT)


def _chart(
    slide: Slide,
    record: Lanes,
    at: tuple[float, float, float, float],
    series: Sequence[str],
    lanes: Sequence[Lane],
) -> None:
    """A native chart of piled bars over the places: place k takes the length from k − 1 to k.

    What stands behind it is seen through it.
    """
    data = CategoryChartData(number_format="0")
    data.categories = distinct([clean(row.label) for row in lanes])
    for number, said in enumerate(series):
        data.add_series(said, [row.lengths[number] for row in lanes])
    name = f"Graphique{NBSP}: {record.name}"
    chart = add_chart(slide.shapes, XL_CHART_TYPE.BAR_STACKED, name, record.alt, at, data, _SIZE)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 70, 100, False
    for number, drawn in enumerate(plot.series):
        drawn.format.fill.background()
        for row, lane in enumerate(lanes):
            if fill := lane.fills[number]:
                _paint(drawn.points[row].format, fill)
    chart.category_axis.reverse_order = True
    hidden_values(chart.value_axis, [float(record.last)])
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, record.last
    quiet_categories(chart.category_axis, _SIZE)
    chart.category_axis.format.line.fill.background()
    transparent(chart)
    inner_plot(chart, _LABELS / at[2], 0, 1 - _LABELS / at[2], 1)


def _paint(format: Any, fill: str) -> None:
    paint(format.fill, fill)
    format.line.color.rgb = rgb(ACCENT if fill == HOLLOW else fill)
    format.line.width = Pt(2 if fill == HOLLOW else 0.5)


def _one_line_size(texts: Sequence[str], room: float, *, bold: bool) -> tuple[float, ...]:
    """The largest size at which every text of a column has one line, and those under it for what needs two."""
    sizes = (_SIZE, 13, 12, 11, 10)
    first = next((s for s in sizes if all(width(clean(t), s, bold=bold) <= room * 72 for t in texts)), sizes[-1])
    return tuple(size for size in sizes if size <= first)


def _axis(slide: Slide, last: int, left: float, wide: float, top: float, high: float) -> None:
    """The first places tinted behind the chart; the names of three above it."""
    panel(slide.shapes, f"Les {FIRST} premières places", (left, top, wide * min(FIRST, last) / last, high), PAPER)
    for place, tick in rank_ticks(last).items():
        middle, room = left + wide * (place - 0.5) / last, 0.9
        align = LEFT if place == 1 else RIGHT if place == last else CENTRE
        start = left if place == 1 else left + wide - room if place == last else middle - room / 2
        box(
            slide.shapes,
            f"Axe, {tick}",
            (start, top - 0.3, room, 0.26),
            [[Run(tick, 12, False, MUTED)]],
            align=align,
        )
