"""The comparison in the browser: dumbbells for two regions, strips up to five; beyond, the page has the table.

A line a domain, which leads to it; places in % of the plot, so that it takes any width; the reference stands at 50.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from charts.addresses import address
from charts.canvas.markup import render
from charts.canvas.plot import Plot
from charts.canvas.screen import empty
from charts.figures.comparison.record import MAX_REGIONS, Comparison
from charts.record import PLAIN
from charts.tables import cell_text
from charts.theme import Palette
from territory import wording

MARGIN, LABELLED_MARGIN = 1.1, 1.75
"""The axis beyond the farthest mark, for it to hold; with the values of two regions beside their marks."""


def draw(record: Comparison, palette: Palette) -> Markup | Plot:
    rows = record.rows
    if rows.empty:
        return empty(record, palette)
    if not record.marked:
        said = f"{record.alt} Les valeurs de plus de {MAX_REGIONS} {record.words.level.plural} se lisent en tableau."
        return empty(record, palette, said)
    pair = len(record.regions) == 2
    reach = float(rows["score"].abs().max() or 1) * (LABELLED_MARGIN if pair else MARGIN)

    def at(score: float) -> float:
        return round(50 + score / reach * 50, 2)

    lines = [_line(record, group.to_dict("records"), at) for _, group in rows.groupby("y")]
    return render(
        Path(__file__).with_name("screen.html"), record=record, lines=lines, pair=pair,
        middle=record.words.reference.short,
    )  # fmt: skip


def _line(record: Comparison, rows: list[dict[str, Any]], at: Callable[[float], float]) -> dict[str, Any]:
    """A domain: the marks of its regions, and from where to where they go."""
    marks = [
        {
            "number": record.regions.index(row["region"]) + 1,
            "at": at(row["score"]),
            "value": row["value_text"],
            "said": f"{row['name']}. {row['sentence']}",
        }
        for row in rows
        if row["score"] is not None and row["score"] == row["score"]
    ]
    places = [mark["at"] for mark in marks]
    right = max(marks, key=lambda mark: (mark["at"], -mark["number"]), default=None)  # of equals, the first
    codes = {"domaine": rows[0]["domain"], "region": record.regions[0]}
    return {
        "address": address("domaine", record.reading, edition=record.edition, **codes),
        "label": rows[0]["label"],
        "marks": [mark | {"outside": "right" if mark is right else "left"} for mark in marks],
        "within": (min(places), round(max(places) - min(places), 2)) if marks else None,
        "said": " ".join(mark["said"] for mark in marks),
    }


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
