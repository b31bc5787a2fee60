"""The reader's variant on a slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pptx.slide import Slide

from charts.canvas.lanes.slide import BETWEEN, EMPTY, FULL, HOLLOW, Lane, draw_lanes
from charts.figures.trial.record import TrialPlaces


def draw(slide: Slide, record: TrialPlaces) -> None:
    """Each domain's place in the method as a hollow block, its place with the reader's choices as a full one."""
    names = ("Places avant", "Première des deux places", "Entre les deux", "Seconde des deux places")
    rows = record.rows.to_dict("records")
    draw_lanes(slide, record, names, [_move(row) for row in rows], [(row["effect"], row["move"]) for row in rows])


def _move(row: Mapping[str, Any]) -> Lane:
    """One block where the place is the same, or where the domain is left out."""
    before, after = row["before"], row["after"]
    if after is None or after == before:
        mark = HOLLOW if after is None else FULL
        return Lane(str(row["label"]), (before - 1, 1, 0, 0), (EMPTY, mark, EMPTY, EMPTY))
    low, high = sorted((before, after))
    ends = (HOLLOW, FULL) if before < after else (FULL, HOLLOW)
    return Lane(str(row["label"]), (low - 1, 1, high - low - 1, 1), (EMPTY, ends[0], BETWEEN, ends[1]))
