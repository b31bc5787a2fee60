"""The circles on a slide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas.labels import circle_label_positions
from charts.canvas.outline import Placed
from charts.canvas.slide import regions
from charts.canvas.slide.native_charts import finite
from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.regions import Look, label_size, region_label
from charts.canvas.slide.shapes import RIGHT, describe, line, paint, plain
from charts.canvas.slide.table import Cell, header, table
from charts.canvas.slide.template import BODY_TOP, MARGIN
from charts.figures.circles.record import Circles
from charts.tables import displayed
from charts.theme import ACCENT, ACCENT_TINT, PAPER, TEXT
from territory.wording import NBSP

MAX_RADIUS, LABEL_SIZE = 0.42, 11


def draw(slide: Slide, record: Circles) -> None:
    """The circles; beside them, the numbers as published."""
    country(slide, record)
    left = MARGIN + 6.2 + 0.5
    shown = displayed(record)
    body = [
        [Cell(name), Cell(read, RIGHT, bold=True)]
        for name, read in zip(shown["Territoire"], shown["Valeur"], strict=True)
    ]
    table(
        slide.shapes,
        f"Valeurs par {record.words.level.singular}",
        f"Tableau des {record.words.level.plural}. {record.title}.",
        (left, BODY_TOP),
        (2.9, 2.53),
        BODY_HEIGHT / (len(body) + 1),
        [[header("Territoire"), header("Valeur", RIGHT)], *body],
        12,
    )


def country(slide: Slide, record: Circles) -> None:
    """Counts as circles over the outline: the area is the count; a range draws its two bounds."""
    placed = Placed.within(record.country, MARGIN, BODY_TOP, 6.2, BODY_HEIGHT)
    rows = record.rows.to_dict("records")
    looks = {
        row["region"]: Look(
            f"{row['label']} ({row['region']})",
            f"{row['label']}{NBSP}: {row['text']}",
            PAPER,
            row["region"] == record.region,
        )
        for row in rows
    }
    group = regions.draw(slide.shapes, placed, looks, f"Carte{NBSP}: {record.name}", record.alt)
    largest = max((float(row["high"]) for row in rows if finite(row["high"]) is not None), default=1.0)
    for row in rows:
        for circle in _circles(slide, placed, row, largest):
            group._element.append(circle._element)
    positions = circle_label_positions(
        [placed.point(row["region"]) for row in rows],
        [_radius(finite(row["high"]) or 0, largest) for row in rows],
        [label_size(str(row["short"]), LABEL_SIZE) for row in rows],
        over=1.4,  # without a white edge, a number reads better over its own circle than over a border
    )
    for row, at in zip(rows, positions, strict=True):
        label = region_label(slide, placed, row, str(row["short"]), TEXT, LABEL_SIZE, at=at)
        group._element.append(label._element)
    group._element.recalculate_extents()


def _circles(slide: Slide, placed: Placed, row: Mapping[str, Any], largest: float) -> Iterator[Any]:
    """A number's circle; of a range, one for each bound."""
    high, low = finite(row["high"]), finite(row["low"])
    if high is not None:
        said = "nombre" if low is None else "borne haute"
        yield _circle(slide, placed, row, _radius(high, largest), said, filled=True)
    if low is not None:
        yield _circle(slide, placed, row, _radius(low, largest), "borne basse", filled=False)


def _radius(count: float, largest: float) -> float:
    """The circle's area is the count."""
    return MAX_RADIUS * math.sqrt(count / largest)


def _circle(slide: Slide, placed: Placed, row: Mapping[str, Any], radius: float, said: str, *, filled: bool) -> Any:
    x, y = placed.point(row["region"])
    shape = slide.shapes.add_shape(
        MSO_SHAPE.OVAL, *(Inches(v) for v in (x - radius, y - radius, 2 * radius, 2 * radius))
    )
    plain(shape)
    if filled:
        paint(shape.fill, ACCENT_TINT)
    else:
        shape.fill.background()
    line(shape, ACCENT, 1.25)
    return describe(shape, f"{row['label']} ({row['region']}), {said}", f"{row['label']}{NBSP}: {row['text']}")
