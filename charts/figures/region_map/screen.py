"""The map in the browser: one link a region, the value and its sign printed on it, in Lambert's conic projection."""

from __future__ import annotations

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
from charts.figures.region_map.paper import set_label
from charts.figures.region_map.record import RegionMap
from charts.theme import Palette
from territory.analysis import FragilityClass
from territory.regions import Outlines

WIDTH, HEIGHT, MARGIN = 460, 440, 2
"""The drawing's unit: at 358 px, a phone's width, its values are 12 px high."""
VALUE_SIZE = 17.0
"""Of a value on a region with room for it."""


def draw(record: RegionMap, palette: Palette, *, small: bool = False) -> Markup | Plot:
    """The map, each region a link that chooses it; ``small`` for the atlas, which has no room for values."""
    if not record.drawable:
        return empty(record, palette)
    placed = placed_on_screen(record.country)
    rows, small = record.drawn, small or not record.labelled
    regions = [_region(record, placed, row) | ({} if small else _value(placed, row)) for row in rows]
    framed = placed.path(str(record.region)) if record.region in record.country.rings else ""
    return render(
        Path(__file__).with_name("screen.svg"), record=record, regions=regions, small=small, width=WIDTH, height=HEIGHT,
        framed=framed, hatch=f"hachures-{record.indicator}",
    )  # fmt: skip


@cached(WeakKeyDictionary(), key=lambda outlines: outlines)
def placed_on_screen(outlines: Outlines) -> Placed:
    """The country in the box of the screen's maps."""
    return Placed.within(outlines, MARGIN, MARGIN, WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN)


def _region(record: RegionMap, placed: Placed, row: dict[str, Any]) -> dict[str, Any]:
    kind = FragilityClass(row["class"])
    return {
        "code": row["region"],
        "address": query(record.reading, domaine=record.domain, region=row["region"]),
        "said": f"{row['name']}. {row['sentence']}",
        "kind": kind,
        "missing": kind is FragilityClass.MISSING,
        "outline": placed.path(row["region"]),
    }


def _value(placed: Placed, row: dict[str, Any]) -> dict[str, Any]:
    """The published value, and where it stands."""
    return {"number": row["number"], "label": set_label(placed, row, VALUE_SIZE, names=False, shrinks=False)}
