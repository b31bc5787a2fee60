"""The tree in the browser."""

from __future__ import annotations

from charts.canvas.plot import Plot
from charts.canvas.screen import empty, frame, marked
from charts.figures.tree.record import Tree
from charts.theme import Palette

LEAF_HEIGHT = 30


def draw(record: Tree, palette: Palette) -> Plot:
    if record.rows.empty:
        return empty(record, palette)
    figure = Plot()
    for first, last in record.groups[::2]:
        figure.add_hrect(
            y0=first - 0.5, y1=last + 0.5, fillcolor=palette.accent, opacity=0.06, line={"width": 0}, layer="below"
        )
    for row in record.rows.itertuples():
        figure.add_scatter(
            x=[row.left_height, row.height, row.height, row.right_height],
            y=[row.left, row.left, row.right, row.right],
            mode="lines", line={"color": palette.muted, "width": 2}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
    names = [marked(name, code == record.region) for code, name in zip(record.leaves, record.names, strict=True)]
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    figure.update_xaxes(showticklabels=False, **quiet)
    figure.update_yaxes(tickvals=list(range(len(names))), ticktext=names, range=[len(names) - 0.5, -0.5], **quiet)
    return frame(figure, palette, body=LEAF_HEIGHT * len(names), left=190)
