"""How it is measured: the parts in two columns, the rule of each class in a third."""

from __future__ import annotations

from collections.abc import Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from charts.canvas.slide.page import BODY_HEIGHT, page
from charts.canvas.slide.shapes import Run, box, fitted, swatch
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import height
from charts.documents.blocks import Document, Method, Section
from charts.stamp import Stamp
from charts.theme import MUTED
from territory import wording

_WIDE, _GAP = 4.1, 0.35
"""A column of the method, and what is between two, in inches."""
_BETWEEN = 8
"""Points between two parts of the method."""


def draw(deck: Deck, stamp: Stamp, document: Document, section: Section, block: Method) -> None:
    slide = page(
        deck,
        stamp,
        title=section.heading,
        subtitle=f"La même règle pour tous les domaines et {stamp.edition.level.every}.",
        source=wording.source_line(stamp.edition.registry, document.indicators),
        address=section.address,
        notes=[f"{part.heading}. {' '.join(part.lines)}".replace("**", "") for part in block.parts],
    )
    said = [(f"{part.heading}. ", " ".join(part.lines).replace("**", "")) for part in block.parts]
    size, half = _columns(said)
    for number, parts in enumerate((said[:half], said[half:])):
        at = (MARGIN + number * (_WIDE + _GAP), BODY_TOP, _WIDE, BODY_HEIGHT)
        written = [[Run(heading, size, True), Run(text, size)] for heading, text in parts]
        box(slide.shapes, f"Méthode, {number + 1}", at, written, after=_BETWEEN)
    _classes(slide, block, MARGIN + 2 * (_WIDE + _GAP))


def _classes(slide: Slide, block: Method, left: float) -> None:
    """The rule of each class beside its colour."""
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


def _columns(parts: Sequence[tuple[str, str]]) -> tuple[float, int]:
    """The largest size at which two columns hold the parts, and how many of them stand in the first, the evenest."""
    for size in (14, 13, 12, 11, 10):
        taken = [height(f"{heading}{text}", size, _WIDE * 72) + _BETWEEN for heading, text in parts]
        highest, half = min((max(sum(taken[:k]), sum(taken[k:])), k) for k in range(1, len(taken) + 1))
        if highest <= BODY_HEIGHT * 72:
            break
    return size, half
