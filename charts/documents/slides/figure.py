"""The slide of a figure, its speaker’s notes, and a second slide where it has details."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.slide.page import BODY_HEIGHT, page
from charts.canvas.slide.shapes import CENTRE, MIDDLE, fitted
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean
from charts.documents.blocks import FigureBlock
from charts.documents.reference import formula, remark_lines
from charts.figures import ROOMS
from charts.record import Record
from charts.stamp import Stamp
from charts.theme import MUTED
from territory.wording import NBSP


def draw(deck: Deck, stamp: Stamp, block: FigureBlock, address: str) -> Slide:
    """The slide of a figure, under the reader's words when there are some; a second one where it has details."""
    record, kind = block.record, ROOMS[block.record.view.figure]
    caption = clean(block.caption)
    caption += f"{'' if caption[-1] in '.!?…' else '.'} " if caption else ""
    notes = _notes(record, stamp)
    slide = _record_page(deck, stamp, record, block.finding, f"{caption}{record.subtitle}", address, notes)
    if not record.drawable:
        at = (MARGIN, BODY_TOP, SPAN, BODY_HEIGHT)
        sizes = (18, 16, 14)
        fitted(slide.shapes, "Aucune figure", at, record.alt, sizes, colour=MUTED, align=CENTRE, anchor=MIDDLE)
        return slide
    kind.slide(slide, record)
    if kind.detail and kind.slide_detail.wanted(record):
        title, subtitle = kind.slide_detail.heading(record)
        kind.slide_detail.draw(_record_page(deck, stamp, record, title, subtitle, address, notes), record)
    return slide


def _record_page(
    deck: Deck, stamp: Stamp, record: Record, title: str, subtitle: str, address: str, notes: Sequence[str]
) -> Slide:
    return page(deck, stamp, title=title, subtitle=subtitle, source=record.credit, address=address, notes=notes)


def _notes(record: Record, stamp: Stamp) -> list[str]:
    """What the speaker may be asked: how to read, the formula, the remarks on data."""
    notes = [record.title, record.how_to_read, formula(record.words)]
    if flags := remark_lines(record.flags, stamp.edition):
        notes += [f"Réserves sur les données{NBSP}:", *(f"– {flag}" for flag in flags)]
    return [*notes, record.credit, f"{stamp.choices} Export du {stamp.day}."]
