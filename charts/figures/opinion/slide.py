"""The second question on a slide: a native chart of piled bars, one a domain."""

from __future__ import annotations

from pptx.slide import Slide

from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.piles import Pile, piles
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, one_line
from charts.figures.opinion.record import Opinions
from charts.theme import LIGHT
from territory.wording import NBSP
from territory.wording.opinion import HEADING
from territory.workshop.model import Opinion

_SIZE, _LABELS = 12, 3.4


def draw(slide: Slide, record: Opinions) -> None:
    rows = [
        Pile(
            f"{one_line(clean(row['short']), _SIZE, 200)} (n{NBSP}={NBSP}{row['given']})",
            [row[o.value] for o in Opinion],
        )
        for row in record.rows.to_dict("records")
    ]
    at = (MARGIN, BODY_TOP - 0.05, SPAN, BODY_HEIGHT + 0.08)
    looks = [(HEADING[each], *LIGHT.said(each)) for each in Opinion]
    piles(slide.shapes, f"Graphique{NBSP}: {record.name}", record.alt, at, looks, rows, _SIZE, _LABELS)
