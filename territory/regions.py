"""The territories of an edition, of whatever level: code, name, and the name's grammar (article, preposition)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib.resources.abc import Traversable
from operator import itemgetter

from territory.csvfile import read_columns
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
    """Territories by code; a record is made the first time it is asked for. ``columns``: of the file, by header."""

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


_COLUMNS = ("code", "nom", "abrege", "article", "en", "de", "publie")
"""The columns of a ``Region``'s texts, in the order of its fields."""
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
