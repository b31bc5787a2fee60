"""The 13 values of an indicator as labelled dots on a line, beside the map: same colours, same order as its table.

``rows``: as in ``charts.region_map``, most fragile first. Right always means more fragile, so the axis of
an indicator where lower is more fragile runs backwards.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from charts import region_map
from charts.record import Record
from charts.region_map import OUTLINE
from charts.theme import CLASS_COLOUR, SMALL_SIZE, Palette, empty, frame, hover, label_width, plain
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.indicators import Indicator
from territory.loader import Edition

ROW_HEIGHT = 32


def record(
    edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading, region: str | None = None
) -> Record:
    """What the ranking says: the map's content, in the order of its table."""
    base = region_map.record(edition, scores, indicator, reading, region)
    cells = scores[scores["indicator"] == indicator.code]
    order = sorted(cells.to_dict("records"), key=region_map.ranking_order)
    rows = base.rows.set_index("region").loc[[cell["region"] for cell in order]].reset_index()
    sign = reading.polarity(indicator).sign
    national = cells["national"].iloc[0]
    spoken = "du plus au moins fragile" if sign else "sans classement"
    valued = [(edition.regions[cell["region"]], cell["value"]) for cell in order if cell["value"] is not None]
    title = wording.extent_finding(indicator, valued if sign else sorted(valued, key=lambda place: place[1]))
    values = [f"{row.name} {row.value_text}" for row in rows[["name", "value_text"]].itertuples(index=False)]
    return replace(
        base,
        kind="classement",
        name=f"classement {indicator.label} {base.extra['region_name']}",
        title=title,
        subtitle=f"{base.subtitle}, {spoken}" if valued else base.subtitle,
        alt=f"Régions en points alignés, {spoken}. {title}. {wording.full_stop(wording.enumeration(values))}",
        how_to_read=(
            "Chaque point est une région, la ligne verticale la valeur nationale. "
            + ("À droite, plus fragile\u202f; à gauche, moins fragile." if sign else "Cet indicateur n’est pas classé.")
        ),
        rows=rows,
        extra={
            **base.extra,
            "sign": sign,
            "national": national,
            "national_text": f"France {wording.value_text(indicator, national, national=True)}",
        },
    )


def draw(record: Record, palette: Palette) -> go.Figure:
    rows = record.rows[record.rows["value"].notna()].reset_index(drop=True)
    missing = record.rows[record.rows["value"].isna()]
    if rows.empty:
        return empty(record, palette)
    figure = go.Figure()
    kinds = [FragilityClass(kind) for kind in rows["class"]]
    national = float(record.extra["national"])
    for row in rows.itertuples():
        figure.add_shape(
            type="line", x0=national, x1=float(row.value), y0=row.Index, y1=row.Index, layer="below",
            line={"color": palette.line, "width": 2},
        )  # fmt: skip
    reversed_axis = record.extra["sign"] < 0
    figure.add_scatter(
        x=[float(value) for value in rows["value"]], y=list(rows.index), mode="markers+text", showlegend=False,
        marker={"size": 15, "color": [CLASS_COLOUR[k] for k in kinds], "line": {"width": 1.2, "color": OUTLINE}},
        text=[f"  {plain(text)}  " for text in rows["number"]],
        textposition=[_side(float(v), national, reversed_axis) for v in rows["value"]],
        textfont={"color": palette.text}, cliponaxis=False, customdata=[[region] for region in rows["region"]],
        hovertext=[hover(f"{name}. {said}") for name, said in zip(rows["name"], rows["sentence"], strict=True)],
        hoverinfo="text", name="Régions",
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip
    _axes(figure, rows, record, national, reversed_axis, palette)
    if len(missing):
        figure.add_annotation(
            text=plain(f"n. d. : {', '.join(missing['name'])}"), x=0, y=len(rows) - 0.4, xref="paper", showarrow=False,
            xanchor="left", font={"size": SMALL_SIZE + 1, "color": palette.muted},
        )  # fmt: skip
    return frame(figure, record, palette, body=ROW_HEIGHT * (len(rows) + 2), below=4, left=label_width(rows["short"]))


def _side(value: float, national: float, reversed_axis: bool) -> str:
    return "middle right" if (value >= national) != reversed_axis else "middle left"


def _axes(
    figure: go.Figure,
    rows: pd.DataFrame,
    record: Record,
    national: float,
    reversed_axis: bool,
    palette: Palette,
) -> None:
    values = [float(value) for value in rows["value"]] + [national]
    pad = (max(values) - min(values) or 1) * 0.42
    limits = [min(values) - pad, max(values) + pad]
    names = [
        f"<b>{plain(row.short)}</b>" if row.region == record.extra["region"] else plain(row.short)
        for row in rows.itertuples()
    ]
    figure.add_shape(
        type="line",
        x0=national,
        x1=national,
        y0=-0.65,
        y1=len(rows) - 0.3,
        line={"color": palette.text, "width": 1.5},
    )
    figure.add_annotation(
        x=national,
        y=-1,
        text=plain(record.extra["national_text"]),
        showarrow=False,
        font={"size": SMALL_SIZE + 1},
    )
    figure.update_xaxes(
        range=limits[::-1] if reversed_axis else limits, showgrid=False, zeroline=False,
        showticklabels=False, ticks="", fixedrange=True,
    )  # fmt: skip
    figure.update_yaxes(
        tickvals=list(rows.index), ticktext=names, range=[len(rows) - 0.2, -1.6], showgrid=False, zeroline=False,
        ticks="", fixedrange=True,
    )  # fmt: skip
