"""Where the region is: a small map on which each of the others is a link."""

from __future__ import annotations

from markupsafe import Markup

from charts.figures.region_map import locator
from pages.shared import furniture, reads
from pages.shared.editions import kept
from territory.analysis import Reading


def show(region: str, reading: Reading) -> None:
    """Nothing without outlines."""
    if drawn := _drawn(region, reading):
        furniture.markup(drawn, f"locator_{region}")


@kept(reads.VIEWS)
def _drawn(region: str, reading: Reading) -> Markup | None:
    outlines = reads.edition().outlines
    return locator.draw(reads.edition(), outlines, region, reading) if outlines else None
