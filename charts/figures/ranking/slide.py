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
from charts.figures.crowd import Form, bin_of, bins
from charts.figures.ranking.record import Ranking
from charts.figures.region_map.slide import aside
from charts.theme import ACCENT, MUTED, TEXT
from territory import wording
from territory.analysis import FragilityClass
from territory.wording import NBSP, THIN

INTERVALS = 14
"""Number of intervals on a slide: one bar each."""


def draw(slide: Slide, record: Ranking) -> None:
    """The published values of the regions and of France, in the order of the table."""
    rows = record.rows.to_dict("records")
    wide = 8.2
    left = MARGIN + wide + 0.4
    if record.form is not Form.LABELLED:
        _counted(slide, record, wide)
        aside(slide, record, left, MARGIN + SPAN - left)
        return
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
        bars.insert(_france_at(rows, national, record.sign), Bar(record.words.reference.name, float(national), TEXT))
    decimals = max((-_exponent(row["value"]) for row in rows if row["value"] is not None), default=0)
    suffix = f"{THIN}%" if record.symbol == "%" else ""
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
    aside(slide, record, left, MARGIN + SPAN - left)


def _counted(slide: Slide, record: Ranking, wide: float) -> None:
    """How many territories stand in each interval of values, the most fragile first; the reader's own is marked."""
    known = [row for row in record.rows.to_dict("records") if row["value"] is not None]
    values = [float(row["value"]) for row in known]
    found = bins(values, INTERVALS)
    own = next((bin_of(found, float(row["value"])) for row in known if row["region"] == record.region), None)
    suffix = f"{THIN}%" if record.symbol == "%" else ""
    decimals = max(1, *(-_exponent(row["value"]) for row in known))

    def bound(value: float) -> str:
        return wording.number(Decimal(repr(value)), decimals)

    bars = [
        Bar(
            f"{'► ' if k == own else ''}de {bound(each.low)} à {bound(each.high)}{suffix}",
            each.held,
            ACCENT if k == own else MUTED,
        )
        for k, each in enumerate(found)
    ]
    native_charts.bars(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, wide, BODY_HEIGHT + 0.08),
        f"Nombre de {record.words.level.plural}",
        bars[::-1] if record.sign > 0 else bars,
        number_format(0),
        13,
    )


def _france_at(rows: Sequence[Mapping[str, Any]], national: Decimal, sign: int) -> int:
    """Where France stands among the regions, most fragile first; last where they have no order."""
    if not sign:
        return len(rows)
    return sum(1 for row in rows if row["value"] is not None and sign * (row["value"] - national) > 0)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0
