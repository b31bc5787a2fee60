"""An edition: its published table harmonised into a tidy frame, with its registry and its flags.

The loader harmonises (codes, units, decimal commas) and replays the checks; it changes no value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from territory import checks
from territory.csvfile import read_rows
from territory.errors import DataError
from territory.harmonise import ALLOWED, Cell, parse_cell
from territory.indicators import Indicator, Registry, load_registry
from territory.regions import NATIONAL, Outlines, Region, load_outlines, load_regions

REGISTRY_FILE = "indicators.toml"
FLAGS_FILE = "flags.csv"
BROKEN_BOUND_FLAG = "COQUILLE_PROBABLE"
SEVERITIES = ("haute", "moyenne", "faible", "info")
_NATIONAL_COLUMN = "France métropole"
_METADATA = {"critere": "criterion_published", "indicateur": "indicator_published", "annee": "year_published"}


@dataclass(frozen=True)
class Flag:
    """A data-quality remark for readers. ``territories`` is empty when it concerns every cell of the row."""

    indicator: str
    flag: str
    severity: str
    territories: frozenset[str]
    finding: str
    treatment: str

    def concerns(self, territory: str) -> bool:
        return not self.territories or territory in self.territories


@dataclass(frozen=True, eq=False)
class Edition:
    """One published table, ready for analysis; equal to itself only, so that what is made of it can be kept.

    ``observations``: one row a (indicator, territory), indicators in published order and the national
    value first; columns ``indicator, territory, published, value, low, high, decimals, unit, year, flags``;
    ``value, low, high`` are ``Decimal`` or ``None`` (object dtype), in ``unit``, ``flags`` codes joined by ``|``.
    2020: 30 × 14 rows. Missing stays ``None``. ``outlines``: of exactly these regions; ``None`` when no
    geometry was given, and then no map can be drawn.
    """

    registry: Registry
    regions: Mapping[str, Region]
    observations: pd.DataFrame
    flags: tuple[Flag, ...]
    outlines: Outlines | None = None

    def flags_of(self, indicator: str, territory: str | None = None) -> tuple[Flag, ...]:
        """Flags of an indicator; with a territory, only those that concern its cell."""
        return tuple(
            flag
            for flag in self.flags
            if flag.indicator == indicator and (territory is None or flag.concerns(territory))
        )


def load_edition(edition: Path, regions_csv: Path, geometry: Path | None = None) -> Edition:
    """Read, harmonise and check the edition in a folder.

    Raises ``DataError`` (file, row, column, found, allowed) for a table, registry or flag that breaks a
    rule, and when the table's territories are not those of the geometry.
    """
    for needed in (regions_csv, edition / REGISTRY_FILE, edition / FLAGS_FILE):
        _require(needed)
    regions = load_regions(regions_csv)
    registry = load_registry(edition / REGISTRY_FILE)
    flags = _load_flags(edition / FLAGS_FILE, registry, regions)
    _require(edition / registry.table)
    observations = _load_table(edition / registry.table, registry, regions, flags)
    published = {territory: column for column, territory in _territory_columns(regions).items()}
    checks.replay(observations, registry, registry.table, published)
    outlines = None if geometry is None else _load_geometry(regions, geometry)
    return Edition(registry, regions, observations, flags, outlines)


def _require(path: Path) -> None:
    if not path.is_file():
        raise DataError(path.name, "", "", "aucun fichier", f"un fichier à l’adresse {path}")


def _load_geometry(regions: Mapping[str, Region], geometry: Path) -> Outlines:
    _require(geometry)
    return load_outlines(geometry, regions)


def _territory_columns(regions: Mapping[str, Region]) -> dict[str, str]:
    """The table's own headers, each with the code of its territory; the national value first."""
    return {_NATIONAL_COLUMN: NATIONAL} | {region.published: code for code, region in regions.items()}


def _load_table(path: Path, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]) -> pd.DataFrame:
    rows = read_rows(path)
    columns = _territory_columns(regions)
    header = set(rows[0]) if rows else set()
    if missing := [name for name in (*_METADATA, *columns) if name not in header]:
        raise DataError(
            path.name, "ligne 1", missing[0], "aucune colonne de ce nom", "les colonnes de la table publiée"
        )
    if extra := header - {*_METADATA, *columns, "axe", "dimension", "indicateur_phare", "sources", "indice"}:
        raise DataError(path.name, "ligne 1", min(extra), "une colonne inconnue", "les colonnes de la table publiée")
    if len(rows) != len(registry.indicators):
        raise DataError(
            path.name, "", "", f"{len(rows)} lignes", f"{len(registry.indicators)} lignes, comme le registre"
        )
    records = [
        record
        for number, (row, indicator) in enumerate(zip(rows, registry.indicators.values(), strict=True), start=2)
        for record in _row_records(path.name, number, row, indicator, columns, flags)
    ]
    return pd.DataFrame.from_records(records).astype({"value": object, "low": object, "high": object})


def _row_records(
    file: str,
    number: int,
    row: dict[str, str],
    indicator: Indicator,
    columns: Mapping[str, str],
    flags: tuple[Flag, ...],
) -> Iterator[dict[str, object]]:
    place = f"ligne {number} ({indicator.code})"
    for column, name in _METADATA.items():
        if row[column] != getattr(indicator, name):
            raise DataError(file, place, column, row[column], getattr(indicator, name) or "une cellule vide")
    for column, territory in columns.items():
        codes = [f.flag for f in flags if f.indicator == indicator.code and f.concerns(territory)]
        cell = _cell(file, place, column, row[column], indicator, codes, national=territory == NATIONAL)
        yield {
            "indicator": indicator.code,
            "territory": territory,
            "published": cell.published,
            "value": cell.value,
            "low": cell.low,
            "high": cell.high,
            "decimals": indicator.benchmark_decimals if territory == NATIONAL else indicator.decimals,
            "unit": indicator.unit,
            "year": indicator.year,
            "flags": "|".join(codes),
        }


def _cell(
    file: str,
    place: str,
    column: str,
    published: str,
    indicator: Indicator,
    flags: list[str],
    *,
    national: bool,
) -> Cell:
    cell = parse_cell(published, indicator.form)
    if cell is None or (cell.broken_bound and BROKEN_BOUND_FLAG not in flags):
        raise DataError(file, place, column, published, ALLOWED[indicator.form])
    decimals = (indicator.benchmark_decimals if national else indicator.decimals) + indicator.shift
    spreadsheet_ratio = indicator.check is not None and indicator.check.kind == "ratio"
    if cell.decimals > decimals and not spreadsheet_ratio:
        raise DataError(file, place, column, published, f"au plus {decimals} décimale(s), comme le dit le registre")
    return cell if cell.value is None else replace(cell, value=cell.value.scaleb(indicator.shift))


def _load_flags(path: Path, registry: Registry, regions: Mapping[str, Region]) -> tuple[Flag, ...]:
    return tuple(
        _flag(path.name, number, row, registry, regions) for number, row in enumerate(read_rows(path), start=2)
    )


def _flag(file: str, number: int, row: dict[str, str], registry: Registry, regions: Mapping[str, Region]) -> Flag:
    place = f"ligne {number}"
    columns = ("indicator", "flag", "severity", "territories", "finding", "treatment")
    for column in columns:
        if not row.get(column):
            raise DataError(file, place, column, "", "un texte")
    if row["indicator"] not in {"*", *registry.indicators}:
        raise DataError(file, place, "indicator", row["indicator"], "« * » ou un code du registre")
    if row["severity"] not in SEVERITIES:
        raise DataError(file, place, "severity", row["severity"], " | ".join(SEVERITIES))
    territories = frozenset(() if row["territories"] == "*" else row["territories"].split("|"))
    if unknown := territories - {NATIONAL, *regions}:
        raise DataError(file, place, "territories", min(unknown), "« * », FR ou des codes de région séparés par |")
    return Flag(row["indicator"], row["flag"], row["severity"], territories, row["finding"], row["treatment"])
