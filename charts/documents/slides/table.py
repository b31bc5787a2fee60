"""A table that is no figure’s, and sentences: over it, or alone on a slide."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.slide.page import page
from charts.canvas.slide.shapes import CENTRE, LEFT, MIDDLE, RIGHT, fitted, panel
from charts.canvas.slide.table import Cell, header, table
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.documents.blocks import Document, Paragraphs, Section, TableBlock
from charts.stamp import Stamp
from charts.tables import SCREEN_DIGITS, cell_text
from charts.theme import ACCENT, WHITE, ink_on
from territory import wording

_ROWS_A_SLIDE, _HEAD = 11, 0.54
"""Rows of a table on a slide: as many as leave two lines of ten points to each; and its header, in inches."""
_LEAD, _ALONE = 1.35, 1.6
"""How high sentences are, over a table and alone, in inches."""


def draw(deck: Deck, stamp: Stamp, section: Section, block: TableBlock, lead: Paragraphs | None) -> None:
    """A native table, on as many slides as its rows take, as even as they can; ``lead``: sentences over it."""
    count = max(1, len(block.table))
    a_slide = math.ceil(count / math.ceil(count / _ROWS_A_SLIDE))
    title = lead.lines[0].rstrip(".") if lead else block.title
    for start in range(0, count, a_slide):
        slide = page(
            deck,
            stamp,
            title=f"{title} (suite)" if start else title,
            subtitle="" if lead else block.lead,
            source=" ".join(part for part in (block.note, block.source) if part),
            address=section.address,
            notes=[block.title, block.lead, block.note],
        )
        top = BODY_TOP
        if lead:
            _explanation(slide, lead.lines[1:], _LEAD, (20, 18, 16, 14))
            top = BODY_TOP + _LEAD + 0.3
        _table(slide, block, slice(start, start + a_slide), top)


def paragraphs(deck: Deck, stamp: Stamp, document: Document, section: Section, block: Paragraphs) -> None:
    """Sentences alone, in large type."""
    source = wording.source_line(stamp.edition.registry, document.indicators)
    slide = page(deck, stamp, title=section.heading, subtitle="", source=source, address=section.address)
    _explanation(slide, block.lines, _ALONE, (24, 22, 20, 18, 16))


def _explanation(slide: Slide, lines: Sequence[str], high: float, sizes: Sequence[float]) -> None:
    """Sentences beside a rule in our colour."""
    panel(slide.shapes, "Filet", (MARGIN, BODY_TOP, 0.08, high), ACCENT)
    at = (MARGIN + 0.35, BODY_TOP, SPAN - 0.35, high)
    fitted(slide.shapes, "Explication", at, " ".join(lines).replace("**", ""), sizes, anchor=MIDDLE)


def _table(slide: Slide, block: TableBlock, shown: slice, top: float) -> None:
    columns = [block.column(str(label)) for label in block.table.columns]
    sides = [RIGHT if column.right else LEFT for column in columns]
    head = [header(str(label), side) for label, side in zip(block.table.columns, sides, strict=True)]
    body = []
    for number, row in enumerate(block.table.iloc[shown].itertuples(index=False), shown.start):
        cells = []
        for k, (cell, column, side) in enumerate(zip(row, columns, sides, strict=True)):
            text, kind = cell_text(cell, column, SCREEN_DIGITS), column.classes[number] if column.classes else None
            if kind is not None:
                cells.append(Cell(text, CENTRE, bold=True, colour=ink_on(kind), fill=kind, rule=WHITE))
            else:
                cells.append(Cell(text, side, bold=k == (1 if columns[0].classes else 0)))
        body.append(cells)
    shares = block.widths or (1.0,) * len(columns)
    high = min(0.6, (BODY_BOTTOM - top - _HEAD) / max(1, len(body)))
    table(
        slide.shapes,
        block.title,
        block.alt,
        (MARGIN, top),
        [share * SPAN / sum(shares) for share in shares],
        high,
        [head, *body],
        14 if high > 0.45 else 12,
        header_height=_HEAD,
        header_size=12,
        least=10,
    )
