"""The profile in the browser: one line per domain, a link to it, around France; the other regions as small dots."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from charts.addresses import address
from charts.canvas.markup import render
from charts.figures.profile.record import Profile
from charts.theme import Palette
from territory import wording
from territory.analysis import FragilityClass

_MARGIN = 1.06
"""How far the axis goes beyond the last point, so that its dot is whole."""


def draw(record: Profile, palette: Palette) -> Markup:
    """Positions are in % of the plot, so that it takes any width; France is at 50."""
    reach = max([abs(score) for score in record.known], default=1.0) * _MARGIN

    def at(score: float) -> float:
        return round(50 + score / reach * 50, 2)

    others: dict[int, list[dict[str, Any]]] = {}
    for dot in record.others.to_dict("records"):
        said = f"{dot['name']}{wording.NBSP}: {dot['value_text']}"
        others.setdefault(dot["y"], []).append({"at": at(dot["score"]), "said": said})
    return render(
        Path(__file__).with_name("screen.html"),
        record=record,
        middle=record.words.reference.short,
        rows=[_line(record, row, at) | {"others": others.get(row["y"], [])} for row in record.rows.to_dict("records")],
    )


def _line(record: Profile, row: dict[str, Any], at: Callable[[float], float]) -> dict[str, Any]:
    kind = FragilityClass(row["class"])
    led = address("domaine", record.reading, edition=record.edition, domaine=row["domain"], region=record.region)
    return {
        "kind": kind,
        "address": led,
        "label": row["label"],
        "value": row["value_text"],
        "sentence": row["sentence"],
        "said": wording.class_label(kind, record.words).lower(),
        "at": None if _missing(row["score"]) else at(row["score"]),
        "within": None if _missing(row["low"]) else (at(row["low"]), round(at(row["high"]) - at(row["low"]), 2)),
    }


def _missing(score: float | None) -> bool:
    return score is None or math.isnan(score)
