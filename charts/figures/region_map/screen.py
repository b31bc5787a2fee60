"""The map in the browser: one link per region, the value and its sign printed on it, in Lambert's conic projection."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from cachetools import cached
from markupsafe import Markup

from charts.addresses import query
from charts.canvas.markup import render
from charts.canvas.outline import Placed
from charts.canvas.plot import Plot
from charts.canvas.screen import empty
from charts.figures.region_map.deck import Addressed
from charts.figures.region_map.label import set_label
from charts.figures.region_map.mosaic import as_address
from charts.figures.region_map.record import RegionMap
from charts.theme import Palette
from territory.analysis import FragilityClass
from territory.outlines import Outlines

WIDTH, HEIGHT, MARGIN = 460, 440, 2
"""The drawing's unit: at 358 px, a phone's width, its values are 12 px high."""
VALUE_SIZE = 17.0
"""Of a value on a region with room for it."""
SEEN = 7
"""Least radius of the ring around a territory in a picture of thousands."""


def draw(record: RegionMap, palette: Palette, *, small: bool = False) -> Markup | Plot | Addressed:
    """The map, each region a link that chooses it; ``small`` for the atlas, which has no room for values.

    Of territories too many for links, a map whose outlines are asked for at an address; small, a picture.
    """
    if not record.drawable:
        return empty(record, palette)
    if record.mosaic and small:
        return picture(record.country, as_address(record.mosaic.small_picture), record.region, record.alt)
    if record.mosaic:
        return Addressed(record, record.mosaic, palette)
    placed = placed_on_screen(record.country)
    rows, small = record.drawn, small or not record.labelled
    regions = [_region(record, placed, row) | ({} if small else _value(placed, row)) for row in rows]
    framed = placed.path(str(record.region)) if record.region in record.country.rings else ""
    return render(
        Path(__file__).with_name("screen.svg"), record=record, regions=regions, small=small, width=WIDTH, height=HEIGHT,
        framed=framed, hatch=f"hachures-{record.indicator}",
    )  # fmt: skip


def picture(outlines: Outlines, drawn: str, region: str | None, said: str, *, locator: bool = False) -> Markup:
    """A picture of the country, and a ring around the reader's territory; ``locator``: only to show where it is."""
    placed, own = placed_on_screen(outlines), None
    if region in outlines.rings:
        box = placed.box(str(region))
        own = {
            "outline": placed.path(str(region)), "x": box.x + box.width / 2, "y": box.y + box.height / 2,
            "radius": max(SEEN, math.hypot(box.width, box.height)),
        }  # fmt: skip
    return render(
        Path(__file__).with_name("picture.svg"), said=said, drawn=drawn, box=placed.frame, own=own, locator=locator,
        width=WIDTH, height=HEIGHT,
    )  # fmt: skip


@cached(WeakKeyDictionary(), key=lambda outlines: outlines)
def placed_on_screen(outlines: Outlines) -> Placed:
    """The country in the box of the screen's maps."""
    return Placed.within(outlines, MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)


def _region(record: RegionMap, placed: Placed, row: dict[str, Any]) -> dict[str, Any]:
    kind = FragilityClass(row["class"])
    return {
        "code": row["region"],
        "address": query(record.reading, edition=record.edition, domaine=record.domain, region=row["region"]),
        "said": f"{row['name']}. {row['sentence']}",
        "kind": kind,
        "missing": kind is FragilityClass.MISSING,
        "outline": placed.path(row["region"]),
    }


def _value(placed: Placed, row: dict[str, Any]) -> dict[str, Any]:
    """The published value, and where it stands."""
    return {"number": row["number"], "label": set_label(placed, row, VALUE_SIZE, names=False, shrinks=False)}
