"""A CSV file of ``data/`` as rows by column: UTF-8, semicolons, as many cells a line as there are columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from territory.errors import DataError
from territory.grid import read_grid

ALLOWED = "un CSV en UTF-8, séparateur point-virgule"
NOT_UTF8 = "des octets qui ne sont pas de l’UTF-8"
MALFORMED = "une ligne mal formée (guillemets ou cellule trop longue)"
"""What the csv module says in English."""


_FORMULA_START = ("=", "+", "-", "@", "\t", "\r")
_NUMERIC = re.compile(r"[-+\u2212]?[\d\u202f ]+([,.]\d+)?([\u202f ]?%)?")


def no_formula(text: str) -> str:
    """A cell as a spreadsheet must read it: what begins like a formula and is no number gets a leading apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA_START) and not _NUMERIC.fullmatch(text) else text


def octets_of(path: Traversable) -> bytes:
    """A CSV file as it is, without its mark. Raises ``DataError`` when it is not UTF-8."""
    octets = path.read_bytes()
    try:
        octets.decode()
    except UnicodeDecodeError as error:
        raise DataError(path.name, "", "", NOT_UTF8, ALLOWED) from error
    return octets.removeprefix(codecs.BOM_UTF8)


def read_rows(path: Traversable) -> list[dict[str, str]]:
    """Rows of a file, in order; the first is line 2. Raises ``DataError`` when it is no such file."""
    text = octets_of(path).decode()
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        rows = list(reader)
        header = list(reader.fieldnames or [])
    except csv.Error as error:
        raise DataError(path.name, f"ligne {reader.line_num}", "", MALFORMED, ALLOWED) from error
    nulls = (cell for row in rows for cell in row.values() if isinstance(cell, str) and "\0" in cell)
    if not header or ("\0" in text and any(nulls)):
        raise DataError(path.name, "ligne 1" if not header else "", "", "un octet nul" if header else "rien", ALLOWED)
    if twice := [name for name in header if header.count(name) > 1]:
        raise DataError(path.name, "ligne 1", twice[0], "une colonne écrite deux fois", "chaque colonne une seule fois")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise DataError(
                path.name, f"ligne {number}", "", "trop ou pas assez de cellules", f"{len(header)} cellules"
            )
    return rows


def read_columns(path: Traversable) -> dict[str, list[str]]:
    """The same by column; a sound file of thousands of rows is read at once, any other row by row."""
    octets = octets_of(path)
    grid = read_grid(octets, ";")
    header = grid[0] if len(grid) else ()
    sound = not grid.malformed and 0 < len(header) == len(set(header)) and b"\0" not in octets
    if sound and len(grid) > 1 and (grid.widths == len(header)).all():
        return {name: grid.texts_of(column)[1:] for column, name in enumerate(header)}
    rows = read_rows(path)
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def read_table(path: Traversable, columns: tuple[str, ...]) -> list[tuple[str, dict[str, str]]]:
    """Rows, each with its line (« ligne 2 »), after the header was found to be exactly ``columns``."""
    if not path.is_file():
        raise DataError(path.name, "", "", "aucun fichier", f"un fichier à l’adresse {path}")
    rows = read_rows(path)
    if not rows or tuple(rows[0]) != columns:
        found = ", ".join(rows[0]) if rows else "aucune ligne"
        raise DataError(path.name, "ligne 1", "", found, f"les colonnes {', '.join(columns)}")
    return [(f"ligne {number}", row) for number, row in enumerate(rows, start=2)]


@dataclass(frozen=True)
class Cells:
    """The cells of a row, read by rule: each error names file, row, column, what was found and what is allowed."""

    file: str
    line: str
    row: Mapping[str, str]

    def refused(self, column: str, found: str, allowed: str) -> DataError:
        return DataError(self.file, self.line, column, found, allowed)

    def trimmed(self) -> None:
        """Refuse a row in which a cell begins or ends with a space."""
        for column, text in self.row.items():
            if text != text.strip():
                raise self.refused(column, text, "un texte sans espace au bord")

    def wanted(self, column: str) -> str:
        if not self.row[column]:
            raise self.refused(column, "", "un texte")
        return self.row[column]

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell, joined by ``|``; refused if one is there twice."""
        text = self.row[column]
        values = tuple(text.split("|")) if text else ()
        if "" in values or len(set(values)) < len(values):
            raise self.refused(column, text, "des valeurs séparées par |, chacune une fois")
        return values

    def codes(self, column: str, allowed: Collection[str], most: int = 99) -> tuple[str, ...]:
        found = self.several(column)
        if unknown := [code for code in found if code not in allowed]:
            raise self.refused(column, unknown[0], " | ".join(allowed))
        if len(found) > most:
            raise self.refused(column, self.row[column], "un seul code")
        return found

    def form(self, column: str, pattern: re.Pattern[str], words: str) -> str:
        if not pattern.fullmatch(self.row[column]):
            raise self.refused(column, self.row[column], words)
        return self.row[column]
