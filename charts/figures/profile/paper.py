"""A region's domains as a sorted lollipop around France: published value first, score at the end but on a wall."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line, nothing, plain_legend, score_ends
from charts.canvas.svg import Box, Drawing
from charts.figures.profile.record import Profile
from charts.theme import CLASS_COLOUR, MUTED, RULE, TEXT, WHITE
from territory import wording
from territory.analysis import FragilityClass

_AXIS_MARGIN = 1.05


def draw(drawing: Drawing, record: Profile, box: Box, size: float) -> None:
    rows = record.rows
    if rows.empty:
        nothing(drawing, record, box, size)
        return
    small = size * 0.8
    entries = plain_legend(record) if drawing.wall else record.legend
    legend = legend_height(entries, box.width, small)
    row = (box.height - legend - size * 2.0) / len(rows)
    text = drawing.row_text(min(size, row * 0.68), row)
    labels = max(ruler.width(label, text) for label in rows["label"])
    labels = min(labels, box.width * 0.26)
    values = max(ruler.width(value, text, 600) for value in rows["value_text"])
    signs = ruler.width("▲▲", text * 0.8) + size * 0.6
    scores = size if drawing.wall else ruler.width("+0,00", text * 0.9) + size
    axis_x = box.x + labels + values + signs + size * 2.2
    axis = Box(axis_x, box.y + size * 1.6, box.right - scores - axis_x, row * len(rows))
    mark = min(row, size * 3)  # a few domains have tall rows, and marks of the same size
    others = record.others
    reach = max([abs(score) for score in record.known], default=1.0) * _AXIS_MARGIN
    centre = axis.x + axis.width / 2

    def at(score: float) -> float:
        return centre + score / reach * axis.width / 2

    with drawing.layer("Axe"):
        score_ends(drawing, Box(axis.x, box.y, axis.width, size * 1.2), small, record.words.reference.short)
        for y in range(len(rows) + 1):
            drawing.line(box.x, axis.y + y * row, box.right, axis.y + y * row, RULE, 0.8)
        drawing.line(centre, box.y + size * 1.1, centre, axis.bottom, TEXT, 1.5)
    with drawing.layer(f"Autres {record.words.level.plural}"):
        for other in others.itertuples():
            drawing.circle(at(other.score), axis.y + (other.y + 0.5) * row, mark * 0.11, MUTED, opacity=0.4)
    with drawing.layer(f"{record.region_name} ({record.region})"):
        for cell in rows.to_dict("records"):
            y, kind = axis.y + (cell["y"] + 0.5) * row, FragilityClass(cell["class"])
            with drawing.layer(cell["label"], cell["sentence"], inner=True):
                lines, used = ruler.fit(cell["label"], labels, (text, text * 0.9, text * 0.8))
                drawing.middle(box.x, y, lines, used, full=cell["label"])
                right = box.x + labels + size * 0.9 + values
                drawing.middle(right, y, [cell["value_text"]], text, weight=600, anchor="end")
                if sign := wording.CLASS_SYMBOL[kind]:
                    drawing.middle(right + size * 0.5 + signs / 2, y, [sign], text * 0.8, anchor="middle")
                _mark(drawing, cell, kind, y, mark, at, Box(axis.x, y - row / 2, axis.width, row), text)
    legend_line(drawing, entries, Box(box.x, box.bottom - legend, box.width, legend), small, dots=True)


def _mark(
    drawing: Drawing,
    cell: dict[str, Any],
    kind: FragilityClass,
    y: float,
    row: float,
    at: Callable[[float], float],
    axis: Box,
    text: float,
) -> None:
    score = cell["score"]
    if score is None or score != score:
        label = wording.CLASS_LABEL[kind].lower()
        across = ruler.width(label, text * 0.85) + text
        fill = drawing.fill_of(kind)
        drawing.rect(Box(axis.x, y - row * 0.3, text, row * 0.6), fill, stroke=MUTED, stroke_width=0.8)
        drawing.rect(Box(axis.x + text * 1.3, y - row * 0.36, across, row * 0.72), WHITE)
        drawing.middle(axis.x + text * 1.5, y, [label], text * 0.85, fill=MUTED)
        return
    drawing.line(at(0), y, at(score), y, MUTED, 2)
    ringed = kind is FragilityClass.INDISTINGUISHABLE
    drawing.circle(at(score), y, row * 0.3, WHITE if ringed else CLASS_COLOUR[kind], stroke=TEXT, stroke_width=1.4)
    if ringed:
        drawing.circle(at(score), y, row * 0.08, TEXT)
        drawing.line(at(cell["low"]), y, at(cell["high"]), y, TEXT, 1.4)
    if drawing.wall:
        return
    drawing.middle(
        axis.right + text * 0.9 + ruler.width("+0,00", text * 0.9), y,
        [wording.score_text(Decimal(str(score)))], text * 0.9, anchor="end", fill=MUTED,
    )  # fmt: skip
