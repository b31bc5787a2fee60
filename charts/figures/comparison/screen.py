"""The comparison in the browser: dumbbells for two regions, strips up to five; beyond, the page has the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from charts.canvas.markup import render
from charts.canvas.plot import Plot
from charts.canvas.screen import SMALL_SIZE, empty, frame, hover, label_width, plain, score_axes
from charts.figures.comparison.record import MAX_REGIONS, Comparison
from charts.record import PLAIN
from charts.tables import cell_text
from charts.theme import REGION_COLOURS, REGION_SHAPES, Palette
from territory import wording

ROW_HEIGHT = 36

MARGIN, LABELLED_MARGIN = 1.3, 1.9
"""The axis beyond the farthest point; with labels, on a phone, each takes 50 px of the 120 of its side."""


def draw(record: Comparison, palette: Palette) -> Plot:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    if not record.marked:
        return empty(
            record,
            palette,
            f"{record.alt} Les valeurs de plus de {MAX_REGIONS} {record.words.level.plural} se lisent en tableau.",
        )
    figure = Plot()
    pair = len(record.regions) == 2
    for y, group in rows[rows["score"].notna()].groupby("y"):
        figure.add_shape(
            type="line", x0=group["score"].min(), x1=group["score"].max(), y0=y, y1=y, layer="below",
            line={"color": palette.muted if pair else palette.line, "width": 4 if pair else 2},
        )  # fmt: skip
    for k, region in enumerate(record.regions):
        own = rows[(rows["region"] == region) & rows["score"].notna()]
        figure.add_scatter(
            x=list(own["score"]), y=list(own["y"]), mode="markers+text" if pair else "markers",
            name=plain(record.names[k]),
            marker={
                "size": 14, "color": REGION_COLOURS[k], "symbol": REGION_SHAPES[k],
                "line": {"width": 1, "color": palette.background},
            },
            text=[f"  {plain(text)}  " for text in own["value_text"]], textposition=_label_sides(rows, own),
            textfont={"size": SMALL_SIZE, "color": palette.text}, cliponaxis=False,
            customdata=own[["domain", "region"]].to_numpy().tolist(),
            hovertext=[hover(f"{name}. {said}") for name, said in zip(own["name"], own["sentence"], strict=True)],
            hoverinfo="text", selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
        )  # fmt: skip
    labels = rows.drop_duplicates("y")
    score_axes(
        figure,
        list(labels["y"]),
        [plain(label) for label in labels["label"]],
        list(rows["score"].dropna()),
        palette,
        margin=LABELLED_MARGIN if pair else MARGIN,
        middle=record.words.reference.short,
    )
    count = len(record.regions)
    return frame(
        figure,
        palette,
        body=ROW_HEIGHT * rows["y"].nunique() + 30,
        below=20 * count + 14,
        left=label_width(rows["label"]),
    )


def _label_sides(rows: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Labels outside the pair: the right-hand point's on the right, the other's on the left."""
    middle = rows.groupby("y")["score"].mean()
    first = own["region"].iloc[0] == rows["region"].iloc[0] if len(own) else True
    return [
        "middle right" if score > middle[y] or (score == middle[y] and first) else "middle left"
        for score, y in zip(own["score"], own["y"], strict=True)
    ]


def values(record: Comparison) -> Markup:
    """The published values, whose cells have their class's colour and sign: the regions asked for first."""
    rows = [
        {
            "domain": row["Domaine"],
            "cells": [
                {"text": _with_percent(row[name], record.symbols[k]), "kind": record.kinds[name][k]}
                for name in record.names
            ],
            "parents": [_with_percent(row[name], record.symbols[k]) for name in record.parents],
            "national": _with_percent(row[record.words.reference.name], record.symbols[k]),
            "measure": record.measures[k],
        }
        for k, row in enumerate(record.table.to_dict("records"))
    ]
    reference = record.words.reference.short
    said = f"Valeurs publiées{wording.NBSP}: {wording.enumeration(record.names)}, et {reference}"
    return render(
        Path(__file__).with_name("values.html"),
        rows=rows,
        names=record.names,
        said=said,
        reference=reference,
        parents=record.parents,
    )


def _with_percent(value: Any, symbol: str) -> str:
    """« 10,8 % »: only % is repeated, the row says the other units."""
    text = cell_text(value, PLAIN)
    return wording.with_symbol(text, "%") if symbol == "%" and value is not None else text
