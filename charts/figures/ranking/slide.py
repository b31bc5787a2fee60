"""The ranking on a slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pptx.slide import Slide

from charts.canvas.slide.bars import Bar, bars
from charts.canvas.slide.native_charts import finite
from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean
from charts.figures.crowd import Bin, Form, bin_of, bins
from charts.figures.ranking.record import Ranking
from charts.figures.region_map.slide import aside
from charts.tables import number_format
from charts.theme import ACCENT, MUTED, TEXT
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP, THIN

_WIDE = 8.2
"""Inches of the chart."""
INTERVALS = 14
"""Number of intervals on a slide: one bar each."""


def draw(slide: Slide, record: Ranking) -> None:
    """The published values in the order of the table, or how many stand where; beside, the reader's territory."""
    series, shown, code = _each(record) if record.form is Form.LABELLED else _counted(record)
    at = (MARGIN, BODY_TOP - 0.05, _WIDE, BODY_HEIGHT + 0.08)
    bars(slide.shapes, f"Graphique{NBSP}: {record.name}", record.alt, at, series, shown, code, 13)
    left = MARGIN + _WIDE + 0.4
    aside(slide, record, left, MARGIN + SPAN - left)


def _each(record: Ranking) -> tuple[str, list[Bar], str]:
    """The series' name, a bar for each region and for France, and the format of its number."""
    rows = record.rows.to_dict("records")
    shown = [_bar(row, own=row["region"] == record.region) for row in rows]
    national: Decimal | None = record.national
    if national is not None:
        shown.insert(_france_at(rows, national, record.sign), Bar(record.words.reference.name, float(national), TEXT))
    decimals = max((-_exponent(row["value"]) for row in rows if row["value"] is not None), default=0)
    return record.subtitle, shown, number_format(decimals, suffix=_suffix(record))


def _bar(row: Mapping[Any, Any], *, own: bool) -> Bar:
    name = clean(row["name"])
    if row["value"] is None:
        return Bar(f"{name} ({wording.MISSING})", None, FragilityClass.MISSING)
    return Bar(f"► {name}" if own else name, finite(row["value"]), FragilityClass(row["class"]))


def _counted(record: Ranking) -> tuple[str, list[Bar], str]:
    """How many territories stand in each interval of values, the most fragile first; the reader's own is marked."""
    known = [row for row in record.rows.to_dict("records") if row["value"] is not None]
    found = bins([float(row["value"]) for row in known], INTERVALS)
    own = next((bin_of(found, float(row["value"])) for row in known if row["region"] == record.region), None)
    decimals = max(1, *(-_exponent(row["value"]) for row in known))

    def said(each: Bin) -> str:
        low, high = (wording.number(Decimal(repr(value)), decimals) for value in (each.low, each.high))
        return f"de {low} à {high}{_suffix(record)}"

    shown = [
        Bar(f"► {said(each)}", each.held, ACCENT) if k == own else Bar(said(each), each.held, MUTED)
        for k, each in enumerate(found)
    ]
    return f"Nombre de {record.words.level.plural}", shown[::-1] if record.sign > 0 else shown, number_format(0)


def _suffix(record: Ranking) -> str:
    return f"{THIN}%" if record.symbol == "%" else ""


def _france_at(rows: Sequence[Mapping[str, Any]], national: Decimal, sign: int) -> int:
    """Where France stands among the regions, most fragile first; last where they have no order."""
    if not sign:
        return len(rows)
    return sum(1 for row in rows if row["value"] is not None and sign * (row["value"] - national) > 0)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0
