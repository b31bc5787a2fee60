"""Outlines at import: what is written is what maps draw, whatever the winding, the order or the flaws of the source."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from territory.importing import Imported, apart, as_folder, read
from territory.importing.folder import OUTLINES, PLANE
from territory.loader import load_edition
from tests.territory.importing.corpus import collection, geojson, square
from tests.territory.importing.files import GOOD, ROWS, csv_of, zip_of

DATA = Path(__file__).parents[3] / "data"
TABLE = csv_of(GOOD)
CODES = [row[0] for row in ROWS[1:]]


def drawn(imported: Imported) -> dict[str, shapely.Geometry]:
    assert imported.files is not None, imported.report.text()
    features = json.loads(imported.files[OUTLINES])["features"]
    return {feature["id"]: shape(feature["geometry"]) for feature in features}


def test_rings_are_clockwise_for_plotly_whatever_they_were() -> None:
    for content in (geojson(), _reversed()):
        found = drawn(read("t.csv", TABLE, geometry=content))
        assert sorted(found) == CODES
        assert all(not shapely.is_ccw(outline.exterior) for outline in found.values())


def _reversed() -> bytes:
    whole = collection()
    for feature in whole["features"]:
        feature["geometry"]["coordinates"] = [ring[::-1] for ring in feature["geometry"]["coordinates"]]
    return json.dumps(whole).encode()


def test_the_plane_has_the_same_rings_and_a_name_inside() -> None:
    files = read("t.csv", TABLE, geometry=geojson()).files
    assert files is not None
    plane = json.loads(files[PLANE])["regions"]
    outlines = {f["id"]: f["geometry"] for f in json.loads(files[OUTLINES])["features"]}
    for code, region in plane.items():
        assert [len(ring) for ring in region["rings"]] == [len(ring) for ring in outlines[code]["coordinates"]]
        assert shapely.Polygon(region["rings"][0]).contains(shapely.Point(region["label"]))
        # A degree of latitude is 111 km: the square's sides on the plane are of that order.
        west, north, east, south = shapely.Polygon(region["rings"][0]).bounds
        assert 60 < east - west < 120 and 100 < south - north < 120


def test_the_loader_takes_them() -> None:
    files = read("t.csv", TABLE, geometry=geojson()).files
    assert files is not None
    edition = load_edition(as_folder(files), DATA)
    assert edition.outlines is not None and set(edition.outlines.rings) == set(CODES)


def test_a_bow_tie_becomes_its_two_triangles() -> None:
    whole = collection()
    whole["features"][0]["geometry"]["coordinates"] = [[[0, 45], [1, 46], [1, 45], [0, 46], [0, 45]]]
    imported = read("t.csv", TABLE, geometry=json.dumps(whole).encode())
    assert drawn(imported)["11"].area == pytest.approx(0.5, abs=0.01)
    assert "remis en ordre" in imported.report.text()


def test_holes_and_islands_are_kept() -> None:
    whole = collection()
    holed = [square(0, 45)[0], square(0.4, 45.4, 0.2)[0]]
    whole["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": [holed, square(0, 47)]}
    found = drawn(read("t.csv", TABLE, geometry=json.dumps(whole).encode()))["11"]
    assert found.area == pytest.approx(1 - 0.04 + 1, abs=0.01)
    assert len(found.geoms) == 2 and sum(len(part.interiors) for part in found.geoms) == 1


def test_a_detailed_border_is_simplified_and_stays_shared() -> None:
    """Two neighbours of 3 000 points on their border: far fewer afterwards, and no gap between them."""
    wave = [[1 + 0.0002 * (n % 2), 45 + n / 3000] for n in range(3001)]
    west = [[0, 45], *wave, [0, 46], [0, 45]]
    east = [[2, 45], [2, 46], *wave[::-1], [2, 45]]
    whole = collection()
    for feature, ring in zip(whole["features"], (west, east), strict=False):
        feature["geometry"]["coordinates"] = [ring]
    for number, feature in enumerate(whole["features"][2:]):
        feature["geometry"]["coordinates"] = square(5 + number, 45)
    found = drawn(read("t.csv", TABLE, geometry=json.dumps(whole).encode()))
    one, other = found["11"], found["32"]
    assert shapely.get_num_coordinates(one) < 300
    assert one.intersection(other).area < 1e-6
    assert one.union(other).area == pytest.approx(2, abs=0.01)


@pytest.mark.slow
def test_outlines_made_to_keep_a_server_busy_are_refused_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """40 000 chords of a circle cross half a billion times: hours for what draws them, were it not stopped."""
    sound = read("t.csv", TABLE, geometry=geojson(), draw=apart.apart)
    assert sound.files == read("t.csv", TABLE, geometry=geojson()).files  # control: the same as in this process
    monkeypatch.setattr(apart, "SECONDS", 2)
    turn = 2.399963  # the golden angle, in radians
    ring = [[2 + math.cos(k * turn), 46 + math.sin(k * turn)] for k in range(40_000)]
    tangle = collection()
    tangle["features"][0]["geometry"]["coordinates"] = [[*ring, ring[0]]]
    imported = read("t.csv", TABLE, geometry=json.dumps(tangle).encode(), draw=apart.apart)
    assert imported.report.blocked and "enchevêtrés" in imported.report.text()


def test_names_serve_where_codes_do_not() -> None:
    whole = collection()
    for feature, row in zip(whole["features"], ROWS[1:], strict=True):
        feature["properties"] = {"nom": row[1].upper()}
    assert sorted(drawn(read("t.csv", TABLE, geometry=json.dumps(whole).encode()))) == CODES


def test_an_archive_brings_its_own() -> None:
    imported = read("t.zip", zip_of({"t.csv": TABLE, "contours.geojson": geojson()}))
    assert sorted(drawn(imported)) == CODES


def test_a_refused_outline_leaves_what_was_read_of_the_table() -> None:
    imported = read("t.csv", TABLE, geometry=b"{")
    assert imported.report.blocked and imported.files is None
    assert imported.proposal is not None and len(imported.proposal.territories) == len(CODES) and imported.sheets
