"""The outlines of the regions on a plane: Lambert's conformal conic, as on the official maps of France.

Parallels 44° and 49° N, centre 46,5° N 3° E, on a sphere: kilometres, y upwards.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]

RADIUS = 6371.0
_SOUTH, _NORTH, _CENTRE_LAT, _CENTRE_LON = map(math.radians, (44.0, 49.0, 46.5, 3.0))


def _t(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


_N = math.log(math.cos(_SOUTH) / math.cos(_NORTH)) / math.log(_t(_NORTH) / _t(_SOUTH))
_F = RADIUS * math.cos(_SOUTH) * _t(_SOUTH) ** _N / _N
_RHO_0 = _F / _t(_CENTRE_LAT) ** _N


def project(lon: float, lat: float) -> Point:
    """Degrees → kilometres east and north of the centre (Snyder, *Map Projections*, eq. 15-1 to 15-4)."""
    rho = _F / _t(math.radians(lat)) ** _N
    angle = _N * (math.radians(lon) - _CENTRE_LON)
    return rho * math.sin(angle), _RHO_0 - rho * math.cos(angle)


@dataclass(frozen=True)
class Outlines:
    """Projected rings by INSEE code; ``west, south, east, north`` hold them all."""

    rings: Mapping[str, tuple[Ring, ...]]
    west: float
    south: float
    east: float
    north: float


def read_outlines(path: Path) -> Outlines:
    """The outlines of a GeoJSON file whose features carry a ``code`` (``territory.loader`` has checked it)."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    rings = {f["properties"]["code"]: tuple(_rings(f["geometry"])) for f in features}
    points = [point for own in rings.values() for ring in own for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Outlines(rings, min(xs), min(ys), max(xs), max(ys))


def _rings(geometry: Mapping) -> Iterator[Ring]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield tuple(project(lon, lat) for lon, lat, *_ in ring)
