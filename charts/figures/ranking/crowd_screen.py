"""Many territories on the axis of an indicator, in the browser: a dot each, or how many stand where."""

from __future__ import annotations

import pandas as pd

from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, frame, hover, plain, wrap
from charts.figures.crowd import Form, bins, classes_of, stacked
from charts.figures.ranking.record import Ranking
from charts.theme import OUTLINE, Palette
from territory import wording
from territory.analysis import FragilityClass

HEIGHT, DOT, COLUMNS = 300, 11, 60
"""Pixels of the plot and of a dot; dots side by side on the axis of a page."""


def draw(record: Ranking, rows: pd.DataFrame, palette: Palette) -> Plot:
    """``rows``: those that have a value."""
    figure, (low, high), missing = Plot(), record.ends, len(record.rows) - len(rows)
    pad = ((high - low) or 1) * 0.06
    limits = [low - pad, high + pad]
    if record.form is Form.DOTS:
        top = _dots(figure, record, rows, (limits[1] - limits[0]) / COLUMNS, palette)
    else:
        top = _bars(figure, record, rows, palette)
    if record.national is not None:
        _mark(figure, float(record.national), wrap(record.national_text, 24), top, 1.08, palette.text)
    for row in rows[rows["region"] == record.region].itertuples():
        said = f"<b>{plain(row.name)}</b>{wording.NBSP}: {plain(row.value_text)}"
        _mark(figure, float(row.value), said, top, 1.3, palette.accent)
    quiet = {"showgrid": False, "zeroline": False, "fixedrange": True}
    figure.update_xaxes(range=limits[::-1] if record.sign < 0 else limits, ticks="outside", nticks=6, **quiet)
    if record.sign:
        figure.update_xaxes(title={"text": "◀ moins fragile · plus fragile ▶", "font": {"size": SMALL_SIZE}})
    figure.update_yaxes(range=[-top * 0.03, top * 1.45], showticklabels=False, ticks="", **quiet)
    if missing:
        figure.add_annotation(
            text=f"{wording.MISSING}{wording.NBSP}: {record.words.level.counted(missing)}", x=0, y=0, xref="paper",
            yref="paper", yshift=-66, showarrow=False, xanchor="left",
            font={"size": SMALL_SIZE, "color": palette.muted},
        )  # fmt: skip
    return frame(figure, palette, body=HEIGHT, below=62 if missing else 40)


def _mark(figure: Plot, x: float, text: str, top: float, height: float, colour: str) -> None:
    """A line from the axis to its words."""
    figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=top * height, line={"color": colour, "width": 1.5})
    figure.add_annotation(
        x=x, y=top * height, yanchor="bottom", text=text, showarrow=False, font={"size": SMALL_SIZE, "color": colour}
    )


def _dots(figure: Plot, record: Ranking, rows: pd.DataFrame, step: float, palette: Palette) -> float:
    """One dot per territory, piled where several stand; how high they reach."""
    values = [float(value) for value in rows["value"]]
    heights = stacked(values, step)
    own = [region == record.region for region in rows["region"]]
    kinds = [FragilityClass(kind) for kind in rows["class"]]
    figure.add_scatter(
        x=values, y=[height + 0.5 for height in heights], mode="markers", showlegend=False,
        marker={
            "size": [DOT + 4 if mine else DOT for mine in own], "color": [palette.fill(kind) for kind in kinds],
            "line": {
                "width": [3 if mine else 1 for mine in own],
                "color": [palette.accent if mine else OUTLINE for mine in own],
            },
        },
        cliponaxis=False, customdata=[[region] for region in rows["region"]],
        hovertext=[hover(f"{name}. {said}") for name, said in zip(rows["name"], rows["sentence"], strict=True)],
        hoverinfo="text", name=wording.capital(record.words.level.plural),
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    return float(max(max(heights) + 1, HEIGHT / DOT / 2))


def _bars(figure: Plot, record: Ranking, rows: pd.DataFrame, palette: Palette) -> float:
    """How many territories stand in each interval, by class; how high they reach."""
    values = [float(value) for value in rows["value"]]
    found = bins(values)
    parts = classes_of(found, values, [FragilityClass(kind) for kind in rows["class"]])
    for kind in (each for each in FragilityClass if any(each in part for part in parts)):
        figure.add_bar(
            x=[each.middle for each in found], y=[part.get(kind, 0) for part in parts],
            width=[(each.high - each.low) or 1 for each in found], showlegend=False,
            marker={"color": palette.fill(kind), "line": {"width": 1, "color": OUTLINE}},
            hovertext=[hover(record.words.level.counted(each.held)) for each in found], hoverinfo="text",
            name=wording.class_label(kind, record.words),
        )  # fmt: skip
    figure.update_layout(barmode="stack")
    return float(max(each.held for each in found))
