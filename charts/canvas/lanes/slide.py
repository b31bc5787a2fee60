"""Lanes on a slide: a native chart of piled bars, the words of each beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.slide import Slide

from charts.canvas.lanes.record import Lanes, rank_ticks
from charts.canvas.slide import native_charts
from charts.canvas.slide.native_charts import Lane
from charts.canvas.slide.shapes import CENTRE, LEFT, MIDDLE, RIGHT, Run, box, fitted, panel
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, width
from charts.theme import MUTED, PAPER
from territory.robustness import FIRST
from territory.wording import NBSP

_LABELS, _WORDS, _TEXTS = 1.9, 2.3, 2.7
"""Room for the domain, its word, and what its places are, in inches."""

_HEAD, _SIZE = 0.34, 14


def draw_lanes(
    slide: Slide, record: Lanes, series: Sequence[str], lanes: Sequence[Lane], said: Sequence[tuple[str, str]]
) -> None:
    """The chart, over the tint of the first places; beside each lane its word, then its places."""
    last, left, wide = record.last, MARGIN + _LABELS, SPAN - _LABELS - _WORDS - _TEXTS
    top, high = BODY_TOP + _HEAD, BODY_BOTTOM - BODY_TOP - _HEAD
    _axis(slide, last, left, wide, top, high)
    at = (MARGIN, top, _LABELS + wide, high)
    name = f"Graphique{NBSP}: {record.name}"
    native_charts.lanes(slide.shapes, name, record.alt, at, series, lanes, last, _SIZE, _LABELS)
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
