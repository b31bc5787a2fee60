"""The outlines: 13 regions that tile the country, the right way round for each reader."""

import csv
import json
from pathlib import Path

import pytest
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import Point, shape

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "data/editions/impact-2020/donnees_territoriales_2020.csv"


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def read_outlines(path):
    features = json.loads(path.read_text("utf-8"))["features"]
    assert all(f["id"] == f["properties"]["code"] for f in features)
    outlines = {f["id"]: shape(f["geometry"]) for f in features}
    assert len(outlines) == len(features) == 13
    return outlines


def exteriors(outline):
    return [p.exterior for p in shapely.get_parts(outline)]


def interiors(outline):
    return [ring for p in shapely.get_parts(outline) for ring in p.interiors]


REGIONS = read_csv(ROOT / "data/regions.csv")
OUTLINES = read_outlines(ROOT / "data/regions.geojson")
DRAWN = read_outlines(ROOT / "static/regions.geojson")
PLANE = json.loads((ROOT / "data/regions.lambert93.json").read_text("utf-8"))
LAMBERT_93 = Transformer.from_crs("EPSG:4326", "EPSG:2154", always_xy=True)

each_region = pytest.mark.parametrize("region", REGIONS, ids=lambda r: r["code"])


def test_codes_of_the_geometry_are_those_of_the_regions():
    assert {r["code"] for r in REGIONS} == set(OUTLINES) == set(DRAWN)


def test_regions_stand_in_the_order_of_the_published_columns():
    columns = list(read_csv(TABLE)[0])
    assert [r["publie"] for r in REGIONS] == columns[-13:]


def test_names_of_the_geometry_are_those_of_the_regions():
    for path in ("data/regions.geojson", "static/regions.geojson"):
        features = json.loads((ROOT / path).read_text("utf-8"))["features"]
        names = {f["id"]: f["properties"]["nom"] for f in features}
        assert names == {r["code"]: r["nom"] for r in REGIONS}


@each_region
def test_names_are_written_in_full_and_short_names_are_short(region):
    assert all(region.values())
    assert not any("'" in value for key, value in region.items() if key != "publie")
    assert len(region["abrege"]) <= 22
    for form in ("article", "en", "de"):
        assert region[form].endswith(region["nom"])


@each_region
def test_outline_is_valid(region):
    assert OUTLINES[region["code"]].is_valid
    assert DRAWN[region["code"]].is_valid


@each_region
def test_area_agrees_with_the_published_one_within_2_percent(region):
    (row,) = (r for r in read_csv(TABLE) if r["indicateur"] == "Nombre de kilomètre carré")
    square_metres, _ = Geod(ellps="GRS80").geometry_area_perimeter(OUTLINES[region["code"]])
    assert square_metres > 0  # positive: counter-clockwise
    assert square_metres / 1e6 == pytest.approx(float(row[region["publie"]]), rel=0.02)


def test_neighbours_neither_overlap_nor_leave_gaps():
    outlines = list(OUTLINES.values())
    assert shapely.coverage_is_valid(outlines)
    # Llívia, a Spanish exclave near 42.46 N 1.98 E, is the only hole of the mainland.
    (hole,) = interiors(shapely.coverage_union_all(outlines))
    assert shapely.Polygon(hole).contains(Point(1.98, 42.46))


@each_region
def test_each_reader_gets_its_winding(region):
    rfc, drawn = OUTLINES[region["code"]], DRAWN[region["code"]]
    assert all(ring.is_ccw for ring in exteriors(rfc))
    assert not any(ring.is_ccw for ring in interiors(rfc))
    assert not any(ring.is_ccw for ring in exteriors(drawn))  # ccw fills the whole frame in plotly
    assert all(ring.is_ccw for ring in interiors(drawn))


@each_region
def test_both_files_hold_the_same_coordinates(region):
    rfc, drawn = OUTLINES[region["code"]], DRAWN[region["code"]]
    assert rfc.normalize().equals_exact(drawn.normalize(), 0)


@each_region
def test_the_plane_holds_the_same_outlines_and_labels_to_10_metres(region):
    drawn = PLANE["regions"][region["code"]]
    rings = [ring for p in shapely.get_parts(OUTLINES[region["code"]]) for ring in (p.exterior, *p.interiors)]
    degrees = [(float(region["lon"]), float(region["lat"]))] + [point for ring in rings for point in ring.coords]
    kilometres = [drawn["label"]] + [point for ring in drawn["rings"] for point in ring]
    assert [len(ring) for ring in drawn["rings"]] == [len(ring.coords) for ring in rings]
    for (x, y), (lon, lat) in zip(kilometres, degrees, strict=True):
        east, north = LAMBERT_93.transform(lon, lat)
        assert (x, y) == pytest.approx(((east - 700_000) / 1000, (6_600_000 - north) / 1000), abs=0.0051)


def test_neighbours_share_their_border_on_the_plane_too():
    """A point that two regions share in degrees is one point once projected and rounded."""
    found = {}
    for code, outline in OUTLINES.items():
        rings = [ring for p in shapely.get_parts(outline) for ring in (p.exterior, *p.interiors)]
        for ring, drawn in zip(rings, PLANE["regions"][code]["rings"], strict=True):
            for degrees, kilometres in zip(ring.coords, drawn, strict=True):
                found.setdefault(degrees, set()).add(tuple(kilometres))
    assert all(len(points) == 1 for points in found.values())


@each_region
def test_label_stands_well_inside_its_region(region):
    label = Point(float(region["lon"]), float(region["lat"]))
    outline = OUTLINES[region["code"]]
    assert outline.contains(label)
    assert outline.boundary.distance(label) > 0.2  # degrees, ≈ 15–20 km: half a label


def test_the_stub_has_every_object_plotly_looks_up_and_draws_nothing():
    stub = json.loads((ROOT / "static/topojson/world_110m.json").read_text("utf-8"))
    layers = {"coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits"}
    assert set(stub["objects"]) == layers
    assert stub["arcs"] == []
    assert not any(o["geometries"] for o in stub["objects"].values())
