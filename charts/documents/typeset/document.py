"""A document as data: its head, its foot, its sections in order."""

from __future__ import annotations

from charts.documents.blocks import Block, Document, FigureBlock, Section, SmallMaps
from charts.documents.typeset.figures import WIDE, figure, small_maps
from charts.documents.typeset.texts import WRITERS, Data, runs
from charts.progress import Told, telling
from charts.stamp import SITE, Stamp
from charts.theme import ACCENT, HATCH, LINE, MUTED, OUTLINE, PAPER, TEXT
from territory import wording


def data(document: Document, stamp: Stamp, told: Told | None) -> Data:
    registry = stamp.edition.registry
    wide = document.kind in WIDE
    maps = [block for section in document.sections for block in section.blocks if isinstance(block, SmallMaps)]
    parts = telling(document.sections, None if maps else told)
    return {
        "kind": document.kind,
        "wide": wide,
        "title": document.title,
        "author": SITE,
        "description": document.finding,
        "keywords": ["fragilités", "territoires", registry.level.plural, registry.code],
        "kicker": document.kicker,
        "heading": document.heading,
        "finding": document.finding,
        "lead": runs(document.lead),
        "palette": {
            "ink": TEXT,
            "muted": MUTED,
            "rule": LINE,
            "tint": PAPER,
            "accent": ACCENT,
            "outline": OUTLINE,
            "hatch": HATCH,
        },
        "foot": {
            "source": wording.source_line(registry, document.indicators),
            "choices": stamp.said_choices,
            "line": stamp.line(document.address),
        },
        "sections": [_section(document, section, k, told) for k, section in enumerate(parts)],
        "notice": document.notice,
    }


def _section(document: Document, section: Section, number: int, told: Told | None) -> Data:
    """A section that is one figure is headed by the figure's own finding."""
    alone = len(section.blocks) == 1 and isinstance(section.blocks[0], FigureBlock)
    return {
        "code": section.code,
        "heading": "" if alone else section.heading,
        "lead": [] if alone else runs(section.lead),
        "blocks": [_block(document, block, f"{number}-{k}-", told) for k, block in enumerate(section.blocks)],
    }


def _block(document: Document, block: Block, prefix: str, told: Told | None) -> Data:
    match block:
        case FigureBlock():
            return figure(document, block, prefix)
        case SmallMaps():
            return small_maps(block, told)
        case _:
            return {"type": type(block).__name__, **WRITERS[type(block)](block)}
