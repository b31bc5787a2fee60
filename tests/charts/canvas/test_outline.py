"""The outlines outside the browser: Lambert-93, areas as published, everything in its box."""

from __future__ import annotations

import pytest
from pyproj import Transformer

from charts.canvas.outline import Placed, country, inside
from territory.loader import Edition

LAMBERT_93 = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)


def test_the_plane_is_lambert_93_to_10_metres(edition: Edition) -> None:
    assert edition.outlines is not None
    for code, region in edition.regions.items():
        degrees = [*edition.outlines.rings[code], ((region.lon, region.lat),)]
        drawn = [*edition.outlines.plane[code], (edition.outlines.labels[code],)]
        for ring, own in zip(degrees, drawn, strict=True):
            for (lon, lat), (x, y) in zip(ring, own, strict=True):
                east, north = LAMBERT_93.transform(lon, lat)
                assert x == pytest.approx((east - 700_000) / 1000, abs=0.0051)
                assert -y == pytest.approx((north - 6_600_000) / 1000, abs=0.0051)


def test_areas_are_the_published_ones_within_3_percent(edition: Edition) -> None:
    assert edition.outlines is not None
    cells = edition.observations[edition.observations["indicator"] == "superficie"].set_index("territory")["value"]
    for code, area in country(edition.outlines).areas.items():
        assert area == pytest.approx(float(cells[code]), rel=0.03)


def test_country_fills_its_box_and_stays_in_it(edition: Edition) -> None:
    assert edition.outlines is not None
    placed = Placed.within(edition.outlines, 100, 50, 400, 300)
    points = [p for code in edition.regions for ring in placed.polygons(code) for p in ring]
    assert set(placed.country.rings) == set(edition.regions)
    assert min(x for x, _ in points) >= 100 and max(x for x, _ in points) <= 500
    assert min(y for _, y in points) >= 50 and max(y for _, y in points) <= 350
    assert max(y for _, y in points) - min(y for _, y in points) > 290
    for code in edition.regions:
        left, right = placed.extent(code)
        assert left < placed.point(code)[0] < right


def test_a_point_is_inside_its_own_region_only(edition: Edition) -> None:
    assert edition.outlines is not None
    placed = Placed.within(edition.outlines, 0, 0, 600, 600)
    rings = {code: placed.polygons(code, 2) for code in edition.regions}
    for code in edition.regions:
        assert [other for other in rings if inside(rings[other], *placed.point(code))] == [code]


def test_a_hole_is_outside(edition: Edition) -> None:
    """Llívia, a Spanish town within Occitanie."""
    assert edition.outlines is not None
    east, north = LAMBERT_93.transform(1.98, 42.465)
    llivia = ((east - 700_000) / 1000, (6_600_000 - north) / 1000)
    assert not inside(edition.outlines.plane["76"], *llivia)
    assert inside([max(edition.outlines.plane["76"], key=len)], *llivia)
