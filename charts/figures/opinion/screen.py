"""The second question in the browser: one bar of answers per domain, and how many they are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, empty, frame, hover, label_width, marked, plain
from charts.figures.opinion.record import Opinions
from charts.theme import Palette
from territory.wording.opinion import HEADING
from territory.workshop.model import Opinion

ROW_HEIGHT, _LEGEND_LINE = 30, 22
_INSIDE = 0.06
"""The least part of a bar that has room for its number."""


def draw(record: Opinions, palette: Palette) -> Plot:
    if not record.drawable:
        return empty(record, palette)
    figure, rows = Plot(), record.rows.to_dict("records")
    _bars(figure, rows, palette)
    _counts(figure, rows, palette)
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    names = [marked(row["short"], row["sure"]) for row in rows]
    figure.update_xaxes(range=[-0.004, 1.004], showticklabels=False, **quiet)
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=names, range=[len(rows) - 0.4, -1.2], **quiet)
    left = label_width([row["short"] for row in rows])
    framed = frame(figure, palette, body=ROW_HEIGHT * len(rows) + 20, below=_LEGEND_LINE * len(Opinion) + 4, left=left)
    return framed.update_layout(barmode="stack", bargap=0.28, margin={"r": 34})


def _bars(figure: Plot, rows: Sequence[Mapping[Hashable, Any]], palette: Palette) -> None:
    """The parts of each bar, answer by answer, with the numbers that have room."""
    for each in Opinion:
        fill, ink = palette.said(each)
        shares = [row[each.value] / row["given"] for row in rows]
        figure.add_bar(
            x=shares, y=list(range(len(rows))), orientation="h", name=plain(HEADING[each]),
            text=[str(row[each.value]) if share >= _INSIDE else "" for row, share in zip(rows, shares, strict=True)],
            textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
            textfont={"size": SMALL_SIZE, "color": ink},
            hovertext=[hover(row["sentence"]) for row in rows], hoverinfo="text",
            marker={"color": fill, "line": {"width": 1, "color": palette.muted}},
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip


def _counts(figure: Plot, rows: Sequence[Mapping[Hashable, Any]], palette: Palette) -> None:
    """How many answers each bar shares, under « n »."""
    for y, text in (*enumerate(str(row["given"]) for row in rows), (-0.9, "<i>n</i>")):
        figure.add_annotation(
            x=1, xref="paper", y=y, text=text, showarrow=False, xanchor="left", xshift=6,
            font={"size": SMALL_SIZE, "color": palette.muted},
        )  # fmt: skip
