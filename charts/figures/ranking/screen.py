"""The ranking in the browser: a line from France to each dot, the values in a column at the right."""

from __future__ import annotations

import pandas as pd

from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, empty, frame, hover, label_width, marked, plain, wrap
from charts.figures.crowd import Form
from charts.figures.ranking import crowd_screen
from charts.figures.ranking.record import Ranking
from charts.theme import OUTLINE, Palette
from territory.analysis import FragilityClass
from territory.wording import MISSING, NBSP, capital

ROW_HEIGHT = 32
VALUES_WIDTH = 52
"""Pixels of the column of values: beside their dots they met the names on a phone."""


def draw(record: Ranking, palette: Palette) -> Plot:
    rows = record.rows[record.rows["value"].notna()].reset_index(drop=True)
    missing = record.rows[record.rows["value"].isna()]
    if rows.empty:
        return empty(record, palette)
    if record.form is not Form.LABELLED:
        return crowd_screen.draw(record, rows, palette)
    figure = Plot()
    kinds = [FragilityClass(kind) for kind in rows["class"]]
    national = float(record.national or 0)
    for row in rows.itertuples():
        figure.add_shape(
            type="line", x0=national, x1=float(row.value), y0=row.Index, y1=row.Index, layer="below",
            line={"color": palette.line, "width": 2},
        )  # fmt: skip
    reversed_axis = record.sign < 0
    figure.add_scatter(
        x=[float(value) for value in rows["value"]], y=list(rows.index), mode="markers", showlegend=False,
        marker={"size": 15, "color": [palette.fill(k) for k in kinds], "line": {"width": 1.2, "color": OUTLINE}},
        cliponaxis=False, customdata=[[region] for region in rows["region"]],
        hovertext=[hover(f"{name}. {said}") for name, said in zip(rows["name"], rows["sentence"], strict=True)],
        hoverinfo="text", name=capital(record.words.level.plural),
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    _axes(figure, rows, record, national, reversed_axis, palette)
    if len(missing):
        figure.add_annotation(
            text=plain(f"{MISSING}{NBSP}: {', '.join(missing['name'])}"), x=0, y=len(rows) - 0.4, xref="paper",
            showarrow=False, xanchor="left", font={"size": SMALL_SIZE, "color": palette.muted},
        )  # fmt: skip
    _values(figure, rows, record)
    drawn = frame(figure, palette, body=ROW_HEIGHT * (len(rows) + 2), below=4, left=label_width(rows["short"]))
    return drawn.update_layout(margin={"r": VALUES_WIDTH})


def _values(figure: Plot, rows: pd.DataFrame, record: Ranking) -> None:
    """Each region's value at the right, their decimals under one another."""
    for row in rows.itertuples():
        figure.add_annotation(
            text=marked(row.number, row.region == record.region), x=1, y=row.Index, xref="paper", xanchor="right",
            xshift=VALUES_WIDTH, showarrow=False,
        )  # fmt: skip


def _axes(
    figure: Plot,
    rows: pd.DataFrame,
    record: Ranking,
    national: float,
    reversed_axis: bool,
    palette: Palette,
) -> None:
    values = [float(value) for value in rows["value"]] + [national]
    pad = (max(values) - min(values) or 1) * 0.12
    limits = [min(values) - pad, max(values) + pad]
    names = [marked(row.short, row.region == record.region) for row in rows.itertuples()]
    figure.add_shape(
        type="line",
        x0=national,
        x1=national,
        y0=-0.65,
        y1=len(rows) - 0.3,
        line={"color": palette.text, "width": 1.5},
    )
    said = wrap(record.national_text, 24)
    figure.add_annotation(
        x=national, y=-0.7, yanchor="bottom", text=said, showarrow=False, font={"size": SMALL_SIZE},
    )  # fmt: skip
    figure.update_xaxes(
        range=limits[::-1] if reversed_axis else limits, showgrid=False, zeroline=False,
        showticklabels=False, ticks="", fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(rows.index), ticktext=names, range=[len(rows) - 0.2, -1.6 - 0.5 * said.count("<br>")],
        showgrid=False, zeroline=False, ticks="", fixedrange=True,
    )  # fmt: skip
