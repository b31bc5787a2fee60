"""An edition: its published table harmonised into a tidy frame, with its registry, its territories and its flags.

The loader harmonises (codes, units, decimal commas) and replays the checks; it changes no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path

import pandas as pd

from territory import checks
from territory.errors import DataError
from territory.flags import Flag, load_flags
from territory.indicators import Registry
from territory.levels import Level, Words
from territory.long_table import valued_in
from territory.observations import load_observations, territory_columns
from territory.outlines import PLANE_SUFFIX, Outlines, load_outlines, outlines_among
from territory.parents import Parents, load_parents
from territory.pause import collector_paused
from territory.regions import Region, load_regions
from territory.registry_file import load_registry

REGISTRY_FILE = "indicators.toml"
FLAGS_FILE = "flags.csv"
PARENTS_FILE = "parents.csv"
TERRITORIES_FILE = "territories.csv"
GEOMETRY_NAME = "territories"
SHIPPED: Mapping[str, str] = {"region": "regions", "departement": "departements"}
"""Levels whose territories, and outlines, ship with the product: the names of their files in ``data/``."""


@dataclass(frozen=True, eq=False)
class Edition:
    """One published table, ready for analysis; equal to itself only, so that what is made of it can be kept.

    ``regions``: its territories, of whatever level, by code. ``observations``: one row a (indicator, territory),
    indicators in published order and the reference's value first; columns ``indicator, territory, published, value,
    low, high, decimals, unit, year, flags``; ``value, low, high`` are ``Decimal`` or ``None`` (object dtype), in
    ``unit``, ``flags`` codes joined by ``|``. 2020: 30 × 14 rows. Missing stays ``None``, the reference's too.
    ``outlines``: of the territories that have one; ``None`` when none has, and then no map can be drawn. ``parents``:
    the published values of the territories that hold them, where the edition has some.
    """

    registry: Registry
    regions: Mapping[str, Region]
    observations: pd.DataFrame
    flags: tuple[Flag, ...]
    outlines: Outlines | None = None
    parents: Parents = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """What its territories are: the noun of every sentence."""
        return self.registry.words.level

    @property
    def words(self) -> Words:
        return self.registry.words

    @property
    def without_outline(self) -> tuple[Region, ...]:
        """The territories that no map of the edition draws, to be listed beside it; empty without outlines at all."""
        if self.outlines is None:
            return ()
        return tuple(region for code, region in self.regions.items() if code not in self.outlines.rings)

    def siblings_of(self, region: str) -> tuple[str, ...]:
        """The other territories of the one that holds it: « les départements de ma région »; none without a parent."""
        parent = self.regions[region].parent
        held = (code for code, other in self.regions.items() if parent and other.parent == parent)
        return tuple(code for code in held if code != region)

    def parent_value(self, territory: str, indicator: str) -> Decimal | None:
        """The value of the territory that holds another, in the published unit; ``None`` where it is not published."""
        return self.parents.get((self.regions[territory].parent, indicator))

    def flags_of(self, indicator: str, territory: str | None = None) -> tuple[Flag, ...]:
        """Flags of an indicator; with a territory, only those that concern its cell."""
        return tuple(
            flag
            for flag in self.flags
            if flag.indicator == indicator and (territory is None or flag.concerns(territory))
        )


def load_edition(folder: Traversable, data: Path) -> Edition:
    """Read, harmonise and check the edition in a folder, or in an archive held in memory.

    ``data``: the shipped folder, for the territories and the outlines of the levels that ship. Raises ``DataError``
    (file, row, column, found, allowed) for a table, registry, flag or territory that breaks a rule, and when an
    outline is of no territory of the table.
    """
    with collector_paused():
        return _loaded(folder, data)


def _loaded(folder: Traversable, data: Path) -> Edition:
    _require(folder / REGISTRY_FILE)
    registry = load_registry(folder / REGISTRY_FILE)
    _require(folder / registry.table)
    regions = _territories(folder, data, registry)
    flags = load_flags(folder / FLAGS_FILE, registry, regions)
    observations = load_observations(folder / registry.table, registry, regions, flags)
    published = {territory: column for column, territory in territory_columns(registry, regions).items()}
    checks.replay(observations, registry, registry.table, published)
    parents = load_parents(folder / PARENTS_FILE, registry, regions)
    return Edition(registry, regions, observations, flags, _outlines(folder, data, registry, regions), parents)


def _require(path: Traversable) -> None:
    if not path.is_file():
        raise DataError(path.name, "", "", "aucun fichier", f"un fichier à l’adresse {path}")


def _territories(folder: Traversable, data: Path, registry: Registry) -> Mapping[str, Region]:
    """The edition's own list; else those that ship for its level, less those that a long table has no value for."""
    own = folder / TERRITORIES_FILE
    if own.is_file() or registry.level.code not in SHIPPED:
        _require(own)
        return load_regions(own, registry.level)
    shipped = data / f"{SHIPPED[registry.level.code]}.csv"
    _require(shipped)
    regions = load_regions(shipped, registry.level)
    if registry.layout != "long":
        return regions
    valued = valued_in(folder / registry.table)
    return {code: region for code, region in regions.items() if code in valued}


def _outlines(folder: Traversable, data: Path, registry: Registry, regions: Mapping[str, Region]) -> Outlines | None:
    """The edition's own outlines; else those that ship for its level."""
    own = folder / f"{GEOMETRY_NAME}.geojson"
    if own.is_file():
        return load_outlines(own, folder / f"{GEOMETRY_NAME}{PLANE_SUFFIX}", regions, some=True)
    if registry.level.code not in SHIPPED:
        return None
    name = SHIPPED[registry.level.code]
    located = [region.code for region in load_regions(data / f"{name}.csv").values() if region.lon is not None]
    shipped = load_outlines(data / f"{name}.geojson", data / f"{name}{PLANE_SUFFIX}", located)
    return outlines_among(shipped, regions)
