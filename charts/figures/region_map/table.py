"""What a map and a ranking hold of an indicator: the rows, the table in the order of the ranking, the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from charts.figures.crowd import OUTLINED
from charts.legend import ORIENTED, legend_class, legend_entry
from charts.measures import measure_cells, measure_columns, region_cells, score_cell
from charts.record import Column, LegendEntry, as_published
from territory import wording
from territory.analysis import FragilityClass, Reading, class_intervals, mean_gap
from territory.indicators import Indicator
from territory.loader import Edition


def rows(edition: Edition, cells: Sequence[Mapping[str, Any]], indicator: Indicator) -> pd.DataFrame:
    """The rows of the map; a value that many territories have is written once."""
    domain, regions = edition.registry.domains[indicator.domain], [edition.regions[cell["region"]] for cell in cells]
    values = [cell["value"] for cell in cells]
    written = {value: _written(indicator, value) for value in {*values}}
    told = len(cells) <= OUTLINED
    return pd.DataFrame(
        {
            "region": [region.code for region in regions],
            "name": [region.name for region in regions],
            "short": [region.short for region in regions],
            "value": pd.Series(values, dtype=object),
            "value_text": [written[value][0] for value in values],
            "with_unit": [written[value][1] for value in values],
            "number": [written[value][2] for value in values],
            "class": [cell["class"] for cell in cells],
            "sentence": [wording.cell_sentence(cell, indicator, domain) if told else "" for cell in cells],
        }
    )


def _written(indicator: Indicator, value: Decimal | None) -> tuple[str, str, str]:
    """A value with its symbol, with its unit, and bare."""
    bare = wording.MISSING if value is None else wording.number(value, indicator.decimals)
    return wording.value_text(indicator, value), wording.unit_text(indicator, value), bare


def ranking_order(cell: Mapping[str, Any]) -> tuple[bool, int]:
    """Most fragile first, published order where not ranked, missing values last."""
    return cell["value"] is None, cell["rank"] or 0


def ranking_table(edition: Edition, cells: Iterable[Mapping[str, Any]], indicator: Indicator) -> pd.DataFrame:
    """The 13 regions, most fragile first, as a reader reads them; published order where not ranked."""
    ordered = sorted(cells, key=ranking_order)
    names = [region_cells(edition.regions[cell["region"]]) for cell in ordered]
    labels = {kind: wording.class_label(kind, indicator.words) for kind in FragilityClass}
    columns = {
        **{label: [name[label] for name in names] for label in names[0]},
        "Rang": [wording.rank_cell(cell["rank"], tied=bool(cell["tied"]), level=edition.level) for cell in ordered],
        "Valeur": [as_published(cell["value"], indicator.decimals) for cell in ordered],
        "Écart": [cell["gap"] for cell in ordered],
        wording.SCORE: [score_cell(cell) for cell in ordered],
        "Classe": [labels[FragilityClass(cell["class"])] for cell in ordered],
        wording.YEAR: [indicator.year] * len(ordered),
        **{label: [same] * len(ordered) for label, same in measure_cells(indicator, ordered[0]["national"]).items()},
    }
    return pd.DataFrame(columns, dtype=object)


def classes(cells: Sequence[Mapping[str, Any]]) -> tuple[FragilityClass, ...]:
    """The class of each row of the table."""
    return tuple(FragilityClass(cell["class"]) for cell in sorted(cells, key=ranking_order))


def columns(cells: Sequence[Mapping[str, Any]], indicator: Indicator) -> Mapping[str, Column]:
    return {
        indicator.words.level.code_name: Column(as_text=True, everywhere=False),
        "Écart": Column(signed=True),
        wording.SCORE: Column(decimals=2, signed=True, score=True),
        "Classe": Column(classes=classes(cells)),
        **measure_columns(indicator.words),
    }


def legend(cells: Sequence[Mapping[str, Any]], indicator: Indicator, reading: Reading) -> tuple[LegendEntry, ...]:
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
