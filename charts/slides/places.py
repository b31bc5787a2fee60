"""Places of domains on a slide: a native chart of spans, the words of each beside it."""

from __future__ import annotations

from pptx.slide import Slide

from charts.priority_places import place_ticks
from charts.projection import Outlines
from charts.record import Record
from charts.slides import native_charts
from charts.slides.native_charts import Span
from charts.slides.shapes import CENTRE, LEFT, MIDDLE, RIGHT, Run, box, fitted, panel
from charts.slides.template import BODY_BOTTOM, BODY_TOP, INK, MARGIN, MUTED, PAPER, SPAN
from charts.slides.text import clean
from territory.robustness import FIRST, Verdict

_LABELS, _WORDS, _TEXTS = 1.9, 2.1, 2.7
"""Room for the domain, its word, and what its places are, in inches."""
_HEAD, _SIZE = 0.34, 14


def priorities(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """Each priority's interval as a bar, its median place as the block that stands out; full where it is solid."""
    rows = record.rows.to_dict("records")
    spans = [
        Span(str(row["label"]), row["low"], row["place"], row["high"], row["verdict"] == Verdict.SOLID) for row in rows
    ]
    left, wide = MARGIN + _LABELS, SPAN - _LABELS - _WORDS - _TEXTS
    top, high = BODY_TOP + _HEAD, BODY_BOTTOM - BODY_TOP - _HEAD
    _axis(slide, record.extra["domains"], left, wide, top, high)
    native_charts.spans(
        slide.shapes,
        f"Graphique\u00a0: {record.name}",
        record.alt,
        (MARGIN, top, _LABELS + wide, high),
        spans,
        record.extra["domains"],
        _SIZE,
        _LABELS,
    )
    step = high / len(rows)
    for k, row in enumerate(rows):
        at, name = top + k * step, clean(row["label"])
        beside = left + wide + 0.2
        _beside(slide, f"{name}, solidité", (beside, at, _WORDS - 0.2, step), row["word"], bold=True, colour=INK)
        place = (beside + _WORDS, at, _TEXTS - 0.2, step)
        _beside(slide, f"{name}, places", place, row["interval"], bold=False, colour=MUTED)


def _beside(
    slide: Slide, name: str, at: tuple[float, float, float, float], said: str, *, bold: bool, colour: str
) -> None:
    fitted(slide.shapes, name, at, said, (_SIZE, 13, 12, 11, 10), bold=bold, colour=colour, anchor=MIDDLE, align=LEFT)


def _axis(slide: Slide, last: int, left: float, wide: float, top: float, high: float) -> None:
    """The first places tinted behind the chart; the names of three above it."""
    panel(slide.shapes, f"Les {FIRST} premières places", (left, top, wide * FIRST / last, high), PAPER)
    for place, tick in place_ticks(last).items():
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
