"""Documents as PDF: Typst composes the blocks, from data and never from code.

Vector, tagged (PDF/UA-1), with bookmarks; the same document and stamp give the same bytes. A character that our
fonts lack is printed as « □ », because PDF/UA refuses a text without its glyphs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

import typst

from charts.canvas import qr, ruler
from charts.canvas.lanes.record import Lanes
from charts.documents import words
from charts.documents.blocks import (
    Block,
    Card,
    Cards,
    Document,
    FigureBlock,
    Helps,
    Line,
    Method,
    Paragraphs,
    Remarks,
    Section,
    Sentences,
    SmallMaps,
    TableBlock,
)
from charts.documents.fitting import fitting_space
from charts.documents.image import PRINT, bare, small_map
from charts.figures import ROOMS
from charts.legend import legend_label
from charts.progress import Told, telling
from charts.stamp import SITE, Stamp
from charts.tables import cell_text
from charts.theme import ACCENT, CLASS_LOOK, HATCH, LINE, MUTED, OUTLINE, PAPER, TEXT
from territory import wording
from territory.analysis import FragilityClass
from territory.levels import Words
from territory.wording import NBSP

Data = dict[str, Any]
_WIDE = ("atlas", "meeting", "figure")
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
ATLAS_SPACE = "0.7"
"""The factor on the blank space between blocks where pages are not counted."""


def write(document: Document, stamp: Stamp, *, told: Told | None = None) -> bytes:
    """The document's bytes. ``told`` is called after each part: the maps of an atlas, else the sections."""
    data = _data(document, stamp, told)
    inputs = {"data": json.dumps(_printable(data), ensure_ascii=False)}
    space = fitting_space(partial(_end, inputs)) if document.kind == "region" else ATLAS_SPACE
    return typst.compile(
        PRINT / "document.typ",
        root=PRINT,
        format="pdf",
        sys_inputs={**inputs, "space": space},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(stamp.date, time(), UTC),
        font_paths=[ruler.FONTS],
        ignore_system_fonts=True,
    )


def _end(inputs: Mapping[str, str], space: str) -> tuple[int, float]:
    """The report's last page at a space, and how far down it ends, in parts of its height."""
    found = typst.query(
        PRINT / "document.typ",
        "<end>",
        field="value",
        one=True,
        root=PRINT,
        sys_inputs={**inputs, "space": space},
        font_paths=[ruler.FONTS],
        ignore_system_fonts=True,
    )
    end = json.loads(found)
    return end["page"], end["part"]


def _printable(value: Any) -> Any:
    """Every text with the characters that our fonts draw."""
    if isinstance(value, str):
        unknown = {ord(c): "□" for c in set(value) if c != "\n" and not ruler.known(c)}
        return value.translate(unknown) if unknown else value
    if isinstance(value, Mapping):
        return {key: _printable(cell) for key, cell in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(cell) for cell in value]
    return value


# --- the document --------------------------------------------------------------------------------------


def _data(document: Document, stamp: Stamp, told: Told | None) -> Data:
    registry = stamp.edition.registry
    wide = document.kind in _WIDE
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
        "lead": _runs(document.lead),
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
        "lead": [] if alone else _runs(section.lead),
        "blocks": [_block(document, block, f"{number}-{k}-", told) for k, block in enumerate(section.blocks)],
    }


def _block(document: Document, block: Block, prefix: str, told: Told | None) -> Data:
    match block:
        case FigureBlock():
            return _figure(document, block, prefix)
        case SmallMaps():
            return _small_maps(block, told)
        case _:
            return {"type": type(block).__name__, **_WRITERS[type(block)](block)}


def _runs(text: str) -> list[Data]:
    """« a **b** c » in pieces, plain or strong."""
    return [{"text": piece, "bold": k % 2 == 1} for k, piece in enumerate(text.split("**")) if piece]


def _class(kind: FragilityClass, label: str) -> Data:
    look = CLASS_LOOK[kind]
    return {"label": label or legend_label(kind), "fill": "hatch" if look.hatched else look.colour, "ink": look.ink}


def _named(kind: FragilityClass, words: Words) -> Data:
    return _class(kind, legend_label(kind, merged=False, words=words))


# --- figures -------------------------------------------------------------------------------------------


def _figure(document: Document, block: FigureBlock, prefix: str) -> Data:
    record, wide = block.record, document.kind in _WIDE
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
    if document.kind in _WIDE:
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
        + 8.0 * lines(_values(line), 8, _CARD_ROOM)
        + 7.6 * lines(line.remark, 7.4, _CARD_ROOM)
        + 4.8
        for line in card.lines[: card.shown]
    )
    more = 16 if len(card.lines) > card.shown else 0
    return 42 + 8.8 * lines(card.caption, 8, _CARD_TEXT) + rows + more


def _small_maps(block: SmallMaps, told: Told | None) -> Data:
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
        "legend": [_class(kind, label) for kind, label in block.legend],
        "pages": [maps[start : start + MAPS_A_PAGE] for start in range(0, len(maps), MAPS_A_PAGE)],
    }


# --- the other blocks ----------------------------------------------------------------------------------


def _cards(block: Cards) -> Data:
    return {
        "cards": [
            {
                "title": card.heading,
                "caption": card.caption,
                "lines": [
                    {
                        "sign": wording.CLASS_SYMBOL[line.kind],
                        "label": f"{line.number}. {line.label}" if line.number else line.label,
                        "values": _values(line),
                        "remark": line.remark,
                    }
                    for line in card.lines[: card.shown]
                ],
                "more": card.more,
            }
            for card in block.cards
        ]
    }


def _values(line: Line) -> str:
    return f"{line.value} ({line.reference}{NBSP}: {line.national})"


def _table(block: TableBlock) -> Data:
    columns = [block.column(label) for label in block.table.columns]
    rows = [
        [
            {
                "text": cell_text(cell, column),
                "class": _cell_class(column.classes, k, cell_text(cell, column)),
            }
            for cell, column in zip(row, columns, strict=True)
        ]
        for k, row in enumerate(block.table.itertuples(index=False))
    ]
    return {
        "title": block.title,
        "lead": block.lead,
        "header": [str(label) for label in block.table.columns],
        "widths": [float(width) for width in block.widths or [1.0] * len(columns)],
        "rows": rows,
        "note": block.note,
    }


def _cell_class(classes: tuple[FragilityClass | None, ...], row: int, text: str) -> Data | None:
    """The look of a cell that has a class: its text on the class's colour, its sign where it has no text."""
    kind = classes[row] if classes else None
    return None if kind is None else _class(kind, text or wording.CLASS_SYMBOL[kind])


def _sentences(block: Sentences) -> Data:
    return {
        "groups": [
            {
                "label": group.label,
                "mean": group.mean,
                "rows": [{"label": s.label, "class": _named(s.kind, s.words), "text": s.text} for s in group.sentences],
            }
            for group in block.groups
        ]
    }


def _paragraphs(block: Paragraphs) -> Data:
    return {"lines": [_runs(line) for line in block.lines]}


def _helps(block: Helps) -> Data:
    return {
        "lead": block.lead,
        "also": block.also,
        "online": {"svg": qr.svg(block.online), "alt": words.online(block.online), "said": words.ONLINE}
        if block.online
        else None,
        "groups": [
            {
                "label": group.label,
                "helps": [{"title": h.title, "said": h.reason, "where": h.where, "link": h.link} for h in group.helps],
            }
            for group in block.groups
        ],
    }


def _method(block: Method) -> Data:
    return {
        "parts": [{"heading": part.heading, "lines": [_runs(line) for line in part.lines]} for part in block.parts],
        "classes_title": block.classes_title,
        "classes_header": list(block.classes_header),
        "classes": [{"class": _named(kind, block.words), "rule": rule} for kind, rule in block.classes],
    }


def _remarks(block: Remarks) -> Data:
    return {"rows": [_runs(f"**{r.subject}**{NBSP}: {r.finding} {r.treatment}") for r in block.grave]}


_WRITERS: Mapping[type[Any], Callable[[Any], Data]] = {
    Cards: _cards,
    TableBlock: _table,
    Sentences: _sentences,
    Paragraphs: _paragraphs,
    Helps: _helps,
    Method: _method,
    Remarks: _remarks,
}
