"""Where a region is: the country, the region filled, the others one click away."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from charts.addresses import query
from charts.canvas.markup import render
from charts.figures.region_map.screen import HEIGHT, WIDTH, placed_on_screen
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.regions import Outlines


def draw(edition: Edition, outlines: Outlines, region: str | None, reading: Reading) -> Markup:
    """The map without values; ``region`` is the reader's, when there is one."""
    placed, level = placed_on_screen(outlines), edition.level
    regions = [
        {
            "name": each.name,
            "mine": each.code == region,
            "address": query(reading, region=each.code),
            "outline": placed.path(each.code),
        }
        for each in edition.regions.values()
        if each.code in outlines.rings
    ]
    own = f", {edition.regions[region].name} en couleur" if region else ""
    said = f"Carte des {level.plural}{own}{wording.THIN}; un clic en choisit un{level.e} autre."
    return render(Path(__file__).with_name("locator.svg"), regions=regions, said=said, width=WIDTH, height=HEIGHT)
