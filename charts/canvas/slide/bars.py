"""A native chart of horizontal bars, its workbook inside, the number at each bar's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from charts.canvas.slide.native_charts import add_chart, distinct, hidden_values, inner_plot, quiet_categories
from charts.canvas.slide.shapes import CENTRE, LEFT, RIGHT, Run, box, paint, rgb
from charts.canvas.slide.template import FONT
from charts.canvas.slide.text import clean, width
from charts.theme import MUTED, OUTLINE
from territory.analysis import FragilityClass


@dataclass(frozen=True)
class Bar:
    """A bar: its category, its value (``None`` = no bar, an empty cell), its fill, its number's format if its own."""

    label: str
    value: float | None
    fill: FragilityClass | str
    code: str = ""


def bars(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    series: str,
    rows: Sequence[Bar],
    code: str,
    size: float,
    *,
    ends: tuple[str, str, str] | None = None,
) -> Chart:
    """Horizontal bars, first row on top, coloured one by one; the number at the bar's end.

    ``ends`` names the left, the zero line and the right above the bars: the plot's place is then ours to say.
    """
    data = CategoryChartData(number_format=code)
    data.categories = distinct([clean(row.label) for row in rows])
    data.add_series(clean(series), [row.value for row in rows])
    chart = add_chart(shapes, XL_CHART_TYPE.BAR_CLUSTERED, name, description, at, data, size)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    drawn = plot.series[0]
    drawn.invert_if_negative = False
    known = {number: row for number, row in enumerate(rows) if row.value is not None}
    for number, row in known.items():
        _paint(drawn.points[number].format, row.fill)
    _number(drawn.data_labels, code, size)
    for number, row in known.items():
        if row.code:
            _own_format(drawn.points[number].data_label, row.code)
    chart.category_axis.reverse_order = True
    hidden_values(chart.value_axis, [row.value for row in known.values() if row.value is not None])
    quiet_categories(chart.category_axis, size)
    _place(shapes, chart, at, [row.label for row in rows], size, ends)
    return chart


def _paint(format: Any, fill: FragilityClass | str) -> None:
    """A bar's colour and outline; dashed where rounding cannot tell its value from the reference."""
    paint(format.fill, fill)
    format.line.color.rgb, format.line.width = rgb(OUTLINE), Pt(0.75)
    if fill is FragilityClass.INDISTINGUISHABLE:
        format.line.dash_style = MSO_LINE.DASH


def _number(labels: Any, code: str, size: float) -> None:
    """The numbers at the ends of the bars."""
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = code, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.name = Pt(size), FONT


def _own_format(label: Any, code: str) -> None:
    """The format of one number, which python-pptx writes for a whole series only."""
    element = label._get_or_add_dLbl()
    for old in element.findall(qn("c:numFmt")):
        element.remove(old)
    element.find(qn("c:idx")).addnext(
        parse_xml(f'<c:numFmt {nsdecls("c")} formatCode={quoteattr(code)} sourceLinked="0"/>')
    )
    label.position = XL_LABEL_POSITION.OUTSIDE_END


def _place(
    shapes: Any,
    chart: Chart,
    at: tuple[float, float, float, float],
    categories: Sequence[str],
    size: float,
    ends: tuple[str, str, str] | None,
) -> None:
    """Put the plot where its longest category leaves it, and the words of the axis over it."""
    longest = max((width(clean(each), size) for each in categories), default=0) / 72 + 0.12
    labels, head = min(longest, at[2] * 0.45), 0.3 if ends else 0.02
    across = 1 - labels / at[2] - 0.01
    inner_plot(chart, labels / at[2], head / at[3], across, 1 - head / at[3] - 0.01)
    if ends:
        _ends(shapes, chart, (at[0] + labels, at[1]), across * at[2], size - 1, ends)


def _ends(
    shapes: Any, chart: Chart, at: tuple[float, float], wide: float, size: float, ends: tuple[str, str, str]
) -> None:
    """The words of the axis over the plot, where there is room for each."""
    (left, top), low, high = at, chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
    zero = left + wide * (0 - low) / (high - low)
    words = (
        (ends[0], left, zero - 0.4 - left, LEFT),
        (ends[1], zero - 0.4, 0.8, CENTRE),
        (ends[2], zero + 0.4, left + wide - zero - 0.4, RIGHT),
    )
    for word, x, room, align in words:
        if width(word, size) / 72 <= room:
            said = [[Run(word, size, align is CENTRE, MUTED)]]
            box(shapes, f"Axe, {word}", (x, top, room, 0.28), said, align=align)
