"""What a spreadsheet is read as: sheets of cells, each at its row and column, and the bounds of what is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np

from territory.coded import Coded, Numbers, coded
from territory.errors import DataError
from territory.grid import Grid

ERROR = re.compile(r"#(REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV/0!|N/A|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)")
"""What a formula that failed shows, in French or English."""


class Oddity(StrEnum):
    """What a cell of a workbook holds that is neither a text nor a number."""

    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    NO_VALUE = "formula"
    """A formula whose value was never computed, or not kept."""


@dataclass(frozen=True, slots=True)
class Odd:
    kind: Oddity
    text: str


@dataclass(frozen=True, slots=True)
class Percent:
    """A number shown as a percentage: 0,143 under the format « 0,0 % » is ``Percent(14.3)``."""

    value: Decimal


Cell = str | Decimal | Percent | Odd
"""An empty cell is the empty text; a number that the workbook holds as one has no writing to guess."""

Row = tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class Sheet:
    """Rows cut of the empty cells and rows at their ends; ``merged``: (first row, first column, last row, last column).

    Rows and columns count from 0; ``hidden`` is what the workbook does not show. Those of a CSV are a ``Grid``: a row
    is made when it is asked for.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def widths(self) -> Numbers:
        """Of each row, how many cells it has."""
        if isinstance(self.rows, Grid):
            return self.rows.widths
        return np.fromiter(map(len, self.rows), np.intp, len(self.rows))

    @property
    def filled(self) -> Numbers:
        """Of each row, how many of its cells hold more than spaces."""
        if isinstance(self.rows, Grid):
            return self.rows.filled
        counts = (sum(1 for cell in row if shown(cell).strip()) for row in self.rows)
        return np.fromiter(counts, np.intp, len(self.rows))

    def column(self, column: int, rows: Numbers) -> Coded[Cell]:
        """The cells of a column in these rows, empty where a row is too short; equal ones are read once."""
        if isinstance(self.rows, Grid):
            texts = self.rows.column(column, rows)
            return Coded(texts.codes, list(texts.distinct))
        found = (self.rows[row] for row in rows.tolist())
        return alike(row[column] if column < len(row) else "" for row in found)


@dataclass(frozen=True)
class Bounds:
    """The most that is read of a file; ``aside``: bytes of all but the sheets of a workbook, read whole by openpyxl."""

    octets: int = 5_000_000
    members: int = 200
    unpacked: int = 20_000_000
    aside: int = 4_000_000
    sheets: int = 20
    rows: int = 100_000
    columns: int = 1_500
    cells: int = 1_500_000
    workbook_cells: int = 60_000
    cell: int = 5_000


UPLOAD = Bounds()
"""What a visitor sends: 35 000 × 30 passes as a zipped CSV; beyond, the operator's command reads it."""
OPERATOR = Bounds(
    octets=64_000_000,
    unpacked=128_000_000,
    aside=16_000_000,
    rows=1_200_000,
    cells=6_000_000,
    workbook_cells=1_200_000,
)
"""What the command line reads: a long table of 35 000 × 30 rows too."""


@dataclass
class Tally:
    """Counts what was read so far; refuses any row, column, cell or character beyond the bounds."""

    file: str
    bounds: Bounds
    most_cells: int
    cells: int = 0

    def row(self, number: int, width: int, longest: int) -> None:
        place, bounds = f"ligne {number}", self.bounds
        if number > bounds.rows:
            raise DataError(self.file, place, "", "une ligne de trop", f"au plus {bounds.rows} lignes")
        if width > bounds.columns:
            raise DataError(self.file, place, "", f"{width} cellules", f"au plus {bounds.columns} cellules")
        if longest > bounds.cell:
            raise DataError(self.file, place, "", "une cellule trop longue", f"au plus {bounds.cell} caractères")
        self.cells += width
        if self.cells > self.most_cells:
            raise DataError(self.file, place, "", "une cellule de trop", f"au plus {self.most_cells} cellules")

    def grid(self, grid: Grid) -> None:
        """Count all rows of a grid at once, without the empty cells at their ends; the first over a bound is named."""
        widths = grid.cut
        many = self.cells + np.cumsum(widths) > self.most_cells
        bad = many | (widths > self.bounds.columns) | (grid.lengths > self.bounds.cell)
        bad[self.bounds.rows :] = True
        for row in np.flatnonzero(bad).tolist():
            self.cells = int(widths[:row].sum())
            self.row(row + 1, int(widths[row]), max(map(len, grid[row]), default=0))


def alike(cells: Iterable[Cell]) -> Coded[Cell]:
    """A key that tells cells apart, even 1.0 from 1.00."""
    return coded(cells, lambda cell: cell if isinstance(cell, str) else (repr(cell),))


def shown(cell: Cell) -> str:
    """A cell as text: a number with its dot, as Python writes it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return f"{cell.value:f}\u202f%" if isinstance(cell, Percent) else cell.text


def letters(column: int) -> str:
    """The column's name in a spreadsheet, from 0: 0 → A, 27 → AB."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
