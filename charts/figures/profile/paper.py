"""A region's domains as a sorted lollipop around France: published value first, score at the end but on a wall."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from charts.canvas import ruler
from charts.canvas.paper import legend_height, legend_line, nothing, plain_legend, score_ends
from charts.canvas.svg import Box, Drawing
from charts.figures.profile.record import Profile
from charts.theme import CLASS_COLOUR, MUTED, RULE, TEXT, WHITE
from territory import wording
from territory.analysis import FragilityClass

_AXIS_MARGIN = 1.05


def draw(drawing: Drawing, record: Profile, box: Box, size: float) -> None:
    if record.rows.empty:
        nothing(drawing, record, box, size)
        return
    small, entries = size * 0.8, plain_legend(record) if drawing.wall else record.legend
    legend = legend_height(entries, box.width, small)
    plot = _plot(drawing, record, Box(box.x, box.y, box.width, box.height - legend), size)
    with drawing.layer("Axe"):
        axis = plot.axis
        score_ends(drawing, Box(axis.x, box.y, axis.width, size * 1.2), small, record.words.reference.short)
        for y in range(len(record.rows) + 1):
            drawing.line(box.x, axis.y + y * plot.row, box.right, axis.y + y * plot.row, RULE, 0.8)
        drawing.line(plot.x(0), box.y + size * 1.1, plot.x(0), axis.bottom, TEXT, 1.5)
    with drawing.layer(f"Autres {record.words.level.plural}"):
        for other in record.others.itertuples():
            drawing.circle(plot.x(other.score), plot.y(other.y), plot.mark * 0.11, MUTED, opacity=0.4)
    with drawing.layer(f"{record.region_name} ({record.region})"):
        for cell in record.rows.to_dict("records"):
            with drawing.layer(cell["label"], cell["sentence"], inner=True):
                _words(drawing, plot, cell, box.x, size)
                _mark(drawing, plot, cell)
    legend_line(drawing, entries, record.words, Box(box.x, box.bottom - legend, box.width, legend), small, dots=True)


class _Plot(NamedTuple):
    """The axis of scores, and the columns at its left: what labels take, where values end, what signs take.

    ``row``: a row's height, ``mark`` that of its marks, ``text`` the size of its words; ``reach``: the end of the axis.
    """

    axis: Box
    row: float
    mark: float
    text: float
    labels: float
    values: float
    signs: float
    reach: float

    def x(self, score: float) -> float:
        return self.axis.x + self.axis.width / 2 + score / self.reach * self.axis.width / 2

    def y(self, number: float) -> float:
        """The middle of a row."""
        return self.axis.y + (number + 0.5) * self.row


def _plot(drawing: Drawing, record: Profile, box: Box, size: float) -> _Plot:
    rows = record.rows
    row = (box.height - size * 2.0) / len(rows)
    text = drawing.row_text(min(size, row * 0.68), row)
    labels = min(max(ruler.width(label, text) for label in rows["label"]), box.width * 0.26)
    values = max(ruler.width(value, text, 600) for value in rows["value_text"])
    signs = ruler.width("▲▲", text * 0.8) + size * 0.6
    scores = size if drawing.wall else ruler.width("+0,00", text * 0.9) + size
    left = box.x + labels + values + signs + size * 2.2
    axis = Box(left, box.y + size * 1.6, box.right - scores - left, row * len(rows))
    mark = min(row, size * 3)  # a few domains have tall rows, and marks of the same size
    reach = max([abs(score) for score in record.known], default=1.0) * _AXIS_MARGIN
    return _Plot(axis, row, mark, text, labels, box.x + labels + size * 0.9 + values, signs, reach)


def _words(drawing: Drawing, plot: _Plot, cell: dict[str, Any], left: float, size: float) -> None:
    """The domain, its published value and the sign of its class."""
    y, text = plot.y(cell["y"]), plot.text
    lines, used = ruler.fit(cell["label"], plot.labels, (text, text * 0.9, text * 0.8))
    drawing.middle(left, y, lines, used, full=cell["label"])
    drawing.middle(plot.values, y, [cell["value_text"]], text, weight=600, anchor="end")
    if sign := wording.CLASS_SYMBOL[FragilityClass(cell["class"])]:
        drawing.middle(plot.values + size * 0.5 + plot.signs / 2, y, [sign], text * 0.8, anchor="middle")


def _mark(drawing: Drawing, plot: _Plot, cell: dict[str, Any]) -> None:
    """The domain's point, joined to the reference, and its score; ringed where rounding cannot tell them apart."""
    kind, score, y, text = FragilityClass(cell["class"]), cell["score"], plot.y(cell["y"]), plot.text
    if score is None or score != score:
        _unscored(drawing, plot, kind, y)
        return
    x, ringed = plot.x(score), kind is FragilityClass.INDISTINGUISHABLE
    drawing.line(plot.x(0), y, x, y, MUTED, 2)
    drawing.circle(x, y, plot.mark * 0.3, WHITE if ringed else CLASS_COLOUR[kind], stroke=TEXT, stroke_width=1.4)
    if ringed:
        drawing.circle(x, y, plot.mark * 0.08, TEXT)
        drawing.line(plot.x(cell["low"]), y, plot.x(cell["high"]), y, TEXT, 1.4)
    if not drawing.wall:
        right = plot.axis.right + text * 0.9 + ruler.width("+0,00", text * 0.9)
        said = [wording.score_text(Decimal(str(score)))]
        drawing.middle(right, y, said, text * 0.9, anchor="end", fill=MUTED)


def _unscored(drawing: Drawing, plot: _Plot, kind: FragilityClass, y: float) -> None:
    """The class's swatch and its name where the axis begins."""
    left, mark, text, label = plot.axis.x, plot.mark, plot.text, wording.CLASS_LABEL[kind].lower()
    across = ruler.width(label, text * 0.85) + text
    drawing.rect(Box(left, y - mark * 0.3, text, mark * 0.6), drawing.fill_of(kind), stroke=MUTED, stroke_width=0.8)
    drawing.rect(Box(left + text * 1.3, y - mark * 0.36, across, mark * 0.72), WHITE)
    drawing.middle(left + text * 1.5, y, [label], text * 0.85, fill=MUTED)
