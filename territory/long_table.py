"""A table written long, ``indicateur;territoire;valeur``: a cell a line, read once, in order, whatever its length."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from territory.csvfile import ALLOWED, MALFORMED, text_of
from territory.errors import DataError

HEADER = ("indicateur", "territoire", "valeur")


@dataclass(frozen=True)
class Column:
    """An indicator's published strings, one a territory in the order asked; ``lines``: of each cell, 0 without one."""

    texts: Sequence[str]
    lines: Sequence[int]


def read_long(path: Traversable, indicators: Collection[str], territories: Sequence[str]) -> dict[str, Column]:
    """The cells by indicator, empty where the file has no line.

    Raises ``DataError`` for another header, a code that is not known, a cell written twice.
    """
    place = {code: i for i, code in enumerate(territories)}
    found = {code: ([""] * len(place), array("I", [0]) * len(place)) for code in indicators}
    seen: dict[str, str] = {}
    reader = csv.reader(text_of(path), delimiter=";", strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != HEADER:
            raise DataError(path.name, "ligne 1", "", ";".join(header) or "rien", ";".join(HEADER))
        for row in reader:
            if len(row) != len(HEADER):
                raise DataError(path.name, f"ligne {reader.line_num}", "", f"{len(row)} cellules", "3 cellules")
            indicator, territory, text = row
            if indicator not in found or territory not in place:
                raise _unknown(path.name, reader.line_num, row, found, place)
            texts, lines = found[indicator]
            at = place[territory]
            if lines[at]:
                allowed = f"une seule ligne pour cette cellule, lue ligne {lines[at]}"
                raise DataError(path.name, f"ligne {reader.line_num}", "", f"{indicator};{territory}", allowed)
            texts[at] = seen.setdefault(text, text)
            lines[at] = reader.line_num
    except csv.Error as error:
        raise DataError(path.name, f"ligne {reader.line_num}", "", MALFORMED, ALLOWED) from error
    return {code: Column(texts, lines) for code, (texts, lines) in found.items()}


def _unknown(
    file: str, line: int, row: Sequence[str], indicators: Collection[str], territories: Collection[str]
) -> DataError:
    if row[0] not in indicators:
        return DataError(file, f"ligne {line}", HEADER[0], row[0], "un code du registre")
    return DataError(file, f"ligne {line}", HEADER[1], row[1], "FR ou le code d’un territoire de l’édition")


def valued_in(path: Traversable) -> frozenset[str]:
    """The territories that a table values: codes of the lines whose value is not empty."""
    reader = csv.reader(text_of(path), delimiter=";", strict=True)
    try:
        return frozenset(row[1] for row in reader if len(row) == len(HEADER) and row[2].strip())
    except csv.Error as error:
        raise DataError(path.name, f"ligne {reader.line_num}", "", MALFORMED, ALLOWED) from error
