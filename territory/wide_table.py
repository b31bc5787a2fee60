"""A table written wide, ``territoire`` and a column an indicator: a line a territory, a third of the same one long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib.resources.abc import Traversable

import numpy as np

from territory.coded import Coded
from territory.csvfile import octets_of
from territory.errors import DataError
from territory.grid import Grid, read_grid
from territory.long_table import Column, first_bad, places_among

TERRITORY = "territoire"


def read_wide(path: Traversable, indicators: Collection[str], territories: Sequence[str]) -> dict[str, Column]:
    """The cells by indicator, empty for a territory without a line.

    Raises ``DataError`` for other columns than the registry's, a territory that is not known, or written twice.
    """
    grid = read_grid(octets_of(path), ";")
    header = (TERRITORY, *indicators)
    if len(grid) and grid[0] != header:
        raise _other_columns(path, grid[0], header)
    rows = np.arange(1, len(grid))
    whose = places_among(grid.column(0, rows), territories)
    if (at := first_bad(path, grid, whose, len(header))) is not None:
        raise _refused(path, grid, at + 1, len(header), territories)
    if not len(grid):
        raise _other_columns(path, (), header)
    lines = np.zeros(len(territories), np.intp)
    lines[whose] = grid.lines[rows]
    found = {}
    for number, code in enumerate(indicators, start=1):
        texts = grid.column(number, rows)
        codes = np.full(len(territories), len(texts.distinct))
        codes[whose] = texts.codes
        found[code] = Column(Coded(codes, [*texts.distinct, ""]), lines)
    return found


def _other_columns(path: Traversable, found: Sequence[str], wanted: Sequence[str]) -> DataError:
    odd = next((name for name in found if name not in wanted), "")
    lacking = next((name for name in wanted if name not in found), "")
    what = odd or (f"aucune colonne {lacking}" if lacking else "des colonnes dans un autre ordre, ou deux fois")
    return DataError(path.name, "ligne 1", odd, what, f"{TERRITORY}, et les indicateurs du registre dans leur ordre")


def _refused(path: Traversable, grid: Grid, row: int, width: int, territories: Collection[str]) -> DataError:
    cells, line = grid[row], f"ligne {grid.lines[row]}"
    if len(cells) != width:
        return DataError(path.name, line, "", f"{len(cells)} cellules", f"{width} cellules")
    if cells[0] not in territories:
        return DataError(path.name, line, TERRITORY, cells[0], "FR ou le code d’un territoire de l’édition")
    return DataError(path.name, line, TERRITORY, cells[0], "une seule ligne par territoire")
