"""A table written long, ``indicateur;territoire;valeur``: one cell per line, read as columns, whatever its length."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np

from territory.coded import Coded, Numbers
from territory.csvfile import ALLOWED, MALFORMED, octets_of
from territory.errors import DataError
from territory.grid import Grid, read_grid

HEADER = ("indicateur", "territoire", "valeur")


@dataclass(frozen=True, eq=False)
class Column:
    """An indicator's published strings, one a territory in the order asked; ``lines``: of each cell, 0 without one."""

    texts: Coded[str]
    lines: Numbers


def read_long(path: Traversable, indicators: Collection[str], territories: Sequence[str]) -> dict[str, Column]:
    """The cells by indicator, empty where the file has no line.

    Raises ``DataError`` for another header, a code that is not known, a cell written twice.
    """
    grid = read_grid(octets_of(path), ";")
    _check_header(path, grid)
    rows = np.arange(1, len(grid))
    codes, places = (grid.column(number, rows) for number in (0, 1))
    which, whose = places_among(codes, indicators), places_among(places, territories)
    cells = which * len(territories) + whose
    cells[(which < 0) | (whose < 0)] = -1
    if (at := first_bad(path, grid, cells, len(HEADER))) is not None:
        raise _refused(path, grid, cells, at, indicators, territories)
    found = {}
    for number, code in enumerate(indicators):
        own = np.flatnonzero(which == number)
        found[code] = _column(grid, rows[own], whose[own], len(territories))
    return found


def places_among(cells: Coded[str], codes: Collection[str]) -> Numbers:
    """Of each cell, which of the codes it is; −1 where none."""
    known = {code: place for place, code in enumerate(codes)}
    return np.array([known.get(code, -1) for code in cells.distinct], np.intp)[cells.codes]


def _column(grid: Grid, rows: Numbers, whose: Numbers, count: int) -> Column:
    texts = grid.column(2, rows)
    codes, lines = np.full(count, len(texts.distinct)), np.zeros(count, np.intp)
    codes[whose], lines[whose] = texts.codes, grid.lines[rows]
    return Column(Coded(codes, [*texts.distinct, ""]), lines)


def _check_header(path: Traversable, grid: Grid) -> None:
    header = grid[0] if len(grid) else ()
    if not len(grid) and grid.malformed:
        raise _malformed(path, grid)
    if header != HEADER:
        raise DataError(path.name, "ligne 1", "", ";".join(header) or "rien", ";".join(HEADER))


def first_bad(path: Traversable, grid: Grid, cells: Numbers, width: int) -> int | None:
    """The first row under the header that is not so wide, or of no cell (−1) or of one written before.

    ``cells``: which one each of these rows is. Raises ``DataError`` when all are good and what follows is malformed.
    """
    _, first = np.unique(cells, return_index=True)
    bad = (cells < 0) | (grid.widths[1:] != width)
    again = np.ones(len(cells), bool)
    again[first] = False
    if (bad | again).any():
        return int(np.flatnonzero(bad | again)[0])
    if grid.malformed:
        raise _malformed(path, grid)
    return None


def _refused(
    path: Traversable, grid: Grid, cells: Numbers, at: int, indicators: Collection[str], territories: Collection[str]
) -> DataError:
    row, line = grid[at + 1], f"ligne {grid.lines[at + 1]}"
    if len(row) != len(HEADER):
        return DataError(path.name, line, "", f"{len(row)} cellules", "3 cellules")
    if row[0] not in indicators:
        return DataError(path.name, line, HEADER[0], row[0], "un code du registre")
    if row[1] not in territories:
        return DataError(path.name, line, HEADER[1], row[1], "FR ou le code d’un territoire de l’édition")
    before = int(grid.lines[int(np.flatnonzero(cells == cells[at])[0]) + 1])
    return DataError(
        path.name, line, "", f"{row[0]};{row[1]}", f"une seule ligne pour cette cellule, lue ligne {before}"
    )


def _malformed(path: Traversable, grid: Grid) -> DataError:
    return DataError(path.name, f"ligne {grid.malformed}", "", MALFORMED, ALLOWED)


def valued_in(path: Traversable) -> frozenset[str]:
    """The territories that a table values: codes of the lines whose value is not empty."""
    grid = read_grid(octets_of(path), ";")
    if grid.malformed:
        raise _malformed(path, grid)
    rows = np.flatnonzero(grid.widths == len(HEADER))
    valued = rows[grid.column(2, rows).where(lambda text: bool(text.strip()))]
    return frozenset(grid.column(1, valued).distinct)
