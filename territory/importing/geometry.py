"""The outlines of imported territories: any GeoJSON in degrees, checked, mended, simplified and projected.

GeoPandas is imported by the one function that needs it: never on the way of a page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from territory.errors import DataError
from territory.importing.folder import OUTLINES, PLANE
from territory.importing.known import Territory, is_reference
from territory.importing.report import Log
from territory.text import fold

FILE = "contours"
MAX_POINTS = 2_000_000
MAX_FEATURES = 40_000
DEEPEST = 12
"""Brackets within brackets: a collection, its features, a geometry and its four levels of lists, and some more."""
STEPS = 1_500
"""The tolerance of the simplification is the extent of all territories, divided by this."""
LEAST, MOST = 20.0, 1_000.0
"""Metres between which that tolerance stays."""
LARGE = 400_000
"""Points above which the neighbours' shared borders are simplified one territory at a time."""
DECIMALS = 4
PLANE_DECIMALS = 2
CENTRE = 700_000, 6_600_000
"""Of Lambert-93, in metres: the drawing's plane counts kilometres east and south of it."""
_PLANE = "Lambert-93 (EPSG:2154): kilometres east and south of its centre, 46.5° N 3° E"
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


def outlines(content: bytes, territories: Mapping[str, Territory], most: int, log: Log) -> dict[str, bytes]:
    """``territories.geojson`` and its projection on Lambert-93, of the territories that have an outline.

    Raises ``DataError`` for what is no GeoJSON in degrees; what is mended or left out is said in the log.
    """
    log.sheet = FILE
    features = _features(content, most)
    found = dict(_matched(features, territories, log))
    if not found:
        raise DataError(FILE, "", "", "aucun contour de ces territoires", "un contour portant le code de chacun")
    if missing := [territory.name for code, territory in territories.items() if code not in found]:
        said = ", ".join(missing[:8]) + (f" et {len(missing) - 8} autres" if len(missing) > 8 else "")
        log.warn(f"{len(missing)} territoires sans contour, montrés partout sauf sur la carte", found=said)
    return _drawn(found, territories, log)


# --- what the file says ------------------------------------------------------------------------------------


def _features(content: bytes, most: int) -> list[Shape]:
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


def _matched(features: list[Shape], territories: Mapping[str, Territory], log: Log) -> Iterator[tuple[str, Shape]]:
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
                for point in ring:
                    _check_point(point, place)
    except (TypeError, ValueError, OverflowError) as error:
        raise DataError(FILE, place, "", "des coordonnées d’une autre forme", _ALLOWED) from error
    if not points:
        raise DataError(FILE, place, "", "un contour vide", "au moins quatre points")
    return points


def _check_point(point: Any, place: str) -> None:
    longitude, latitude = float(point[0]), float(point[1])
    if not (math.isfinite(longitude) and abs(longitude) <= 180 and math.isfinite(latitude) and abs(latitude) <= 90):
        found = f"{longitude:g} / {latitude:g}"
        raise DataError(FILE, place, "", found, "des degrés\u00a0: reprojetez le fichier en EPSG:4326")


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
    """With their shared borders kept shared, where they share them and are not too many."""
    import shapely

    if shapely.get_num_coordinates(outlines).sum() <= LARGE and shapely.coverage_is_valid(outlines):
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
