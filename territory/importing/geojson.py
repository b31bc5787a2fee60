"""A GeoJSON from outside, checked: its size, its coordinates in degrees, its polygons matched to our territories."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from territory.errors import DataError
from territory.importing.known import Territory, is_reference
from territory.importing.report import Log
from territory.text import fold

FILE = "contours"
MAX_POINTS = 2_000_000
MAX_FEATURES = 40_000
DEEPEST = 12
"""Brackets within brackets: a collection, its features, a geometry and its four levels of lists, and some more."""
_CODES = (
    "code",
    "insee",
    "codgeo",
    "code_insee",
    "insee_com",
    "insee_dep",
    "insee_reg",
    "id",
    "ze2020",
    "siren",
    "epci",
)
_NAMES = ("nom", "name", "libelle", "libgeo", "libze2020", "nom_officiel")
_ALLOWED = "un GeoJSON de polygones en degrés (EPSG:4326)"

Shape = Mapping[str, Any]


def features(content: bytes, most: int) -> list[Shape]:
    if len(content) > most:
        raise DataError(FILE, "", "", f"{len(content)} octets", f"au plus {most} octets")
    if _depth(content) > DEEPEST:
        raise DataError(FILE, "", "", "des crochets trop imbriqués", _ALLOWED)
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise DataError(FILE, "", "", "un JSON mal formé", _ALLOWED) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise DataError(FILE, "", "", "un JSON d’une autre forme", _ALLOWED)
    if len(features) > MAX_FEATURES:
        raise DataError(FILE, "", "", f"{len(features)} contours", f"au plus {MAX_FEATURES}")
    _check_degrees(document.get("crs"))
    return features


def _depth(content: bytes) -> int:
    """The deepest brackets, whatever stands in texts: enough to refuse what would exhaust a parser."""
    depth = deepest = 0
    for byte in content.translate(None, delete=bytes(set(range(256)) - set(b"[]{}"))):
        depth += 1 if byte in b"[{" else -1
        deepest = max(deepest, depth)
        if deepest > DEEPEST:
            break
    return deepest


def _refused(constant: str) -> float:
    raise ValueError(constant)


def _check_degrees(declared: Any) -> None:
    """A system of coordinates, if the file names one, is degrees on WGS 84."""
    if declared is None:
        return
    properties = declared.get("properties") if isinstance(declared, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else str(declared)
    if fold(name).split()[-1:] not in (["4326"], ["crs84"], []):
        raise DataError(FILE, "", "", f"le système de coordonnées {name[:60]}", _ALLOWED)


def matched(features: list[Shape], territories: Mapping[str, Territory], log: Log) -> Iterator[tuple[str, Shape]]:
    """The code and geometry of each feature that is of a territory; what is of none is left, and said."""
    names: dict[str, list[str]] = {}
    for code, territory in territories.items():
        names.setdefault(fold(territory.name), []).append(code)
    seen: set[str] = set()
    points = 0
    for number, feature in enumerate(features):
        properties = feature.get("properties")
        said = {str(k).lower(): v for k, v in properties.items()} if isinstance(properties, dict) else {}
        code = _code({**{"id": feature.get("id")}, **said}, territories, names)
        geometry = feature.get("geometry")
        if not code:
            text = str(next((said[name] for name in (*_NAMES, *_CODES) if said.get(name)), ""))
            if not is_reference("", text):
                log.mended("un contour d’un territoire absent de la table, laissé de côté", number, None, text)
            continue
        if code in seen:
            raise DataError(FILE, f"contour {number + 1}", "", code, "un seul contour par territoire")
        seen.add(code)
        points += _checked(geometry, number)
        if points > MAX_POINTS:
            raise DataError(FILE, "", "", f"plus de {MAX_POINTS} points", f"au plus {MAX_POINTS} points")
        assert isinstance(geometry, dict)
        yield code, geometry


def _code(said: Mapping[str, Any], territories: Mapping[str, Territory], names: Mapping[str, list[str]]) -> str:
    for name in (*_CODES, *(name for name in said if name.startswith("code"))):
        value = str(said.get(name) or "").strip()
        if value in territories:
            return value
    for name in _NAMES:
        if len(found := names.get(fold(str(said.get(name) or "")), [])) == 1:
            return found[0]
    return ""


def _checked(geometry: Any, number: int) -> int:
    """The points of a polygon or several, each a plausible longitude and latitude."""
    place = f"contour {number + 1}"
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise DataError(FILE, place, "", str(kind)[:40], "un Polygon ou un MultiPolygon")
    points = 0
    try:
        for polygon in coordinates if kind == "MultiPolygon" else [coordinates]:
            for ring in polygon:
                points += len(ring)
                if len(ring) < 4:
                    raise DataError(FILE, place, "", f"un contour de {len(ring)} points", "au moins quatre points")
                if len({len(point) for point in ring}) > 1:
                    raise ValueError("points of two and of three coordinates in one ring")
                for point in ring:
                    _check_point(point, place)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(FILE, place, "", "des coordonnées d’une autre forme", _ALLOWED) from error
    if not points:
        raise DataError(FILE, place, "", "un contour vide", "au moins quatre points")
    return points


def _check_point(point: Any, place: str) -> None:
    if not all(type(coordinate) in (int, float) for coordinate in point):
        raise TypeError("coordinates that are no numbers")
    longitude, latitude = float(point[0]), float(point[1])
    if not (math.isfinite(longitude) and abs(longitude) <= 180 and math.isfinite(latitude) and abs(latitude) <= 90):
        found = f"{longitude:g} / {latitude:g}"
        raise DataError(FILE, place, "", found, "des degrés\u00a0: reprojetez le fichier en EPSG:4326")
