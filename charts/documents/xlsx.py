"""Documents as workbooks: one sheet per figure or table, the words on the first."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd
import xlsxwriter

from charts.canvas.slide.text import clean
from charts.documents.blocks import Block, Document, FigureBlock, Method, Remarks, SmallMaps, TableBlock
from charts.documents.office import reproducible
from charts.documents.sheets import chart
from charts.documents.sheets.said import said
from charts.documents.sheets.table import Book, table_sheet
from charts.figures import ROOMS
from charts.progress import Told, telling
from charts.record import Column
from charts.stamp import SITE, Stamp
from territory import wording
from territory.wording import NBSP

_SUMMARY = "Synthèse"


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The workbook's bytes. ``told`` is called after each sheet."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        day = dt.datetime(stamp.date.year, stamp.date.month, stamp.date.day)
        book.set_properties({"title": clean(document.title)[:250], "author": SITE, "created": day})
        being_written = Book(book, stamp)
        for sheet in telling(list(_sheets(document)), told):
            sheet(being_written)
    return reproducible(out.getvalue(), stamp.date)


Sheet = Callable[[Book], object]


def _sheets(document: Document) -> Iterator[Sheet]:
    """The words first, when there are some, then the blocks that are tables, in order."""
    if document.kind not in ("figure", "data"):
        yield lambda book: _summary(book, document)
    for section in document.sections:
        for block in section.blocks:
            yield from _block_sheets(block, document)


def _block_sheets(block: Block, document: Document) -> Iterator[Sheet]:
    match block:
        case FigureBlock():
            yield lambda book: _figure(book, block)
        case SmallMaps():
            for record in block.records:
                yield partial(_figure, block=FigureBlock(record))
        case TableBlock():
            yield lambda book: table_sheet(
                book, block.tab, block.table, block.columns,
                title=block.title, subtitle=block.lead, foot=(block.note, block.source),
            )  # fmt: skip
        case Remarks() if block.every:
            yield lambda book: _remarks(book, block, document)
        case Method():
            yield lambda book: _method(book, block, document)
        case _:
            return


def _figure(book: Book, block: FigureBlock) -> None:
    record = block.record
    name = ROOMS[record.view.figure].tab
    foot = (record.note, record.source)
    subtitle = " ".join(part for part in (block.caption, record.subtitle) if part)
    sheet = table_sheet(book, name, record.table, record.columns, title=block.finding, subtitle=subtitle, foot=foot)
    if record.chart is not None and len(record.table):
        chart.draw(book, sheet, record, record.chart)


def _summary(book: Book, document: Document) -> None:
    """Finding, lead, cards and sentences: what a deck and a report say in words, in two columns."""
    rows = [("", document.lead.replace("**", ""))] if document.lead else []
    blocks = (block for section in document.sections for block in section.blocks)
    rows += [(about, text.replace("**", "")) for block in blocks for about, text in said(block)]
    table = pd.DataFrame(rows, columns=["Sujet", "Ce qui est dit"], dtype=object)
    source = wording.source_line(book.stamp.edition.registry, document.indicators)
    columns = {"Ce qui est dit": Column(prose=True)}
    table_sheet(
        book, _SUMMARY, table, columns, title=document.finding, subtitle=document.title,
        foot=(source, document.notice, book.stamp.line(document.address)),
    )  # fmt: skip


def _method(book: Book, block: Method, document: Document) -> None:
    rows = [(part.heading, line.replace("**", "")) for part in block.parts for line in part.lines]
    rows += [(f"Classe{NBSP}: {wording.class_label(kind, block.words).lower()}", rule) for kind, rule in block.classes]
    table_sheet(
        book,
        "Méthode",
        pd.DataFrame(rows, columns=["Règle", "Ce qu’elle dit"], dtype=object),
        {"Ce qu’elle dit": Column(prose=True)},
        title="Comment ces fragilités sont mesurées",
        subtitle=f"La même règle pour tous les domaines et {book.stamp.edition.level.every}.",
        foot=(wording.source_line(book.stamp.edition.registry, document.indicators),),
    )


def _remarks(book: Book, block: Remarks, document: Document) -> None:
    rows = [(r.subject, r.kind, r.severity, r.territories, r.finding, r.treatment) for r in block.every]
    table_sheet(
        book,
        "Réserves",
        pd.DataFrame(rows, columns=["Indicateur", "Réserve", "Gravité", "Territoires", "Constat", "Traitement"]),
        {"Constat": Column(prose=True), "Traitement": Column(prose=True)},
        title=block.title,
        subtitle="Ce qu’il faut savoir avant de citer un chiffre.",
        foot=(wording.source_line(book.stamp.edition.registry, document.indicators),),
    )
