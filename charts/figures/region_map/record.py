"""One indicator on the map of regions, the value printed on each, in Lambert's conic projection.

``rows``: one a region, ``region, name, short, value, value_text, with_unit, number, class, sentence``, published order.
``number`` is bare, ``value_text`` has its symbol, ``with_unit`` its unit, for where it stands alone; ``sentence`` is
empty where territories are too many to be told one by one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

import pandas as pd
from cachetools import LRUCache, cached

from charts.addresses import address_code
from charts.figures.crowd import DOTS, LABELLED, LINKED, OUTLINED
from charts.figures.region_map import said, table
from charts.figures.region_map.mosaic import Mosaic
from charts.measures import level_label
from charts.record import Record, SheetChart, View
from territory import wording
from territory.analysis import FragilityClass, Reading
from territory.indicators import Indicator
from territory.loader import Edition
from territory.outlines import Outlines

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
        told=said.told(edition, scores, indicator, region),
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
    rows, level, national = table.rows(edition, cells, indicator), edition.level, cells[0]["national"]
    title = wording.indicator_finding(indicator, [FragilityClass(cell["class"]) for cell in cells])
    measure, legend = wording.measure_line(indicator, domain, national), table.legend(cells, indicator, reading)
    level_of = f"d’{level.plural}" if level.elided else f"de {level.plural}"
    return RegionMap(
        view=View("carte", "", indicator.code),
        name=f"carte {indicator.label} ",
        title=title,
        subtitle=measure,
        note=wording.mark_note([indicator]),
        source=wording.source_line(edition.registry, [indicator]),
        alt=f"Carte des {level.plural}. {said.spoken(title, measure, said.values_said(rows, legend), indicator)}",
        how_to_read=(
            f"La couleur dit la position par rapport à {edition.words.the_value}{said.number_said(edition)}. "
            f"La légende donne les bornes de chaque classe et le nombre {level_of}.{said.not_drawn(edition)}"
        ),
        how_to_click=f"Cliquez sur {level.a} pour {level.article} choisir.{said.enlarged(edition)}",
        words=edition.words,
        rows=rows,
        table=table.ranking_table(edition, cells, indicator),
        columns=table.columns(cells, indicator),
        chart=SheetChart(level_label(level), ("Valeur",), 400, table.classes(cells)) if len(cells) <= DOTS else None,
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


def _mosaic(edition: Edition, cells: Sequence[Mapping[str, Any]], rows: pd.DataFrame) -> Mosaic | None:
    if edition.outlines is None or len(edition.outlines.rings) <= LINKED:
        return None
    ranks = [
        f"\n{wording.rank_text(cell['rank'], cell['ranked'], tied=bool(cell['tied']), level=edition.level)}"
        if cell["rank"]
        else ""
        for cell in cells
    ]
    hovers = (
        f"{edition.regions[code].listed}\n{value}{rank}"
        for code, value, rank in zip(rows["region"], rows["with_unit"], ranks, strict=True)
    )
    kinds = {cell["region"]: FragilityClass(cell["class"]) for cell in cells}
    return Mosaic(edition.outlines, kinds, dict(zip(rows["region"], hovers, strict=True)))
