"""The solidity in the browser: a dot (median) on a bar (the interval)."""

from __future__ import annotations

from charts.canvas.lanes.screen import draw_lanes
from charts.canvas.plot import Plot
from charts.canvas.screen import empty, hover
from charts.figures.solidity.record import Solidity
from charts.theme import Palette
from territory.robustness import Verdict


def draw(record: Solidity, palette: Palette) -> Plot:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    figure = Plot()
    for row in rows.itertuples():
        figure.add_shape(
            type="line", x0=row.low, x1=row.high, y0=row.y, y1=row.y, layer="below",
            line={"color": palette.muted, "width": 5 if row.verdict == Verdict.SOLID else 2.5},
        )  # fmt: skip
    solid = rows["verdict"] == Verdict.SOLID
    figure.add_scatter(
        x=list(rows["place"]), y=list(rows["y"]), mode="markers", showlegend=False, name="Place médiane",
        marker={
            "size": 14, "color": [palette.accent if s else palette.background for s in solid],
            "line": {"width": 2, "color": palette.accent},
        },
        customdata=[[domain] for domain in rows["domain"]], hoverinfo="text",
        hovertext=[hover(f"{said} {why}") for said, why in zip(rows["sentence"], rows["factor"], strict=True)],
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    return draw_lanes(figure, record, palette, [(row.label, row.word) for row in rows.itertuples()])
