"""The ranking on a slide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pptx.slide import Slide

from charts.canvas.slide import native_charts
from charts.canvas.slide.native_charts import Bar, finite, number_format
from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean
from charts.figures.ranking.record import Ranking
from charts.figures.region_map.slide import aside
from charts.theme import TEXT
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP, THIN


def draw(slide: Slide, record: Ranking) -> None:
    """The published values of the regions and of France, in the order of the table."""
    rows = record.rows.to_dict("records")
    reader = record.region
    bars = [
        Bar(
            f"► {clean(row['name'])}" if row["region"] == reader else clean(row["name"]),
            finite(row["value"]),
            FragilityClass(row["class"]),
        )
        if row["value"] is not None
        else Bar(f"{clean(row['name'])} ({wording.MISSING})", None, FragilityClass.MISSING)
        for row in rows
    ]
    national: Decimal | None = record.national
    if national is not None:
        bars.insert(_france_at(rows, national, record.sign), Bar(wording.NATIONAL_NAME, float(national), TEXT))
    decimals = max((-_exponent(row["value"]) for row in rows if row["value"] is not None), default=0)
    suffix = f"{THIN}%" if record.symbol == "%" else ""
    wide = 8.2
    native_charts.bars(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, wide, BODY_HEIGHT + 0.08),
        record.subtitle,
        bars,
        number_format(decimals, suffix=suffix),
        13,
    )
    left = MARGIN + wide + 0.4
    aside(slide, record, left, MARGIN + SPAN - left)


def _france_at(rows: Sequence[Mapping[str, Any]], national: Decimal, sign: int) -> int:
    """Where France stands among the regions, most fragile first; last where they have no order."""
    if not sign:
        return len(rows)
    return sum(1 for row in rows if row["value"] is not None and sign * (row["value"] - national) > 0)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0
