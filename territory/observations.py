"""The frame of observations, from a table as published (an indicator a row) or written long (a cell a line)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib.resources.abc import Traversable

import numpy as np
import pandas as pd

from territory.csvfile import read_rows
from territory.errors import DataError
from territory.flags import Flag
from territory.harmonise import ALLOWED, Cell, parse_cell
from territory.indicators import Indicator, Registry
from territory.long_table import read_long
from territory.regions import NATIONAL, Region

BROKEN_BOUND_FLAG = "COQUILLE_PROBABLE"
_METADATA = {"critere": "criterion_published", "indicateur": "indicator_published", "annee": "year_published"}
_BESIDE = ("axe", "dimension", "indicateur_phare", "sources", "indice")
"""Columns of the published table that nothing reads."""
COLUMNS = ("indicator", "territory", "published", "value", "low", "high", "decimals", "unit", "year", "flags")

Cells = dict[str, list[object]]
"""The rows of one indicator: ``COLUMNS``, as long as there are territories."""
Where = Callable[[int], tuple[str, str]]
"""The row and the column of a cell, for who must mend it, from its number among the territories."""


def load_observations(
    path: Traversable, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]
) -> pd.DataFrame:
    """One row a (indicator, territory), see ``Edition``. Raises ``DataError`` for a cell that breaks a rule."""
    read = _long if registry.layout == "long" else _published
    cells = list(read(path, registry, regions, flags))
    columns = {name: [value for own in cells for value in own[name]] for name in COLUMNS}
    exact = {name: pd.Series(columns[name], dtype=object) for name in ("value", "low", "high")}
    return pd.DataFrame(columns | exact)


def values_of(observations: pd.DataFrame, territories: Sequence[str]) -> dict[str, list[Decimal | None]]:
    """Of each indicator, its values in the order of the territories asked; ``None`` where there is no row."""
    codes = observations["indicator"].to_numpy(dtype=object)
    places = observations["territory"].to_numpy(dtype=object)
    values = observations["value"].to_numpy(dtype=object)
    count = len(territories)
    order = np.array(territories, dtype=object)
    if count and len(places) % count == 0 and (places.reshape(-1, count) == order).all():
        starts = range(0, len(places), count)  # as every loader writes it
        return {codes[at]: values[at : at + count].tolist() for at in starts}
    known = dict(zip(zip(codes, places, strict=True), values, strict=True))
    return {code: [known.get((code, territory)) for territory in territories] for code in dict.fromkeys(codes)}


def territory_columns(registry: Registry, regions: Mapping[str, Region]) -> dict[str, str]:
    """The table's own headers, each with the code of its territory; the reference first."""
    return {registry.reference.published: NATIONAL} | {region.published: code for code, region in regions.items()}


def _published(
    path: Traversable, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]
) -> Iterable[Cells]:
    rows = read_rows(path)
    columns = territory_columns(registry, regions)
    header = set(rows[0]) if rows else set()
    if missing := [name for name in (*_METADATA, *columns) if name not in header]:
        raise DataError(
            path.name, "ligne 1", missing[0], "aucune colonne de ce nom", "les colonnes de la table publiée"
        )
    if extra := header - {*_METADATA, *columns, *_BESIDE}:
        raise DataError(path.name, "ligne 1", min(extra), "une colonne inconnue", "les colonnes de la table publiée")
    if len(rows) != len(registry.indicators):
        raise DataError(
            path.name, "", "", f"{len(rows)} lignes", f"{len(registry.indicators)} lignes, comme le registre"
        )
    for number, (row, indicator) in enumerate(zip(rows, registry.indicators.values(), strict=True), start=2):
        yield _published_row(path.name, f"ligne {number} ({indicator.code})", row, indicator, columns, flags)


def _published_row(
    file: str,
    place: str,
    row: Mapping[str, str],
    indicator: Indicator,
    columns: Mapping[str, str],
    flags: tuple[Flag, ...],
) -> Cells:
    for column, name in _METADATA.items():
        if row[column] != getattr(indicator, name):
            raise DataError(file, place, column, row[column], getattr(indicator, name) or "une cellule vide")
    headers = list(columns)
    texts = [row[column] for column in headers]
    return _cells(file, indicator, list(columns.values()), texts, lambda at: (place, headers[at]), flags)


def _long(
    path: Traversable, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]
) -> Iterable[Cells]:
    territories = [NATIONAL, *regions]
    columns = read_long(path, registry.indicators, territories)
    for indicator in registry.indicators.values():
        column = columns[indicator.code]

        def where(at: int, code: str = indicator.code, lines: Sequence[int] = column.lines) -> tuple[str, str]:
            return f"ligne {lines[at]} ({code})", territories[at]

        yield _cells(path.name, indicator, territories, column.texts, where, flags)


def _cells(
    file: str,
    indicator: Indicator,
    territories: list[str],
    texts: Sequence[str],
    where: Where,
    flags: tuple[Flag, ...],
) -> Cells:
    """The rows of an indicator. A text that comes back is read once: thousands of cells say few different numbers."""
    own = [flag for flag in flags if flag.indicator == indicator.code]
    flagged = [[flag.flag for flag in own if flag.concerns(code)] for code in territories] if own else None
    known: dict[tuple[str, bool, bool], Cell] = {}
    cells = []
    for at, (territory, text) in enumerate(zip(territories, texts, strict=True)):
        key = (text, territory == NATIONAL, flagged is not None and BROKEN_BOUND_FLAG in flagged[at])
        cell = known.get(key)
        if cell is None:
            cell = known[key] = _cell(file, *where(at), text, indicator, broken=key[2], national=key[1])
        cells.append(cell)
    return {
        "indicator": [indicator.code] * len(cells),
        "territory": list(territories),
        "published": [cell.published for cell in cells],
        "value": [cell.value for cell in cells],
        "low": [cell.low for cell in cells],
        "high": [cell.high for cell in cells],
        "decimals": [
            indicator.benchmark_decimals if territory == NATIONAL else indicator.decimals for territory in territories
        ],
        "unit": [indicator.unit] * len(cells),
        "year": [indicator.year] * len(cells),
        "flags": [""] * len(cells) if flagged is None else ["|".join(codes) for codes in flagged],
    }


def _cell(
    file: str, place: str, column: str, published: str, indicator: Indicator, *, broken: bool, national: bool
) -> Cell:
    """``broken``: a flag says that a bound of a range may be no number."""
    cell = parse_cell(published, indicator.form)
    if cell is None or (cell.broken_bound and not broken):
        raise DataError(file, place, column, published, ALLOWED[indicator.form])
    decimals = (indicator.benchmark_decimals if national else indicator.decimals) + indicator.shift
    spreadsheet_ratio = indicator.check is not None and indicator.check.kind == "ratio"
    if cell.decimals > decimals and not spreadsheet_ratio:
        raise DataError(file, place, column, published, f"au plus {decimals} décimale(s), comme le dit le registre")
    return cell if cell.value is None else replace(cell, value=cell.value.scaleb(indicator.shift))
