"""A native table of a slide: each column takes the size that its longest cell needs. Inches, and points for fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from charts.canvas.slide import text as measured
from charts.canvas.slide.shapes import CENTRE, LEFT, RIGHT, describe, fill_xml
from charts.canvas.slide.text import clean
from charts.theme import LINE, MUTED, TEXT
from territory.analysis import FragilityClass

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""« Aucun style, aucune grille »: ours are written in the cells."""
CELL_MARGIN, TIGHT = 0.09, 0.03
_ALIGN = {LEFT: "l", CENTRE: "ctr", RIGHT: "r"}
_WORDS = re.compile("[^ -]*[ -]?")


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
    graphic = _empty(shapes, at, widths, heights)
    for number, (row, line) in enumerate(zip(rows, graphic.table._tbl.tr_lst, strict=True)):
        for cell, element, width, points in zip(row, line.tc_lst, widths, sizes[bool(number)], strict=True):
            _fill_cell(element, *_cut(cell, (width - 2 * margin, heights[number]), points), margin)
    return describe(graphic, name, description)


def _empty(shapes: Any, at: tuple[float, float], widths: Sequence[float], heights: Sequence[float]) -> Any:
    """A table without text and without a style of PowerPoint's, its rows and columns measured."""
    graphic = shapes.add_table(
        len(heights), len(widths), Inches(at[0]), Inches(at[1]), Inches(sum(widths)), Inches(sum(heights))
    )
    native = graphic.table
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = NO_STYLE
    native.first_row, native.horz_banding = True, False
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(native.rows, heights, strict=True):
        row.height = Inches(height)
    return graphic


def _cut(cell: Cell, room: tuple[float, float], points: float) -> tuple[Cell, float]:
    """The cell with what fits of its text, and the size of it: its own where it says one."""
    sizes = (cell.size, cell.size - 1, cell.size - 2) if cell.size else (points,)
    shown, size = measured.fit(clean(cell.text), room[0] * 72, room[1] * 72 - 1, sizes, bold=cell.bold)
    return replace(cell, text=shown), size


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


def _fill_cell(element: Any, cell: Cell, size: float, margin: float) -> None:
    """One cell as XML: ten times faster than through the objects, for a table of 255."""
    element.replace(element.find(qn("a:txBody")), _text(cell, size))
    old = element.find(qn("a:tcPr"))
    if old is not None:
        element.remove(old)
    element.append(_look(cell, Inches(margin)))


def _text(cell: Cell, size: float) -> Any:
    points = round(size * 100)
    run = (
        f'<a:r><a:rPr lang="fr-FR" sz="{points}" b="{int(cell.bold)}">{fill_xml(cell.colour)}</a:rPr><a:t/></a:r>'
        if cell.text
        else f'<a:endParaRPr lang="fr-FR" sz="{points}"/>'
    )
    body = parse_xml(
        f'<a:txBody {nsdecls("a")}><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{_ALIGN[cell.align]}"/>{run}</a:p>'
        "</a:txBody>"
    )
    for node in body.iter(qn("a:t")):
        node.text = cell.text
    return body


def _look(cell: Cell, side: int) -> Any:
    """The cell's margins, its frame at both sides where it has one, its rule under it, its fill."""
    none = "<a:noFill/>"
    sides = fill_xml(TEXT) if cell.framed else none
    return parse_xml(
        f'<a:tcPr {nsdecls("a")} marL="{side}" marR="{side}" marT="0" marB="0" anchor="ctr">'
        f'<a:lnL w="25400">{sides}</a:lnL><a:lnR w="25400">{sides}</a:lnR>'
        f'<a:lnT w="6350">{none}</a:lnT><a:lnB w="6350">{fill_xml(cell.rule)}</a:lnB>'
        f"{fill_xml(cell.fill) if cell.fill else none}</a:tcPr>"
    )
