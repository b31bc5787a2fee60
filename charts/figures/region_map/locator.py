"""Where a region is: the country, the region filled, the others one click away."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from charts.addresses import address_code, query
from charts.canvas.markup import render
from charts.figures.crowd import LINKED
from charts.figures.region_map.mosaic import as_address, land
from charts.figures.region_map.screen import HEIGHT, WIDTH, picture, placed_on_screen
from territory import wording
from territory.analysis import Reading
from territory.loader import Edition
from territory.outlines import Outlines


def draw(edition: Edition, outlines: Outlines, region: str | None, reading: Reading) -> Markup:
    """The map without values; ``region`` is the reader's, when there is one."""
    level = edition.level
    if len(outlines.rings) > LINKED:
        own = f", {edition.regions[region].name} dans un cercle" if region else ""
        return picture(outlines, as_address(land(outlines)), region, f"Carte des {level.plural}{own}.", locator=True)
    placed = placed_on_screen(outlines)
    regions = [
        {
            "name": each.name,
            "mine": each.code == region,
            "address": query(reading, region=each.code, edition=address_code(edition)),
            "outline": placed.path(each.code),
        }
        for each in edition.regions.values()
        if each.code in outlines.rings
    ]
    own = f", {edition.regions[region].name} en couleur" if region else ""
    said = f"Carte des {level.plural}{own}{wording.THIN}; un clic en choisit un{level.e} autre."
    return render(Path(__file__).with_name("locator.svg"), regions=regions, said=said, width=WIDTH, height=HEIGHT)
