"""One indicator on the map of regions, the value printed on each, in Lambert's conic projection.

``rows``: one a region, ``region, name, short, value, value_text, with_unit, number, class, sentence, lon, lat``,
published order. ``number`` is bare, ``value_text`` has its symbol, ``with_unit`` its unit, for where it stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.figures.crowd import LABELLED, OUTLINED
from charts.legend import ORIENTED, legend_class, legend_entry
from charts.measures import level_label, measure_cells, measure_columns, region_cells, score_cell
from charts.record import Column, LegendEntry, Record, SheetChart, View, as_published
from territory import wording
from territory.analysis import FragilityClass, Reading, class_intervals, mean_gap
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.loader import Edition
from territory.regions import Outlines

NAMED = 8
"""Territories without an outline that are named; beyond, they are counted."""


@dataclass(frozen=True, kw_only=True)
class RegionMap(Record):
    """``region`` is the reader's; ``national_text`` « France 8,4 % », with the unit; ``symbol`` is « % » or another."""

    indicator: str
    domain: str
    domain_label: str
    domain_short: str
    reading: Reading
    region: str | None
    region_name: str
    national: Decimal | None
    national_text: str
    symbol: str
    outlines: Outlines | None

    @property
    def drawable(self) -> bool:
        return self.outlines is not None and self.valued and len(self.outlines.rings) <= OUTLINED

    @property
    def drawn(self) -> list[dict[str, Any]]:
        """The rows of the territories that have an outline."""
        rings = self.country.rings
        return [row for row in self.rows.to_dict("records") if row["region"] in rings]

    @property
    def labelled(self) -> bool:
        """Whether each territory has room for its name and value."""
        return len(self.country.rings) <= LABELLED

    @property
    def valued(self) -> bool:
        """Whether a region has a value."""
        return bool((self.rows["class"] != FragilityClass.MISSING).any())

    @property
    def country(self) -> Outlines:
        """The outlines of a map that is drawable."""
        assert self.outlines is not None
        return self.outlines


def record(
    edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading, region: str | None = None
) -> RegionMap:
    """What the map of an indicator says. ``region`` is the reader's, framed and named in the legend."""
    cells = scores[scores["indicator"] == indicator.code].to_dict("records")
    domain = edition.registry.domains[indicator.domain]
    rows = pd.DataFrame([_row(edition, cell, indicator) for cell in cells])
    title = wording.indicator_finding(indicator, [FragilityClass(kind) for kind in rows["class"]])
    values = [f"{row.name} {row.value_text}" for row in rows[["name", "value_text"]].itertuples(index=False)]
    national = cells[0]["national"]
    measure = wording.measure_line(indicator, domain, national)
    level = edition.level
    level_of = f"d’{level.plural}" if level.elided else f"de {level.plural}"
    return RegionMap(
        view=View("carte", region or "", indicator.code),
        name=f"carte {indicator.label} {edition.regions[region].name if region else ''}",
        title=title,
        subtitle=measure,
        note=wording.mark_note([indicator]),
        source=wording.source_line(edition.registry, [indicator]),
        alt=f"Carte des {level.plural}. {spoken(title, measure, values, indicator)}",
        how_to_read=(
            f"La couleur dit la position par rapport à {edition.words.the_value}{_number_said(edition)}. "
            f"La légende donne les bornes de chaque classe et le nombre {level_of}.{_not_drawn(edition)}"
        ),
        how_to_click=f"Cliquez sur {level.a} pour {level.article} choisir.",
        words=edition.words,
        rows=rows,
        table=ranking_table(edition, cells, indicator),
        columns=_columns(cells, indicator),
        chart=SheetChart(level_label(level), ("Valeur",), 400, _classes(cells)),
        legend=_legend(cells, indicator, reading),
        flags=edition.flags_of(indicator.code),
        indicator=indicator.code,
        domain=domain.code,
        domain_label=wording.marked(domain.label, indicator),
        domain_short=wording.marked(domain.short, indicator),
        reading=reading,
        region=region,
        region_name=edition.regions[region].name if region else "",
        national=national,
        national_text=f"{edition.words.reference.short} {wording.unit_text(indicator, national, national=True)}",
        symbol=indicator.symbol,
        outlines=edition.outlines,
    )


def _number_said(edition: Edition) -> str:
    """« , le nombre est la valeur publiée », where numbers have room."""
    many = edition.outlines is not None and len(edition.outlines.rings) > LABELLED
    return "" if many else ", le nombre est la valeur publiée"


def _not_drawn(edition: Edition) -> str:
    """Which territories have no outline, so that nobody looks for them on the map."""
    level, found = edition.level, edition.without_outline
    if not found:
        return ""
    if len(found) > NAMED:
        return f" Sans contour, et non dessin\u00e9{level.e}s\u00a0: {level.counted(len(found))}."
    several = "s" if len(found) > 1 else ""
    names = wording.enumeration(region.name for region in found)
    return f" Sans contour, et non dessin\u00e9{level.e}{several}\u00a0: {names}."


def spoken(title: str, measure: str, values: Sequence[str], indicator: Indicator) -> str:
    """Title, measure and values as they are read aloud; without any value, what the registry says of it."""
    if indicator.form is Form.EMPTY:
        return f"{indicator.label}{wording.NBSP}: {wording.full_stop(wording.lowered(indicator.definition))}"
    return f"{title}. {wording.full_stop(measure)} {wording.full_stop(wording.enumeration(values))}"


def _row(edition: Edition, cell: Mapping[str, Any], indicator: Indicator) -> dict[str, Any]:
    region = edition.regions[cell["region"]]
    domain = edition.registry.domains[indicator.domain]
    value = cell["value"]
    return {
        "region": region.code,
        "name": region.name,
        "short": region.short,
        "value": value,
        "value_text": wording.value_text(indicator, value),
        "with_unit": wording.unit_text(indicator, value),
        "number": wording.MISSING if value is None else wording.number(value, indicator.decimals),
        "class": cell["class"],
        "sentence": wording.cell_sentence(cell, indicator, domain),
        "lon": region.lon,
        "lat": region.lat,
    }


def ranking_order(cell: Mapping[str, Any]) -> tuple[bool, int]:
    """Most fragile first, published order where not ranked, missing values last."""
    return cell["value"] is None, cell["rank"] or 0


def ranking_table(edition: Edition, cells: Iterable[Mapping[str, Any]], indicator: Indicator) -> pd.DataFrame:
    """The 13 regions, most fragile first, as a reader reads them; published order where not ranked."""
    ordered = sorted(cells, key=ranking_order)
    return pd.DataFrame(
        [
            {
                **region_cells(edition.regions[cell["region"]]),
                "Rang": wording.rank_cell(cell["rank"], tied=bool(cell["tied"]), level=edition.level),
                "Valeur": as_published(cell["value"], indicator.decimals),
                "Écart": cell["gap"],
                wording.SCORE: score_cell(cell),
                "Classe": wording.class_label(FragilityClass(cell["class"]), indicator.words),
                wording.YEAR: indicator.year,
                **measure_cells(indicator, cell["national"]),
            }
            for cell in ordered
        ],
        dtype=object,
    )


def _classes(cells: Sequence[Mapping[str, Any]]) -> tuple[FragilityClass, ...]:
    """The class of each row of the table."""
    return tuple(FragilityClass(cell["class"]) for cell in sorted(cells, key=ranking_order))


def _columns(cells: Sequence[Mapping[str, Any]], indicator: Indicator) -> Mapping[str, Column]:
    return {
        indicator.words.level.code_name: Column(as_text=True, everywhere=False),
        "Écart": Column(signed=True),
        wording.SCORE: Column(decimals=2, signed=True, score=True),
        "Classe": Column(classes=_classes(cells)),
        **measure_columns(indicator.words),
    }


def _legend(cells: Sequence[Mapping[str, Any]], indicator: Indicator, reading: Reading) -> tuple[LegendEntry, ...]:
    """The five classes with the bounds of those that hold a region; what rounding cannot tell apart is near."""
    shown = Counter(legend_class(FragilityClass(cell["class"])) for cell in cells)
    bounds = _bounds(cells, indicator, reading)
    return tuple(
        legend_entry(kind, shown[kind], indicator.words.level, bounds=bounds.get(kind, "") if shown[kind] else "")
        for kind in FragilityClass
        if shown[kind] or (bounds and kind in ORIENTED)
    )


def _bounds(cells: Sequence[Mapping[str, Any]], indicator: Indicator, reading: Reading) -> Mapping[FragilityClass, str]:
    """The values that each class can hold, in words; none where regions are not scored."""
    polarity, average = reading.polarity(indicator), mean_gap([cell["gap"] for cell in cells])
    national: Decimal | None = cells[0]["national"]
    if not (polarity.sign and average) or national is None:
        return {}
    intervals = class_intervals(indicator, polarity, national, average)
    return {kind: wording.interval_text(indicator, *ends) for kind, ends in intervals.items()}
