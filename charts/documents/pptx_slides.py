"""The slides of each block: cover, cards, figure, table, resources, method. Sizes in inches, fonts in points."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas import qr
from charts.canvas.outline import Placed
from charts.canvas.slide import regions
from charts.canvas.slide.page import BODY_HEIGHT, page
from charts.canvas.slide.regions import Look
from charts.canvas.slide.shapes import (
    CENTRE,
    LEFT,
    MIDDLE,
    RIGHT,
    Cell,
    Run,
    box,
    describe,
    fitted,
    header,
    panel,
    swatch,
    table,
    whole,
    write,
)
from charts.canvas.slide.template import (
    BODY_BOTTOM,
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
)
from charts.canvas.slide.text import clean, fit, height, lines, one_line, width
from charts.documents import words
from charts.documents.blocks import (
    Card,
    Cards,
    Document,
    FigureBlock,
    HelpGroup,
    Helps,
    Line,
    Method,
    Paragraphs,
    Section,
    TableBlock,
)
from charts.documents.reference import formula, remark_lines
from charts.documents.words import cover_subtitle
from charts.figures import ROOMS
from charts.figures.crowd import OUTLINED
from charts.figures.region_map.mosaic import land
from charts.figures.region_map.slide import pictured
from charts.record import Record
from charts.stamp import Stamp
from charts.tables import SCREEN_DIGITS, cell_text
from charts.theme import ACCENT, CLASS_LOOK, MUTED, OUTLINE, PAPER, TEXT, WHITE, ink_on
from territory import wording
from territory.levels import REGION
from territory.wording import NBSP

_CODE, _CODE_TOP = 1.3, 0.3
"""The side of a QR code and its top, in inches: read from a seat of a meeting room, beside a short title."""
_ROWS_A_SLIDE, _TABLE_HEAD = 11, 0.54
"""Rows of a table on a slide: as many as leave two lines of ten points to each; and its header, in inches."""


# --- the cover -----------------------------------------------------------------------------------------


def cover(deck: Deck, stamp: Stamp, document: Document) -> None:
    """The first slide: the subject on our colour, the country beside it, the region in it in the accent."""
    slide: Slide = deck.slides.add_slide(layout(deck, COVER))
    inner = (COVER_PANEL - 1.6) * 72
    shown, size = fit(clean(document.heading), inner, 2.2 * 72, COVER_TITLE_SIZES, bold=True)
    title: Any = slide.shapes.title
    write(title.text_frame, [[Run(shown, size, True, WHITE)]], insets=False)
    describe(title, "Titre")
    holders = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    subtitle = _cover_subtitle(stamp, document)
    if subtitle:
        shown, size = fit(clean(subtitle), inner, 1.3 * 72, (20, 18, 16, 14))
        write(holders[1].text_frame, [[Run(shown, size, False, WHITE)]], insets=False)
        describe(holders[1], "Sous-titre")
    else:
        holders[1]._element.getparent().remove(holders[1]._element)
    registry = stamp.edition.registry
    facts = (
        wording.source_line(registry, document.indicators),
        wording.foot(registry),
        f"{stamp.choices} Export du {stamp.day}.",
    )
    for size in (12, 11, 10):
        if sum(height(clean(fact), size, inner) for fact in facts) <= 1.35 * 72:
            break
    write(holders[SOURCE].text_frame, [[Run(fact, size, False, WHITE)] for fact in facts], insets=False)
    describe(holders[SOURCE], "Source")
    if stamp.edition.outlines is not None:
        _cover_map(slide, stamp, document)


def _cover_subtitle(stamp: Stamp, document: Document) -> str:
    return (
        cover_subtitle(stamp.edition.words)
        if document.kind == "region"
        else document.lead
        if document.kind in ("meeting", "workshop")
        else document.finding
    )


def _cover_map(slide: Slide, stamp: Stamp, document: Document) -> None:
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


# --- cards ---------------------------------------------------------------------------------------------


def cards(deck: Deck, stamp: Stamp, document: Document, section: Section, block: Cards) -> None:
    """The finding over its cards, side by side."""
    slide = page(
        deck,
        stamp,
        title=section.heading or document.finding,
        subtitle=(section.lead or document.lead).replace("**", ""),
        source=wording.source_line(stamp.edition.registry, document.indicators),
        address=section.address,
        notes=[formula(stamp.edition.words), f"{stamp.choices} Export du {stamp.day}."],
    )
    gap = 0.2
    wide = (SPAN - gap * (len(block.cards) - 1)) / len(block.cards)
    for number, card in enumerate(block.cards):
        _card(slide, card, MARGIN + number * (wide + gap), wide)


def _card(slide: Slide, card: Card, left: float, wide: float) -> None:
    panel(slide.shapes, f"Carte, {card.title}", (left, BODY_TOP, wide, BODY_HEIGHT), PAPER)
    panel(slide.shapes, f"Filet, {card.title}", (left, BODY_TOP, wide, 0.08), ACCENT)
    inner, room, count = left + 0.2, wide - 0.4, str(len(card.lines))
    digits = width(count, 40, bold=True) / 72 + 0.03
    at = (inner, BODY_TOP + 0.2, digits, 0.68)
    box(slide.shapes, f"{card.title}, nombre", at, [[Run(count, 40, True)]], anchor=MIDDLE)
    at = (inner + digits + 0.12, BODY_TOP + 0.16, room - digits - 0.12, 0.34)
    fitted(slide.shapes, card.title, at, card.title, (20, 18, 16), bold=True, anchor=MIDDLE)
    at = (inner + digits + 0.12, BODY_TOP + 0.5, room - digits - 0.12, 0.51)
    fitted(slide.shapes, f"{card.title}, précision", at, card.caption, (11, 10), colour=MUTED)
    if not card.lines:
        at = (inner, BODY_TOP + 1.1, room, 0.8)
        fitted(slide.shapes, f"{card.title}, rien", at, card.nothing, (14, 13, 12), colour=MUTED)
    for number, line in enumerate(card.lines[: card.shown]):
        _card_line(slide, line, (inner, BODY_TOP + 1.02 + number * _CARD_LINE, room))
    if card.more:
        at = (inner, BODY_TOP + BODY_HEIGHT - 0.24, room, 0.22)
        box(slide.shapes, f"{card.title}, suite", at, [[Run(card.more, 12, False, MUTED)]])


_CARD_LINE, _CHIP = 0.65, 0.46
"""Inches from one line of a card to the next, and from the sign of a class to its words."""


def _card_line(slide: Slide, line: Line, at: tuple[float, float, float]) -> None:
    """« ▲▲ 1. Éducation » over its indicator and its remark; at the right the value with its unit, over France's."""
    left, top, room = at
    chip = (left, top + 0.02, 0.38, 0.25)
    shape = panel(slide.shapes, f"Classe, {line.label}", chip, CLASS_LOOK[line.kind].colour, outline=OUTLINE)
    sign = [[Run(wording.CLASS_SYMBOL[line.kind], 11, True, ink_on(line.kind))]]
    write(shape.text_frame, sign, align=CENTRE, anchor=MIDDLE)
    start, right, room = left + _CHIP, left + room, room - _CHIP
    name = clean(f"{line.number}. {line.label}" if line.number else line.label)
    value, national = clean(line.value), clean(f"{line.reference} {line.national}")
    valued, size, on_two = _value_room(value, name, room)
    own = room - valued - 0.08
    fitted(slide.shapes, f"Domaine, {line.label}", (start, top, own, 0.28), name, _NAMES, bold=True, anchor=MIDDLE)
    where = (right - valued, top, valued, 0.4 if on_two else 0.28)
    box(slide.shapes, f"Valeur, {line.label}", where, [[Run(value, size, True)]], align=RIGHT, anchor=MIDDLE)
    beside = width(national, 10) / 72 + 0.05
    below = on_two or width(clean(line.remark), 10) / 72 + beside + 0.1 <= room
    where = (right - beside, top + (0.44 if below else 0.27), beside, 0.17)
    box(slide.shapes, f"{line.reference}, {line.label}", where, [[Run(national, 10, False, MUTED)]], align=RIGHT)
    where = (start, top + 0.27, own if on_two else room if below else room - beside - 0.08, 0.17)
    _quiet(slide, f"Indicateur, {line.label}", where, line.indicator)
    if line.remark:
        where = (start, top + 0.44, room - beside - 0.08 if below else room, 0.17)
        _quiet(slide, f"Remarque, {line.label}", where, line.remark)


def _quiet(slide: Slide, name: str, at: tuple[float, float, float, float], said: str) -> None:
    """A text of a card on one line, with some margin: office programs that measure text wider must not wrap it."""
    room = at[2] * 72 * 0.96
    size = next((s for s in (10, 9.5, 9) if width(clean(said), s) <= room), 9)
    box(slide.shapes, name, at, [[Run(one_line(clean(said), size, room), size, False, MUTED)]])


_NAMES = (15, 14, 13, 12, 11, 10)


def _value_room(value: str, name: str, room: float) -> tuple[float, float, bool]:
    """The width and size of a value, and whether it takes two lines: one, if that leaves room for the domain's name."""
    for size in (14, 13, 12, 11):
        wide = width(value, size, bold=True) / 72 + 0.05
        if wide + 0.08 + width(name, 11, bold=True) / 72 + 0.05 <= room:
            return wide, size, False
    points = 40.0
    while len(lines(value, 11, points, bold=True)) > 2 or not whole(value, 11, points, bold=True):
        points += 2
    return points / 72 + 0.05, 11, True


# --- figures -------------------------------------------------------------------------------------------


def figure(deck: Deck, stamp: Stamp, block: FigureBlock, address: str) -> Slide:
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


# --- tables --------------------------------------------------------------------------------------------


def table_slides(deck: Deck, stamp: Stamp, section: Section, block: TableBlock, lead: Paragraphs | None) -> None:
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
            top = _lead(slide, lead.lines[1:]) + 0.3
        _table(slide, block, slice(start, start + a_slide), top)


def _lead(slide: Slide, lines: Sequence[str]) -> float:
    said, high = " ".join(line.replace("**", "") for line in lines), 1.35
    panel(slide.shapes, "Filet", (MARGIN, BODY_TOP, 0.08, high), ACCENT)
    at = (MARGIN + 0.35, BODY_TOP, SPAN - 0.35, high)
    fitted(slide.shapes, "Explication", at, said, (20, 18, 16, 14), anchor=MIDDLE)
    return BODY_TOP + high


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
    high = min(0.6, (BODY_BOTTOM - top - _TABLE_HEAD) / max(1, len(body)))
    table(
        slide.shapes,
        block.title,
        block.alt,
        (MARGIN, top),
        [share * SPAN / sum(shares) for share in shares],
        high,
        [head, *body],
        14 if high > 0.45 else 12,
        header_height=_TABLE_HEAD,
        header_size=12,
        least=10,
    )


def paragraphs(deck: Deck, stamp: Stamp, document: Document, section: Section, block: Paragraphs) -> None:
    """Sentences alone, in large type."""
    slide = page(
        deck,
        stamp,
        title=section.heading,
        subtitle="",
        source=wording.source_line(stamp.edition.registry, document.indicators),
        address=section.address,
    )
    said = " ".join(line.replace("**", "") for line in block.lines)
    at = (MARGIN + 0.35, BODY_TOP, SPAN - 0.35, 1.6)
    panel(slide.shapes, "Filet", (MARGIN, BODY_TOP, 0.08, 1.6), ACCENT)
    fitted(slide.shapes, "Explication", at, said, (24, 22, 20, 18, 16), anchor=MIDDLE)


# --- what helps ----------------------------------------------------------------------------------------


def helps(deck: Deck, stamp: Stamp, section: Section, block: Helps) -> None:
    """One column per domain; when all domains have the same resources, one column per resource."""
    linked = {h.title: h.link for group in block.groups for h in group.helps if h.link}
    slide = page(
        deck,
        stamp,
        title=section.heading,
        subtitle=block.lead,
        source=section.source,
        address=section.address,
        notes=[f"{title}{NBSP}: {link}" for title, link in linked.items()],
    )
    if block.online:
        _online(slide, block.online)
    columns = block.groups
    if len(columns) == 1:
        columns = tuple(HelpGroup("", (found,)) for found in block.groups[0].helps)
    bottom = BODY_BOTTOM - (0.5 if block.also else 0)
    gap = 0.3
    wide = (SPAN - gap * (len(columns) - 1)) / max(1, len(columns))
    for number, group in enumerate(columns):
        _help_column(slide, group, (MARGIN + number * (wide + gap), BODY_TOP, wide, bottom - BODY_TOP))
    if block.also:
        at = (MARGIN, bottom + 0.06, SPAN, 0.44)
        fitted(slide.shapes, "À lire aussi", at, block.also, (14, 13, 12, 11, 10), anchor=MIDDLE)


def _online(slide: Slide, address: str) -> None:
    """The QR code of the list online, at the right of the title."""
    side = Inches(_CODE)
    at = (Inches(MARGIN + SPAN - _CODE), Inches(_CODE_TOP), side, side)
    picture = slide.shapes.add_picture(io.BytesIO(qr.png(address)), *at)
    describe(picture, "Code QR", words.online(address))
    picture.click_action.hyperlink.address = address


def _help_column(slide: Slide, group: HelpGroup, at: tuple[float, float, float, float]) -> None:
    """A card: the domain, then each resource and why it is offered, one under the other."""
    left, top, wide, high = at
    about = group.label or group.helps[0].title
    panel(slide.shapes, f"Fond, {about}", at, PAPER)
    panel(slide.shapes, f"Filet, {about}", (left, top, wide, 0.08), ACCENT)
    left, room, below, top = left + 0.25, wide - 0.5, top + high - 0.1, top + 0.22
    if group.label:
        sizes = (20, 18, 16, 14)
        top = _paragraph(slide, f"Domaine, {about}", group.label, sizes, (left, top, room, 0.55), bold=True) + 0.1
    share = (below - top) / max(1, len(group.helps))
    for number, found in enumerate(group.helps):
        start = top + number * share
        titles, reasons = ((14, 13, 12), (12, 11, 10)) if group.label else ((20, 18, 16, 14), (16, 14, 13, 12))
        name = f"Ressource, {found.title}"
        end = _paragraph(slide, name, found.title, titles, (left, start, room, share * 0.5), bold=True)
        rest = (left, end + 0.02, room, start + share - end - 0.04)
        _paragraph(slide, f"Raison, {found.title}", f"{found.reason} · {found.where}", reasons, rest)


def _paragraph(
    slide: Slide,
    name: str,
    said: str,
    sizes: Sequence[float],
    at: tuple[float, float, float, float],
    *,
    bold: bool = False,
) -> float:
    """A text box as high as its text, within the room given; returns where it ends."""
    left, top, room, high = at
    shown, size = fit(clean(said), room * 72, high * 72, sizes, bold=bold)
    taken = height(shown, size, room * 72, bold=bold) / 72
    box(slide.shapes, name, (left, top, room, taken), [[Run(shown, size, bold, TEXT if bold else MUTED)]])
    return top + taken


# --- method --------------------------------------------------------------------------------------------


def method(deck: Deck, stamp: Stamp, document: Document, section: Section, block: Method) -> None:
    """The parts in two columns, the rule of each class in a third."""
    slide = page(
        deck,
        stamp,
        title=section.heading,
        subtitle=f"La même règle pour tous les domaines et {stamp.edition.level.every}.",
        source=wording.source_line(stamp.edition.registry, document.indicators),
        address=section.address,
        notes=[f"{part.heading}. {' '.join(part.lines)}".replace("**", "") for part in block.parts],
    )
    wide, gap = 4.1, 0.35
    said = [(f"{part.heading}. ", " ".join(part.lines).replace("**", "")) for part in block.parts]
    size, half = _columns(said, wide)
    for number, parts in enumerate((said[:half], said[half:])):
        at = (MARGIN + number * (wide + gap), BODY_TOP, wide, BODY_HEIGHT)
        written = [[Run(heading, size, True), Run(text, size)] for heading, text in parts]
        box(slide.shapes, f"Méthode, {number + 1}", at, written, after=_BETWEEN)
    left = MARGIN + 2 * (wide + gap)
    room, step = MARGIN + SPAN - left, (BODY_HEIGHT - 0.42) / len(block.classes)
    box(slide.shapes, block.classes_title, (left, BODY_TOP, room, 0.3), [[Run(block.classes_title, 14, True)]])
    for number, (kind, rule) in enumerate(block.classes):
        top = BODY_TOP + 0.42 + number * step
        label = wording.class_label(kind, block.words)
        swatch(slide.shapes, kind, label, (left, top + 0.03))
        at = (left + 0.3, top, room - 0.3, 0.23)
        fitted(slide.shapes, f"Classe, {label}", at, label, (12, 11, 10), bold=True)
        at = (left + 0.3, top + 0.23, room - 0.3, 0.22)
        fitted(slide.shapes, f"Règle, {label}", at, rule, (11, 10), colour=MUTED)


_BETWEEN = 8
"""Points between two parts of the method."""


def _columns(parts: Sequence[tuple[str, str]], wide: float) -> tuple[float, int]:
    """The largest size at which two columns hold the parts, and how many of them stand in the first, the evenest."""
    for size in (14, 13, 12, 11, 10):
        taken = [height(f"{heading}{text}", size, wide * 72) + _BETWEEN for heading, text in parts]
        highest, half = min((max(sum(taken[:k]), sum(taken[k:])), k) for k in range(1, len(taken) + 1))
        if highest <= BODY_HEIGHT * 72:
            break
    return size, half
