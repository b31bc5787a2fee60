"""The outlines of territories, in degrees and projected: what maps are drawn from."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from territory.csvfile import NOT_UTF8
from territory.errors import DataError

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, eq=False)
class Outlines:
    """Closed rings of each territory that has an outline; a hole is a ring inside another (even-odd).

    ``rings`` are in degrees (EPSG:4326); ``plane``, the same ones projected (Lambert-93), and ``labels``, where each
    region's name stands, in kilometres east and south of 46.5° N 3° E. Compared by identity, so that what is
    computed from them once can be kept.
    """

    rings: Mapping[str, tuple[Ring, ...]]
    plane: Mapping[str, tuple[Ring, ...]]
    labels: Mapping[str, tuple[float, float]]


_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What a JSON of another form may raise; the last, for thousands of nested brackets."""


PLANE_SUFFIX = ".lambert93.json"


def load_outlines(path: Traversable, plane: Traversable, codes: Collection[str], *, some: bool = False) -> Outlines:
    """The outlines of a GeoJSON file, and of the projected one beside it (``data/build_regions.py`` writes both).

    ``some``: not every territory needs an outline. Raises ``DataError`` when one is missing, broken or not of these
    territories, or when they are not of one build.
    """
    for needed in (path, plane):
        if not needed.is_file():
            raise DataError(needed.name, "", "", "aucun fichier", f"un fichier à l’adresse {needed}")
    try:
        features = {f["properties"]["code"]: f for f in json.loads(path.read_text(encoding="utf-8"))["features"]}
        _same_codes(path, features, codes, some)
        rings = {code: _rings(feature["geometry"]) for code, feature in features.items()}
    except _MALFORMED as error:
        allowed = "un GeoJSON dont chaque région porte un code"
        raise DataError(path.name, "", "", _found(error), allowed) from error
    try:
        regions = json.loads(plane.read_text(encoding="utf-8"))["regions"]
        _same_codes(plane, regions, rings)
        projected = {code: tuple(map(_ring, regions[code]["rings"])) for code in rings}
        labels = {code: _point(regions[code]["label"]) for code in rings}
    except _MALFORMED as error:
        allowed = "les contours projetés de chaque région et le point de son nom"
        raise DataError(plane.name, "", "", _found(error), allowed) from error
    for code in rings:
        if (found := list(map(len, projected[code]))) != (points := list(map(len, rings[code]))):
            allowed = f"autant de points que dans {path.name}, {sum(points)} en {len(points)} contours"
            raise DataError(plane.name, "", code, f"{sum(found)} points en {len(found)} contours", allowed)
    return Outlines(rings, projected, labels)


def outlines_among(outlines: Outlines, codes: Collection[str]) -> Outlines | None:
    """The outlines of some territories only; ``None`` when none of them has one, itself when all have."""
    kept = [code for code in outlines.rings if code in codes]
    if len(kept) == len(outlines.rings):
        return outlines
    if not kept:
        return None
    return Outlines(
        {code: outlines.rings[code] for code in kept},
        {code: outlines.plane[code] for code in kept},
        {code: outlines.labels[code] for code in kept},
    )


def _found(error: Exception) -> str:
    """What Python found wrong, in French."""
    if isinstance(error, KeyError):
        return f"{error.args[0]} absent"
    if isinstance(error, UnicodeDecodeError):
        return NOT_UTF8
    if isinstance(error, json.JSONDecodeError):
        return f"un JSON mal formé, ligne {error.lineno}"
    return "un contenu d’une autre forme"


def _same_codes(path: Traversable, found: Collection[str], codes: Collection[str], some: bool = False) -> None:
    if difference := set(found) - set(codes) if some else set(codes) ^ set(found):
        raise DataError(path.name, "", "code", ", ".join(sorted(difference)), "les codes de la table, et eux seuls")


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(_ring(ring) for polygon in polygons for ring in polygon)


def _ring(points: Iterable[Sequence[float]]) -> Ring:
    return tuple(map(_point, points))


def _point(point: Sequence[float]) -> tuple[float, float]:
    x, y = point
    return float(x), float(y)
