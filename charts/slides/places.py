"""Places of domains on a slide: a native chart of lanes, the words of each beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.slide import Slide

from charts.priority_places import place_ticks
from charts.projection import Outlines
from charts.record import Record
from charts.slides import native_charts
from charts.slides.native_charts import BETWEEN, EMPTY, FULL, HOLLOW, Lane
from charts.slides.shapes import CENTRE, LEFT, MIDDLE, RIGHT, Run, box, fitted, panel
from charts.slides.template import BODY_BOTTOM, BODY_TOP, INK, MARGIN, MUTED, PAPER, SPAN
from charts.slides.text import clean
from territory.robustness import FIRST, Verdict
from territory.wording import NBSP

_LABELS, _WORDS, _TEXTS = 1.9, 2.1, 2.7
"""Room for the domain, its word, and what its places are, in inches."""
_HEAD, _SIZE = 0.34, 14


def priorities(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """Each priority's interval as a bar, its median place as the block that stands out; full where it is solid."""
    names = (
        "Places avant l’intervalle",
        "Intervalle, avant la médiane",
        "Place médiane",
        "Intervalle, après la médiane",
    )
    rows = record.rows.to_dict("records")
    _lanes(slide, record, names, [_interval(row) for row in rows], [(row["word"], row["interval"]) for row in rows])


def _interval(row: Mapping[str, Any]) -> Lane:
    low, place, high = row["low"], row["place"], row["high"]
    mark = FULL if row["verdict"] == Verdict.SOLID else HOLLOW
    return Lane(str(row["label"]), (low - 1, place - low, 1, high - place), (EMPTY, BETWEEN, mark, BETWEEN))


def trial(slide: Slide, record: Record, outlines: Outlines | None = None) -> None:
    """Each domain's place in the method as a hollow block, its place with the reader's choices as a full one."""
    names = ("Places avant", "Première des deux places", "Entre les deux", "Seconde des deux places")
    rows = record.rows.to_dict("records")
    _lanes(slide, record, names, [_move(row) for row in rows], [(row["effect"], row["move"]) for row in rows])


def _move(row: Mapping[str, Any]) -> Lane:
    """One block where the place is the same, or where the domain is left out."""
    before, after = row["before"], row["after"]
    if after is None or after == before:
        mark = HOLLOW if after is None else FULL
        return Lane(str(row["label"]), (before - 1, 1, 0, 0), (EMPTY, mark, EMPTY, EMPTY))
    low, high = sorted((before, after))
    ends = (HOLLOW, FULL) if before < after else (FULL, HOLLOW)
    return Lane(str(row["label"]), (low - 1, 1, high - low - 1, 1), (EMPTY, ends[0], BETWEEN, ends[1]))


def _lanes(
    slide: Slide, record: Record, series: Sequence[str], lanes: Sequence[Lane], said: Sequence[tuple[str, str]]
) -> None:
    """The chart, over the tint of the first places; beside each lane its word, then its places."""
    last, left, wide = record.extra["domains"], MARGIN + _LABELS, SPAN - _LABELS - _WORDS - _TEXTS
    top, high = BODY_TOP + _HEAD, BODY_BOTTOM - BODY_TOP - _HEAD
    _axis(slide, last, left, wide, top, high)
    at = (MARGIN, top, _LABELS + wide, high)
    name = f"Graphique{NBSP}: {record.name}"
    native_charts.lanes(slide.shapes, name, record.alt, at, series, lanes, last, _SIZE, _LABELS)
    step, beside = high / len(lanes), left + wide + 0.2
    for k, (lane, (word, places)) in enumerate(zip(lanes, said, strict=True)):
        at, label = (beside, top + k * step, _WORDS - 0.2, step), clean(lane.label)
        _beside(slide, f"{label}, en un mot", at, word, bold=True, colour=INK)
        at = (beside + _WORDS, top + k * step, _TEXTS - 0.2, step)
        _beside(slide, f"{label}, places", at, places, bold=False, colour=MUTED)


def _beside(
    slide: Slide, name: str, at: tuple[float, float, float, float], said: str, *, bold: bool, colour: str
) -> None:
    fitted(slide.shapes, name, at, said, (_SIZE, 13, 12, 11, 10), bold=bold, colour=colour, anchor=MIDDLE, align=LEFT)


def _axis(slide: Slide, last: int, left: float, wide: float, top: float, high: float) -> None:
    """The first places tinted behind the chart; the names of three above it."""
    panel(slide.shapes, f"Les {FIRST} premières places", (left, top, wide * min(FIRST, last) / last, high), PAPER)
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
