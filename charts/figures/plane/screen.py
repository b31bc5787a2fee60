"""The plane in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from charts.canvas.labels import label_side, widened
from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, empty, frame, marked, plain
from charts.figures.plane.record import Plane
from charts.theme import Palette
from territory.wording import capital

PLANE_HEIGHT = 420

LABEL_LINE = 15


def draw(record: Plane, palette: Palette) -> Plot:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    own = rows["region"] == record.region
    figure = Plot()
    figure.add_scatter(
        x=list(rows["x"]), y=list(rows["y"]), mode="markers", showlegend=False, name=capital(record.words.level.plural),
        marker={"size": 11, "color": [palette.accent if mine else palette.muted for mine in own]},
        customdata=[[code] for code in rows["region"]], hovertext=[plain(name) for name in rows["name"]],
        hoverinfo="text", selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    low, high = widened(rows["y"], 0.1)
    pixels = PLANE_HEIGHT / ((high - low) or 1)
    heights = _label_heights(rows, [(high - y) * pixels for y in rows["y"]], LABEL_LINE, PLANE_HEIGHT)
    for row, mine, height in zip(rows.itertuples(), own, heights, strict=True):
        side = label_side(row.x, rows)
        figure.add_annotation(
            x=row.x, y=row.y, text=marked(row.short, mine), ax=side * 22, ay=height - (high - row.y) * pixels,
            xanchor="left" if side > 0 else "right", showarrow=True, arrowhead=0, arrowwidth=0.8,
            arrowcolor=palette.line, standoff=6, font={"size": SMALL_SIZE},
        )  # fmt: skip
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "showticklabels": False}
    figure.update_xaxes(range=widened(rows["x"], 0.45), **quiet)
    figure.update_yaxes(range=[low, high], **quiet)
    return frame(figure, palette, body=PLANE_HEIGHT)


def _label_heights(rows: pd.DataFrame, heights: Sequence[float], line: float, room: float) -> list[float]:
    """Where each label stands, from the top: at its point, or moved so that labels of a side are a line apart.

    On a screen whose width is not known, only heights can be promised: ``charts.canvas.labels.label_positions`` does
    better in print.

    ``heights``: the points, from the top; ``room``: the drawing's height, which no label leaves.
    """
    placed = list(heights)
    for side in (-1, 1):
        own = sorted((k for k, x in enumerate(rows["x"]) if label_side(x, rows) == side), key=lambda k: (heights[k], k))
        for above, below in pairwise(own):
            placed[below] = max(placed[below], placed[above] + line)
        lowest = room - line / 2
        for k in reversed(own):
            placed[k] = min(placed[k], lowest)
            lowest = placed[k] - line
    return placed
