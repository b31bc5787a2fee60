"""The finding over its cards, side by side."""

from __future__ import annotations

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.slide.page import BODY_HEIGHT, page
from charts.canvas.slide.shapes import CENTRE, MIDDLE, RIGHT, Run, box, fitted, panel, write
from charts.canvas.slide.table import whole
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, lines, one_line, width
from charts.documents.blocks import Card, Cards, Document, Line, Section
from charts.documents.reference import formula
from charts.stamp import Stamp
from charts.theme import ACCENT, CLASS_LOOK, MUTED, OUTLINE, PAPER, ink_on
from territory import wording

_CARD_LINE, _CHIP = 0.65, 0.46
"""Inches from one line of a card to the next, and from the sign of a class to its words."""
_NAMES = (15, 14, 13, 12, 11, 10)


def draw(deck: Deck, stamp: Stamp, document: Document, section: Section, block: Cards) -> None:
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
