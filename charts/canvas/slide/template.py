"""The empty deck, ``template.pptx`` beside this module, opened; and what its layouts measure, in inches.

16:9, our theme (Arial, ``charts.theme``'s colours) and two layouts, « Couverture » and « Constat ». Titles, sources
and numbers are placeholders: they move when the reader edits the layout, and the outline view and screen readers
find the findings. To change the look, edit the file in PowerPoint's slide master; a test says which constant below,
or which colour of the theme, has to follow.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout

TEMPLATE = Path(__file__).with_name("template.pptx")
FONT = "Arial"
"""``charts.canvas.slide.text`` says why it is not our own font."""

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
SPAN = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT, TITLE_SIZES = 0.42, 0.98, (28, 26, 24, 22, 20)
SUBTITLE_TOP, SUBTITLE_HEIGHT, SUBTITLE_SIZES = 1.48, 0.42, (14, 13, 12)
BODY_TOP, BODY_BOTTOM = 2.06, 6.62
SOURCE_TOP, SOURCE_HEIGHT, SOURCE_SIZES = 6.8, 0.52, (10, 9, 8)
SOURCE_WIDTH = SPAN - 0.8
COVER, FINDING = "Couverture", "Constat"
COVER_SUBTITLE, SUBTITLE, SOURCE, NUMBER = 1, 10, 11, 12
"""Placeholder indices: of the cover, of a finding, of both, of a finding."""
COVER_PANEL, COVER_MARGIN = 7.6, 0.8
COVER_SPAN = COVER_PANEL - 2 * COVER_MARGIN
COVER_TITLE_TOP, COVER_TITLE_HEIGHT, COVER_TITLE_SIZES = 1.2, 2.2, (44, 40, 36, 32, 28, 24)
COVER_SUBTITLE_TOP, COVER_SUBTITLE_HEIGHT, COVER_SUBTITLE_SIZES = 3.95, 1.3, (20, 18, 16, 14)
COVER_SOURCE_TOP, COVER_SOURCE_HEIGHT, COVER_SOURCE_SIZES = 5.55, 1.35, (12, 11, 10)


def new_deck() -> Deck:
    return Presentation(str(TEMPLATE))


def layout(deck: Deck, name: str) -> SlideLayout:
    return next(found for found in deck.slide_layouts if found.name == name)


def number_slide(slide: Slide) -> None:
    """The slide's number, which python-pptx leaves out of a new slide: the layout's own, which says where and how."""
    model: Any = slide.slide_layout.placeholders.get(NUMBER)
    number: Any = deepcopy(model._element)
    number.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
    for own in (number.spPr, number.txBody.find(qn("a:bodyPr")), number.txBody.find(qn("a:lstStyle"))):
        own.clear()  # inherited from the layout
    slide.shapes._spTree.append(number)
