"""Decks from records: one figure, or a list that the reader has composed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.outline import Outlines
from charts.canvas.slide.regions import Frame, Look
from charts.canvas.slide.shapes import Cell, Run, box, describe, header, table, write
from charts.canvas.slide.template import (
    BODY_TOP,
    COVER,
    COVER_PANEL,
    COVER_TITLE_SIZES,
    HEIGHT,
    MARGIN,
    SOURCE,
    SPAN,
    WIDTH,
    layout,
    new_deck,
)
from charts.canvas.slide.text import clean, fit, height
from charts.documents.method import lines
from charts.package import reproducible
from charts.progress import Told, telling
from charts.record import Record
from charts.slides import regions_map
from charts.slides.figures import BODY_HEIGHT, Item, add, page
from charts.slides.resources import add_resources
from charts.stamp import Stamp
from charts.theme import MUTED, PAPER, WHITE
from territory import wording
from territory.resources import Resource

AUTHOR = "Fragilités des territoires"


def figure_deck(record: Record, stamp: Stamp, outlines: Outlines) -> bytes:
    """One figure as a deck of one slide (two for a comparison)."""
    deck = new_deck()
    add(deck, Item(record), stamp, outlines)
    return save(deck, stamp.date, record.title)


def composed_deck(
    items: Sequence[Item],
    stamp: Stamp,
    outlines: Outlines,
    *,
    title: str,
    subtitle: str = "",
    resources: Sequence[Resource] = (),
    told: Told | None = None,
) -> bytes:
    """The reader's list, in order, between a cover and the method; then the resources that were picked.

    ``told`` hears of each item.
    """
    deck = new_deck()
    cover(deck, stamp, outlines, title=title, subtitle=subtitle)
    for item in telling(items, told):
        add(deck, item, stamp, outlines)
    add_resources(deck, stamp, resources)
    method(deck, stamp)
    return save(deck, stamp.date, title)


def save(deck: Deck, date: dt.date, title: str) -> bytes:
    """The deck's bytes, the same at each run of the same day."""
    properties = deck.core_properties
    properties.title, properties.author, properties.last_modified_by = clean(title)[:250], AUTHOR, AUTHOR
    properties.comments, properties.language, properties.revision = "", "fr-FR", 1
    properties.created = properties.modified = dt.datetime(date.year, date.month, date.day)
    out = io.BytesIO()
    deck.save(out)
    return reproducible(out.getvalue(), date)


def cover(
    deck: Deck, stamp: Stamp, outlines: Outlines, *, title: str, subtitle: str, highlighted: Sequence[str] = ()
) -> Slide:
    """The first slide: the subject on our colour, the country beside it, the region in it."""
    slide: Slide = deck.slides.add_slide(layout(deck, COVER))
    inner = (COVER_PANEL - 1.6) * 72
    shown, size = fit(clean(title), inner, 2.2 * 72, COVER_TITLE_SIZES, bold=True)
    title_shape: Any = slide.shapes.title
    write(title_shape.text_frame, [[Run(shown, size, True, WHITE)]], insets=False)
    describe(title_shape, "Titre")
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    if subtitle:
        shown, size = fit(clean(subtitle), inner, 1.3 * 72, (20, 18, 16, 14))
        write(places[1].text_frame, [[Run(shown, size, False, WHITE)]], insets=False)
        describe(places[1], "Sous-titre")
    else:
        places[1]._element.getparent().remove(places[1]._element)
    registry = stamp.edition.registry
    facts = (
        wording.source_line(registry, registry.indicators.values()),
        wording.foot(registry),
        f"{stamp.choices} Export du {stamp.day}.",
    )
    for size in (12, 11, 10):
        if sum(height(clean(fact), size, inner) for fact in facts) <= 1.35 * 72:
            break
    write(places[SOURCE].text_frame, [[Run(fact, size, False, WHITE)] for fact in facts], insets=False)
    describe(places[SOURCE], "Source")
    frame = Frame.within(outlines, COVER_PANEL + 0.35, 0.9, WIDTH - COVER_PANEL - 0.7, HEIGHT - 1.8)
    looks: Mapping[str, Look] = {
        code: Look(f"{region.name} ({code})", region.name, "#fdb863" if code in highlighted else PAPER)
        for code, region in stamp.edition.regions.items()
    }
    named = wording.enumeration(stamp.edition.regions[code].name for code in highlighted) if highlighted else ""
    regions_map.draw(
        slide.shapes,
        frame,
        looks,
        "Carte des régions",
        "Carte des 13 régions métropolitaines" + (f", {named} en couleur." if named else "."),
    )
    return slide


def method(deck: Deck, stamp: Stamp) -> None:
    """The last slides: how it is measured, and where each indicator comes from."""
    registry = stamp.edition.registry
    source = wording.source_line(registry, registry.fragility)
    slide = page(
        deck,
        stamp,
        title="Comment ces fragilités sont mesurées",
        source=source,
        address=stamp.address("methode"),
        subtitle="La même règle pour tous les domaines et toutes les régions.",
    )
    told = lines(registry)
    half = (len(told) + 1) // 2
    column = (SPAN - 0.6) / 2
    for number, part in enumerate((told[:half], told[half:])):
        box(
            slide.shapes,
            f"Méthode, {number + 1}",
            (MARGIN + number * (column + 0.6), BODY_TOP, column, BODY_HEIGHT),
            [[Run(f"{heading}. ", 18, True), Run(said, 18)] for heading, said in part],
            after=12,
        )
    slide = page(
        deck,
        stamp,
        title="Les indicateurs, leur sens de lecture et leur source",
        source=source,
        address=stamp.address("donnees"),
        subtitle="L’astérisque signale un indicateur contestable.",
    )
    rows = [
        [
            Cell(registry.domains[i.domain].short, bold=True),
            Cell(f"{i.label}{wording.THIN}*" if i.contestable else i.label),
            Cell(wording.polarity_text(stamp.reading.polarity(i)), colour=MUTED),
            Cell(i.source, colour=MUTED, size=11),
            Cell(i.year or "n.\u00a0d.", colour=MUTED),
        ]
        for i in registry.fragility
    ]
    top = [header("Domaine"), header("Indicateur"), header("Sens de lecture"), header("Source"), header("Millésime")]
    table(
        slide.shapes,
        "Indicateurs et sources",
        "Tableau des indicateurs, de leur sens de lecture et de leur source.",
        (MARGIN, BODY_TOP - 0.02),
        (1.95, 3.75, 2.1, 2.9, SPAN - 10.7),
        BODY_HEIGHT / (len(rows) + 1),
        [top, *rows],
        11,
    )
