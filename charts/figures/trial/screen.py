"""The reader's variant in the browser: an empty dot in the method, a full one with the choices."""

from __future__ import annotations

from typing import Any

from charts.canvas.lanes.screen import draw_lanes
from charts.canvas.plot import Plot
from charts.canvas.screen import empty, hover
from charts.figures.trial.record import TrialPlaces
from charts.theme import Palette
from territory import wording


def draw(record: TrialPlaces, palette: Palette) -> Plot:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    figure = Plot()
    kept = rows[rows["after"].notna()]
    for row in kept.itertuples():
        figure.add_shape(
            type="line", x0=row.before, x1=row.after, y0=row.y, y1=row.y, layer="below",
            line={"color": palette.muted, "width": 2.5},
        )  # fmt: skip
    for name, part, places, fill in (
        ("Dans la méthode", rows, rows["before"], palette.background),
        ("Avec ces choix", kept, kept["after"], palette.accent),
    ):
        figure.add_scatter(
            x=list(places), y=list(part["y"]), mode="markers", showlegend=False, name=name,
            marker={"size": 13, "color": fill, "line": {"width": 2, "color": palette.accent}},
            hoverinfo="text", hovertext=_hovers(part), customdata=[[code] for code in part["domain"]],
            selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    return draw_lanes(figure, record, palette, [(row.label, row.effect) for row in rows.itertuples()])


def _hovers(part: Any) -> list[str]:
    return [hover(f"{row.label}{wording.NBSP}: {row.move}.") for row in part.itertuples()]
