"""The first slide: the subject on our colour, the country beside it, the region in it in the accent."""

from __future__ import annotations

from collections.abc import Mapping

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.outline import Placed
from charts.canvas.slide import regions
from charts.canvas.slide.page import fill, fill_or_drop, placeholders
from charts.canvas.slide.regions import Look
from charts.canvas.slide.shapes import Run, describe, write
from charts.canvas.slide.template import (
    COVER,
    COVER_PANEL,
    COVER_SOURCE_HEIGHT,
    COVER_SOURCE_SIZES,
    COVER_SPAN,
    COVER_SUBTITLE,
    COVER_SUBTITLE_HEIGHT,
    COVER_SUBTITLE_SIZES,
    COVER_TITLE_HEIGHT,
    COVER_TITLE_SIZES,
    HEIGHT,
    SOURCE,
    WIDTH,
    layout,
)
from charts.canvas.slide.text import clean, height
from charts.documents.blocks import Document
from charts.documents.words import cover_subtitle
from charts.figures.crowd import OUTLINED
from charts.figures.region_map.mosaic import land
from charts.figures.region_map.slide import pictured
from charts.stamp import Stamp
from charts.theme import ACCENT, PAPER, WHITE
from territory import wording
from territory.levels import REGION


def draw(deck: Deck, stamp: Stamp, document: Document) -> None:
    slide: Slide = deck.slides.add_slide(layout(deck, COVER))
    holders, subtitle = placeholders(slide), _subtitle(stamp, document)
    title = (COVER_SPAN, COVER_TITLE_HEIGHT)
    fill(slide.shapes.title, "Titre", document.heading, title, COVER_TITLE_SIZES, bold=True, colour=WHITE)
    under = (COVER_SPAN, COVER_SUBTITLE_HEIGHT)
    fill_or_drop(holders[COVER_SUBTITLE], "Sous-titre", subtitle, under, COVER_SUBTITLE_SIZES, colour=WHITE)
    write(holders[SOURCE].text_frame, _facts(stamp, document), insets=False)
    describe(holders[SOURCE], "Source")
    if stamp.edition.outlines is not None:
        _map(slide, stamp, document)


def _subtitle(stamp: Stamp, document: Document) -> str:
    return (
        cover_subtitle(stamp.edition.words)
        if document.kind == "region"
        else document.lead
        if document.kind in ("meeting", "workshop")
        else document.finding
    )


def _facts(stamp: Stamp, document: Document) -> list[list[Run]]:
    """Where the numbers come from, what they are of, the choices in force: in one size that holds them all."""
    registry = stamp.edition.registry
    facts = (
        wording.source_line(registry, document.indicators),
        wording.foot(registry),
        f"{stamp.choices} Export du {stamp.day}.",
    )
    for size in COVER_SOURCE_SIZES:
        if sum(height(clean(fact), size, COVER_SPAN * 72) for fact in facts) <= COVER_SOURCE_HEIGHT * 72:
            break
    return [[Run(fact, size, False, WHITE)] for fact in facts]


def _map(slide: Slide, stamp: Stamp, document: Document) -> None:
    edition = stamp.edition
    assert edition.outlines is not None
    placed = Placed.within(edition.outlines, COVER_PANEL + 0.35, 0.9, WIDTH - COVER_PANEL - 0.7, HEIGHT - 1.8)
    looks: Mapping[str, Look] = {
        code: Look(f"{region.name} ({code})", region.name, ACCENT if code in document.highlighted else PAPER)
        for code, region in edition.regions.items()
        if code in edition.outlines.rings
    }
    named = [edition.regions[code].name for code in document.highlighted]
    title = f"Carte des {edition.level.plural}"
    said = f", {wording.enumeration(named)} en couleur." if named else "."
    whole = " métropolitaines" if edition.level == REGION and len(looks) == 13 else ""
    described = f"Carte des {len(looks)} {edition.level.plural}{whole}{said}"
    if len(looks) > OUTLINED:
        pictured(slide, placed, land(edition.outlines), title, described, next(iter(document.highlighted), None))
    else:
        regions.draw(slide.shapes, placed, looks, title, described)
