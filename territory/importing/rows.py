"""The rows under a header: which are not empty, which are only words, and which territory each is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from territory.coded import Coded, Numbers
from territory.importing import figures
from territory.importing.headers import LEVELS, Role
from territory.importing.layouts import Heading, Key, Recognised, labels, text_at
from territory.sheets import Row, Sheet, shown


def body(sheet: Sheet, heading: Heading) -> Numbers:
    """The rows under the header that hold something."""
    rows = np.flatnonzero(sheet.widths)
    return rows[rows > heading.row]


def label_cells(sheet: Sheet, column: int | None, rows: Numbers) -> Coded[str]:
    """The cells of a column as labels; empty ones where there is no such column."""
    if column is None:
        return Coded(np.zeros(len(rows), np.intp), [""])
    cells = sheet.column(column, rows)
    return Coded(cells.codes, labels(cells.distinct))


def is_note(row: Row) -> bool:
    """A line of words below the table: one cell alone, that is no number."""
    if len(row) > 1 and row[0] and row[1]:
        return False
    filled = [cell for cell in row if shown(cell).strip()]
    return len(filled) == 1 and isinstance(filled[0], str) and not figures.looks_numeric(filled[0])


def is_text(row: Row) -> bool:
    """A line of words; a comma or semicolon in it may have cut it into several cells."""
    return not any(figures.looks_numeric(cell) for cell in row if shown(cell).strip())


@dataclass(frozen=True)
class Places:
    """The columns that say which territory a row is of, and its parent; ``None`` where there is none."""

    code: int | None
    name: int | None
    parent: int | None = None
    parent_name: int | None = None

    @property
    def taken(self) -> set[int]:
        return {column for column in (self.code, self.name, self.parent, self.parent_name) if column is not None}

    @property
    def first(self) -> int:
        """The column that a finding about the territory points at."""
        return (self.code if self.code is not None else self.name) or 0

    def keys(self, sheet: Sheet, rows: Numbers) -> Iterator[Key]:
        """The territory of each row."""
        wanted = (self.code, self.name, self.parent, self.parent_name)
        columns = [label_cells(sheet, column, rows) for column in wanted]
        for row, (code, name, parent, parent_name) in zip(rows.tolist(), zip(*columns, strict=True), strict=True):
            yield Key(code, name, row, self.first, parent, parent_name)


def places_of(sheet: Sheet, heading: Heading, is_territory: Recognised) -> Places:
    level = heading.level
    code, name = heading.first(Role.CODE, level=level), heading.first(Role.NAME, level=level)
    if level:
        code = heading.first(Role.CODE, level="") if code is None else code
        name = heading.first(Role.NAME, level="") if name is None else name
    if code is None and name is None:
        rows = sheet.rows[heading.row + 1 : heading.row + 40]
        width = max((len(row) for row in rows), default=0)
        counts = [sum(is_territory.name(text_at(row, column)) for row in rows) for column in range(width)]
        best = max(range(width), key=lambda column: counts[column], default=0)
        code = best
    coarser = [other for other in LEVELS if level and LEVELS.index(other) > LEVELS.index(level)]
    parent, parent_name = None, None
    for other in coarser:
        if parent is None and parent_name is None:
            parent, parent_name = heading.first(Role.CODE, level=other), heading.first(Role.NAME, level=other)
    return Places(code, name, parent, parent_name)
