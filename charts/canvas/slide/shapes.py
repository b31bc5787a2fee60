"""The pieces of a slide: texts, swatches, alternative text. Sizes in inches, fonts in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import ColorFormat, RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_PATTERN, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from charts.canvas.slide import text as measured
from charts.canvas.slide.text import clean
from charts.theme import ACCENT, CLASS_COLOUR, MUTED, OUTLINE, PAPER, TEXT, WHITE
from territory.analysis import FragilityClass

LEFT, CENTRE, RIGHT = PP_ALIGN.LEFT, PP_ALIGN.CENTER, PP_ALIGN.RIGHT
MIDDLE = MSO_ANCHOR.MIDDLE
_THEME_COLOUR = {
    TEXT: MSO_THEME_COLOR.TEXT_1,
    MUTED: MSO_THEME_COLOR.TEXT_2,
    WHITE: MSO_THEME_COLOR.BACKGROUND_1,
    PAPER: MSO_THEME_COLOR.BACKGROUND_2,
    ACCENT: MSO_THEME_COLOR.ACCENT_1,
}
_THEME_NAME = {TEXT: "tx1", MUTED: "tx2", WHITE: "bg1", PAPER: "bg2", ACCENT: "accent1"}


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    size: float
    bold: bool = False
    colour: str = TEXT
    link: str = ""


Paragraph = Sequence[Run]


def rgb(colour: str) -> RGBColor:
    found: RGBColor = RGBColor.from_string(colour[1:].upper())
    return found


def _rgb_xml(colour: str) -> str:
    return f'<a:srgbClr val="{colour[1:].upper()}"/>'


def _colour_xml(colour: str) -> str:
    return f'<a:schemeClr val="{_THEME_NAME[colour]}"/>' if colour in _THEME_NAME else _rgb_xml(colour)


def fill_xml(fill: FragilityClass | str) -> str:
    """The fill of a class or of a colour, for a shape written as XML."""
    if fill is FragilityClass.MISSING:
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{_rgb_xml(OUTLINE)}</a:fgClr>'
            f"<a:bgClr>{_rgb_xml(CLASS_COLOUR[fill])}</a:bgClr></a:pattFill>"
        )
    return f"<a:solidFill>{_colour_xml(CLASS_COLOUR[fill] if isinstance(fill, FragilityClass) else fill)}</a:solidFill>"


def paint(fill: FillFormat, look: FragilityClass | str) -> None:
    """Paint with a class or a colour: the method's, the same everywhere; missing is hatched, never a grey."""
    if look is FragilityClass.MISSING:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(OUTLINE), rgb(CLASS_COLOUR[look])
    else:
        fill.solid()
        set_colour(fill.fore_color, CLASS_COLOUR[look] if isinstance(look, FragilityClass) else look)


def set_colour(format: ColorFormat, colour: str) -> None:
    """A colour of the theme where it is one, so that readers recolour a deck in one place."""
    if colour in _THEME_COLOUR:
        format.theme_color = _THEME_COLOUR[colour]
    else:
        format.rgb = rgb(colour)


def count_ids(shapes: Any) -> None:
    """Number the slide's next shapes by counting: python-pptx looks through the whole slide for each one's id.

    It counts on from what the slide holds: to be called again after a group, which takes ids without saying so.
    """
    shapes.turbo_add_enabled = True


def describe(shape: Any, name: str, description: str = "") -> Any:
    """A name for the selection pane, and the alternative text that a screen reader says."""
    properties = shape._element._nvXxPr.cNvPr
    properties.set("name", clean(name))
    if description:
        properties.set("descr", clean(description))
    return shape


def write(
    frame: TextFrame,
    paragraphs: Iterable[Paragraph],
    *,
    align: Any = None,
    anchor: Any = None,
    after: float = 0,
    insets: bool = True,
) -> None:
    """Replace a frame's text. ``after`` points follow each paragraph but the last."""
    frame.word_wrap = True
    if insets:
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    if anchor is not None:
        frame.vertical_anchor = anchor
    kept = list(paragraphs)
    for number, runs in enumerate(kept):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        if after and number < len(kept) - 1:
            paragraph.space_after = Pt(after)
        for run in runs:
            paragraph._p._insert_r(_run_xml(run))
            if run.link:
                paragraph.runs[-1].hyperlink.address = run.link


def _run_xml(run: Run) -> Any:
    """A run as XML: five times faster than through the objects, for the hundreds of a deck."""
    found = parse_xml(
        f'<a:r {nsdecls("a")}><a:rPr sz="{round(run.size * 100)}" b="{int(run.bold)}" lang="fr-FR">'
        f"{fill_xml(run.colour)}</a:rPr><a:t/></a:r>"
    )
    found.find(qn("a:t")).text = clean_run(run.text)
    return found


def clean_run(content: str) -> str:
    """``clean`` that keeps the space at an end, where the next run begins."""
    body = clean(content)
    return (" " if content.startswith(" ") else "") + body + (" " if body and content.endswith(" ") else "")


def box(
    shapes: Any, name: str, at: tuple[float, float, float, float], paragraphs: Iterable[Paragraph], **how: Any
) -> Any:
    """A text box with no inset, so that texts align on what is beside them."""
    shape = shapes.add_textbox(*(Inches(value) for value in at))
    write(shape.text_frame, paragraphs, **how)
    return describe(shape, name)


def fitted(
    shapes: Any,
    name: str,
    at: tuple[float, float, float, float],
    text: str,
    sizes: Sequence[float],
    *,
    bold: bool = False,
    colour: str = TEXT,
    **how: Any,
) -> Any:
    """A text box whose text takes the largest size that fits."""
    shown, size = measured.fit(clean(text), at[2] * 72, at[3] * 72, sizes, bold=bold)
    return box(shapes, name, at, [[Run(shown, size, bold, colour)]], **how)


def panel(
    shapes: Any,
    name: str,
    at: tuple[float, float, float, float],
    colour: str,
    *,
    outline: str = "",
    kind: Any = MSO_SHAPE.RECTANGLE,
) -> Any:
    """A flat shape without shadow: no style is left to the theme's effects."""
    shape = shapes.add_shape(kind, *(Inches(value) for value in at))
    plain(shape)
    paint(shape.fill, colour)
    line(shape, outline)
    return describe(shape, name)


def plain(shape: Any) -> None:
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


def line(shape: Any, colour: str, width: float = 0.75) -> None:
    if not colour:
        shape.line.fill.background()
        return
    shape.line.color.rgb = rgb(colour)
    shape.line.width = Pt(width)


def swatch(shapes: Any, kind: FragilityClass, label: str, at: tuple[float, float], size: float = 0.2) -> Any:
    """A class's square, for a legend."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(value) for value in (*at, size, size)))
    plain(shape)
    paint(shape.fill, kind)
    line(shape, OUTLINE)
    return describe(shape, f"Légende, {label}", f"Couleur de la classe\u00a0: {label}")
