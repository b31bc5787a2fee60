"""The 13 regions: INSEE code, name, and the name's grammar (article, preposition), read from ``data/``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from territory.csvfile import NOT_UTF8, read_rows
from territory.errors import DataError

NATIONAL = "FR"
"""Code of the benchmark, France métropolitaine, in every frame of observations."""


@dataclass(frozen=True)
class Region:
    """A region of the table.

    ``subject`` « les Hauts-de-France », ``locative`` « dans les Hauts-de-France », ``genitive``
    « des Hauts-de-France », ``published`` the table's own column header, ``lon``/``lat`` a point well
    inside the region where a label fits (degrees, EPSG:4326).
    """

    code: str
    name: str
    short: str
    subject: str
    locative: str
    genitive: str
    published: str
    lon: float
    lat: float


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, eq=False)
class Outlines:
    """Closed rings of each region; a hole is a ring inside another (even-odd).

    ``rings`` are in degrees (EPSG:4326); ``plane``, the same ones projected (Lambert-93), and ``labels``, where each
    region's name stands, in kilometres east and south of 46.5° N 3° E. Compared by identity, so that what is
    computed from them once can be kept.
    """

    rings: Mapping[str, tuple[Ring, ...]]
    plane: Mapping[str, tuple[Ring, ...]]
    labels: Mapping[str, tuple[float, float]]


_COLUMNS = {
    "code": "code",
    "nom": "name",
    "abrege": "short",
    "article": "subject",
    "en": "locative",
    "de": "genitive",
    "publie": "published",
}


def load_regions(path: Path) -> Mapping[str, Region]:
    """Regions by code, in the published table's column order.

    Raises ``DataError`` when a column is missing, a cell is empty, or a code stands twice.
    """
    rows = read_rows(path)
    header = list(rows[0]) if rows else []
    if missing := {*_COLUMNS, "lon", "lat"} - set(header):
        raise DataError(path.name, "ligne 1", "", ", ".join(header), f"une colonne {min(missing)}")
    regions: dict[str, Region] = {}
    for number, row in enumerate(rows, start=2):
        region = _region(path.name, number, row)
        if region.code in regions:
            raise DataError(path.name, f"ligne {number}", "code", region.code, "un code par région, une seule fois")
        regions[region.code] = region
    return regions


def _region(file: str, number: int, row: dict[str, str]) -> Region:
    for column in _COLUMNS:
        if not row[column]:
            raise DataError(file, f"ligne {number}", column, "", "un texte")
    try:
        lon, lat = float(row["lon"]), float(row["lat"])
    except ValueError:
        found = f"{row['lon']} / {row['lat']}"
        raise DataError(file, f"ligne {number}", "lon / lat", found, "deux nombres à point décimal") from None
    return Region(**{name: row[column] for column, name in _COLUMNS.items()}, lon=lon, lat=lat)


_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What any JSON but ours may raise, ten thousand brackets included."""


def load_outlines(path: Path, codes: Collection[str]) -> Outlines:
    """The outlines of a GeoJSON file, and of the projected one beside it (``data/build_regions.py`` writes both).

    Raises ``DataError`` when one is missing, broken or not of these regions, or when they are not of one build.
    """
    try:
        features = {f["properties"]["code"]: f for f in json.loads(path.read_text(encoding="utf-8"))["features"]}
        _same_codes(path, features, codes)
        rings = {code: _rings(feature["geometry"]) for code, feature in features.items()}
    except _MALFORMED as error:
        allowed = "un GeoJSON dont chaque région porte un code"
        raise DataError(path.name, "", "", _found(error), allowed) from error
    projected = path.with_suffix(".lambert93.json")
    if not projected.is_file():
        raise DataError(projected.name, "", "", "aucun fichier", f"un fichier à l’adresse {projected}")
    try:
        regions = json.loads(projected.read_text(encoding="utf-8"))["regions"]
        _same_codes(projected, regions, codes)
        plane = {code: tuple(map(_ring, regions[code]["rings"])) for code in rings}
        labels = {code: _point(regions[code]["label"]) for code in rings}
    except _MALFORMED as error:
        allowed = "les contours projetés de chaque région et le point de son nom"
        raise DataError(projected.name, "", "", _found(error), allowed) from error
    for code in rings:
        if (found := list(map(len, plane[code]))) != (points := list(map(len, rings[code]))):
            allowed = f"autant de points que dans {path.name}, {sum(points)} en {len(points)} contours"
            raise DataError(projected.name, "", code, f"{sum(found)} points en {len(found)} contours", allowed)
    return Outlines(rings, plane, labels)


def _found(error: Exception) -> str:
    """What Python says in English."""
    if isinstance(error, KeyError):
        return f"{error.args[0]} absent"
    if isinstance(error, UnicodeDecodeError):
        return NOT_UTF8
    if isinstance(error, json.JSONDecodeError):
        return f"un JSON mal formé, ligne {error.lineno}"
    return "un contenu d’une autre forme"


def _same_codes(path: Path, found: Collection[str], codes: Collection[str]) -> None:
    if difference := set(codes) ^ set(found):
        raise DataError(path.name, "", "code", ", ".join(sorted(difference)), "les codes de la table, et eux seuls")


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(_ring(ring) for polygon in polygons for ring in polygon)


def _ring(points: Iterable[Sequence[float]]) -> Ring:
    return tuple(map(_point, points))


def _point(point: Sequence[float]) -> tuple[float, float]:
    x, y = point
    return float(x), float(y)
