"""What helps: one column per domain; when all domains have the same resources, one column per resource."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from charts.canvas import qr
from charts.canvas.slide.page import page
from charts.canvas.slide.shapes import MIDDLE, Run, box, describe, fitted, panel
from charts.canvas.slide.template import BODY_BOTTOM, BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, fit, height
from charts.documents import words
from charts.documents.blocks import HelpGroup, Helps, Section
from charts.stamp import Stamp
from charts.theme import ACCENT, MUTED, PAPER, TEXT
from territory.wording import NBSP

_CODE, _CODE_TOP = 1.3, 0.3
"""The side of a QR code and its top, in inches: read from a seat of a meeting room, beside a short title."""


def draw(deck: Deck, stamp: Stamp, section: Section, block: Helps) -> None:
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
        _column(slide, group, (MARGIN + number * (wide + gap), BODY_TOP, wide, bottom - BODY_TOP))
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


def _column(slide: Slide, group: HelpGroup, at: tuple[float, float, float, float]) -> None:
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
