"""The empty deck: 16:9, our theme and two layouts, « Couverture » and « Constat », made from python-pptx's own.

Titles, sources and numbers are placeholders: they move when the reader edits the layout, and the outline view
and screen readers find the findings.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide, SlideLayout
from pptx.util import Inches

from charts.theme import ACCENT, MUTED, PAPER, TEXT, WHITE

FONT = "Arial"
"""Why not ours: ``charts.slides.text``."""
THEME = {
    "dk1": TEXT,
    "lt1": WHITE,
    "dk2": MUTED,
    "lt2": PAPER,
    "accent1": ACCENT,
    "accent2": "#b35806",
    "accent3": "#fdb863",
    "accent4": "#92c5de",
    "accent5": "#0571b0",
    "accent6": "#5b4fa8",
    "hlink": ACCENT,
    "folHlink": "#5b4fa8",
}
"""What the reader's own charts and shapes will take: our accent, then the colours of the method."""

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
SPAN = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT, TITLE_SIZES = 0.42, 0.98, (28, 26, 24, 22, 20)
SUBTITLE_TOP, SUBTITLE_HEIGHT, SUBTITLE_SIZES = 1.48, 0.42, (14, 13, 12)
BODY_TOP, BODY_BOTTOM = 2.06, 6.62
SOURCE_TOP, SOURCE_HEIGHT, SOURCE_SIZES = 6.8, 0.52, (10, 9, 8)
SOURCE_WIDTH = SPAN - 0.8
COVER, FINDING = "Couverture", "Constat"
SUBTITLE, SOURCE = 10, 11
"""Placeholder indices of the layout « Constat »."""
COVER_PANEL = 7.6
COVER_TITLE_SIZES = (44, 40, 36, 32, 28, 24)

_NS = nsdecls("a", "r", "p")
_FIELD_ID = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def new_deck() -> Deck:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck._element.find(qn("p:sldSz")).attrib.pop("type", None)
    _drop_leftovers(deck)
    master = deck.slide_master
    kept = {"Title Slide": COVER, "Title Only": FINDING}
    for layout in list(deck.slide_layouts):
        if layout.name not in kept:
            deck.slide_layouts.remove(layout)
    _theme(deck)
    _master(master)
    for layout in deck.slide_layouts:
        (_cover if kept[layout.name] == COVER else _finding)(layout)
    return deck


def layout(deck: Deck, name: str) -> SlideLayout:
    return next(found for found in deck.slide_layouts if found.name == name)


def _drop_leftovers(deck: Deck) -> None:
    """The stock template's preview and printer settings are another deck's."""
    for relations in (deck.part.rels, deck.part.package._rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/printerSettings", "/thumbnail")):
                relations.pop(key)


def _theme(deck: Deck) -> None:
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    theme.set("name", "Fragilités des territoires")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Fragilités des territoires")
    for name, colour in THEME.items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        slot.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour[1:].upper()}"/>'))
    fonts = theme.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", FONT)
    for latin in fonts.iter(qn("a:latin")):
        latin.set("typeface", FONT)
        latin.set("panose", "020B0604020202020204")
    part._blob = serialize_part_xml(theme)


def _xfrm(left: float, top: float, width: float, height: float) -> str:
    x, y, cx, cy = (Inches(v) for v in (left, top, width, height))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


def _placeholder(
    number: int,
    name: str,
    kind: str,
    box: tuple[float, float, float, float],
    size: float,
    *,
    colour: str = "tx1",
    bold: bool = False,
    anchor: str = "t",
    align: str = "l",
    prompt: str = "",
    field: str = "",
) -> str:
    """A placeholder of a layout or of the master: its place, and how its first level is written."""
    run = (
        f'<a:fld id="{_FIELD_ID}" type="{field}"><a:rPr lang="fr-FR"/><a:t>‹N°›</a:t></a:fld>'
        if field
        else f'<a:r><a:rPr lang="fr-FR"/><a:t>{prompt}</a:t></a:r>'
    )
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr>{_xfrm(*box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _bar(number: int, name: str, box: tuple[float, float, float, float], colour: str) -> str:
    """A plain rectangle of a layout: decoration, hidden from screen readers by having no text and no title."""
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_xfrm(*box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )


def _replace_shapes(element: Any, shapes: list[str]) -> None:
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in shapes:
        tree.append(parse_xml(shape))


_TITLE_BOX = (MARGIN, TITLE_TOP, SPAN, TITLE_HEIGHT)
_NUMBER_BOX = (WIDTH - MARGIN - 0.6, SOURCE_TOP, 0.6, 0.2)


def _master(master: Any) -> None:
    _replace_shapes(
        master._element,
        [
            _placeholder(2, "Titre", 'type="title"', _TITLE_BOX, 28, bold=True, anchor="b", prompt="Le constat"),
            _placeholder(
                3, "Texte", 'type="body" idx="1"', (MARGIN, BODY_TOP, SPAN, BODY_BOTTOM - BODY_TOP), 18, prompt="Texte"
            ),
            _placeholder(
                4,
                "Numéro",
                'type="sldNum" sz="quarter" idx="4"',
                _NUMBER_BOX,
                10,
                colour="tx2",
                align="r",
                field="slidenum",
            ),
        ],
    )
    for style in master._element.iter(qn("p:titleStyle")):
        first = style.find(qn("a:lvl1pPr"))
        first.set("algn", "l")
        first.find(qn("a:defRPr")).set("b", "1")
        first.find(qn("a:defRPr")).set("sz", "2800")


def _finding(layout: SlideLayout) -> None:
    layout.name = FINDING
    source_box = (MARGIN, SOURCE_TOP, SOURCE_WIDTH, SOURCE_HEIGHT)
    subtitle_box = (MARGIN, SUBTITLE_TOP, SPAN, SUBTITLE_HEIGHT)
    _replace_shapes(
        layout._element,
        [
            _bar(7, "Repère", (MARGIN, 0, 1.1, 0.12), "accent1"),
            _bar(8, "Filet", (MARGIN, 6.72, SPAN, 0.011), "tx2"),
            _placeholder(2, "Titre", 'type="title"', _TITLE_BOX, 28, bold=True, anchor="b", prompt="Le constat"),
            _placeholder(
                3,
                "Sous-titre",
                f'type="body" sz="quarter" idx="{SUBTITLE}"',
                subtitle_box,
                14,
                colour="tx2",
                prompt="Ce qui est montré, unité et millésime",
            ),
            _placeholder(
                4,
                "Source",
                f'type="body" sz="quarter" idx="{SOURCE}"',
                source_box,
                10,
                colour="tx2",
                prompt="Source, choix en vigueur et adresse",
            ),
            _placeholder(
                5,
                "Numéro",
                'type="sldNum" sz="quarter" idx="12"',
                _NUMBER_BOX,
                10,
                colour="tx2",
                align="r",
                field="slidenum",
            ),
        ],
    )


def _cover(layout: SlideLayout) -> None:
    layout.name = COVER
    inner = COVER_PANEL - 2 * 0.8
    _replace_shapes(
        layout._element,
        [
            _bar(7, "Aplat", (0, 0, COVER_PANEL, HEIGHT), "accent1"),
            _bar(8, "Repère", (0.8, 3.62, 0.8, 0.09), "accent3"),
            _placeholder(
                2,
                "Titre",
                'type="ctrTitle"',
                (0.8, 1.2, inner, 2.2),
                44,
                colour="bg1",
                bold=True,
                anchor="b",
                prompt="Le territoire",
            ),
            _placeholder(
                3, "Sous-titre", 'type="subTitle" idx="1"', (0.8, 3.95, inner, 1.3), 20, colour="bg1", prompt="Le sujet"
            ),
            _placeholder(
                4,
                "Source",
                f'type="body" sz="quarter" idx="{SOURCE}"',
                (0.8, 5.55, inner, 1.35),
                12,
                colour="bg1",
                anchor="b",
                prompt="Source, date et choix",
            ),
        ],
    )


def number_slide(slide: Slide) -> None:
    """The slide's number, which python-pptx leaves out of a new slide."""
    tree = slide.shapes._spTree
    number = slide.shapes._next_shape_id
    tree.append(
        parse_xml(
            f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name="Numéro"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
            f'<a:lstStyle/><a:p><a:fld id="{_FIELD_ID}" type="slidenum"><a:rPr lang="fr-FR"/>'
            "<a:t>‹N°›</a:t></a:fld></a:p></p:txBody></p:sp>"
        )
    )
