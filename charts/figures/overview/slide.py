"""The overview on a slide."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from pptx.slide import Slide

from charts.canvas.slide.page import BODY_HEIGHT, legend_row
from charts.canvas.slide.shapes import CENTRE
from charts.canvas.slide.table import TIGHT, Cell, header, table
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.figures.overview.record import Overview
from charts.theme import WHITE, ink_on
from territory.analysis import FragilityClass


def draw(slide: Slide, record: Overview) -> None:
    """The 13 × 16 table, each value with its class as colour and sign; missing cells hatched."""
    headers, by_cell = record.headers, {(row["y"], row["x"]): row for row in record.rows.to_dict("records")}
    first, top_height = 1.62, 0.55
    wide = (SPAN - first) / len(headers)
    top = [header(""), *(header(name, CENTRE) for name in headers)]
    body = [
        [Cell(label, bold=True), *(_cell(by_cell[y, x], framed=x == record.framed) for x in range(len(headers)))]
        for y, label in enumerate(record.labels)
    ]
    table(
        slide.shapes,
        f"Tableau des domaines et des {record.words.level.plural}",
        record.alt,
        (MARGIN, BODY_TOP - 0.02),
        (first, *[wide] * len(headers)),
        (BODY_HEIGHT - top_height - 0.5) / len(body),
        [top, *body],
        10,
        header_height=top_height,
        header_size=9,
        margin=TIGHT,
        uniform=True,
    )
    legend_row(slide, record, BODY_BOTTOM - 0.4)


def _cell(row: Mapping[Hashable, Any], *, framed: bool) -> Cell:
    """A value and its sign on its class's colour; that of France has no class."""
    if not row["class"]:
        return Cell(row["text"], CENTRE, bold=True)
    kind = FragilityClass(row["class"])
    return Cell(row["text"], CENTRE, colour=ink_on(kind), fill=kind, rule=WHITE, framed=framed)
