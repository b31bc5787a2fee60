"""The outlines of the regions on a plane for slides: kilometres, y upwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charts import outline
from territory.loader import Edition

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Outlines:
    """Projected rings by INSEE code; ``west, south, east, north`` hold them all."""

    rings: Mapping[str, tuple[Ring, ...]]
    west: float
    south: float
    east: float
    north: float


def project(lon: float, lat: float) -> Point:
    """Degrees → kilometres east and north of the centre of ``charts.outline``'s projection."""
    east, south = outline.project(lon, lat)
    return east, -south


def plane_of(edition: Edition) -> Outlines:
    """An edition's outlines, projected. The edition was loaded with its geometry."""
    assert edition.outlines is not None
    rings = {
        code: tuple(tuple(project(lon, lat) for lon, lat in ring) for ring in own)
        for code, own in edition.outlines.rings.items()
    }
    points = [point for own in rings.values() for ring in own for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Outlines(rings, min(xs), min(ys), max(xs), max(ys))
