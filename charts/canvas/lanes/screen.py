"""Lanes in the browser: rows are domains, abscissas their rank in the region."""

from __future__ import annotations

from charts.canvas.lanes.record import Lanes, rank_ticks
from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, frame, label_width, plain
from charts.theme import Palette
from territory.robustness import FIRST

ROW_HEIGHT = 42


def draw_lanes(figure: Plot, record: Lanes, palette: Palette, said: list[tuple[str, str]]) -> Plot:
    """The frame of a figure whose rows are domains and whose abscissas are places: each row's label and word."""
    ticks = rank_ticks(record.last)
    quiet = {"showgrid": False, "zeroline": False, "ticks": "", "fixedrange": True}
    figure.add_vrect(
        x0=0.5,
        x1=min(FIRST, record.last) + 0.5,
        fillcolor=palette.accent,
        opacity=0.08,
        line={"width": 0},
        layer="below",
    )
    figure.update_xaxes(
        side="top", range=[0.3, record.last + 0.5], tickvals=list(ticks), tickfont={"size": SMALL_SIZE},
        ticktext=list(ticks.values()), tickangle=0, **quiet,
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(said))), range=[len(said) - 0.4, -0.7],
        ticktext=[f"{plain(label)}<br><b>{plain(word)}</b>" for label, word in said],
        tickfont={"size": SMALL_SIZE}, **quiet,
    )  # fmt: skip
    left = label_width([text for pair in said for text in pair])
    framed = frame(figure, palette, body=ROW_HEIGHT * len(said) + 16, left=left)
    return framed.update_layout(height=framed.layout["height"] + 22, margin={"t": framed.layout["margin"]["t"] + 22})
