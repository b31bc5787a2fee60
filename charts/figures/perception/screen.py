"""The plane in the browser: names placed for the narrowest telephone, points spread as wide as the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.canvas import ruler
from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, empty, frame, hover, marked, plain
from charts.figures.perception.plane import Plan
from charts.figures.perception.record import Perception
from charts.theme import Palette

HEIGHT, NARROWEST = 440, 330
"""px of the plane: its height, and its width on a telephone of 390, where names must not meet."""
_NEAR = 0.35
"""Of the width: a reference farther to the right is named on its left, away from the axis's own words."""
_ON_PAPER: Mapping[str, Any] = {"showarrow": False, "xref": "paper", "yref": "paper", "borderpad": 0}
_LEFT, _BELOW, _ARM, _LINE, _HEAD = 26, 30, 11, 14, 24


def draw(record: Perception, palette: Palette) -> Plot:
    if not record.drawable:
        return empty(record, palette)
    figure, rows = Plot(), record.rows.to_dict("records")
    figure.add_scatter(
        x=[row["share"] for row in rows], y=[row["score"] for row in rows], mode="markers", showlegend=False,
        name=plain(record.group), cliponaxis=False,
        hovertext=[hover(row["sentence"]) for row in rows], hoverinfo="text",
        error_x={
            "type": "data", "symmetric": False, "thickness": 1.5, "width": 0, "color": palette.line,
            "array": [row["high"] - row["share"] for row in rows],
            "arrayminus": [row["share"] - row["low"] for row in rows],
        },
        marker={
            "size": 11,
            "color": [palette.accent if row["sure"] else palette.background for row in rows],
            "line": {"width": 2, "color": [palette.accent if row["sure"] else palette.muted for row in rows]},
        },
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    _zones(figure, record, palette)
    _axes(figure, record, palette)
    _names(figure, record, palette)
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True, "showticklabels": False}
    figure.update_xaxes(range=[0, record.reach], **quiet)
    figure.update_yaxes(range=[record.lowest, record.highest], **quiet)
    return frame(figure, palette, body=HEIGHT, below=_BELOW, left=_LEFT)


def _names(figure: Plot, record: Perception, palette: Palette) -> None:
    plan = Plan(record, NARROWEST, HEIGHT)
    placed = plan.names(lambda name: ruler.width(name, SMALL_SIZE, 600), _LINE, arm=_ARM, radius=6, head=_HEAD)
    for row, label in placed:
        figure.add_annotation(
            x=row["share"], y=row["score"], text=marked(row["short"], row["sure"]),
            ax=label.side * _ARM, ay=label.middle - plan.y(row["score"]), xanchor="left" if label.side > 0 else "right",
            showarrow=True, arrowhead=0, arrowwidth=0.8, arrowcolor=palette.line, standoff=6, borderpad=0,
            font={"size": SMALL_SIZE},
        )  # fmt: skip


def _zones(figure: Plot, record: Perception, palette: Palette) -> None:
    """What is both seen and measured tinted, the two bounds, the zones' names."""
    figure.add_shape(
        type="rect", x0=record.reference, x1=record.reach, y0=record.bound, y1=record.highest,
        fillcolor=palette.accent, opacity=0.07, line={"width": 0}, layer="below",
    )  # fmt: skip
    for x0, x1, y0, y1 in (
        (record.reference, record.reference, record.lowest, record.highest),
        (0, record.reach, record.bound, record.bound),
    ):
        figure.add_shape(
            type="line", x0=x0, x1=x1, y0=y0, y1=y1, line={"color": palette.text, "width": 1.2}, layer="below"
        )
    for name, across, down, way, fall in Plan(record, 1, 1).corners:
        figure.add_annotation(
            text=f"<b>{plain(name)}</b>", x=across, y=1 - down, xanchor="left" if way > 0 else "right",
            yanchor="top" if fall > 0 else "bottom", xshift=way * 4, yshift=-fall * 4,
            bgcolor=palette.background if way > 0 else "rgba(0,0,0,0)",
            font={"size": SMALL_SIZE + 1, "color": palette.muted}, **_ON_PAPER,
        )  # fmt: skip


def _axes(figure: Plot, record: Perception, palette: Palette) -> None:
    """What the bound of « vu » is, and what the axes are."""
    small = {"size": SMALL_SIZE, "color": palette.muted}
    figure.add_annotation(
        text=record.reference_name, x=record.reference, y=record.lowest, showarrow=False, yanchor="top", yshift=-4,
        xanchor="left" if record.reference < record.reach * _NEAR else "right", font=small, borderpad=0,
    )  # fmt: skip
    figure.add_annotation(
        text="davantage vu ▶", x=1, y=0, xanchor="right", yanchor="top", yshift=-4, font=small, **_ON_PAPER
    )
    figure.add_annotation(
        text=f"plus fragile {plain(record.words.reference.than)} ▶", x=0, y=0, xanchor="right", yanchor="bottom",
        xshift=-4, textangle=-90, font=small, **_ON_PAPER,
    )  # fmt: skip
