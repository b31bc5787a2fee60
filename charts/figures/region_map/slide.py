"""The map on a slide."""

from __future__ import annotations

import io
import math

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas.outline import Placed
from charts.canvas.slide import regions
from charts.canvas.slide.page import BODY_HEIGHT, callout, legend
from charts.canvas.slide.regions import Look, region_label
from charts.canvas.slide.shapes import RIGHT, describe, line, plain
from charts.canvas.slide.table import Cell, header, table
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.figures.region_map.record import RegionMap
from charts.measures import level_label
from charts.tables import displayed
from charts.theme import MUTED, TEXT, ink_on
from territory.analysis import FragilityClass
from territory.wording import NBSP

_SEEN = 0.12
"""Inches of the least ring around the reader's territory."""


def draw(slide: Slide, record: RegionMap) -> None:
    """The map, the value on each region; beside it the reader's region, or the table of regions."""
    reader = record.region
    placed = Placed.within(record.country, MARGIN, BODY_TOP, 5.2, BODY_HEIGHT)
    if record.mosaic and record.pictured:
        pictured(slide, placed, record.mosaic.picture, f"Carte{NBSP}: {record.name}", record.alt, reader)
    else:
        _shapes(slide, record, placed)
    left = MARGIN + 5.2 + 0.5
    if reader or not record.labelled:
        aside(slide, record, left, MARGIN + SPAN - left)
        return
    _table(slide, record, left - 0.15)
    left += 4.05
    step = min(0.7, BODY_HEIGHT / max(1, len(record.legend)))
    legend(slide, record, (left, BODY_TOP + 0.05), MARGIN + SPAN - left, 13, step)


def _table(slide: Slide, record: RegionMap, left: float) -> None:
    """The value and the rank of each region, the most fragile first."""
    name = level_label(record.words.level)
    body = [
        [Cell(str(row[name])), Cell(str(row["Valeur"]), RIGHT, bold=True), Cell(str(row["Rang"]), RIGHT, colour=MUTED)]
        for row in displayed(record).to_dict("records")
    ]
    table(
        slide.shapes,
        f"Valeurs par {record.words.level.singular}",
        f"Tableau des {record.words.level.plural}. {record.title}.",
        (left, BODY_TOP),
        (2.15, 0.75, 1.05),
        BODY_HEIGHT / (len(body) + 1),
        [[header(name), header("Valeur", RIGHT), header("Rang", RIGHT)], *body],
        12,
    )


def _shapes(slide: Slide, record: RegionMap, placed: Placed) -> None:
    """One shape per territory, grouped with its value."""
    rows = record.drawn
    looks = {
        row["region"]: Look(
            f"{row['name']} ({row['region']})",
            f"{row['name']}{NBSP}: {row['sentence']}",
            FragilityClass(row["class"]),
            row["region"] == record.region,
        )
        for row in rows
    }
    group = regions.draw(slide.shapes, placed, looks, f"Carte{NBSP}: {record.name}", record.alt)
    for row in rows if record.labelled else ():
        colour = ink_on(FragilityClass(row["class"]))
        label = region_label(slide, placed, row, str(row["number"]), colour, 13, beside=True)
        group._element.append(label._element)
    group._element.recalculate_extents()


def pictured(slide: Slide, placed: Placed, picture: bytes, name: str, description: str, own: str | None) -> None:
    """A picture of territories too many for a shape each; a ring around one of them."""
    drawn = slide.shapes.add_picture(io.BytesIO(picture), *map(Inches, placed.frame))
    describe(drawn, name, description)
    if own in placed.country.rings:
        box = placed.box(str(own))
        radius = max(_SEEN, math.hypot(box.width, box.height))
        x, y = box.x + box.width / 2 - radius, box.y + box.height / 2 - radius
        ring = slide.shapes.add_shape(MSO_SHAPE.OVAL, *map(Inches, (x, y, 2 * radius, 2 * radius)))
        plain(ring)
        ring.fill.background()
        line(ring, TEXT, 2)
        describe(ring, "Repère")


def aside(slide: Slide, record: RegionMap, left: float, wide: float, *, top: float = BODY_TOP) -> None:
    """Call-out of the reader's region, when there is one, over the legend."""
    reader = [row for row in record.rows.to_dict("records") if row["region"] == record.region]
    step = 0.4 if len(record.legend) <= 6 else 0.34
    room = step * len(record.legend)
    if reader:
        callout(
            slide,
            reader[0] | {"value_text": reader[0]["with_unit"], "sentence": record.told},
            (left, top, wide, BODY_HEIGHT - room - 0.25),
        )
        legend(slide, record, (left, BODY_BOTTOM - room), wide, 13, step)
    else:
        legend(slide, record, (left, top + 0.1), wide, 13, step)
