"""Documents as PowerPoint: native shapes, charts and tables. Bytes out, the same at each run of the same day.

Each block has its slides (``charts.documents.slides``); what is only read (sentences, remarks on data) goes to
the notes of the slide that it explains.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.slide.template import new_deck
from charts.canvas.slide.text import clean
from charts.documents.blocks import (
    Cards,
    Document,
    FigureBlock,
    Helps,
    Method,
    Paragraphs,
    Remarks,
    Section,
    Sentences,
    SmallMaps,
    TableBlock,
)
from charts.documents.office import reproducible
from charts.documents.slides import cards, cover, figure, helps, method, table
from charts.progress import Told, telling
from charts.stamp import SITE, Stamp


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The deck's bytes. ``told`` is called after each part: the maps of an atlas, else the sections."""
    deck = new_deck()
    if document.kind != "figure":
        cover.draw(deck, stamp, document)
    maps = any(isinstance(block, SmallMaps) for section in document.sections for block in section.blocks)
    for section in telling(document.sections, None if maps else told):
        if document.kind == "figure" and not _has_figure(section):
            continue
        _add(deck, stamp, document, section, told)
    return saved(deck, stamp.date, document.title)


def _has_figure(section: Section) -> bool:
    return any(isinstance(block, FigureBlock) for block in section.blocks)


def _add(deck: Deck, stamp: Stamp, document: Document, section: Section, told: Told | None) -> None:
    """The slides of a section's blocks, in order."""
    drawn: Slide | None = None
    for number, block in enumerate(section.blocks):
        match block:
            case Cards():
                cards.draw(deck, stamp, document, section, block)
            case FigureBlock():
                drawn = figure.draw(deck, stamp, block, section.address)
            case SmallMaps():
                for record in telling(block.records, told):
                    figure.draw(deck, stamp, FigureBlock(record), stamp.address_of(record.view))
            case TableBlock():
                lead = _paragraphs_before(section, number)
                table.draw(deck, stamp, section, block, lead)
            case Helps():
                helps.draw(deck, stamp, section, block)
            case Method():
                method.draw(deck, stamp, document, section, block)
            case Sentences():
                _note(_last(deck), [s.text for group in block.groups for s in group.sentences])
            case Remarks():
                _note(
                    _last(deck),
                    [block.title, *(f"– {r.subject}\u00a0: {r.finding} {r.treatment}" for r in block.every)],
                )
            case Paragraphs() if drawn is not None:
                _note(drawn, block.lines)
            case Paragraphs():
                if not _table_after(section, number):
                    table.paragraphs(deck, stamp, document, section, block)


def _paragraphs_before(section: Section, number: int) -> Paragraphs | None:
    before = section.blocks[number - 1] if number else None
    return before if isinstance(before, Paragraphs) else None


def _table_after(section: Section, number: int) -> bool:
    return any(isinstance(block, TableBlock) for block in section.blocks[number + 1 :])


def _last(deck: Deck) -> Slide:
    found: Slide = deck.slides[len(deck.slides) - 1]
    return found


def _note(slide: Slide, lines: Sequence[str]) -> None:
    """Lines added to the notes of a slide."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    said = "\n".join(clean(line.replace("**", "")) for line in lines)
    frame.text = f"{frame.text}\n{said}" if frame.text else said


def saved(deck: Deck, date: dt.date, title: str) -> bytes:
    """A deck's bytes, its properties ours."""
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = clean(title)[:250], SITE, SITE
    properties.comments, properties.language, properties.revision = "", "fr-FR", 1
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day)
    out = io.BytesIO()
    deck.save(out)
    return reproducible(out.getvalue(), date)
