"""A list from outside, CSV or XLSX, read as rows of text within fixed bounds; whatever it is, it costs little.

Never ``pandas.read_excel``: a workbook of 2 kB can take the process down (`docs/decisions.md`). Bytes
first, then the archive's own sizes, then openpyxl as a stream with defusedxml, and no row or column beyond.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import defusedxml  # noqa: F401 openpyxl reads through it when it is there: entities and bombs are refused
import openpyxl

from territory.csvfile import MALFORMED
from territory.errors import DataError

MAX_BYTES = 5_000_000
MAX_MEMBERS = 200
MAX_UNPACKED = 20_000_000
MAX_ROWS = 5_000
"""Rows under the header."""
MAX_CELL = 5_000
MAX_STRINGS = 4_000_000
"""Of all but the sheet: openpyxl reads the list of texts whole, and 19 MB of it were thirteen seconds."""
_ERROR = re.compile(r"#(REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV/0!|N/A|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!)")
_SEPARATORS = ";,\t"


def read_sheet(file: Path, columns: int) -> list[tuple[str, ...]]:
    """The header and the rows, each of as many cells as the header, which has at most ``columns`` and one.

    Raises ``DataError`` for a file that is too big, is not what its name says, or holds more than it may.
    """
    if not file.is_file():
        raise DataError(file.name, "", "", "aucun fichier", f"un fichier à l’adresse {file}")
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise DataError(file.name, "", "", f"{size} octets", f"au plus {MAX_BYTES} octets")
    content = file.read_bytes()
    suffix = file.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise DataError(file.name, "", "", suffix or "aucune extension", "un fichier .csv ou .xlsx")
    rows = _xlsx(file.name, content, columns) if suffix == ".xlsx" else _csv(file.name, content)
    return _bounded(file.name, rows, columns)


def _bounded(file: str, rows: Iterable[tuple[str, ...]], columns: int) -> list[tuple[str, ...]]:
    """Rows cut of the empty cells and the empty rows at their ends, or refused."""
    kept: list[tuple[str, ...]] = []
    last = 0
    for number, row in enumerate(rows, start=1):
        if any(len(cell) > MAX_CELL for cell in row):
            raise DataError(file, f"ligne {number}", "", "une cellule trop longue", f"au plus {MAX_CELL} caractères")
        width = max((place for place, cell in enumerate(row, start=1) if cell.strip()), default=0)
        if number > MAX_ROWS + 1:
            if not width:  # openpyxl pads a short sheet with empty rows
                continue
            raise DataError(file, f"ligne {number}", "", "une ligne de trop", f"au plus {MAX_ROWS} lignes")
        if number == 1 and not width:
            raise DataError(file, "ligne 1", "", "aucun en-tête", "le nom des colonnes")
        limit = min(len(kept[0]), columns) if kept else columns
        if width > limit:
            raise DataError(file, f"ligne {number}", "", f"{width} cellules", f"{limit} cellules")
        last = number if width else last
        kept.append((*row[:width], *[""] * (len(kept[0]) - width)) if kept else row[:width])
    if not kept:
        raise DataError(file, "", "", "un fichier vide", "un en-tête et des lignes")
    return kept[:last]


# --- CSV -------------------------------------------------------------------------------------------------


def _csv(file: str, content: bytes) -> Iterator[tuple[str, ...]]:
    text = _decoded(file, content)
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            yield tuple(_text(file, number, cell) for cell in row)
    except csv.Error as error:
        raise DataError(file, f"ligne {reader.line_num}", "", MALFORMED, "un CSV bien formé") from error


def _decoded(file: str, content: bytes) -> str:
    """By its mark, else UTF-8, else Windows' Western alphabet."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    marked = [encoding for mark, encoding in marks.items() if content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise DataError(
        file, "", "", "des octets qui ne sont pas du texte", "un CSV en UTF-8, UTF-16 marqué ou Windows-1252"
    )


# --- XLSX ------------------------------------------------------------------------------------------------


def _xlsx(file: str, content: bytes, columns: int) -> Iterator[tuple[str, ...]]:
    _check_archive(file, content)
    if not openpyxl.DEFUSEDXML:  # an environment variable can switch it off
        raise DataError(file, "", "", "un lecteur XML non protégé", "defusedxml installé et actif")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = book.worksheets
        first = next(iter(sheets[0].iter_rows(max_row=1, max_col=1)), None) if sheets else None
        if len(sheets) != 1 or first is None:
            found = f"{len(sheets)} feuilles" if len(sheets) != 1 else "une feuille vide"
            raise DataError(file, "", "", found, "une seule feuille, avec un en-tête")
        for number, cells in enumerate(
            sheets[0].iter_rows(max_row=MAX_ROWS + 2, max_col=columns + 1, values_only=True), start=1
        ):
            yield tuple(_text(file, number, cell) for cell in cells)
    except DataError:
        raise
    except Exception as error:  # a workbook made to harm fails in any way it likes
        raise DataError(
            file, "", "", "un contenu illisible", "un classeur .xlsx lisible, sans macro ni entité"
        ) from error


def _check_archive(file: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DataError(file, "", "", "pas un classeur", "un classeur .xlsx") from error
    if len(members) > MAX_MEMBERS:
        raise DataError(file, "", "", f"{len(members)} fichiers dans le classeur", f"au plus {MAX_MEMBERS}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED:
        raise DataError(file, "", "", f"{unpacked} octets une fois ouvert", f"au plus {MAX_UNPACKED} octets")
    aside = sum(member.file_size for member in members if not member.filename.startswith("xl/worksheets/"))
    if aside > MAX_STRINGS:
        raise DataError(file, "", "", f"{aside} octets de textes", f"au plus {MAX_STRINGS} octets")


def _text(file: str, number: int, cell: object) -> str:
    """A cell as the text it shows: words and whole numbers only."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        if _ERROR.fullmatch(cell.strip()):
            raise DataError(file, f"ligne {number}", "", cell.strip(), "un texte, non l’erreur d’une formule")
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    raise DataError(file, f"ligne {number}", "", str(cell)[:40], "un texte ou un nombre entier")
