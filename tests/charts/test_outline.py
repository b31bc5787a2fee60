"""The outlines outside the browser: Lambert-93 to the metre, areas as published, everything in its box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from charts.outline import Placed, inside, project, projected
from territory.loader import Edition

LAMBERT_93 = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)


@given(st.floats(-5.5, 10), st.floats(41, 51.5))
def test_projection_is_lambert_93(lon: float, lat: float) -> None:
    east, north = LAMBERT_93.transform(lon, lat)
    x, y = project(lon, lat)
    assert x == pytest.approx((east - 700_000) / 1000, abs=1e-6)
    assert -y == pytest.approx((north - 6_600_000) / 1000, abs=1e-6)


def test_areas_are_the_published_ones_within_3_percent(edition: Edition) -> None:
    assert edition.outlines is not None
    cells = edition.observations[edition.observations["indicator"] == "superficie"].set_index("territory")["value"]
    for code, area in projected(edition.outlines).areas.items():
        assert area == pytest.approx(float(cells[code]), rel=0.03)


def test_country_fills_its_box_and_stays_in_it(edition: Edition) -> None:
    assert edition.outlines is not None
    placed = Placed.within(edition.outlines, 100, 50, 400, 300)
    points = [p for code in edition.regions for ring in placed.polygons(code) for p in ring]
    assert set(placed.country.rings) == set(edition.regions)
    assert min(x for x, _ in points) >= 100 and max(x for x, _ in points) <= 500
    assert min(y for _, y in points) >= 50 and max(y for _, y in points) <= 350
    assert max(y for _, y in points) - min(y for _, y in points) > 290
    for code, region in edition.regions.items():
        left, right = placed.extent(code)
        assert left < placed.point(region.lon, region.lat)[0] < right


def test_a_point_is_inside_its_own_region_only(edition: Edition) -> None:
    assert edition.outlines is not None
    placed = Placed.within(edition.outlines, 0, 0, 600, 600)
    rings = {code: placed.polygons(code, 2) for code in edition.regions}
    for code, region in edition.regions.items():
        point = placed.point(region.lon, region.lat)
        assert [other for other in rings if inside(rings[other], *point)] == [code]
    llivia = placed.point(1.98, 42.465)
    assert not inside(placed.polygons("76", 0), *llivia)
