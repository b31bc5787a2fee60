"""Blocks that are drawn, each at the height that its page leaves it."""

from __future__ import annotations

from charts.canvas import ruler
from charts.canvas.lanes.record import Lanes
from charts.documents.blocks import Card, Cards, Document, FigureBlock, SmallMaps
from charts.documents.image import bare, small_map
from charts.documents.typeset.texts import Data, look, values
from charts.figures import ROOMS
from charts.progress import Told, telling

WIDE = ("atlas", "meeting", "figure")
"""Documents set in landscape: one view or eight maps a page."""
_TEXT_WIDTH = {False: 700.0, True: 1000.0}
"""Units across a page's text, upright and wide: a drawing's text of 13 prints at 9 points."""
_SIZE = 13.0
_POINTS = 174 / 25.4 * 72 / 700
_FIRST_PAGE = 690.0
"""Units that the cards and the profile share on a report's first page."""
_LANE, _LANES_HEAD, _WHOLE_PAGE = 27.0, 34.0, 500.0
"""Units of a drawing: a lane, the axis over the lanes, a figure that has its page."""
_CARD_TEXT, _CARD_ROOM = 140, 140
"""Points across a card, for its caption and for its lines."""
MAPS_A_PAGE = 8


def figure(document: Document, block: FigureBlock, prefix: str) -> Data:
    """A drawing with what is said over and under it; ``prefix``: of its ids, which differ in a document."""
    record, wide = block.record, document.kind in WIDE
    svg = bare(record, _TEXT_WIDTH[wide], _figure_height(document, block), _SIZE, prefix=prefix)
    return {
        "type": "FigureBlock",
        "svg": svg,
        "alt": record.alt,
        "opens": _opens(document, block),
        "finding": block.finding,
        "subtitle": record.subtitle,
        "caption": block.caption,
        "credit": record.credit,
    }


def _opens(document: Document, block: FigureBlock) -> bool:
    """Whether the figure's finding heads its section: it stands alone in it."""
    return any(section.blocks == (block,) for section in document.sections)


def _figure_height(document: Document, block: FigureBlock) -> float:
    """Units: a page's height where a view has its page, what the rows of lanes need, else the figure's own.

    The first figure of a report shares its page with the cards, and has what they leave.
    """
    if document.kind in WIDE:
        return _WHOLE_PAGE
    if isinstance(block.record, Lanes):
        return _LANES_HEAD + _LANE * max(3, len(block.record.rows))
    figure = ROOMS[block.record.view.figure]
    if document.kind == "domain":
        return figure.sheet_height
    blocks = [own for section in document.sections for own in section.blocks]
    cards = [own for own in blocks if isinstance(own, Cards)]
    if cards and block is next(own for own in blocks if isinstance(own, FigureBlock)):
        return min(figure.height, _FIRST_PAGE - max(map(_card_height, cards[0].cards)) / _POINTS)
    return figure.height


def _card_height(card: Card) -> float:
    """Points that a card needs, as ``document.typ`` sets it."""

    def lines(text: str, size: float, room: float, weight: int = 400) -> float:
        return len(ruler.wrap(text, room, size, weight)) if text else 0

    rows = sum(
        8.6 * lines(line.label, 8.8, _CARD_ROOM, 600)
        + 8.0 * lines(values(line), 8, _CARD_ROOM)
        + 7.6 * lines(line.remark, 7.4, _CARD_ROOM)
        + 4.8
        for line in card.lines[: card.shown]
    )
    more = 16 if len(card.lines) > card.shown else 0
    return 42 + 8.8 * lines(card.caption, 8, _CARD_TEXT) + rows + more


def small_maps(block: SmallMaps, told: Told | None) -> Data:
    maps = [
        {
            "svg": small_map(record, 300, 236, 12, prefix=f"carte-{k}-"),
            "alt": record.alt,
            "label": record.domain_label,
            "finding": record.title,
            "subtitle": record.subtitle,
        }
        for k, record in enumerate(telling(block.records, told))
    ]
    return {
        "type": "SmallMaps",
        "legend": [look(kind, label) for kind, label in block.legend],
        "pages": [maps[start : start + MAPS_A_PAGE] for start in range(0, len(maps), MAPS_A_PAGE)],
    }
