"""The sheets of a workbook given back: a text from outside is written as a text, never as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from territory.sheets import Cell, Percent, Sheet, shown

_NOTE = 600
"""Characters of a comment."""


@dataclass(frozen=True)
class Mark:
    """The colour of a cell, and the words of its comment."""

    fill: str
    words: str


def new() -> Any:
    return openpyxl.Workbook(write_only=True)


def pairs(book: Any, title: str, said: Mapping[str, str]) -> None:
    """A sheet of two columns: what, and its value."""
    sheet = book.create_sheet(title)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 60
    for name, value in said.items():
        sheet.append([cell(sheet, name, bold=True), cell(sheet, value)])


def table(book: Any, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A sheet of texts under a header that stays in sight."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append([cell(sheet, name, bold=True) for name in header])
    for row in rows:
        sheet.append([cell(sheet, text) for text in row])


def copy(book: Any, read: Sheet, title: str, marks: Mapping[int, Mapping[int, Mark]]) -> None:
    """A sheet as it was read; ``marks``: by row and column from 0, of the cells to colour."""
    sheet = book.create_sheet(_title(title))
    for number, row in enumerate(read.rows):
        faults = marks.get(number, {})
        width = max([len(row), *(column + 1 for column in faults)])
        line = [_copied(sheet, row[column] if column < len(row) else "") for column in range(width)]
        for column, mark in faults.items():
            line[column].fill = PatternFill("solid", fgColor=mark.fill)
            note = Comment(mark.words[:_NOTE], "Observatoire")
            note.width, note.height = 360, 120
            line[column].comment = note
        sheet.append(line)


def _copied(sheet: Any, read: Cell) -> Any:
    if isinstance(read, Percent):
        made = cell(sheet, read.value.scaleb(-2))
        made.number_format = "0.0##%"
        return made
    return cell(sheet, read if isinstance(read, Decimal) else shown(read))


def cell(sheet: Any, value: str | int | Decimal, fill: str = "", *, bold: bool = False) -> Any:
    """A cell of a text, a number, or nothing: what begins with « = » stays a text."""
    made = WriteOnlyCell(sheet, _printable(value) if isinstance(value, str) else value)
    if isinstance(value, str) and value:
        made.data_type = "s"
    if fill:
        made.fill = PatternFill("solid", fgColor=fill)
    if bold:
        made.font = Font(bold=True)
    return made


def _printable(text: str) -> str | None:
    """A text that a workbook may hold: no control character, and not longer than a cell."""
    return "".join(c if c >= " " or c in "\n\t" else "\ufffd" for c in text)[:32_000] or None


def _title(name: str) -> str:
    """A name that a sheet may bear."""
    return "".join("-" if c in r"[]:*?/\\" or c < " " else c for c in name)[:31].strip("'") or "Feuille"


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
