"""The small map of *Mon territoire*: where the region is, each of the others one click away."""

from __future__ import annotations

import pytest

from charts.figures.region_map import locator, screen
from territory.analysis import Reading
from territory.loader import Edition
from territory.outlines import Outlines
from tests.charts.gallery import READINGS, REGIONS
from tests.charts.markup_reader import classes, links, root


@pytest.mark.parametrize("region", [*REGIONS, None])
def test_the_region_alone_is_filled_and_named(edition: Edition, outlines: Outlines, region: str | None) -> None:
    drawn = root(locator.draw(edition, outlines, region, Reading()))
    codes = [codes["region"][0] for _, codes in links(drawn)]
    current = [code for code, link in zip(codes, drawn.iter("a"), strict=True) if link.get("aria-current")]
    assert current == ([region] if region else [])
    own = f", {edition.regions[region].name} en couleur" if region else ""
    assert drawn.attrib["aria-label"] == f"Carte des régions{own}\u202f; un clic en choisit une autre."


@pytest.mark.parametrize("reading", READINGS)
def test_each_region_is_a_link_with_its_name_on_its_outline(edition: Edition, outlines: Outlines, reading: str) -> None:
    """The page stays, with the reading in force; the outlines are those of the other maps."""
    drawn = root(locator.draw(edition, outlines, "94", READINGS[reading]))
    kept = {"core": {"criteres": ["noyau"]}, "without contestable": {"criteres": ["sans-contestables"]}}
    choices = kept.get(reading, {"lecture": ["source"]} if reading == "source" else {})
    assert links(drawn) == [("", {"region": [code]} | choices) for code in edition.regions]
    placed = screen.placed_on_screen(outlines)
    for (code, region), link in zip(edition.regions.items(), drawn.iter("a"), strict=True):
        (title,), (path,) = list(link.iter("title")), list(link.iter("path"))
        assert title.text == link.attrib["aria-label"] == region.name
        assert path.attrib["d"] == placed.path(code) and classes(path) == ["region"]


def test_it_has_no_value_and_no_class(edition: Edition, outlines: Outlines) -> None:
    """It says where, not how: colours of classes would be read as values."""
    drawn = root(locator.draw(edition, outlines, "94", Reading()))
    assert not list(drawn.iter("text")) and "locator" in classes(drawn)
    assert not [name for part in drawn.iter() for name in classes(part) if name.startswith("k-")]


def test_the_screen_s_maps_stand_within_their_box(outlines: Outlines) -> None:
    placed = screen.placed_on_screen(outlines)
    points = [point for code in outlines.rings for ring in placed.rings(code) for point in ring]
    assert min(x for x, _ in points) >= 0 and max(x for x, _ in points) <= screen.WIDTH
    assert min(y for _, y in points) >= 0 and max(y for _, y in points) <= screen.HEIGHT
