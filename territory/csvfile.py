"""A CSV file of ``data/`` as rows by column: UTF-8, semicolons, as many cells a line as there are columns."""

from __future__ import annotations

import csv
from pathlib import Path

from territory.errors import DataError


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a file, in order; the first is line 2. Raises ``DataError`` when it is no such file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, delimiter=";", strict=True)
            rows = list(reader)
            header = list(reader.fieldnames or [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(path.name, "", "", str(error), "un CSV en UTF-8, séparateur point-virgule") from error
    if twice := [name for name in header if header.count(name) > 1]:
        raise DataError(path.name, "ligne 1", twice[0], "une colonne écrite deux fois", "chaque colonne une seule fois")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise DataError(
                path.name, f"ligne {number}", "", "trop ou pas assez de cellules", f"{len(header)} cellules"
            )
    return rows
