"""The overview in the browser: a table whose cells lead to their domain and region."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from charts.addresses import address
from charts.canvas.markup import render
from charts.canvas.plot import Plot
from charts.canvas.screen import empty
from charts.figures.overview.record import Overview
from charts.legend import legend_class
from charts.theme import Palette
from territory import wording
from territory.analysis import FragilityClass
from territory.regions import NATIONAL


def draw(record: Overview, palette: Palette) -> Markup | Plot:
    """One row per domain, France first; a phone shows the reader's region alone beside it (``static/house.css``)."""
    if record.rows.empty:
        return empty(record, palette)
    codes = record.rows.sort_values("x")["region"].unique()
    return render(
        Path(__file__).with_name("screen.html"),
        record=record,
        columns=list(zip(record.headers, codes, strict=True)),
        rows=[_row(record, int(y), cells) for y, cells in record.rows.groupby("y")],
    )


def _address(record: Overview, domain: str, region: str | None) -> str:
    return address("domaine", record.reading, edition=record.edition, domaine=domain, region=region)


def _row(record: Overview, y: int, cells: pd.DataFrame) -> dict[str, Any]:
    first = cells.iloc[0]
    return {
        "label": record.labels[y],
        "measure": record.row_measures[y],
        "begins": y in record.breaks,
        "address": _address(record, first["domain"], record.region),
        "cells": [_cell(record, cell) for cell in cells.sort_values("x").to_dict("records")],
    }


def _cell(record: Overview, cell: dict[str, Any]) -> dict[str, Any]:
    sign = "" if cell["region"] == NATIONAL else wording.CLASS_SYMBOL[legend_class(FragilityClass(cell["class"]))]
    return {
        "region": cell["region"],
        "kind": cell["class"],
        "value": cell["value_text"],
        "sign": sign,
        "hover": cell["hover"],
        "dimmed": cell["dimmed"],
        "address": _address(record, cell["domain"], cell["region"]),
    }
