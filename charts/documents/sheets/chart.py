"""The native chart that a record asks for, under its table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from charts.canvas.slide.text import clean
from charts.documents.sheets.table import FONT, HEAD, Book
from charts.record import Record, SheetChart
from charts.tables import digits_of, number_format
from charts.theme import CLASS_LOOK, LIGHT, OUTLINE, REGION_COLOURS
from territory.workshop.model import Opinion

_SMALL = {"name": FONT, "size": 9}
_EDGE = {"color": OUTLINE, "width": 0.75}


def draw(book: Book, sheet: Worksheet, record: Record, asked: SheetChart) -> None:
    """The chart, under the table and its foot; its title says the finding, its alternative text the whole."""
    chart = book.book.add_chart({"type": "bar"} | ({"subtype": "percent_stacked"} if asked.piled else {}))
    labels = [str(label) for label in record.table.columns]
    first, last, at = HEAD + 1, HEAD + len(record.table), labels.index(asked.categories)
    for number, label in enumerate(asked.values):
        of = labels.index(label)
        chart.add_series(
            {
                "name": clean(label),
                "categories": [sheet.name, first, at, last, at],
                "values": [sheet.name, first, of, last, of],
                **_look(record, asked, number),
            }
        )
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": _SMALL, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True} if len(asked.values) == 1 else {"position": "top"})
    _place(sheet, chart, record, asked.height)


def _look(record: Record, asked: SheetChart, number: int) -> dict[str, Any]:
    """How a series is drawn: by class with its numbers, as parts of a whole with theirs, or in a region's colour."""
    gap = 45 if len(asked.values) == 1 else 60
    if asked.classes:
        fills = [{"fill": {"color": CLASS_LOOK[kind].colour}, "border": _EDGE} for kind in asked.classes]
        numbers = {"value": True, "num_format": _code(record, asked.values[number]), "font": _SMALL}
        return {"gap": gap, "points": fills, "data_labels": numbers}
    if asked.piled:
        fill, ink = LIGHT.said(list(Opinion)[number])
        numbers = {"value": True, "num_format": "0;;", "font": {**_SMALL, "color": ink}}
        return {"gap": 35, "fill": {"color": fill}, "border": _EDGE, "data_labels": numbers}
    return {"gap": gap, "fill": {"color": REGION_COLOURS[number]}}


def _code(record: Record, label: str) -> str:
    """The format of a column's numbers: the digits of the first."""
    column, known = record.column(label), [cell for cell in record.table[label] if isinstance(cell, Decimal)]
    return number_format(digits_of(known[0], column) if known else 0, signed=column.signed)


def _place(sheet: Worksheet, chart: Any, record: Record, height: int) -> None:
    chart.set_title(
        {"name": clean(record.title)[:200], "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_size({"width": 860, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    sheet.fit_to_pages(1, 1)
    row = HEAD + len(record.table) + 8
    sheet.insert_chart(row, 0, chart, {"description": clean(record.alt), "object_position": 2})
    sheet.print_area(0, 0, row + height // 20 + 2, max(len(record.table.columns) - 1, 0))
