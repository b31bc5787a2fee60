"""The ranking in the browser: a line a territory, which chooses it; from the reference to its dot, then its value.

Places are in % of the plot, so that it takes any width. More territories than have a line each are a drawing of dots or
columns (``crowd_screen``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from charts.addresses import query
from charts.canvas.markup import render
from charts.canvas.plot import Plot
from charts.canvas.screen import empty
from charts.figures.crowd import Form
from charts.figures.ranking import crowd_screen
from charts.figures.ranking.record import Ranking
from charts.theme import Palette
from territory.analysis import FragilityClass
from territory.wording import MISSING, NBSP

PAD = 0.06
"""What the axis has beyond its last dots, as a share of their spread: room for a dot."""
LABEL = 14
"""How near to an edge, in %, the middle of the reference's name may stand."""


def draw(record: Ranking, palette: Palette) -> Markup | Plot:
    known = record.rows["value"].notna()
    rows = record.rows[known].reset_index(drop=True)
    if rows.empty:
        return empty(record, palette)
    if record.form is not Form.LABELLED:
        return crowd_screen.draw(record, rows, palette)
    national = None if record.national is None else float(record.national)
    values = [float(value) for value in rows["value"]]
    axis = Axis(values if national is None else [*values, national], backwards=record.sign < 0)
    middle = None if national is None else axis.at(national)
    lines = [_line(record, row, axis) for row in rows.to_dict("records")]
    missing = ", ".join(record.rows.loc[~known, "name"])
    label = None if middle is None else min(max(middle, LABEL), 100 - LABEL)
    return render(
        Path(__file__).with_name("screen.html"), record=record, lines=lines, middle=middle, label=label,
        missing=f"{MISSING}{NBSP}: {missing}" if missing else "",
    )  # fmt: skip


class Axis:
    """From values to % of the plot; right is more fragile, so that some axes run ``backwards``."""

    def __init__(self, values: list[float], *, backwards: bool) -> None:
        pad = (max(values) - min(values) or 1) * PAD
        self._begins, self._ends = min(values) - pad, max(values) + pad
        self._backwards = backwards

    def at(self, value: float) -> float:
        share = (value - self._begins) / (self._ends - self._begins)
        return round(100 * (1 - share if self._backwards else share), 2)


def _line(record: Ranking, row: dict[str, Any], axis: Axis) -> dict[str, Any]:
    return {
        "kind": FragilityClass(row["class"]),
        "address": query(record.reading, edition=record.edition, domaine=record.domain, region=row["region"]),
        "said": f"{row['name']}. {row['sentence']}",
        "name": row["short"],
        "value": row["number"],
        "own": row["region"] == record.region,
        "at": axis.at(float(row["value"])),
    }
