"""The bytes of an XLSX workbook as sheets of cells, at a cost known before it is opened.

Never ``pandas.read_excel``: a workbook of 2 kB can take the process down (`docs/decisions.md`). First the
archive's own sizes, then openpyxl as a stream with defusedxml, and no row or column beyond.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import defusedxml  # noqa: F401 openpyxl reads through it when it is there: entities and bombs are refused
import openpyxl
from openpyxl.utils.cell import range_boundaries

from territory.errors import DataError
from territory.sheets import Bounds, Cell, Odd, Oddity, Percent, Row, Sheet, Tally

_SHEETS = "xl/worksheets/"
_MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s+ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_MOST_MERGED = 500
_CELL = re.compile(rb"<(?:\w{1,9}:)?c[ >/]")
"""What a cell begins with: they are counted before openpyxl reads them, thirty microseconds each."""
_UNCOMPUTED = re.compile(
    rb'<(?:\w{1,9}:)?c\s[^<>]{0,99}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,99}>\s{0,9}'
    rb"<(?:\w{1,9}:)?f(?:\s[^<>]{0,999})?(?:/>|>[^<]{0,9999}</(?:\w{1,9}:)?f>)\s{0,9}"
    rb"(?:<(?:\w{1,9}:)?v\s?/>|<(?:\w{1,9}:)?v></(?:\w{1,9}:)?v>)?\s{0,9}</(?:\w{1,9}:)?c>"
)
"""A cell with a formula and no value: what openpyxl reads as empty."""


def open_archive(file: str, content: bytes, bounds: Bounds) -> zipfile.ZipFile:
    """A zip of which the declared sizes stay within the bounds: Python never unpacks more than they declare.

    Raises ``DataError`` for what is none, is encrypted, or is packed in a way that office programs do not use.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DataError(file, "", "", "pas un classeur", "un classeur .xlsx ou une archive .zip lisibles") from error
    members = archive.infolist()
    if len(members) > bounds.members:
        raise DataError(file, "", "", f"{len(members)} fichiers dans le classeur", f"au plus {bounds.members}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > bounds.unpacked:
        raise DataError(file, "", "", f"{unpacked} octets une fois ouvert", f"au plus {bounds.unpacked} octets")
    for member in members:
        if member.flag_bits & 1:
            raise DataError(file, "", "", "un contenu chiffré", "un fichier sans mot de passe")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DataError(file, "", "", "une compression inconnue des tableurs", "un classeur .xlsx ou un .zip")
    if len({member.filename for member in members}) < len(members):
        raise DataError(file, "", "", "deux fichiers de même nom dans l’archive", "chaque fichier une seule fois")
    return archive


def read_xlsx(file: str, content: bytes, bounds: Bounds) -> list[Sheet]:
    """The sheets in order, hidden ones too. Raises ``DataError`` for what cannot be read, or is too much."""
    archive = open_archive(file, content, bounds)
    aside = sum(member.file_size for member in archive.infolist() if not member.filename.startswith(_SHEETS))
    if aside > bounds.aside:
        raise DataError(file, "", "", f"{aside} octets de textes", f"au plus {bounds.aside} octets")
    if not openpyxl.DEFUSEDXML:  # an environment variable can switch it off
        raise DataError(file, "", "", "un lecteur XML non protégé", "defusedxml installé et actif")
    tally = Tally(file, bounds, bounds.workbook_cells)
    try:
        _check_cells(file, archive, bounds.workbook_cells)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if len(book.worksheets) > bounds.sheets:
            raise DataError(file, "", "", f"{len(book.worksheets)} feuilles", f"au plus {bounds.sheets} feuilles")
        return [_sheet(sheet, archive, tally) for sheet in book.worksheets]
    except DataError:
        raise
    except Exception as error:  # a malicious workbook may raise anything
        raise DataError(
            file, "", "", "un contenu illisible", "un classeur .xlsx lisible, sans macro ni entité"
        ) from error


def _check_cells(file: str, archive: zipfile.ZipFile, most: int) -> None:
    """No more cells than openpyxl reads in a second or two: it goes through a sheet as soon as it opens it."""
    sheets = (member for member in archive.namelist() if member.startswith(_SHEETS))
    cells = sum(len(_CELL.findall(archive.read(member))) for member in sheets)
    if cells > most:
        allowed = f"au plus {most} cellules dans un classeur\u202f; au-delà, un CSV"
        raise DataError(file, "", "", f"{cells} cellules, trop pour un classeur", allowed)


def _sheet(sheet: Any, archive: zipfile.ZipFile, tally: Tally) -> Sheet:
    raw = archive.read(sheet._worksheet_path)
    sheet.reset_dimensions()  # the size that a sheet declares is not trusted
    rows: list[Row] = []
    last = 0
    for number, cells in enumerate(sheet.iter_rows(min_row=1), start=1):
        row = _cut(cells)
        tally.row(number, len(row), max((len(cell) for cell in row if isinstance(cell, str)), default=0))
        rows.append(row)
        last = number if row else last
    rows = rows[:last]
    for column, line, _, _ in _places(_UNCOMPUTED, raw, tally.bounds.workbook_cells):
        tally.row(line, column, 0)
        _put(rows, line - 1, column - 1)
    merged = _places(_MERGED, raw, _MOST_MERGED)
    return Sheet(
        sheet.title,
        rows,
        sheet.sheet_state != "visible",
        tuple((top - 1, left - 1, bottom - 1, right - 1) for left, top, right, bottom in merged),
    )


def _places(pattern: re.Pattern[bytes], raw: bytes, most: int) -> Iterator[tuple[int, int, int, int]]:
    """Ranges found in the sheet's own XML: first column and row, last column and row, from 1."""
    for found, _ in zip(pattern.finditer(raw), range(most), strict=False):
        yield range_boundaries(found[1].decode("ascii"))


def _put(rows: list[Row], line: int, column: int) -> None:
    """Mark a formula without a value, so that it is refused instead of read as an empty cell."""
    while len(rows) <= line:
        rows.append(())
    row = rows[line] + ("",) * (column + 1 - len(rows[line]))
    if row[column] == "":
        rows[line] = (*row[:column], Odd(Oddity.NO_VALUE, "une formule sans valeur"), *row[column + 1 :])


def _cut(cells: Iterable[Any]) -> Row:
    row = [_cell(cell) for cell in cells]
    while row and isinstance(row[-1], str) and not row[-1].strip():
        row.pop()
    return tuple(row)


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return Odd(Oddity.ERROR, value) if cell.data_type == "e" else value
    if isinstance(value, bool):
        return Odd(Oddity.TRUTH, "VRAI" if value else "FAUX")
    if isinstance(value, int | float):
        number = _exact(value)
        return Percent(number.scaleb(2)) if "%" in (cell.number_format or "") else number
    kind = value.isoformat() if isinstance(value, dt.date | dt.time | dt.datetime) else str(value)
    return Odd(Oddity.DATE, kind.removesuffix("T00:00:00"))


def _exact(value: float) -> Decimal:
    """The number as Excel shows it: fifteen digits, of which 0.1 + 0.2 keeps 0.3."""
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        raise ValueError(value)
    return number if int(number.as_tuple().exponent) <= 0 else number.quantize(Decimal(1))
