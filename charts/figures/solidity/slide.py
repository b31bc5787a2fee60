"""The solidity on a slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.slide import Slide

from charts.canvas.lanes.slide import BETWEEN, EMPTY, FULL, HOLLOW, Lane, draw_lanes
from charts.figures.solidity.record import Solidity
from territory.robustness import Verdict


def draw(slide: Slide, record: Solidity) -> None:
    """Each priority's interval as a bar, its median place as the block that stands out; full where it is solid."""
    names = (
        "Places avant l’intervalle",
        "Intervalle, avant la médiane",
        "Place médiane",
        "Intervalle, après la médiane",
    )
    rows = record.rows.to_dict("records")
    draw_lanes(slide, record, names, [_interval(row) for row in rows], [(row["word"], row["interval"]) for row in rows])


def _interval(row: Mapping[str, Any]) -> Lane:
    low, place, high = row["low"], row["place"], row["high"]
    mark = FULL if row["verdict"] == Verdict.SOLID else HOLLOW
    return Lane(str(row["label"]), (low - 1, place - low, 1, high - place), (EMPTY, BETWEEN, mark, BETWEEN))
