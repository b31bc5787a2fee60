"""A file from outside, CSV or XLSX, read as sheets of cells within fixed bounds; whatever it is, it costs little.

Bytes first, then what they say they are, then the reader of that form (``csv_bytes``, ``workbook``).
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from territory.csv_bytes import read_csv
from territory.errors import DataError
from territory.sheets import ERROR, Bounds, Cell, Sheet, shown
from territory.workbook import read_xlsx

MAX_ROWS = 5_000
"""Rows under the header of a list."""
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_FORMS = "un fichier .csv ou .xlsx"


def read_book(name: str, content: bytes, bounds: Bounds) -> list[Sheet]:
    """The sheets of a file, by its name and bytes; a CSV is one sheet without a name.

    Raises ``DataError`` for a file that is too big, is not what its name says, or holds more than it may.
    """
    if len(content) > bounds.octets:
        raise DataError(name, "", "", f"{len(content)} octets", f"au plus {bounds.octets} octets")
    suffix = Path(name).suffix.lower()
    if suffix not in (".csv", ".xlsx", ".tsv", ".txt"):
        raise DataError(name, "", "", suffix or "aucune extension", _FORMS)
    if content.startswith(_OLD_EXCEL):
        found = "un classeur d’un ancien Excel, ou protégé par un mot de passe"
        raise DataError(name, "", "", found, "un classeur .xlsx, ou un .csv")
    if suffix == ".xlsx":
        return read_xlsx(name, content, bounds)
    if content.startswith(_ZIP):
        raise DataError(name, "", "", f"un classeur ou une archive, nommé {suffix}", "le nom qui va avec : .xlsx, .zip")
    return [read_csv(name, content, bounds)]


def read_sheet(file: Path, columns: int) -> list[tuple[str, ...]]:
    """The header and the rows of a list, each of as many texts as the header, which has at most ``columns``.

    Raises ``DataError`` for what ``read_book`` refuses, several sheets, and a cell that is neither a text nor a
    whole number.
    """
    bounds = Bounds(rows=MAX_ROWS + 1)
    if not file.is_file():
        raise DataError(file.name, "", "", "aucun fichier", f"un fichier à l’adresse {file}")
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise DataError(file.name, "", "", file.suffix or "aucune extension", _FORMS)
    if (size := file.stat().st_size) > bounds.octets:
        raise DataError(file.name, "", "", f"{size} octets", f"au plus {bounds.octets} octets")
    sheets = read_book(file.name, file.read_bytes(), bounds)
    if len(sheets) != 1:
        raise DataError(file.name, "", "", f"{len(sheets)} feuilles", "une seule feuille, avec un en-tête")
    rows = sheets[0].rows
    if not rows:
        raise DataError(file.name, "", "", "un fichier vide", "un en-tête et des lignes")
    if not rows[0]:
        raise DataError(file.name, "ligne 1", "", "aucun en-tête", "le nom des colonnes")
    limit = min(len(rows[0]), columns)
    texts = []
    for number, row in enumerate(rows, start=1):
        if len(row) > (columns if number == 1 else limit):
            raise DataError(file.name, f"ligne {number}", "", f"{len(row)} cellules", f"{limit} cellules")
        cells = tuple(_word(file.name, number, cell) for cell in row)
        texts.append((*cells, *[""] * (len(rows[0]) - len(cells))))
    return texts


def _word(file: str, number: int, cell: Cell) -> str:
    """A cell as the text it shows: words and whole numbers only."""
    text = shown(cell)
    if ERROR.fullmatch(text.strip()):
        raise DataError(file, f"ligne {number}", "", text.strip(), "un texte, non l’erreur d’une formule")
    if isinstance(cell, str) or (isinstance(cell, Decimal) and cell == cell.to_integral_value()):
        return text
    raise DataError(file, f"ligne {number}", "", text[:40], "un texte ou un nombre entier")
