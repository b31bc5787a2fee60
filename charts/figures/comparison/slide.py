"""The comparison on a slide: a native chart of points around France, right more fragile, values beside."""

from __future__ import annotations

from pptx.slide import Slide

from charts.canvas.slide.native_charts import finite
from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.strips import Strip, strips
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.figures.comparison import slide_detail
from charts.figures.comparison.record import Comparison
from territory.wording import NBSP

_LABELS, _VALUE = 2.3, 1.05
"""Room for the domains, and for each region's values, in inches."""


def draw(slide: Slide, record: Comparison) -> None:
    """Up to five regions as points on the domains; more as the table of their values."""
    if not slide_detail.wanted(record):
        slide_detail.draw(slide, record)
        return
    rows = record.rows
    drawn = []
    for y, label in rows.drop_duplicates("y").sort_values("y")[["y", "label"]].itertuples(index=False):
        own = rows[rows["y"] == y].set_index("region")
        drawn.append(
            Strip(
                str(label),
                tuple(finite(own["score"].get(code)) for code in record.regions),
                tuple(str(own["value_text"].get(code)) for code in record.regions),
            )
        )
    strips(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN, BODY_TOP - 0.05, SPAN, BODY_HEIGHT + 0.08),
        record.names,
        drawn,
        (_LABELS, _VALUE),
        record.words.reference.short,
    )
