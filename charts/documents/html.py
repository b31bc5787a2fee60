"""Documents as one self-contained page: figures as SVG with their tables, no script, nothing fetched.

The page (``print/page.html``, a Jinja template that escapes every text) says to the browser itself that nothing may be
fetched, by its Content-Security-Policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from charts.canvas.svg import xml_only
from charts.documents.blocks import Document, TableBlock
from charts.documents.image import PRINT, bare, font_style
from charts.figures import ROOMS
from charts.legend import legend_label
from charts.progress import Told, telling
from charts.record import Column, Record
from charts.stamp import Stamp
from charts.tables import cell_text, displayed, is_missing
from charts.theme import ACCENT, CLASS_LOOK, LINE, MUTED, PAPER, TEXT
from territory import wording
from territory.analysis import FragilityClass
from territory.levels import WORDS

_FIGURE = (1132.0, 560.0, 17.0)


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The document's bytes. ``told`` is called after each section."""
    sections = telling(document.sections, told)
    page = _environment().get_template("page.html").render(document=document, stamp=stamp, sections=sections)
    return page.encode("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PRINT), autoescape=True, trim_blocks=True, lstrip_blocks=True, finalize=_printable
    )
    environment.filters |= {"strong": _strong, "kind": lambda block: type(block).__name__}
    environment.globals |= {
        "palette": {"ink": TEXT, "muted": MUTED, "rule": LINE, "tint": PAPER, "accent": ACCENT},
        "looks": CLASS_LOOK,
        "fonts": Markup(font_style()),
        "sign": wording.CLASS_SYMBOL.__getitem__,
        "class_label": lambda kind, words=WORDS: legend_label(kind, merged=False, words=words),
        "drawing": _drawing,
        "record_table": _record_table,
        "block_table": _block_table,
    }
    return environment


def _printable(value: Any) -> Any:
    """Text without what no page can hold (control characters); markup that is ours stays."""
    return xml_only(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _strong(text: str) -> Markup:
    """Text as text; « **strong** » is the only mark of our own sentences."""
    pieces = (escape(xml_only(piece)) for piece in text.split("**"))
    return Markup("").join(
        Markup("<strong>{}</strong>").format(piece) if k % 2 else piece for k, piece in enumerate(pieces)
    )


def _drawing(record: Record, prefix: str) -> Markup:
    width, height, size = _FIGURE
    return Markup(bare(record, width, height * ROOMS[record.view.figure].tall, size, prefix=prefix))


@dataclass(frozen=True)
class _Cell:
    text: str
    right: bool
    kind: FragilityClass | None


@dataclass(frozen=True)
class _Table:
    header: Sequence[str]
    rows: Sequence[Sequence[_Cell]]


def _record_table(record: Record) -> _Table:
    shown = displayed(record, None)
    columns = [record.column(str(label)) for label in shown.columns]
    return _table(record.table[list(shown.columns)], shown.itertuples(index=False, name=None), columns)


def _block_table(block: TableBlock) -> _Table:
    columns = [block.column(str(label)) for label in block.table.columns]
    rows = (
        [cell_text(cell, column) for cell, column in zip(row, columns, strict=True)]
        for row in block.table.itertuples(index=False, name=None)
    )
    return _table(block.table, rows, columns)


def _table(raw: pd.DataFrame, texts: Iterable[Sequence[str]], columns: Sequence[Column]) -> _Table:
    """``texts`` are the cells of ``raw`` as they are read."""
    right = [_is_number_column(raw[label], column) for label, column in zip(raw.columns, columns, strict=True)]
    rows = [
        [
            _Cell(text, side, column.classes[k] if column.classes else None)
            for text, side, column in zip(row, right, columns, strict=True)
        ]
        for k, row in enumerate(texts)
    ]
    return _Table([str(label) for label in raw.columns], rows)


def _is_number_column(cells: pd.Series, column: Column) -> bool:
    known = [cell for cell in cells if not is_missing(cell)]
    numeric = bool(known) and not column.as_text and not any(isinstance(cell, str) for cell in known)
    return numeric or column.right
