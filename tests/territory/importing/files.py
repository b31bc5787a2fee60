"""Files as offices send them, and as no office would: built here, byte by byte."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl

HEADER = ["Code", "Région", "Taux de chômage 2019 (%)", "Population"]
ROWS = [
    ["FR", "France métropolitaine", "8,4", "65 018 096"],
    ["11", "Île-de-France", "7,4", "12 246 234"],
    ["32", "Hauts-de-France", "10,8", "6 023 336"],
    ["53", "Bretagne", "6,9", "3 336 643"],
    ["75", "Nouvelle-Aquitaine", "7,9", "5 994 336"],
    ["94", "Corse", "9,6", "337 796"],
]
GOOD = [HEADER, *ROWS]
Table = Sequence[Sequence[Any]]


def changed(row: int, column: int, cell: Any, table: Table = GOOD) -> list[list[Any]]:
    """The table with one cell written otherwise."""
    rows = [list(cells) for cells in table]
    rows[row][column] = cell
    return rows


def csv_of(table: Table, separator: str = ";", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(table)
    return stream.getvalue().encode(encoding)


def xlsx_of(table: Table, shape: Callable[[Any], object] | None = None, title: str = "Valeurs") -> bytes:
    """A workbook of one sheet; ``shape`` changes it before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in table:
        book.active.append(row)
    if shape:
        shape(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zip_of(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_member(book: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook of which one member is rewritten, or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in source.infolist():
            held = source.read(member)
            copy.writestr(member, change(held) if member.filename == name else held)
        if name not in source.namelist():
            copy.writestr(name, change(b""))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
