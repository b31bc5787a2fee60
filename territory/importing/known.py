"""Territories: those that ship with the product, and how a code or a name of a file is found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from territory.csvfile import read_rows
from territory.regions import NATIONAL
from territory.text import fold, slug

SHIPPED = {"region": "regions.csv", "departement": "departements.csv"}
WIDTHS = {"region": 2, "departement": 2, "zone_emploi": 4, "intercommunalite": 9, "commune": 5}
"""Characters of a code: one that is short lost its zeros in a spreadsheet."""
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]{0,19}")
_TOGETHER = (
    re.compile(r"(?P<code>[0-9AB]{2,3}) ?[-–:.]? ?(?P<name>[^0-9].*)"),
    re.compile(r"(?P<name>.*[^ ]) ?\((?P<code>[0-9AB]{2,3})\)"),
)
NEAR = 80
"""Likeness, of 100, from which a name is taken for a misspelt one."""
MOST_COMPARED = 2_000_000
"""Comparisons made at most for the unknown names of a file: about a second of work."""
_REFERENCE_CODES = {"fr", "fra", "frm", "france", "metro", "fm", "frmet", "f"}
_REFERENCE_NAMES = {
    *("france", "france metropolitaine", "france metropole", "france entiere", "metropole", "france hors mayotte"),
    *("ensemble", "total", "ensemble france", "total france", "moyenne nationale", "national", "moyenne france"),
    *("france hexagonale", "moyenne", "reference", "france metropolitaine et drom", "total general", "moy france"),
}


class Territory(NamedTuple):
    """A territory of an edition: its code, its names, its parent, a point of its own; empty where not said."""

    code: str
    name: str
    short: str = ""
    subject: str = ""
    locative: str = ""
    genitive: str = ""
    published: str = ""
    lon: str = ""
    lat: str = ""
    parent: str = ""
    parent_name: str = ""


@dataclass(frozen=True, eq=False)
class Known:
    """The territories of a level that ships; ``by_name``: the codes that a folded name may be."""

    level: str
    territories: Mapping[str, Territory]
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def code_of(self, text: str) -> tuple[str, bool]:
        """The code that a text is, or was before a spreadsheet took its zero; and whether it was mended."""
        for candidate in (text, text.upper(), text.zfill(WIDTHS[self.level])):
            if candidate in self.territories:
                return candidate, candidate != text
        return "", False

    def together(self, text: str) -> str:
        """The code of « 01 - Ain » or « Ain (01) », where the code and the name are of one territory."""
        for pattern in _TOGETHER:
            found = pattern.fullmatch(text)
            if found and found["code"] in self.named(found["name"]):
                return found["code"]
        return ""

    def named(self, text: str) -> tuple[str, ...]:
        """The codes that a name may be: accents, hyphens, case and article apart."""
        folded = fold(text)
        return self.by_name.get(folded) or self.by_name.get(without_article(folded), ())


def nearest(text: str, names: Iterable[str]) -> str:
    """The name most like a text; empty where none is close."""
    return Nearest(names).to(text)


class Nearest:
    """Names among which the nearest to a text is looked for; gives up once too many comparisons were made."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folded = {fold(name): name for name in names}
        self._left = MOST_COMPARED

    def to(self, text: str) -> str:
        """The name most like a text; empty where none is close, or once too many comparisons were made."""
        self._left -= len(self._folded)
        if self._left < 0:
            return ""
        found = process.extractOne(fold(text[:120]), list(self._folded), scorer=fuzz.ratio, score_cutoff=NEAR)
        return self._folded[found[0]] if found else ""


def without_article(folded: str) -> str:
    """A folded name without its article and its « région » or « département »."""
    return re.sub(r"^(?:(?:region|departement|dept) )?(?:de |d |du |des )?(?:la |le |les |l )?", "", folded)


def parent_code(code: str, name: str) -> str:
    """The code of a parent; made of its name where the file gives none."""
    return code or slug(name)[:20].strip("-")


def is_reference(code: str, name: str, folded: str | None = None) -> bool:
    """Whether a row or column is what the territories are compared with: France, « Ensemble », « Total ».

    ``folded``: the name once it is, where thousands of them were at once.
    """
    plain = fold(name) if folded is None else folded
    return (code or name).lower() in _REFERENCE_CODES or plain in _REFERENCE_NAMES


@lru_cache(maxsize=4)
def shipped(data: Path) -> Mapping[str, Known]:
    """The levels whose territories ship with the product; read once per folder of data."""
    found = {}
    for level, file in SHIPPED.items():
        if (data / file).is_file():
            territories = {row["code"]: _territory(row) for row in read_rows(data / file)}
            territories.pop(NATIONAL, None)
            found[level] = Known(level, territories, _by_name(territories.values()))
    return found


def _territory(row: Mapping[str, str]) -> Territory:
    return Territory(
        code=row["code"],
        name=row["nom"],
        short=row["abrege"],
        subject=row["article"],
        locative=row["en"],
        genitive=row["de"],
        published=row["publie"],
        lon=row["lon"],
        lat=row["lat"],
        parent=row.get("parent", ""),
        parent_name=row.get("parent_nom", ""),
    )


def _by_name(territories: Iterable[Territory]) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for territory in territories:
        for name in {fold(text) for text in (territory.name, territory.short, territory.published, territory.subject)}:
            names[name] = (*names.get(name, ()), territory.code)
    return names
