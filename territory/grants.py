"""Aides-territoires, the State's search of grants: its address for a domain and a region.

The site has no address of its own for a region or a domain: a perimeter by its number, categories by their names.
``themes=`` would filter nothing there. Nothing is asked of the network.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from territory.csvfile import Cells, read_table
from territory.errors import DataError

DOMAINS_FILE, REGIONS_FILE = "grants_domains.csv", "grants_regions.csv"
GRANTS = "pub-aides-territoires"
"""The resource whose search is narrowed."""
SEARCH = "aides/"
"""Where the site searches, under its home."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PERIMETER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Grants:
    """``home``: the site's own address. ``slugs`` and ``names``: the categories of each domain, as the site writes
    them; ``perimeters``: by region.
    """

    home: str
    slugs: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]
    perimeters: Mapping[str, str]

    def address(self, domain: str, region: str = "") -> str:
        """The search narrowed to the categories of a domain and, when there is one, to a region.

        A domain or a territory of another edition, which the site's own words do not know, narrows nothing.
        """
        perimeter = [("perimeter_id", self.perimeters[region])] if region in self.perimeters else []
        query = urlencode([*perimeter, *(("category_slugs", slug) for slug in self.slugs.get(domain, ()))])
        return f"{self.home.rstrip('/')}/{SEARCH}?{query}"


def load_grants(folder: Path, home: str, domains: Collection[str], regions: Collection[str]) -> Grants:
    """Every domain and every region once. Raises ``DataError``."""
    slugs: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for line, row in read_table(folder / DOMAINS_FILE, ("domain", "slugs", "names")):
        cells = Cells(DOMAINS_FILE, line, row)
        code = _once(cells, "domain", domains, slugs)
        cells.wanted("slugs")
        slugs[code], names[code] = cells.several("slugs"), cells.several("names")
        if bad := [slug for slug in slugs[code] if not _SLUG.fullmatch(slug)]:
            raise cells.refused("slugs", bad[0], "des lettres minuscules et des chiffres, séparés par des tirets")
        if len(slugs[code]) != len(names[code]):
            raise cells.refused("names", row["names"], "autant de noms que de catégories")
    perimeters: dict[str, str] = {}
    for line, row in read_table(folder / REGIONS_FILE, ("region", "perimeter")):
        cells = Cells(REGIONS_FILE, line, row)
        code = _once(cells, "region", regions, perimeters)
        perimeters[code] = cells.form("perimeter", _PERIMETER, "un nombre entier")
    _whole(DOMAINS_FILE, "domain", domains, slugs)
    _whole(REGIONS_FILE, "region", regions, perimeters)
    return Grants(home, slugs, names, perimeters)


def _once(cells: Cells, column: str, allowed: Collection[str], read: Collection[str]) -> str:
    code = cells.wanted(column)
    if code not in allowed:
        raise cells.refused(column, code, " | ".join(allowed))
    if code in read:
        raise cells.refused(column, code, "un code une seule fois")
    return code


def _whole(file: str, column: str, wanted: Collection[str], read: Collection[str]) -> None:
    if absent := [code for code in wanted if code not in read]:
        raise DataError(file, "", column, f"{absent[0]} absent", "une ligne pour chacun")
