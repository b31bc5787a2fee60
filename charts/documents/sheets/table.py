"""A table as a sheet: real numbers that Excel shows the French way, columns as wide as what they show, ready to print.

Format codes are written the way files want them (« #,##0.0 »); Excel shows them with the reader's own separators, a
comma and a thin space in France.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.utility import cell_autofit_width
from xlsxwriter.worksheet import Worksheet

from charts.canvas.slide.text import clean, lines
from charts.record import Column
from charts.stamp import Stamp
from charts.tables import cell_text, digits_of, is_missing, number_format
from charts.theme import ACCENT, CLASS_LOOK, LIGHT, WHITE
from territory import wording
from territory.analysis import FragilityClass

FONT = "Arial"
"""As on the slides: ``charts.canvas.slide.text`` says why."""
_WIDEST, _PROSE, _SIZE = 250, 560, 10
"""Widest columns, in px: texts beyond it go to the line; for whole sentences. The font's size."""
_ARROW, _INDENT, _LINE, _WIDER = 20, 12, 13.0, 1.08
"""Px of a filter's arrow and of a text's indent; points from a line to the next at the font's size; how much wider it
is than Calibri 11, which XlsxWriter measures with."""
_YEAR = re.compile(r"(19|20)\d\d")
_BAD_SHEET = re.compile(r"[\[\]:*?/\\]")
HEAD = 3
"""The row of the headings, from 0: over it stand the title, the subtitle and a blank."""


@dataclass
class Book:
    """The workbook being written, its formats by what they say, the names of sheets taken."""

    book: Any
    stamp: Stamp
    formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def format(self, **how: Any) -> Format:
        key = tuple(sorted(how.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(
                {"font_name": FONT, "font_size": _SIZE, "valign": "vcenter", **how}
            )
        return self.formats[key]

    def sheet_name(self, wanted: str) -> str:
        """A name that Excel takes: no forbidden sign, 31 characters, told apart from those taken."""
        base = _BAD_SHEET.sub(" ", clean(wanted)).strip("' ")[:31] or "Feuille"
        name, number = base, 2
        while name.lower() in self.names:
            name, number = f"{base[:27]} ({number})", number + 1
        self.names.add(name.lower())
        return name


def table_sheet(
    book: Book,
    name: str,
    table: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    title: str,
    subtitle: str,
    foot: Sequence[str],
) -> Worksheet:
    """A table under its title, from column A: real numbers, text as text, « n. d. » where missing."""
    sheet = _page(book, name, rows=len(table), columns=len(table.columns), head=HEAD)
    widths = _widths(table, columns)
    for k, label in enumerate(table.columns):
        sheet.set_column_pixels(k, k, widths[k])
        _column(book, sheet, k, str(label), table.iloc[:, k], columns.get(str(label), Column()))
    labels = [str(label) for label in table.columns]
    sheet.set_row(HEAD, _height(labels, [width - _ARROW for width in widths], bold=True) + 4)
    for row, cells in enumerate(table.itertuples(index=False)):
        sheet.set_row(HEAD + 1 + row, _height([c if isinstance(c, str) else "" for c in cells], widths))
    if len(table):
        sheet.autofilter(HEAD, 0, HEAD + len(table), len(table.columns) - 1)
    _heading(book, sheet, title, subtitle, widths)
    _foot(book, sheet, HEAD + len(table) + 2, foot, widths)
    return sheet


def _column(book: Book, sheet: Worksheet, k: int, label: str, cells: pd.Series, column: Column) -> None:
    """A column's heading, at the side of its numbers, over its cells."""
    numeric = any(isinstance(cell, Decimal | int | float) for cell in cells)
    how = {"align": "right"} if numeric or column.right else {"indent": 1}
    look = {"bold": True, "font_color": WHITE, "bg_color": ACCENT, "text_wrap": True}
    sheet.write_string(HEAD, k, clean(label), book.format(**look, **how))
    for row, cell in enumerate(cells):
        _cell(book, sheet, HEAD + 1 + row, k, cell, column, column.classes[row] if column.classes else None)


def _page(book: Book, name: str, *, rows: int, columns: int, head: int) -> Worksheet:
    """A sheet set up to be printed: landscape, one page wide, headers repeated, name and number at the foot."""
    sheet: Worksheet = book.book.add_worksheet(book.sheet_name(name))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 1 if columns > 2 else 0)
    sheet.print_area(0, 0, head + rows + 6, max(columns - 1, 0))
    sheet.set_footer(f"&L&8Export du {book.stamp.day}&C&8&A&R&8&P / &N")
    return sheet


def _heading(book: Book, sheet: Worksheet, title: str, subtitle: str, widths: Sequence[float]) -> None:
    _across(book, sheet, 0, title, widths, {"bold": True, "font_size": 14, "font_color": LIGHT.text})
    _across(book, sheet, 1, subtitle, widths, {"font_color": LIGHT.muted})


def _foot(book: Book, sheet: Worksheet, row: int, said: Sequence[str], widths: Sequence[float]) -> None:
    stamp = book.stamp
    foot = (*said, wording.foot(stamp.edition.registry), f"{stamp.choices} Export du {stamp.day}.")
    for number, text in enumerate(line for line in foot if line):
        _across(book, sheet, row + number, text, widths, {"font_color": LIGHT.muted, "italic": True, "font_size": 9})


def _across(
    book: Book, sheet: Worksheet, row: int, text: str, widths: Sequence[float], look: Mapping[str, Any]
) -> None:
    """A line over the whole table; longer than it is wide, on as many lines as a printed page needs."""
    said, size, bold = clean(text), float(look.get("font_size", _SIZE)), bool(look.get("bold"))
    count = len(lines(said, size, sum(widths) * 0.75 - 8, bold=bold))
    if count > 1 and len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, said, book.format(text_wrap=True, **look))
    else:
        sheet.write_string(row, 0, said, book.format(text_wrap=count > 1, **look))
    sheet.set_row(row, count * size * _LINE / _SIZE + 4)


def _widths(table: pd.DataFrame, columns: Mapping[str, Column]) -> list[float]:
    """Columns in px, as wide as XlsxWriter measures what their cells show, up to a line of text.

    XlsxWriter's own ``autofit`` measures a number with all its digits, and a heading on one line.
    """
    found = []
    for k, label in enumerate(table.columns):
        column = columns.get(str(label), Column())
        shown = (
            max((cell_autofit_width(clean(cell_text(cell, column))) for cell in table.iloc[:, k]), default=0) * _WIDER
        )
        longest = max((cell_autofit_width(word) for word in clean(str(label)).split()), default=0)
        found.append(max(min(shown + _INDENT, _PROSE if column.prose else _WIDEST), longest + _ARROW))
    return found


def _height(texts: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
    """A row's height in points: LibreOffice does not fit the rows of a file to the texts that go to the line."""
    counts = [
        len(lines(clean(text), _SIZE, max(width - _INDENT, 20) * 0.75, bold=bold))
        for text, width in zip(texts, widths, strict=True)
    ]
    return max([1, *counts]) * _LINE + 3


def _cell(
    book: Book, sheet: Worksheet, row: int, at: int, value: Any, column: Column, kind: FragilityClass | None
) -> None:
    line: dict[str, Any] = {"bottom": 1, "bottom_color": LIGHT.line}
    if kind is not None:
        line |= _class_format(kind)
    if is_missing(value):
        muted = {"font_color": LIGHT.muted} | line
        sheet.write_string(row, at, wording.MISSING, book.format(align="right", **muted))
    elif isinstance(value, Decimal):
        code = number_format(_digits(value, column), signed=column.signed)
        sheet.write_number(row, at, float(value), book.format(num_format=code, **line))
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value, book.format(num_format="0", **line))
    elif _YEAR.fullmatch(str(value)) and not column.as_text:
        sheet.write_number(row, at, int(str(value)), book.format(num_format="0", align="left", indent=1, **line))
    elif text := clean(str(value)):
        how = {"align": "right"} if column.right else {"indent": 1}
        sheet.write_string(row, at, text, book.format(text_wrap=True, **how, **line))
    else:
        sheet.write_blank(row, at, None, book.format(**line))


def _digits(value: Decimal, column: Column) -> int:
    """Digits that Excel is told to show; of a score, as many as keep it on its side of a class's bound."""
    digits = digits_of(value, column)
    return wording.score_digits(value, digits) if column.score else digits


def _class_format(kind: FragilityClass) -> dict[str, Any]:
    """The class's colour behind a cell; missing is hatched."""
    look = CLASS_LOOK[kind]
    if look.hatched:
        return {"pattern": 16, "fg_color": LIGHT.line, "bg_color": look.colour}
    return {"bg_color": look.colour, "font_color": look.ink}
