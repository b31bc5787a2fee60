"""What every table says of an indicator, so that a row stands alone: name, unit, year, benchmark, mark, source."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from charts.record import Column, as_published
from territory import wording
from territory.analysis import FragilityClass, Reason
from territory.indicators import Indicator

MEASURE_COLUMNS: Mapping[str, Column] = {
    "Indicateur": Column(everywhere=False),
    "Unité": Column(everywhere=False),
    wording.NATIONAL_NAME: Column(everywhere=False),
    "Indicateur discuté": Column(everywhere=False),
    "Source": Column(everywhere=False),
}
"""The cells of ``measure_cells``: a reader of a page has them in the figure's title, subtitle and source."""


def measure_cells(indicator: Indicator, national: Decimal | None) -> dict[str, object]:
    """The cells that name an indicator in the row of a table; ``national`` in the published unit."""
    return {
        "Indicateur": indicator.label,
        "Unité": indicator.unit,
        wording.NATIONAL_NAME: as_published(national, indicator.benchmark_decimals),
        "Indicateur discuté": "oui" if indicator.contestable else "non",
        "Source": indicator.source,
    }


def score_cell(row: Mapping[str, Any]) -> object:
    """The écart comparé of a row of ``score_table``; a word where there is a value but no score."""
    if row["value"] is not None and row["score"] is None:
        return wording.CLASS_LABEL[FragilityClass.NOT_ORIENTED].lower()
    return row["score"]


def status_cell(row: Mapping[str, Any]) -> str:
    """The priority's number, or « à confirmer » and why; empty for the others."""
    if row["priority"] is not None:
        return str(row["priority"])
    reasons = [Reason(code) for code in (row["reason"] or "").split("|") if code]
    return f"à confirmer ({wording.reasons_text(reasons)})" if row["status"] else ""
