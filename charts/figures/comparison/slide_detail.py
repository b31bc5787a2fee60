"""The published values of a comparison, on a slide of their own: a native table, each with its class."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from pptx.slide import Slide

from charts.canvas.slide.page import BODY_HEIGHT
from charts.canvas.slide.shapes import CENTRE
from charts.canvas.slide.table import CELL_MARGIN, TIGHT, Cell, header, table
from charts.canvas.slide.template import BODY_TOP, MARGIN, SPAN
from charts.figures.comparison.record import MAX_REGIONS, Comparison
from charts.legend import with_sign
from charts.tables import displayed
from charts.theme import MUTED, WHITE, ink_on
from territory import wording
from territory.wording import NBSP, THIN


def wanted(record: Comparison) -> bool:
    """Whether the values need a slide of their own: of more regions, the first slide is already their table."""
    return record.marked


def heading(record: Comparison) -> tuple[str, str]:
    """Title and subtitle of the slide."""
    title = f"Les valeurs publiées{NBSP}: {wording.enumeration(record.names)}"
    subtitle = (
        f"Domaines dans l’ordre de la table publiée{THIN}; la couleur et le signe disent la position par rapport à la "
        f"{record.words.value}."
    )
    return title, subtitle


def draw(slide: Slide, record: Comparison) -> None:
    """The published values side by side, each with its class as colour and sign."""
    names = record.names
    many = not wanted(record)
    size = 9 if many else 11
    first = (2.3,) if many else _WORDS[len(names)]
    wide = (SPAN - sum(first)) / (len(names) + 1)
    top = [header("Domaine"), *([] if many else [header("Indicateur")]), header(record.words.reference.short, CENTRE)]
    top += [header(name, CENTRE) for name in names]
    body = [_row(record, number, row) for number, row in enumerate(displayed(record).to_dict("records"))]
    top_height = 0.62 if many else 0.48
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
        margin=TIGHT if many else CELL_MARGIN if len(names) < MAX_REGIONS else TIGHT * 2,
        uniform=many,
        least=0 if many else 9,
    )


def _row(record: Comparison, number: int, row: Mapping[Hashable, Any]) -> list[Cell]:
    """The value of the reference, then that of each region on its class's colour, with its sign."""
    symbol, cells = record.symbols[number], [Cell(str(row["Domaine"]), bold=wanted(record))]
    if wanted(record):
        cells.append(Cell(_measure(row), colour=MUTED))
    cells.append(Cell(_with_percent(str(row[record.words.reference.name]), symbol), CENTRE, bold=True))
    for name in record.names:
        kind = record.kinds[name][number]
        text = with_sign(_with_percent(str(row[name]), symbol), kind)
        cells.append(Cell(text, CENTRE, colour=ink_on(kind), fill=kind, rule=WHITE))
    return cells


_MEASURE = ("Indicateur", "Unité", wording.YEAR)
_WORDS = {2: (3.2, 4.6), 3: (3.1, 4.2), 4: (2.9, 3.9), 5: (2.75, 3.5)}
"""Room for the domains and the indicators beside so many regions, in inches."""


def _measure(row: Mapping[Hashable, Any]) -> str:
    """« Taux de chômage, %, T1 2019 »; a unit in brackets follows its indicator without a comma."""
    said = ", ".join(str(row[part]) for part in _MEASURE if row[part])
    return said.replace(", (", " (")


def _with_percent(text: str, symbol: str) -> str:
    """Only « % » is repeated in the cells; the row names the other units."""
    return wording.with_symbol(text, symbol) if symbol == "%" and text != wording.MISSING else text
