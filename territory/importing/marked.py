"""A file given back with its findings: a list of them first, then its sheets, the cells they name coloured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl.utils import column_index_from_string

from territory.importing import book as books
from territory.importing.book import Mark
from territory.importing.reading import Imported
from territory.importing.report import SAID, Finding, Severity, printable

_FILLS: Mapping[Severity, str] = {Severity.ERROR: "F4B6B0", Severity.WARNING: "FBE3A6", Severity.INFO: "D5E5F5"}
_COLUMNS = {"Gravité": 16, "Feuille": 18, "Ligne": 8, "Colonne": 9, "Trouvé": 34, "Attendu": 44, "Message": 60}
REPORT = "Rapport"


def marked(imported: Imported) -> bytes:
    """The XLSX: each finding on a row of « Rapport », and in the comment of its cell."""
    book = books.new()
    findings = imported.report.findings
    sheet = book.create_sheet(REPORT)
    for letter, width in zip("ABCDEFG", _COLUMNS.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([books.cell(sheet, name, bold=True) for name in _COLUMNS])
    for finding in findings:
        place = [finding.sheet, finding.row or "", finding.column]
        cells = [*place, finding.found, finding.allowed, finding.message]
        first = books.cell(sheet, SAID[finding.level], _FILLS[finding.level])
        sheet.append([first, *(books.cell(sheet, cell) for cell in cells)])
    for read in imported.sheets:
        own = [finding for finding in findings if finding.sheet == printable(read.name) and finding.row]
        books.copy(book, read, read.name or Path(imported.report.file).stem, _marks(own))
    return books.saved(book)


def _marks(findings: Sequence[Finding]) -> dict[int, dict[int, Mark]]:
    """By row and column from 0; a cell of several findings has the colour of the gravest, which comes first."""
    by_cell: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        if finding.row:
            column = column_index_from_string(finding.column or "A") - 1
            by_cell.setdefault((finding.row - 1, column), []).append(finding)
    marks: dict[int, dict[int, Mark]] = {}
    for (row, column), own in by_cell.items():
        marks.setdefault(row, {})[column] = Mark(_FILLS[own[0].level], "\n".join(map(str, own)))
    return marks
