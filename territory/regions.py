"""The territories of an edition, of whatever level: code, name, and the name's grammar (article, preposition)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from operator import itemgetter
from typing import Any

from territory.csvfile import NOT_UTF8, read_columns
from territory.errors import DataError
from territory.levels import REGION, Level

NATIONAL = "FR"
"""Code of the reference, France métropolitaine in 2020, in every frame of observations."""


@dataclass(frozen=True)
class Region:
    """A territory of the table: a région in 2020, a département or a commune in another edition.

    ``subject`` « les Hauts-de-France », ``locative`` « dans les Hauts-de-France », ``genitive``
    « des Hauts-de-France », ``published`` the table's own column header, ``lon``/``lat`` a point well
    inside the territory where a label fits (degrees, EPSG:4326; ``None`` where it is not known). ``parent`` is the code
    of the territory that holds it, ``parent_name`` its name; both empty without one.
    """

    code: str
    name: str
    short: str
    subject: str
    locative: str
    genitive: str
    published: str
    lon: float | None
    lat: float | None
    parent: str = ""
    parent_name: str = ""
    level: Level = REGION

    @property
    def listed(self) -> str:
        """How a list names it: with its code where people know it by that, « Creuse (23) »."""
        return self.name if self.level == REGION else f"{self.name} ({self.code})"


class Regions(Mapping[str, Region]):
    """Territories by code, each a record from the first time it is asked for; ``columns``: of the file, by header."""

    def __init__(self, columns: Mapping[str, Sequence[str]], level: Level) -> None:
        self._columns, self._level = columns, level
        self._rows = {code: row for row, code in enumerate(columns["code"])}
        self._made: dict[str, Region] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __getitem__(self, code: str) -> Region:
        if (found := self._made.get(code)) is None:
            at = self._rows[code]
            row = {name: column[at] for name, column in self._columns.items()}
            self._made[code] = found = _region("", at, row, self._level)
        return found

    def texts(self, name: str) -> Sequence[str]:
        """A text of all of them, in their order, without their records."""
        return self._columns[_HEADERS[name]]


def texts_of(regions: Mapping[str, Region], name: str) -> Sequence[str]:
    """The text of that name of each territory: ``name``, ``published``…"""
    return regions.texts(name) if isinstance(regions, Regions) else [getattr(r, name) for r in regions.values()]


def told_apart(regions: Mapping[str, Region]) -> list[str]:
    """A name for each of them, with its code where another bears it too: « Saint-Denis (93066) »."""
    names = texts_of(regions, "name")
    counts = Counter(names)
    if len(counts) == len(names):
        return list(names)
    return [name if counts[name] == 1 else f"{name} ({code})" for code, name in zip(regions, names, strict=True)]


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


_COLUMNS = ("code", "nom", "abrege", "article", "en", "de", "publie")
"""Those of the texts of a ``Region``, in its order."""
_TEXTS = itemgetter(*_COLUMNS)
_HEADERS: Mapping[str, str] = {field.name: column for field, column in zip(fields(Region), _COLUMNS, strict=False)}
"""The column of each of those fields."""


def load_regions(path: Traversable, level: Level = REGION) -> Mapping[str, Region]:
    """Territories by code, in the file's order, which is that of the published table's columns.

    Raises ``DataError`` when a column is missing, a cell is empty, a code stands twice or is the reference's.
    """
    columns, file = read_columns(path), path.name
    if missing := {*_COLUMNS, "lon", "lat"} - set(columns):
        raise DataError(file, "ligne 1", "", ", ".join(columns), f"une colonne {min(missing)}")
    codes = columns["code"]
    if NATIONAL in codes or len(set(codes)) < len(codes) or not _complete(columns):
        _refuse_first(file, columns, level)
    return Regions(columns, level)


def _complete(columns: Mapping[str, Sequence[str]]) -> bool:
    """Whether no text is empty; a file that gives points is looked at row by row."""
    return not any("" in columns[name] for name in _COLUMNS) and not any(columns["lon"]) and not any(columns["lat"])


def _refuse_first(file: str, columns: Mapping[str, Sequence[str]], level: Level) -> None:
    """Raises ``DataError`` for the first row that breaks a rule, if one does."""
    known: set[str] = set()
    for number, row in enumerate(zip(*columns.values(), strict=True), start=2):
        region = _region(file, number, dict(zip(columns, row, strict=True)), level)
        if region.code == NATIONAL:
            allowed = f"un autre code que celui de la référence, {NATIONAL}"
            raise DataError(file, f"ligne {number}", "code", region.code, allowed)
        if region.code in known:
            allowed = f"un code par {level.singular}, une seule fois"
            raise DataError(file, f"ligne {number}", "code", region.code, allowed)
        known.add(region.code)


def _region(file: str, number: int, row: Mapping[str, str], level: Level) -> Region:
    texts = _TEXTS(row)
    if "" in texts:
        raise DataError(file, f"ligne {number}", next(column for column in _COLUMNS if not row[column]), "", "un texte")
    lon, lat = _degrees(file, number, row)
    code, name, short, *grammar, published = texts
    subject, locative, genitive = grammar
    parent, parent_name = row.get("parent", ""), row.get("parent_nom", "")
    return Region(code, name, short, subject, locative, genitive, published, lon, lat, parent, parent_name, level)


def _degrees(file: str, number: int, row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Where the name stands; ``None`` twice when both cells are empty."""
    if not row["lon"] and not row["lat"]:
        return None, None
    try:
        return float(row["lon"]), float(row["lat"])
    except ValueError:
        found = f"{row['lon']} / {row['lat']}"
        raise DataError(file, f"ligne {number}", "lon / lat", found, "deux nombres à point décimal") from None


_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""What any JSON but ours may raise, ten thousand brackets included."""


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
    """What Python says in English."""
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
