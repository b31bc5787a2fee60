"""The frame of observations, from a table as published (one indicator per row), long (one cell per line) or wide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from territory.coded import Coded, Numbers, coded, numbered, objects
from territory.csvfile import read_rows
from territory.errors import DataError
from territory.flags import Flag
from territory.harmonise import ALLOWED, Cell, Form, parse_cell
from territory.indicators import Indicator, Registry
from territory.long_table import read_long
from territory.plain import plain
from territory.regions import NATIONAL, Region, texts_of
from territory.wide_table import read_wide

BROKEN_BOUND_FLAG = "COQUILLE_PROBABLE"
_METADATA = {"critere": "criterion_published", "indicateur": "indicator_published", "annee": "year_published"}
_BESIDE = ("axe", "dimension", "indicateur_phare", "sources", "indice")
"""Columns of the published table that nothing reads."""
_READERS = {"long": read_long, "wide": read_wide}
_EXACT = ("value", "low", "high")
"""Columns of exact numbers, or ``None``."""

Where = Callable[[int], tuple[str, str]]
"""The row and the column of a cell, for whoever must mend it, from its number among the territories."""


def load_observations(
    path: Traversable, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]
) -> pd.DataFrame:
    """One row a (indicator, territory), see ``Edition``. Raises ``DataError`` for a cell that breaks a rule."""
    read = _published if registry.layout == "published" else _by_code
    blocks = list(read(path, registry, regions, flags))
    indicators, territories = list(registry.indicators.values()), [NATIONAL, *regions]
    shape = len(indicators), len(territories)
    decimals = np.repeat([indicator.decimals for indicator in indicators], shape[1]).reshape(shape)
    decimals[:, 0] = [indicator.benchmark_decimals for indicator in indicators]
    columns: dict[str, object] = {
        "indicator": _texts([_constant(indicator.code, shape[1]) for indicator in indicators]),
        "territory": _texts([Coded(np.arange(shape[1]), territories)] * shape[0]),
        "published": _texts([block.published for block in blocks]),
        **{name: _objects([block.exact[name] for block in blocks]) for name in _EXACT},
        "decimals": decimals.ravel(),
        "unit": _texts([_constant(indicator.unit, shape[1]) for indicator in indicators]),
        "year": _texts([_constant(indicator.year, shape[1]) for indicator in indicators]),
        "flags": _texts([block.flags for block in blocks]),
    }
    return pd.DataFrame(columns, copy=False)


def _constant(text: str, count: int) -> Coded[str]:
    return Coded(np.zeros(count, np.intp), [text])


def _texts(blocks: Sequence[Coded[str]]) -> pd.api.extensions.ExtensionArray:
    """The texts of the indicators one after the other; those that say the same are held once."""
    keys = [block.distinct[0] if len(block.distinct) == 1 else id(block) for block in blocks]
    made = {
        key: pa.array(block.distinct, pa.large_string()).take(pa.array(block.codes))
        for key, block in dict(zip(keys, blocks, strict=True)).items()
    }
    return pd.array(pa.chunked_array([made[key] for key in keys], pa.large_string()), dtype="str")


def _objects(blocks: Sequence[Coded[Decimal | None]]) -> pd.Series:
    return pd.Series(np.concatenate([block.objects() for block in blocks]), dtype=object)


def values_of(observations: pd.DataFrame, territories: Sequence[str]) -> dict[str, npt.NDArray[np.object_]]:
    """Of each indicator, its values in the order of the territories asked; ``None`` where there is no row."""
    values = observations["value"].to_numpy(dtype=object)
    places, names = pd.factorize(observations["territory"])
    count = len(territories)
    whole = bool(count) and len(places) % count == 0 and list(names) == list(territories)
    if whole and (places.reshape(-1, count) == np.arange(count)).all():  # as every loader writes it
        return dict(zip(observations["indicator"].iloc[::count], values.reshape(-1, count), strict=True))
    codes = observations["indicator"].to_numpy(dtype=object)
    known = dict(zip(zip(codes, observations["territory"], strict=True), values, strict=True))
    return {code: objects([known.get((code, name)) for name in territories]) for code in dict.fromkeys(codes)}


@dataclass(frozen=True)
class Block:
    """The cells of an indicator, a territory each, the reference first: as published, and the ``_EXACT`` numbers.

    ``flags``: their codes joined by ``|``.
    """

    published: Coded[str]
    exact: Mapping[str, Coded[Decimal | None]]
    flags: Coded[str]


def territory_columns(registry: Registry, regions: Mapping[str, Region]) -> dict[str, str]:
    """The table's own headers, each with the code of its territory; the reference first."""
    return {registry.reference.published: NATIONAL} | dict(zip(texts_of(regions, "published"), regions, strict=True))


def _published(
    path: Traversable, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]
) -> Iterable[Block]:
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
    line: str,
    row: Mapping[str, str],
    indicator: Indicator,
    columns: Mapping[str, str],
    flags: tuple[Flag, ...],
) -> Block:
    for column, name in _METADATA.items():
        if row[column] != getattr(indicator, name):
            raise DataError(file, line, column, row[column], getattr(indicator, name) or "une cellule vide")
    headers = list(columns)
    texts = [row[column] for column in headers]
    return _block(file, indicator, list(columns.values()), coded(texts), lambda at: (line, headers[at]), flags)


def _by_code(
    path: Traversable, registry: Registry, regions: Mapping[str, Region], flags: tuple[Flag, ...]
) -> Iterable[Block]:
    territories = [NATIONAL, *regions]
    columns = _READERS[registry.layout](path, registry.indicators, territories)
    for indicator in registry.indicators.values():
        column = columns[indicator.code]

        def where(at: int, code: str = indicator.code, lines: Numbers = column.lines) -> tuple[str, str]:
            return f"ligne {lines[at]} ({code})", territories[at]

        yield _block(path.name, indicator, territories, column.texts, where, flags)


def _block(
    file: str,
    indicator: Indicator,
    territories: list[str],
    texts: Coded[str],
    where: Where,
    flags: tuple[Flag, ...],
) -> Block:
    """The cells of an indicator. A text that comes back is read once: thousands of cells say few different numbers."""
    own = [flag for flag in flags if flag.indicator == indicator.code]
    flagged = coded("|".join(flag.flag for flag in own if flag.concerns(code)) for code in territories if own)
    if not own:
        flagged = Coded(np.zeros(len(territories), np.intp), [""])
    if (values := _plain_values(texts, indicator)) is not None:
        nothing = Coded[Decimal | None](np.zeros(len(texts), np.intp), [None])
        return Block(texts, {"value": values, "low": nothing, "high": nothing}, flagged)
    broken = flagged.where(lambda codes: BROKEN_BOUND_FLAG in codes.split("|"))
    national = np.arange(len(territories)) == 0
    numbers, first = numbered((texts.codes * 2 + broken) * 2 + national)
    cells = [
        _cell(file, at, where, texts[at], indicator, broken=bool(broken[at]), national=at == 0) for at in first.tolist()
    ]
    exact = {name: Coded(numbers, [getattr(cell, name) for cell in cells]) for name in _EXACT}
    return Block(Coded(numbers, [cell.published for cell in cells]), exact, flagged)


def _plain_values(texts: Coded[str], indicator: Indicator) -> Coded[Decimal | None] | None:
    """The values of a column of plain numbers that break no rule; ``None`` where a cell is to be looked at."""
    written = plain(texts.distinct) if indicator.form is Form.NUMBER else None
    if written is None:
        return None
    own, most = written.scales[texts.codes], indicator.decimals + indicator.shift
    if own[0] > indicator.benchmark_decimals + indicator.shift or own[1:].max(initial=0) > most:
        return None
    values = Coded(texts.codes, written.decimals)
    if not indicator.shift:
        return values
    return values.of(lambda value: None if value is None else value.scaleb(indicator.shift))


def _cell(
    file: str, at: int, where: Where, published: str, indicator: Indicator, *, broken: bool, national: bool
) -> Cell:
    """``broken``: a flag says that a bound of a range may be no number."""
    cell = parse_cell(published, indicator.form)
    if cell is None or (cell.broken_bound and not broken):
        raise DataError(file, *where(at), published, ALLOWED[indicator.form])
    decimals = (indicator.benchmark_decimals if national else indicator.decimals) + indicator.shift
    spreadsheet_ratio = indicator.check is not None and indicator.check.kind == "ratio"
    if cell.decimals > decimals and not spreadsheet_ratio:
        raise DataError(file, *where(at), published, f"au plus {decimals} décimale(s), comme le dit le registre")
    if cell.value is None or not indicator.shift:
        return cell
    return replace(cell, value=cell.value.scaleb(indicator.shift))
