"""The overview in the browser: cells as bars, which hatch and can be clicked."""

from __future__ import annotations

import pandas as pd

from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, TEXT_SIZE, empty, frame, hover, label_width, plain, wrap
from charts.figures.overview.record import Overview
from charts.theme import CLASS_LOOK, HATCH, Palette
from territory.analysis import FragilityClass

CELL_HEIGHT = 32

DIM = 0.22

HEADER_HEIGHT = 62


def draw(record: Overview, palette: Palette) -> Plot:
    """Cells as bars (they hatch, and a click on one is an event), one trace a class."""
    if record.rows.empty:
        return empty(record, palette)
    figure = Plot()
    rows = record.rows
    _add_cells(figure, rows[rows["class"] == ""], "France", palette)
    for entry in record.legend:
        cells = rows[rows["class"] == entry.fragility_class.value]
        _add_cells(figure, cells, entry.label, palette, entry.fragility_class)
    headers = [wrap(name, 11, at_hyphens=True) for name in record.headers]
    figure.update_xaxes(
        side="top", tickvals=list(range(len(headers))), ticktext=headers, range=[-0.5, len(headers) - 0.5],
        tickangle=0, tickfont={"size": SMALL_SIZE}, showgrid=False, zeroline=False, ticks="", fixedrange=True,
    )  # fmt: skip
    count = len(record.labels)
    figure.update_yaxes(
        tickvals=list(range(count)), ticktext=[plain(label) for label in record.labels],
        range=[count - 0.5, -0.5], showgrid=False, zeroline=False, ticks="", fixedrange=True,
    )  # fmt: skip
    for break_ in record.breaks:
        figure.add_hline(y=break_ - 0.5, line={"color": palette.muted, "width": 1})
    if record.framed is not None:
        x = record.framed
        figure.add_shape(
            type="rect",
            x0=x - 0.5,
            x1=x + 0.5,
            y0=-0.5,
            y1=count - 0.5,
            line={"color": palette.text, "width": 3},
        )
    figure.update_layout(barmode="overlay", bargap=0)
    framed = frame(
        figure,
        record,
        palette,
        body=CELL_HEIGHT * count,
        below=62,
        left=label_width(record.labels),
        title_width=110,
        source_width=170,
    )
    framed.update_layout(legend={"orientation": "h"}, margin={"t": framed.layout["margin"]["t"] + HEADER_HEIGHT})
    return framed.update_layout(height=framed.layout["height"] + HEADER_HEIGHT)


def _add_cells(
    figure: Plot, cells: pd.DataFrame, name: str, palette: Palette, kind: FragilityClass | None = None
) -> None:
    """The cells of a class, or those of France, which have none and stand in bold on no colour."""
    look = None if kind is None else CLASS_LOOK[kind]
    ink = look.ink if look else palette.text
    figure.add_bar(
        orientation="h",
        base=[x - 0.49 for x in cells["x"]],
        x=[0.98] * len(cells),
        y=list(cells["y"]),
        width=0.94,
        text=[plain(text) for text in cells["text"]],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={
            "size": TEXT_SIZE - 1,
            "color": [palette.muted if dimmed else ink for dimmed in cells["dimmed"]],
            "weight": 400 if look else 600,
        },
        marker={
            "color": look.colour if look else "rgba(0,0,0,0)",
            "opacity": [DIM if dimmed else 1 for dimmed in cells["dimmed"]],
            "line": {"width": 0.5, "color": palette.line},
            "pattern": {"shape": "/" if look and look.hatched else "", "fgcolor": HATCH, "solidity": 0.2, "size": 7},
        },
        customdata=cells[["indicator", "domain", "region"]].to_numpy().tolist(),
        hovertext=[hover(text) for text in cells["hover"]],
        hoverinfo="text",
        name=plain(name),
        showlegend=look is not None,
        selected={"marker": {"opacity": 1}},  # without both, Plotly throws on a click
        unselected={"marker": {"opacity": 1}},
    )
