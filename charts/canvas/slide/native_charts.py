"""Native charts: bars and markers with their workbook inside, in the look of the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import quoteattr

import pandas as pd
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from charts.canvas.slide.shapes import (
    CENTRE,
    LEFT,
    MIDDLE,
    RIGHT,
    Run,
    box,
    describe,
    fitted,
    line,
    paint,
    paint_class,
    plain,
    rgb,
)
from charts.canvas.slide.template import FONT
from charts.canvas.slide.text import clean, width
from charts.tables import SCREEN_DIGITS
from charts.theme import ACCENT, ACCENT_TINT, MUTED, OUTLINE, REGION_COLOURS, TEXT, WHITE
from territory.analysis import FragilityClass
from territory.wording import score_digits

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


EMPTY, BETWEEN, FULL, HOLLOW = "", ACCENT_TINT, ACCENT, WHITE
"""How a piece of a lane is filled: not at all, as an interval, as a mark, as a mark that only has an outline."""


@dataclass(frozen=True)
class Lane:
    """A row of pieces end to end: its category, how many places each takes, how each is filled."""

    label: str
    lengths: tuple[int, ...]
    fills: tuple[str, ...]


@dataclass(frozen=True)
class Strip:
    """A row of a comparison: its label, the score of each series (``None`` = no point) and the value beside."""

    label: str
    scores: tuple[float | None, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Bar:
    """A bar: its category, its value (``None`` = no bar, an empty cell), its fill, its number's format if its own."""

    label: str
    value: float | None
    fill: FragilityClass | str
    code: str = ""


def finite(value: Any) -> float | None:
    """A number as a chart takes it; ``None`` for an empty cell."""
    return None if value is None or pd.isna(value) else float(value)


def number_format(decimals: int, *, signed: bool = False, suffix: str = "") -> str:
    """A format code; Office shows it with the reader's separators: a comma in France."""
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    tail = f'"{suffix}"' if suffix else ""
    return f"+{digits}{tail};\u2212{digits}{tail};{digits}{tail}" if signed else f"{digits}{tail};\u2212{digits}{tail}"


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
    gap: int = 45,
    ends: tuple[str, str, str] | None = None,
) -> Chart:
    """Horizontal bars, first row on top, coloured one by one; the number at the bar's end.

    ``ends`` names the left, the zero line and the right above the bars: the plot's place is then ours to say.
    """
    data = CategoryChartData(number_format=code)
    data.categories = _distinct([clean(row.label) for row in rows])
    data.add_series(clean(series), [row.value for row in rows])
    chart = add_chart(shapes, XL_CHART_TYPE.BAR_CLUSTERED, name, description, at, data, size)
    plot = chart.plots[0]
    plot.gap_width = gap
    plot.vary_by_categories = False
    drawn = plot.series[0]
    drawn.invert_if_negative = False
    for number, row in enumerate(rows):
        if row.value is None:
            continue
        point = drawn.points[number]
        if isinstance(row.fill, FragilityClass):
            paint_class(point.format.fill, row.fill)
        else:
            paint(point.format.fill, row.fill)
        point.format.line.color.rgb = rgb(OUTLINE)
        point.format.line.width = Pt(0.75)
        if row.fill is FragilityClass.INDISTINGUISHABLE:
            point.format.line.dash_style = MSO_LINE.DASH
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = code, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.name = Pt(size), FONT
    for number, row in enumerate(rows):
        if row.code and row.value is not None:
            _own_format(drawn.points[number].data_label, row.code)
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = True
    _quiet_values(values, [row.value for row in rows if row.value is not None], hidden=True)
    _categories(categories, size)
    _place(shapes, chart, at, [row.label for row in rows], size, ends)
    return chart


def _own_format(label: Any, code: str) -> None:
    """The format of one number, which python-pptx writes for a whole series only."""
    element = label._get_or_add_dLbl()
    for old in element.findall(qn("c:numFmt")):
        element.remove(old)
    element.find(qn("c:idx")).addnext(
        parse_xml(f'<c:numFmt {nsdecls("c")} formatCode={quoteattr(code)} sourceLinked="0"/>')
    )
    label.position = XL_LABEL_POSITION.OUTSIDE_END


def score_format(score: float, *, signed: bool = False) -> str:
    """The format of a score on a slide: as many digits as keep it on its side of a class's bound."""
    return number_format(score_digits(Decimal(repr(score)), SCREEN_DIGITS), signed=signed)


def lanes(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float, float, float],
    series: Sequence[str],
    rows: Sequence[Lane],
    last: int,
    size: float,
    label_room: float,
) -> Chart:
    """Piled bars over ``last`` places: place k takes the length from k − 1 to k.

    The plot begins ``label_room`` inches from the left of ``at``; what stands behind it is seen through it.
    """
    data = CategoryChartData(number_format="0")
    data.categories = _distinct([clean(row.label) for row in rows])
    for number, said in enumerate(series):
        data.add_series(said, [row.lengths[number] for row in rows])
    chart = add_chart(shapes, XL_CHART_TYPE.BAR_STACKED, name, description, at, data, size)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 70, 100, False
    for number, drawn in enumerate(plot.series):
        drawn.format.fill.background()
        for row, lane in enumerate(rows):
            if fill := lane.fills[number]:
                point = drawn.points[row].format
                paint(point.fill, fill)
                point.line.color.rgb = rgb(ACCENT if fill == HOLLOW else fill)
                point.line.width = Pt(2 if fill == HOLLOW else 0.5)
    chart.category_axis.reverse_order = True
    _quiet_values(chart.value_axis, [float(last)], hidden=True)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, last
    _categories(chart.category_axis, size)
    chart.category_axis.format.line.fill.background()
    transparent(chart)
    inner_plot(chart, label_room / at[2], 0, 1 - label_room / at[2], 1)
    return chart


def transparent(chart: Chart) -> None:
    """What stands behind the chart is seen through it, in every office."""
    space = chart._chartSpace
    nothing = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    space.chart.addnext(parse_xml(nothing))


def _place(
    shapes: Any,
    chart: Chart,
    at: tuple[float, float, float, float],
    labels: Sequence[str],
    size: float,
    ends: tuple[str, str, str] | None,
) -> None:
    """Put the plot where its longest label leaves it, and the words of the axis above it."""
    longest = min(max((width(clean(label), size) for label in labels), default=0) / 72 + 0.12, at[2] * 0.45)
    head = 0.3 if ends else 0.02
    plot_left, plot_width = longest / at[2], 1 - longest / at[2] - 0.01
    inner_plot(chart, plot_left, head / at[3], plot_width, 1 - head / at[3] - 0.01)
    if not ends:
        return
    low, high = chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
    left, wide = at[0] + longest, plot_width * at[2]
    zero = left + wide * (0 - low) / (high - low)
    words = (
        (ends[0], left, zero - 0.4 - left, LEFT),
        (ends[1], zero - 0.4, 0.8, CENTRE),
        (ends[2], zero + 0.4, left + wide - zero - 0.4, RIGHT),
    )
    for word, x, room, align in words:
        if width(word, size - 1) / 72 <= room:
            box(
                shapes,
                f"Axe, {word}",
                (x, at[1], room, 0.28),
                [[Run(word, size - 1, align is CENTRE, MUTED)]],
                align=align,
            )


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
    left, _, wide, high = at
    labels, value = rooms
    head, plot = 0.62, (left + labels, wide - labels - value * len(names) - 0.2)
    step = (high - head) / len(rows)
    data = XyChartData(number_format="0.00")
    for k, series in enumerate(_distinct([clean(label) for label in names])):
        drawn = data.add_series(series)
        for y, row in enumerate(rows):
            if (score := row.scores[k]) is not None:
                drawn.add_data_point(score, y)
    chart = add_chart(shapes, XL_CHART_TYPE.XY_SCATTER, name, description, at, data, 11)
    for k, drawn in enumerate(chart.plots[0].series):
        drawn.format.line.fill.background()
        drawn.marker.style, drawn.marker.size = MARKERS[k], 10
        paint(drawn.marker.format.fill, REGION_COLOURS[k])
        drawn.marker.format.line.color.rgb = rgb(WHITE)
    reach = max((abs(s) for row in rows for s in row.scores if s is not None), default=1.0) * 1.08
    across, down = chart.category_axis, chart.value_axis
    across.minimum_scale, across.maximum_scale = -reach, reach
    across.has_major_gridlines, across.visible = False, False
    down.minimum_scale, down.maximum_scale, down.major_unit = -0.5, len(rows) - 0.5, 1
    down.reverse_order, down.has_major_gridlines = True, False
    down.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    down.major_tick_mark = down.minor_tick_mark = XL_TICK_MARK.NONE
    down.format.line.color.rgb, down.format.line.width = rgb(TEXT), Pt(1.25)
    inner_plot(chart, labels / wide, head / high, plot[1] / wide, 1 - head / high)
    _strip_words(shapes, at, names, rows, (plot[0], plot[1], head, step, value), middle)
    return chart


def _strip_words(
    shapes: Any,
    at: tuple[float, float, float, float],
    names: Sequence[str],
    rows: Sequence[Strip],
    plan: tuple[float, float, float, float, float],
    middle: str,
) -> None:
    """The names over the columns of values, the words of the axis, the label and the values of each row."""
    left, top, wide, _ = at
    start, room, head, step, value = plan
    words = (("◄ moins fragile", LEFT, False), (middle, CENTRE, True), ("plus fragile ►", RIGHT, False))
    for word, align, bold in words:
        box(shapes, f"Axe, {word}", (start, top + head - 0.28, room, 0.26), [[Run(word, 12, bold, MUTED)]], align=align)
    for k, label in enumerate(names):
        x = left + wide - value * (len(names) - k)
        swatch = (x + value - 0.2, top + 0.02, 0.16, 0.16)
        mark = shapes.add_shape(MARKER_SHAPES[k], *(Inches(length) for length in swatch))
        plain(mark)
        paint(mark.fill, REGION_COLOURS[k])
        line(mark, "")
        describe(mark, f"Légende, {label}", label)
        fitted(
            shapes,
            f"Légende, texte, {label}",
            (x, top + 0.2, value, 0.4),
            label,
            (11, 10, 9, 8),
            bold=True,
            align=RIGHT,
        )
    for y, row in enumerate(rows):
        height = top + head + y * step
        sizes = (13, 12, 11, 10, 9)
        fitted(
            shapes, f"Domaine, {row.label}", (left, height, start - left - 0.1, step), row.label, sizes, anchor=MIDDLE
        )
        for k, text in enumerate(row.values):
            x = left + wide - value * (len(names) - k)
            said = f"Valeur, {row.label}, {names[k]}"
            fitted(shapes, said, (x, height, value, step), text, (12, 11, 10, 9, 8), align=RIGHT, anchor=MIDDLE)


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


def _categories(axis: Any, size: float) -> None:
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = rgb(TEXT)
    axis.format.line.width = Pt(1.25)
    axis.tick_labels.font.size = Pt(size)


def _quiet_values(axis: Any, values: Sequence[float], *, hidden: bool) -> None:
    """No frame and no grid; room at both ends for the numbers beside the bars."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low or 1) * (0.12 if hidden else 0.06)
    axis.minimum_scale = round(low - room, 6) if low < 0 else 0
    axis.maximum_scale = round(high + room, 6) if high > 0 or low == 0 else 0
    if not hidden:
        axis.minimum_scale, axis.maximum_scale = _whole(low - room, up=False), _whole(high + room, up=True)
        axis.major_unit = 1 if high - low < 8 else 2
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    if hidden:
        axis.visible = False


def _whole(value: float, *, up: bool) -> int:
    return int(value) + (1 if up and value > int(value) else -1 if not up and value < int(value) else 0)


def _distinct(labels: Sequence[str]) -> list[str]:
    """Names of categories or series told apart, as a workbook's table needs: a repeated one is numbered."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found
