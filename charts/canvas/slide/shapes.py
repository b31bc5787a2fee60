"""The pieces of a slide: texts, swatches, tables, alternative text. Sizes in inches, fonts in points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
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
from charts.theme import ACCENT, CLASS_COLOUR, LINE, MUTED, OUTLINE, PAPER, TEXT, WHITE
from territory.analysis import FragilityClass

LEFT, CENTRE, RIGHT = PP_ALIGN.LEFT, PP_ALIGN.CENTER, PP_ALIGN.RIGHT
_THEME_COLOUR = {
    TEXT: MSO_THEME_COLOR.TEXT_1,
    MUTED: MSO_THEME_COLOR.TEXT_2,
    WHITE: MSO_THEME_COLOR.BACKGROUND_1,
    PAPER: MSO_THEME_COLOR.BACKGROUND_2,
    ACCENT: MSO_THEME_COLOR.ACCENT_1,
}
_THEME_NAME = {TEXT: "tx1", MUTED: "tx2", WHITE: "bg1", PAPER: "bg2", ACCENT: "accent1"}
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""« Aucun style, aucune grille »: ours are written in the cells."""


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


def colour_xml(colour: str) -> str:
    if colour in _THEME_NAME:
        return f'<a:schemeClr val="{_THEME_NAME[colour]}"/>'
    return f'<a:srgbClr val="{colour[1:].upper()}"/>'


def paint(fill: FillFormat, colour: str) -> None:
    """Paint with a colour of the theme where it is one, so that readers recolour a deck in one place."""
    fill.solid()
    if colour in _THEME_COLOUR:
        fill.fore_color.theme_color = _THEME_COLOUR[colour]
    else:
        fill.fore_color.rgb = rgb(colour)


def paint_class(fill: FillFormat, kind: FragilityClass) -> None:
    """The method's colour, the same everywhere; missing is hatched, never a grey."""
    if kind is FragilityClass.MISSING:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(OUTLINE), rgb(CLASS_COLOUR[kind])
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(CLASS_COLOUR[kind])


def class_fill_xml(kind: FragilityClass) -> str:
    if kind is FragilityClass.MISSING:
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{OUTLINE[1:].upper()}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{CLASS_COLOUR[kind][1:].upper()}"/></a:bgClr></a:pattFill>'
        )
    return f'<a:solidFill><a:srgbClr val="{CLASS_COLOUR[kind][1:].upper()}"/></a:solidFill>'


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
        f'<a:r {nsdecls("a")}><a:rPr sz="{round(run.size * 100)}" b="{int(run.bold)}" lang="fr-FR"><a:solidFill>'
        f"{colour_xml(run.colour)}</a:solidFill></a:rPr><a:t/></a:r>"
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
    paint_class(shape.fill, kind)
    line(shape, OUTLINE)
    return describe(shape, f"Légende, {label}", f"Couleur de la classe\u00a0: {label}")


# --- tables --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A cell of a native table; ``fill`` is a class or a colour."""

    text: str
    align: Any = LEFT
    bold: bool = False
    colour: str = TEXT
    fill: FragilityClass | str | None = None
    rule: str = LINE
    framed: bool = False
    size: float = 0


_ALIGN = {LEFT: "l", CENTRE: "ctr", RIGHT: "r"}
CELL_MARGIN, TIGHT = 0.09, 0.03


def header(text: str, align: Any = LEFT, **how: Any) -> Cell:
    return Cell(text, align, bold=True, colour=MUTED, rule=TEXT, **how)


def table(
    shapes: Any,
    name: str,
    description: str,
    at: tuple[float, float],
    widths: Sequence[float],
    row_height: float,
    rows: Sequence[Sequence[Cell]],
    size: float,
    *,
    header_height: float | None = None,
    header_size: float | None = None,
    margin: float = CELL_MARGIN,
    uniform: bool = False,
    least: float = 0,
) -> Any:
    """A native table: the first row is its header. Each column takes the size that its longest cell needs.

    ``uniform`` makes it one size for the whole table. At ``least`` points (three less than ``size`` where it is not
    said), what is still too long is cut with « … ». A cell may say its own size.
    """
    heights = [header_height or row_height] + [row_height] * (len(rows) - 1)
    sizes = [
        _column_sizes(
            part, widths, high, [points - k for k in range(round(points - (least or points - 3)) + 1)], margin
        )
        for part, high, points in ((rows[:1], heights[0], header_size or size), (rows[1:], row_height, size))
    ]
    if uniform:
        sizes = [[min(part)] * len(widths) for part in sizes]
    graphic = shapes.add_table(
        len(rows), len(widths), Inches(at[0]), Inches(at[1]), Inches(sum(widths)), Inches(sum(heights))
    )
    native = graphic.table
    properties = native._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = NO_STYLE
    native.first_row, native.horz_banding = True, False
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Inches(width)
    for number, (row, high) in enumerate(zip(rows, heights, strict=True)):
        native.rows[number].height = Inches(high)
        for cell, element, width, points in zip(
            row, native._tbl.tr_lst[number].tc_lst, widths, sizes[bool(number)], strict=True
        ):
            own = (cell.size, cell.size - 1, cell.size - 2) if cell.size else (points,)
            shown, points = measured.fit(
                clean(cell.text), (width - 2 * margin) * 72, high * 72 - 1, own, bold=cell.bold
            )
            _fill_cell(element, replace(cell, text=shown), points, margin)
    return describe(graphic, name, description)


def _column_sizes(
    rows: Sequence[Sequence[Cell]], widths: Sequence[float], high: float, sizes: Sequence[float], margin: float
) -> list[float]:
    """For each column, the largest of ``sizes`` at which all its cells fit, no word cut."""

    def fits(cell: Cell, size: float, room: float) -> bool:
        text = clean(cell.text)
        taken = measured.height(text, size, room, bold=cell.bold)
        return taken <= high * 72 - 1 and whole(text, size, room, bold=cell.bold)

    return [
        next(
            (
                size
                for size in sizes
                if all(fits(row[column], size, (width - 2 * margin) * 72) for row in rows if not row[column].size)
            ),
            sizes[-1],
        )
        for column, width in enumerate(widths)
    ]


def whole(text: str, size: float, room: float, *, bold: bool = False) -> bool:
    """Whether each word of a text fits on a line, so that none is cut."""
    return all(measured.width(word.rstrip(), size, bold=bold) <= room for word in _WORDS.findall(text))


_WORDS = re.compile("[^ -]*[ -]?")


def _fill_cell(element: Any, cell: Cell, size: float, margin: float) -> None:
    """One cell as XML: ten times faster than through the objects, for a table of 255."""
    run = (
        f'<a:r><a:rPr lang="fr-FR" sz="{round(size * 100)}" b="{int(cell.bold)}"><a:solidFill>{colour_xml(cell.colour)}'
        f"</a:solidFill></a:rPr><a:t/></a:r>"
        if cell.text
        else f'<a:endParaRPr lang="fr-FR" sz="{round(size * 100)}"/>'
    )
    body = parse_xml(
        f'<a:txBody {nsdecls("a")}><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{_ALIGN[cell.align]}"/>{run}</a:p>'
        "</a:txBody>"
    )
    for node in body.iter(qn("a:t")):
        node.text = cell.text
    element.replace(element.find(qn("a:txBody")), body)
    side = Inches(margin)
    none = "<a:noFill/>"
    frame = f"<a:solidFill>{colour_xml(TEXT)}</a:solidFill>"
    fill = "<a:noFill/>"
    if isinstance(cell.fill, FragilityClass):
        fill = class_fill_xml(cell.fill)
    elif cell.fill:
        fill = f"<a:solidFill>{colour_xml(cell.fill)}</a:solidFill>"
    sides = frame if cell.framed else none
    properties = parse_xml(
        f'<a:tcPr {nsdecls("a")} marL="{side}" marR="{side}" marT="0" marB="0" anchor="ctr">'
        f'<a:lnL w="25400">{sides}</a:lnL><a:lnR w="25400">{sides}</a:lnR>'
        f'<a:lnT w="6350">{none}</a:lnT><a:lnB w="6350"><a:solidFill>{colour_xml(cell.rule)}</a:solidFill></a:lnB>'
        f"{fill}</a:tcPr>"
    )
    old = element.find(qn("a:tcPr"))
    if old is not None:
        element.remove(old)
    element.append(properties)


TOP, MIDDLE, BOTTOM = MSO_ANCHOR.TOP, MSO_ANCHOR.MIDDLE, MSO_ANCHOR.BOTTOM
