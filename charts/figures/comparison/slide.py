"""The comparison on a slide."""

from __future__ import annotations

from pptx.slide import Slide

from charts.canvas.slide import native_charts
from charts.canvas.slide.native_charts import finite, number_format
from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.shapes import CELL_MARGIN, CENTRE, TIGHT, Cell, header, table
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.canvas.slide.text import clean, one_line
from charts.figures.comparison.record import Comparison
from charts.tables import displayed
from charts.theme import MUTED, WHITE, ink_on
from territory import wording
from territory.wording import NBSP, THIN

MAX_MARKERS = 5

_LABELLED = f"{THIN}; en étiquette, la valeur publiée"
"""Said of the screen's dumbbells; on a slide the values have their own table."""


def draw(slide: Slide, record: Comparison) -> None:
    """Up to five regions as markers on the domains, up more fragile; more as the table."""
    regions = record.regions
    if len(regions) > MAX_MARKERS:
        comparison_table(slide, record)
        return
    rows = record.rows
    domains = rows.drop_duplicates("y").sort_values("y")
    series = []
    for code, name in zip(regions, record.names, strict=True):
        own = rows[rows["region"] == code].set_index("y")["score"]
        series.append((name, [finite(own.get(y)) for y in domains["y"]]))
    native_charts.markers(
        slide.shapes,
        f"Graphique{NBSP}: {record.name}",
        record.alt,
        (MARGIN + 1.2, BODY_TOP - 0.05, SPAN - 1.2, BODY_HEIGHT + 0.08),
        [_short_lines(str(label)) for label in domains["label"]],
        series,
        number_format(0, signed=True),
        12,
    )


def _short_lines(label: str) -> str:
    return one_line(clean(label), 12, 130)


def comparison_table(slide: Slide, record: Comparison) -> None:
    """The published values side by side, each with its class as colour and sign."""
    names = record.names
    many = len(names) > MAX_MARKERS
    size = 9 if many else 12 if len(names) <= 3 else 11
    shown = displayed(record)
    first = (2.3,) if many else (3.1, 3.9 if len(names) <= 3 else 2.6)
    wide = (SPAN - sum(first)) / (len(names) + 1)
    top = [header("Domaine"), *([] if many else [header("Indicateur")]), header("France", CENTRE)]
    top += [header(name, CENTRE) for name in names]
    body = []
    for row, raw in zip(shown.to_dict("records"), record.table.to_dict("records"), strict=True):
        cells = [
            Cell(str(row["Domaine"]), bold=not many),
            *([] if many else [Cell(str(row["Indicateur"]), colour=MUTED)]),
        ]
        unit = f"{THIN}%" if str(raw["Unité"]).startswith("%") else ""
        cells.append(Cell(_with_unit(str(row[wording.NATIONAL_NAME]), unit), CENTRE, bold=True))
        for name in names:
            kind = _CLASS_OF[raw[f"{name}, classe"]]
            value = _with_unit(str(row[name]), unit)
            text = f"{wording.CLASS_SYMBOL[kind]} {value}".strip()
            cells.append(Cell(text, CENTRE, colour=ink_on(kind), fill=kind, rule=WHITE))
        body.append(cells)
    top_height = 0.62 if many else 0.4
    table(
        slide.shapes,
        "Valeurs publiées",
        f"{record.alt} Valeur publiée de chaque indicateur.",
        (MARGIN, BODY_TOP - 0.02),
        (*first, *[wide] * (len(names) + 1)),
        (BODY_HEIGHT - top_height) / max(len(body), 1),
        [top, *body],
        size,
        header_height=top_height,
        header_size=8 if many else size,
        margin=TIGHT if many else CELL_MARGIN,
        uniform=many,
    )


def _with_unit(text: str, unit: str) -> str:
    return text if text == wording.MISSING else f"{text}{unit}"
