"""Many territories on the axis of an indicator, in print: a dot each, or how many stand where; the reader's marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line
from charts.canvas.svg import Box, Drawing
from charts.figures.crowd import Form, bin_of, bins, classes_of, stacked
from charts.figures.ranking.record import Ranking
from charts.theme import ACCENT, CLASS_COLOUR, MUTED, OUTLINE, TEXT, WHITE
from territory.analysis import FragilityClass
from territory.wording import MISSING, NBSP, capital

Row = dict[str, Any]
At = Callable[[float], float]
_LARGEST_DOT = 0.8
"""Radius of a dot, as a share of the text; smaller where piles would leave the plot."""


def draw(drawing: Drawing, record: Ranking, rows: Sequence[Row], box: Box, size: float) -> None:
    """``rows``: those that have a value."""
    high = legend_height(record.legend, box.width, size * 0.85)
    legend_line(drawing, record.legend, record.words, Box(box.x, box.bottom - high, box.width, high), size * 0.85)
    small = max(size * 0.85, drawing.least)
    missing = len(record.rows) - len(rows)
    plot = Box(
        box.x + size, box.y + size * 3.4, box.width - 2 * size, box.height - high - size * (8 if missing else 6.6)
    )

    def at(value: float) -> float:
        return plot.x + plot.width * record.share(value)

    with drawing.layer("Axe"):
        drawing.line(plot.x, plot.bottom, plot.right, plot.bottom, MUTED, 1)
        _ends(drawing, record, rows, plot, small)
        if missing:
            said = f"{MISSING}{NBSP}: {record.words.level.counted(missing)}"
            drawing.text(plot.x, plot.bottom + size * 2.9, said, small, fill=MUTED)
    top = (
        _dots(drawing, record, rows, plot, at, size)
        if record.form is Form.DOTS
        else _bars(drawing, record, rows, plot, at)
    )
    _reference(drawing, record, plot, at, size)
    for row in rows:
        if row["region"] == record.region:
            _own(drawing, row, plot, at, top, size)


def _reference(drawing: Drawing, record: Ranking, plot: Box, at: At, size: float) -> None:
    if record.national is not None:
        x = at(float(record.national))
        with drawing.layer("Valeur de référence"):
            drawing.line(x, plot.y - size * 0.4, x, plot.bottom, TEXT, 1.5)
            _said(drawing, record.national_text, x, plot.y - size * 0.8, plot, max(size * 0.85, drawing.least))


def _own(drawing: Drawing, own: Row, plot: Box, at: At, top: At, size: float) -> None:
    """The reader's territory, named over the line that ends on it."""
    with drawing.layer(f"{own['name']} ({own['region']})", f"{own['name']}. {own['sentence']}"):
        x = at(float(own["value"]))
        drawing.line(x, plot.y - size * 1.7, x, top(x), ACCENT, 2)
        _said(drawing, f"{own['name']}{NBSP}: {own['value_text']}", x, plot.y - size * 2.1, plot, size, fill=ACCENT)


def _said(drawing: Drawing, text: str, x: float, y: float, plot: Box, size: float, *, fill: str = TEXT) -> None:
    """A line of text centred on a place of the axis, within the plot."""
    half = ruler.width(text, size, 600) / 2
    at = min(max(x, plot.x + half), plot.right - half)
    drawing.text(at, y, text, size, weight=600, anchor="middle", fill=fill, halo=WHITE)


def _ends(drawing: Drawing, record: Ranking, rows: Sequence[Row], plot: Box, size: float) -> None:
    """The two extremes named under the ends of the axis."""
    ordered = sorted(rows, key=lambda row: row["value"], reverse=record.sign < 0)
    for row, x, anchor in ((ordered[0], plot.x, "start"), (ordered[-1], plot.right, "end")):
        text = f"{row['name']}{NBSP}: {row['value_text']}"
        if record.sign:
            text = f"◀ moins fragile · {text}" if anchor == "start" else f"{text} · plus fragile ▶"
        shown = ruler.shorten(text, plot.width / 2 - size, size, 400)
        drawing.text(x, plot.bottom + size * 1.6, shown, size, anchor=anchor, fill=MUTED, full=text)


def _dots(drawing: Drawing, record: Ranking, rows: Sequence[Row], plot: Box, at: At, size: float) -> At:
    """One dot per territory, piled where several stand; where a line to the reader's own ends."""
    ordered = sorted(rows, key=lambda row: row["region"] != record.region)
    xs = [at(float(row["value"])) for row in ordered]
    radius = size * _LARGEST_DOT
    while (max(stacked(xs, 2 * radius)) + 1) * 2 * radius > plot.height and radius > 1:
        radius *= 0.9
    heights = stacked(xs, 2 * radius)
    for row, x, height in reversed(list(zip(ordered, xs, heights, strict=True))):
        own = row["region"] == record.region
        with drawing.layer(f"{row['name']} ({row['region']})", f"{row['name']}. {row['sentence']}"):
            drawing.circle(
                x, plot.bottom - (2 * height + 1) * radius, radius, CLASS_COLOUR[FragilityClass(row["class"])],
                stroke=ACCENT if own else OUTLINE, stroke_width=3 if own else 0.8,
            )  # fmt: skip
    return lambda x: plot.bottom - 2 * radius


def _bars(drawing: Drawing, record: Ranking, rows: Sequence[Row], plot: Box, at: At) -> At:
    """How many territories stand in each interval, by class; where a line to the reader's own ends."""
    values = [float(row["value"]) for row in rows]
    found = bins(values)
    parts = classes_of(found, values, [FragilityClass(row["class"]) for row in rows])
    most = max(each.held for each in found)
    with drawing.layer(capital(record.words.level.plural)):
        for each, own in zip(found, parts, strict=True):
            left, right = sorted((at(each.low), at(each.high)))
            bottom = plot.bottom
            for kind, count in own.items():
                high = plot.height * count / most
                where = Box(left + 0.5, bottom - high, max(1.0, right - left - 1), high)
                drawing.rect(where, drawing.fill_of(kind), stroke=OUTLINE, stroke_width=0.6)
                bottom -= high

    def top(x: float) -> float:
        own = min(found, key=lambda each: abs(at(each.middle) - x))
        return plot.bottom - plot.height * found[bin_of(found, own.low)].held / most

    return top
