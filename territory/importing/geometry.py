"""The outlines of imported territories: any GeoJSON in degrees, checked, mended, simplified and projected.

GeoPandas is imported by the one function that needs it: never on the way of a page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from territory.errors import DataError
from territory.importing.folder import OUTLINES, PLANE
from territory.importing.geojson import FILE, Shape, features, matched
from territory.importing.known import Territory
from territory.importing.report import Log

STEPS = 1_500
"""The tolerance of the simplification is the extent of all territories, divided by this."""
LEAST, MOST = 20.0, 1_000.0
"""Metres between which that tolerance stays."""
DECIMALS = 4
PLANE_DECIMALS = 2
CENTRE = 700_000, 6_600_000
"""Of Lambert-93, in metres: the drawing's plane counts kilometres east and south of it."""
_PLANE = "Lambert-93 (EPSG:2154): kilometres east and south of its centre, 46.5° N 3° E"


def outlines(content: bytes, territories: Mapping[str, Territory], most: int, log: Log) -> dict[str, bytes]:
    """The file of the outlines in degrees and that of their projection on Lambert-93, for those that have one.

    Raises ``DataError`` for what is no GeoJSON in degrees; what is mended or left out is said in the log.
    """
    log.sheet = FILE
    found = dict(matched(features(content, most), territories, log))
    if not found:
        raise DataError(FILE, "", "", "aucun contour de ces territoires", "un contour portant le code de chacun")
    if missing := [territory.name for code, territory in territories.items() if code not in found]:
        said = ", ".join(missing[:8]) + (f" et {len(missing) - 8} autres" if len(missing) > 8 else "")
        log.warn(f"{len(missing)} territoires sans contour, montrés partout sauf sur la carte", found=said)
    return _drawn(found, territories, log)


# --- what is drawn of it -----------------------------------------------------------------------------------


def _drawn(found: Mapping[str, Shape], territories: Mapping[str, Territory], log: Log) -> dict[str, bytes]:
    import geopandas
    import shapely
    from shapely.geometry import shape

    codes = [code for code in territories if code in found]
    raw = shapely.force_2d(geopandas.GeoSeries([shape(found[code]) for code in codes]).array)
    valid = shapely.is_valid(raw)
    if not valid.all():
        mended = ", ".join(territories[code].name for code, sound in zip(codes, valid, strict=True) if not sound)
        log.inform("des contours qui se croisent, remis en ordre", found=mended[:400])
        raw = [_polygons(shapely.make_valid(outline)) for outline in raw]
    frame = geopandas.GeoSeries(raw, index=codes, crs="EPSG:4326").to_crs("EPSG:2154")
    left, bottom, right, top = frame.total_bounds
    if not all(map(math.isfinite, (left, bottom, right, top))):
        raise DataError(FILE, "", "", "des coordonnées hors de la projection", "des territoires d’Europe, en degrés")
    tolerance = min(MOST, max(LEAST, max(right - left, top - bottom) / STEPS))
    simple = _simplified(frame.array, tolerance)
    degrees = geopandas.GeoSeries(simple, index=codes, crs="EPSG:2154").to_crs("EPSG:4326")
    rounded = [
        _polygons(shapely.orient_polygons(_settled(outline, original), exterior_cw=True))
        for outline, original in zip(degrees.array, frame.to_crs("EPSG:4326").array, strict=True)
    ]
    drawn = geopandas.GeoSeries(rounded, index=codes, crs="EPSG:4326")
    return {OUTLINES: _collection(drawn, territories), PLANE: _plane(drawn)}


def _polygons(outline: Any) -> Any:
    """The surfaces of a geometry, less the lines and points that mending left beside them."""
    import shapely

    parts = [part for part in shapely.get_parts(shapely.get_parts(outline)) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _simplified(outlines: Any, tolerance: float) -> Any:
    """With their shared borders kept shared, where they share them: 5 µs a point."""
    import shapely

    if shapely.coverage_is_valid(outlines):
        return shapely.coverage_simplify(outlines, tolerance)
    return shapely.simplify(outlines, tolerance, preserve_topology=True)


def _settled(outline: Any, original: Any) -> Any:
    """Rounded to the drawing's decimals; as it was given where rounding leaves no surface."""
    import shapely

    rounded = _polygons(shapely.make_valid(shapely.transform(outline, lambda xy: xy.round(DECIMALS))))
    return original if rounded.is_empty else rounded


def _collection(drawn: Any, territories: Mapping[str, Territory]) -> bytes:
    from shapely.geometry import mapping

    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "nom": territories[code].name},
            "geometry": mapping(outline),
        }
        for code, outline in drawn.items()
    ]
    return _json({"type": "FeatureCollection", "name": "territoires", "features": features})


def _plane(drawn: Any) -> bytes:
    """Rings of each outline in the order of the GeoJSON's, and a point inside it where its name stands."""
    import shapely

    projected = drawn.to_crs("EPSG:2154")
    flat = shapely.transform(projected.array, lambda xy: ((xy - CENTRE) / (1000, -1000)).round(PLANE_DECIMALS))
    points = shapely.transform(
        shapely.point_on_surface(projected.array), lambda xy: ((xy - CENTRE) / (1000, -1000)).round(PLANE_DECIMALS)
    )
    regions = {
        code: {"label": [point.x, point.y], "rings": _rings(outline)}
        for code, outline, point in zip(drawn.index, flat, points, strict=True)
    }
    return _json({"name": "territoires", "plane": _PLANE, "regions": regions})


def _rings(outline: Any) -> list[list[tuple[float, float]]]:
    import shapely

    return [
        list(ring.coords) for polygon in shapely.get_parts(outline) for ring in (polygon.exterior, *polygon.interiors)
    ]


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
