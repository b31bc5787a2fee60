"""Documents as workbooks: one sheet per figure or table, the words on the first; real numbers that Excel shows the
French way.

Format codes are written the way files want them (« #,##0.0 »); Excel shows them with the reader's own separators, a
comma and a thin space in France.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import cell_autofit_width
from xlsxwriter.worksheet import Worksheet

from charts.canvas.slide.text import clean, lines
from charts.documents.blocks import (
    Block,
    Cards,
    Document,
    FigureBlock,
    Helps,
    Method,
    Paragraphs,
    Remarks,
    Sentences,
    SmallMaps,
    TableBlock,
)
from charts.documents.office import reproducible
from charts.figures import ROOMS
from charts.progress import Told, telling
from charts.record import Column, Record
from charts.stamp import SITE, Stamp
from charts.tables import cell_text, digits_of, is_missing
from charts.theme import ACCENT, CLASS_LOOK, LIGHT, OUTLINE, REGION_COLOURS, WHITE
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP
from territory.workshop.model import Opinion

FONT = "Arial"
"""As on the slides: ``charts.canvas.slide.text`` says why."""
_WIDEST, _PROSE, _SIZE = 250, 560, 10
"""Widest columns, in px: texts beyond it go to the line; for whole sentences. The font's size."""
_ARROW, _INDENT, _LINE, _WIDER = 20, 12, 13.0, 1.08
"""Px of a filter's arrow and of a text's indent; points from a line to the next at the font's size; how much wider it
is than Calibri 11, which XlsxWriter measures with."""
_YEAR = re.compile(r"(19|20)\d\d")
_BAD_SHEET = re.compile(r"[\[\]:*?/\\]")
_HEAD = 3
"""The row of the headings, from 0: over it stand the title, the subtitle and a blank."""
_SUMMARY = "Synthèse"


@dataclass
class _Book:
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


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The workbook's bytes. ``told`` is called after each sheet."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        day = dt.datetime(stamp.date.year, stamp.date.month, stamp.date.day)
        book.set_properties({"title": clean(document.title)[:250], "author": SITE, "created": day})
        being_written = _Book(book, stamp)
        for sheet in telling(list(_sheets(document)), told):
            sheet(being_written)
    return reproducible(out.getvalue(), stamp.date)


Sheet = Callable[[_Book], object]


def _sheets(document: Document) -> Iterator[Sheet]:
    """The words first, when there are some, then the blocks that are tables, in order."""
    blocks = [(section.heading, block) for section in document.sections for block in section.blocks]
    said = [(heading, block) for heading, block in blocks if type(block) in _SAID]
    if document.kind not in ("figure", "data"):
        yield lambda book: _summary(book, document, said)
    for heading, block in blocks:
        yield from _block_sheets(heading, block, document)


def _block_sheets(heading: str, block: Block, document: Document) -> Iterator[Sheet]:
    match block:
        case FigureBlock():
            yield lambda book: _figure(book, block)
        case SmallMaps():
            for record in block.records:
                yield partial(_figure, block=FigureBlock(record))
        case TableBlock():
            yield lambda book: _table(
                book, block.tab, block.table, block.columns,
                title=block.title, subtitle=block.lead, foot=(block.note, block.source),
            )  # fmt: skip
        case Remarks() if block.every:
            yield lambda book: _remarks(book, block, document)
        case Method():
            yield lambda book: _method(book, block, document)
        case _:
            return


# --- a sheet -------------------------------------------------------------------------------------------


def _page(book: _Book, name: str, *, rows: int, columns: int, head: int) -> Worksheet:
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


def _heading(book: _Book, sheet: Worksheet, title: str, subtitle: str, widths: Sequence[float]) -> None:
    _across(book, sheet, 0, title, widths, {"bold": True, "font_size": 14, "font_color": LIGHT.text})
    _across(book, sheet, 1, subtitle, widths, {"font_color": LIGHT.muted})


def _foot(book: _Book, sheet: Worksheet, row: int, said: Sequence[str], widths: Sequence[float]) -> None:
    stamp = book.stamp
    foot = (*said, wording.foot(stamp.edition.registry), f"{stamp.choices} Export du {stamp.day}.")
    for number, text in enumerate(line for line in foot if line):
        _across(book, sheet, row + number, text, widths, {"font_color": LIGHT.muted, "italic": True, "font_size": 9})


def _across(
    book: _Book, sheet: Worksheet, row: int, text: str, widths: Sequence[float], look: Mapping[str, Any]
) -> None:
    """A line over the whole table; longer than it is wide, on as many lines as a printed page needs."""
    said, size, bold = clean(text), float(look.get("font_size", _SIZE)), bool(look.get("bold"))
    count = len(lines(said, size, sum(widths) * 0.75 - 8, bold=bold))
    if count > 1 and len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, said, book.format(text_wrap=True, **look))
    else:
        sheet.write_string(row, 0, said, book.format(text_wrap=count > 1, **look))
    sheet.set_row(row, count * size * _LINE / _SIZE + 4)


def _table(
    book: _Book,
    name: str,
    table: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    title: str,
    subtitle: str,
    foot: Sequence[str],
) -> Worksheet:
    """A table under its title, from column A: real numbers, text as text, « n. d. » where missing."""
    sheet = _page(book, name, rows=len(table), columns=len(table.columns), head=_HEAD)
    widths = _widths(table, columns)
    look = {"bold": True, "font_color": WHITE, "bg_color": ACCENT, "text_wrap": True}
    for k, label in enumerate(table.columns):
        column, cells = columns.get(str(label), Column()), table.iloc[:, k]
        sheet.set_column_pixels(k, k, widths[k])
        numeric = any(isinstance(cell, Decimal | int | float) for cell in cells)
        how = {"align": "right"} if numeric or column.right else {"indent": 1}
        sheet.write_string(_HEAD, k, clean(str(label)), book.format(**look, **how))
        for row, cell in enumerate(cells):
            kind = column.classes[row] if column.classes else None
            _cell(book, sheet, _HEAD + 1 + row, k, cell, column, kind)
    labels = [str(label) for label in table.columns]
    sheet.set_row(_HEAD, _height(labels, [width - _ARROW for width in widths], bold=True) + 4)
    for row, cells in enumerate(table.itertuples(index=False)):
        sheet.set_row(_HEAD + 1 + row, _height([c if isinstance(c, str) else "" for c in cells], widths))
    if len(table):
        sheet.autofilter(_HEAD, 0, _HEAD + len(table), len(table.columns) - 1)
    _heading(book, sheet, title, subtitle, widths)
    _foot(book, sheet, _HEAD + len(table) + 2, foot, widths)
    return sheet


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


def number_code(digits: int, *, signed: bool = False) -> str:
    """The format code of a number with ``digits`` after the comma."""
    body = "#,##0" + (f".{'0' * digits}" if digits else "")
    return f"+{body};\u2212{body};{body}" if signed else f"{body};\u2212{body}"


def _cell(
    book: _Book, sheet: Worksheet, row: int, at: int, value: Any, column: Column, kind: FragilityClass | None
) -> None:
    line: dict[str, Any] = {"bottom": 1, "bottom_color": LIGHT.line}
    if kind is not None:
        line |= _class_format(kind)
    if is_missing(value):
        muted = {"font_color": LIGHT.muted} | line
        sheet.write_string(row, at, wording.MISSING, book.format(align="right", **muted))
    elif isinstance(value, Decimal):
        code = number_code(_digits(value, column), signed=column.signed)
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


# --- figures -------------------------------------------------------------------------------------------


def _figure(book: _Book, block: FigureBlock) -> None:
    record = block.record
    name = ROOMS[record.view.figure].tab
    foot = (record.note, record.source)
    subtitle = " ".join(part for part in (block.caption, record.subtitle) if part)
    sheet = _table(book, name, record.table, record.columns, title=block.finding, subtitle=subtitle, foot=foot)
    if record.chart is not None and len(record.table):
        _chart(book, sheet, record)


def _chart(book: _Book, sheet: Worksheet, record: Record) -> None:
    """The native chart that the record asks for, under the table and its foot."""
    asked = record.chart
    assert asked is not None
    labels = [str(label) for label in record.table.columns]
    first, last = _HEAD + 1, _HEAD + len(record.table)
    at = labels.index(asked.categories)
    chart = book.book.add_chart({"type": "bar"} | ({"subtype": "percent_stacked"} if asked.piled else {}))
    answers = list(Opinion)
    small = {"name": FONT, "size": 9}
    for number, label in enumerate(asked.values):
        of, column = labels.index(label), record.column(label)
        known = [cell for cell in record.table[label] if isinstance(cell, Decimal)]
        code = number_code(digits_of(known[0], column) if known else 0, signed=column.signed)
        series: dict[str, Any] = {
            "name": clean(label),
            "categories": [sheet.name, first, at, last, at],
            "values": [sheet.name, first, of, last, of],
            "gap": 45 if len(asked.values) == 1 else 60,
        }
        if asked.classes:
            series["points"] = [
                {"fill": {"color": CLASS_LOOK[kind].colour}, "border": {"color": OUTLINE, "width": 0.75}}
                for kind in asked.classes
            ]
            series["data_labels"] = {"value": True, "num_format": code, "font": small}
        elif asked.piled:
            fill, ink = LIGHT.said(answers[number])
            series |= {"fill": {"color": fill}, "border": {"color": OUTLINE, "width": 0.75}, "gap": 35}
            series["data_labels"] = {"value": True, "num_format": "0;;", "font": {**small, "color": ink}}
        else:
            series["fill"] = {"color": REGION_COLOURS[number]}
        chart.add_series(series)
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": small, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True} if len(asked.values) == 1 else {"position": "top"})
    _place_chart(sheet, chart, record, asked.height)


def _place_chart(sheet: Worksheet, chart: Any, record: Record, height: int) -> None:
    """Under the table and its foot; the title says the finding, the alternative text the whole."""
    chart.set_title(
        {"name": clean(record.title)[:200], "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_size({"width": 860, "height": height})
    chart.set_chartarea({"border": {"none": True}})
    sheet.fit_to_pages(1, 1)
    row = _HEAD + len(record.table) + 8
    sheet.insert_chart(row, 0, chart, {"description": clean(record.alt), "object_position": 2})
    sheet.print_area(0, 0, row + height // 20 + 2, max(len(record.table.columns) - 1, 0))


# --- words ---------------------------------------------------------------------------------------------

_SAID: Mapping[type[Any], Callable[[Any], Iterator[tuple[str, str]]]]
"""What each block of words says: what it is about, and the sentence."""


def _summary(book: _Book, document: Document, said: Sequence[tuple[str, Block]]) -> None:
    """Finding, lead, cards and sentences: what a deck and a report say in words, in two columns."""
    rows = [("", document.lead.replace("**", ""))] if document.lead else []
    for _, block in said:
        rows += [(about, text.replace("**", "")) for about, text in _SAID[type(block)](block)]
    table = pd.DataFrame(rows, columns=["Sujet", "Ce qui est dit"], dtype=object)
    source = wording.source_line(book.stamp.edition.registry, document.indicators)
    columns = {"Ce qui est dit": Column(prose=True)}
    _table(
        book, _SUMMARY, table, columns, title=document.finding, subtitle=document.title,
        foot=(source, document.notice, book.stamp.line(document.address)),
    )  # fmt: skip


def _cards(block: Cards) -> Iterator[tuple[str, str]]:
    for card in block.cards:
        yield card.heading, card.caption
        for line in card.lines:
            name = f"{line.number}. {line.label}" if line.number else line.label
            remark = f" ({line.remark})" if line.remark else ""
            sign = wording.CLASS_SYMBOL[line.kind]
            yield name, f"{sign} {line.value} ({line.reference}{NBSP}: {line.national}){remark}"


def _sentences(block: Sentences) -> Iterator[tuple[str, str]]:
    for group in block.groups:
        if group.mean:
            yield group.label, group.mean
        yield from ((sentence.label, sentence.text) for sentence in group.sentences)


def _paragraphs(block: Paragraphs) -> Iterator[tuple[str, str]]:
    yield from (("", line) for line in block.lines)


def _helps(block: Helps) -> Iterator[tuple[str, str]]:
    yield "Ce qui peut aider", block.lead
    for group in block.groups:
        yield from ((found.title, f"{found.reason} ({found.where})") for found in group.helps)
    if block.also:
        yield "", block.also


_SAID = {Cards: _cards, Sentences: _sentences, Paragraphs: _paragraphs, Helps: _helps}


def _method(book: _Book, block: Method, document: Document) -> None:
    rows = [(part.heading, line.replace("**", "")) for part in block.parts for line in part.lines]
    rows += [(f"Classe{NBSP}: {wording.class_label(kind, block.words).lower()}", rule) for kind, rule in block.classes]
    _table(
        book,
        "Méthode",
        pd.DataFrame(rows, columns=["Règle", "Ce qu’elle dit"], dtype=object),
        {"Ce qu’elle dit": Column(prose=True)},
        title="Comment ces fragilités sont mesurées",
        subtitle=f"La même règle pour tous les domaines et {book.stamp.edition.level.every}.",
        foot=(wording.source_line(book.stamp.edition.registry, document.indicators),),
    )


def _remarks(book: _Book, block: Remarks, document: Document) -> None:
    rows = [(r.subject, r.kind, r.severity, r.territories, r.finding, r.treatment) for r in block.every]
    _table(
        book,
        "Réserves",
        pd.DataFrame(rows, columns=["Indicateur", "Réserve", "Gravité", "Territoires", "Constat", "Traitement"]),
        {"Constat": Column(prose=True), "Traitement": Column(prose=True)},
        title=block.title,
        subtitle="Ce qu’il faut savoir avant de citer un chiffre.",
        foot=(wording.source_line(book.stamp.edition.registry, document.indicators),),
    )
