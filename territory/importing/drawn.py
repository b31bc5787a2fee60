"""Outlines mended, simplified and projected. GeoPandas is imported inside functions: no page ever loads it.

As a program it draws what stands on its standard input, for ``apart``: ``python -m territory.importing.drawn SECONDS``.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from territory.errors import DataError
from territory.importing.folder import OUTLINES, PLANE
from territory.importing.geojson import FILE, Shape

STEPS = 1_500
"""The tolerance of the simplification is the extent of all territories, divided by this."""
LEAST, MOST = 20.0, 1_000.0
"""Metres between which that tolerance stays."""
DECIMALS = 4
PLANE_DECIMALS = 2
CENTRE = 700_000, 6_600_000
"""Of Lambert-93, in metres: the drawing's plane counts kilometres east and south of it."""
_PLANE = "Lambert-93 (EPSG:2154): kilometres east and south of its centre, 46.5° N 3° E"


@dataclass(frozen=True)
class Drawn:
    """``files``: by name, the outlines in degrees and on Lambert-93; ``mended``: codes whose rings crossed."""

    files: dict[str, str]
    mended: list[str]


def drawn(found: Mapping[str, Shape], names: Mapping[str, str]) -> Drawn:
    """``names``: of each code, in the order of the files. Raises ``DataError`` for what cannot be projected."""
    import geopandas
    import shapely
    from shapely.geometry import shape

    codes = [code for code in names if code in found]
    raw = shapely.force_2d(geopandas.GeoSeries([shape(found[code]) for code in codes]).array)
    mended = [code for code, sound in zip(codes, shapely.is_valid(raw), strict=True) if not sound]
    if mended:
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
    final = geopandas.GeoSeries(rounded, index=codes, crs="EPSG:4326")
    return Drawn({OUTLINES: _collection(final, names), PLANE: _plane(final)}, mended)


def _polygons(outline: Any) -> Any:
    """The polygons of a geometry, without the stray lines and points that mending may leave."""
    import shapely

    parts = [part for part in shapely.get_parts(shapely.get_parts(outline)) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _simplified(outlines: Any, tolerance: float) -> Any:
    """Simplified; neighbours keep the border that they share. 5 µs a point."""
    import shapely

    if shapely.coverage_is_valid(outlines):
        return shapely.coverage_simplify(outlines, tolerance)
    return shapely.simplify(outlines, tolerance, preserve_topology=True)


def _settled(outline: Any, original: Any) -> Any:
    """Rounded to the drawing's decimals; left as it is where rounding would leave no area."""
    import shapely

    rounded = _polygons(shapely.make_valid(shapely.transform(outline, lambda xy: xy.round(DECIMALS))))
    return original if rounded.is_empty else rounded


def _collection(drawn: Any, names: Mapping[str, str]) -> str:
    from shapely.geometry import mapping

    features = [
        {
            "type": "Feature",
            "id": code,
            "properties": {"code": code, "nom": names[code]},
            "geometry": mapping(outline),
        }
        for code, outline in drawn.items()
    ]
    return _json({"type": "FeatureCollection", "name": "territoires", "features": features})


def _plane(drawn: Any) -> str:
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


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Within so many seconds of processor, beyond which the system ends the process."""
    import resource  # not on every system

    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    asked = json.load(sys.stdin)
    try:
        answer = asdict(drawn(asked["found"], asked["names"]))
    except DataError as error:
        answer = {"refused": [error.found, error.allowed]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
