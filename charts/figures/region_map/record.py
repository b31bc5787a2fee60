"""One indicator on the map of regions, the value printed on each, in Lambert's conic projection.

``rows``: one a region, ``region, name, short, value, value_text, with_unit, number, class, sentence``, published order.
``number`` is bare, ``value_text`` has its symbol, ``with_unit`` its unit, for where it stands alone; ``sentence`` is
empty where territories are too many to be told one by one.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
from cachetools import LRUCache, cached

from charts.addresses import address_code
from charts.figures.crowd import DOTS, LABELLED, LINKED, OUTLINED
from charts.figures.region_map.mosaic import Mosaic
from charts.legend import ORIENTED, legend_class, legend_entry
from charts.measures import level_label, measure_cells, measure_columns, region_cells, score_cell
from charts.record import Column, LegendEntry, Record, SheetChart, View, as_published
from territory import wording
from territory.analysis import FragilityClass, Reading, class_intervals, mean_gap
from territory.harmonise import Form
from territory.indicators import Indicator
from territory.loader import Edition
from territory.outlines import Outlines

NAMED = 8
"""Territories without an outline that are named; beyond, they are counted."""
KEPT = 4
"""Maps of an edition that are at hand for any reader's territory."""


@dataclass(frozen=True, kw_only=True)
class RegionMap(Record):
    """``region`` is the reader's; ``edition`` what an address says of it; ``national_text`` « France 8,4 % », with
    the unit; ``symbol`` is « % » or another; ``told`` the sentence of the reader's region; ``mosaic`` the drawing of
    territories too many for a mark each."""

    indicator: str
    domain: str
    domain_label: str
    domain_short: str
    reading: Reading
    edition: str
    region: str | None
    region_name: str
    national: Decimal | None
    national_text: str
    symbol: str
    outlines: Outlines | None
    told: str = ""
    mosaic: Mosaic | None = None

    @property
    def drawable(self) -> bool:
        return self.outlines is not None and self.valued

    @property
    def pictured(self) -> bool:
        """Whether paper has a picture of the territories: a path each is more than it can hold."""
        return len(self.country.rings) > OUTLINED

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
    whole = whole_map(edition)(edition, scores, indicator, reading)
    if region is None:
        return whole
    name = edition.regions[region].name
    return replace(
        whole,
        view=replace(whole.view, region=region),
        name=f"{whole.name}{name}",
        region=region,
        region_name=name,
        told=_told(edition, scores, indicator, region),
    )


Whole = Callable[[Edition, pd.DataFrame, Indicator, Reading], RegionMap]


@cached(WeakKeyDictionary(), key=lambda edition: edition, lock=threading.Lock())
def whole_map(edition: Edition) -> Whole:
    """What makes an edition's maps, each once for all territories that a reader may have."""
    made = cached(LRUCache(KEPT), key=lambda _, scores, *of: (id(scores), *of), condition=threading.Condition())(_made)
    return lambda edition, scores, indicator, reading: made(edition, scores, indicator, reading)[0]


def _made(
    edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading
) -> tuple[RegionMap, pd.DataFrame]:
    """The map before any reader's region is marked; it holds its scores, whose identity is a key of what is kept."""
    return _whole(edition, scores, indicator, reading), scores


def _whole(edition: Edition, scores: pd.DataFrame, indicator: Indicator, reading: Reading) -> RegionMap:
    cells = scores[scores["indicator"] == indicator.code].to_dict("records")
    domain = edition.registry.domains[indicator.domain]
    rows, level, national = _rows(edition, cells, indicator), edition.level, cells[0]["national"]
    title = wording.indicator_finding(indicator, [FragilityClass(cell["class"]) for cell in cells])
    measure, legend = wording.measure_line(indicator, domain, national), _legend(cells, indicator, reading)
    level_of = f"d’{level.plural}" if level.elided else f"de {level.plural}"
    return RegionMap(
        view=View("carte", "", indicator.code),
        name=f"carte {indicator.label} ",
        title=title,
        subtitle=measure,
        note=wording.mark_note([indicator]),
        source=wording.source_line(edition.registry, [indicator]),
        alt=f"Carte des {level.plural}. {spoken(title, measure, values_said(rows, legend), indicator)}",
        how_to_read=(
            f"La couleur dit la position par rapport à {edition.words.the_value}{_number_said(edition)}. "
            f"La légende donne les bornes de chaque classe et le nombre {level_of}.{_not_drawn(edition)}"
        ),
        how_to_click=f"Cliquez sur {level.a} pour {level.article} choisir.{_enlarged(edition)}",
        words=edition.words,
        rows=rows,
        table=ranking_table(edition, cells, indicator),
        columns=_columns(cells, indicator),
        chart=SheetChart(level_label(level), ("Valeur",), 400, _classes(cells)) if len(cells) <= DOTS else None,
        legend=legend,
        flags=edition.flags_of(indicator.code),
        indicator=indicator.code,
        domain=domain.code,
        domain_label=wording.marked(domain.label, indicator),
        domain_short=wording.marked(domain.short, indicator),
        reading=reading,
        edition=address_code(edition),
        region=None,
        region_name="",
        national=national,
        national_text=f"{edition.words.reference.short} {wording.unit_text(indicator, national, national=True)}",
        symbol=indicator.symbol,
        outlines=edition.outlines,
        mosaic=_mosaic(edition, cells, rows),
    )


def values_said(rows: pd.DataFrame, legend: Sequence[LegendEntry]) -> list[str]:
    """Each territory's value, as it is read aloud; how many are in each class, where they are too many."""
    if len(rows) > DOTS:
        return [entry.label for entry in legend]
    return [f"{row.name} {row.value_text}" for row in rows[["name", "value_text"]].itertuples(index=False)]


def _mosaic(edition: Edition, cells: Sequence[Mapping[str, Any]], rows: pd.DataFrame) -> Mosaic | None:
    if edition.outlines is None or len(edition.outlines.rings) <= LINKED:
        return None
    ranks = [
        f"\n{wording.rank_text(cell['rank'], cell['ranked'], tied=bool(cell['tied']), level=edition.level)}"
        if cell["rank"]
        else ""
        for cell in cells
    ]
    said = (
        f"{edition.regions[code].listed}\n{value}{rank}"
        for code, value, rank in zip(rows["region"], rows["with_unit"], ranks, strict=True)
    )
    kinds = {cell["region"]: FragilityClass(cell["class"]) for cell in cells}
    return Mosaic(edition.outlines, kinds, dict(zip(rows["region"], said, strict=True)))


def _enlarged(edition: Edition) -> str:
    """How a map that is no link is looked at from nearer."""
    many = edition.outlines is not None and len(edition.outlines.rings) > LINKED
    return " Double-cliquez pour agrandir, faites glisser pour déplacer." if many else ""


def _told(edition: Edition, scores: pd.DataFrame, indicator: Indicator, region: str) -> str:
    """The sentence of the reader's region."""
    own = scores[(scores["region"] == region) & (scores["indicator"] == indicator.code)].to_dict("records")
    domain = edition.registry.domains[indicator.domain]
    cell = {str(name): value for name, value in own[0].items()}
    parent = wording.parent_text(edition.regions[region], indicator, edition.parent_value(region, indicator.code))
    return wording.cell_sentence(cell, indicator, domain, parent)


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


def _rows(edition: Edition, cells: Sequence[Mapping[str, Any]], indicator: Indicator) -> pd.DataFrame:
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
