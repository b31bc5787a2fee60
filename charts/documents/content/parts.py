"""What several documents share: the variants of their numbers, the map over its ranking, the last parts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from charts.documents import words
from charts.documents.blocks import FigureBlock, Section
from charts.documents.reference import method, remarks
from charts.documents.reference_tables import sources_table
from charts.figures import Numbers
from charts.figures.ranking import record as ranking
from charts.figures.region_map import record as region_map
from charts.stamp import Stamp
from territory.factors import factor_shifts
from territory.indicators import Indicator
from territory.robustness import domain_places


def with_variants(stamp: Stamp, numbers: Numbers) -> Numbers:
    """The same numbers with the variants of the reading in force, computed where the caller has none."""
    edition, reading = stamp.edition, stamp.reading
    return numbers._replace(
        places=domain_places(edition, reading=reading) if numbers.places is None else numbers.places,
        shifts=factor_shifts(edition, reading=reading) if numbers.shifts is None else numbers.shifts,
    )


def map_and_ranking(
    stamp: Stamp, indicator: Indicator, scores: pd.DataFrame, region: str | None
) -> tuple[FigureBlock, ...]:
    """The two drawings of the same values; the second alone where no territory has an outline."""
    listed = FigureBlock(ranking.record(stamp.edition, scores, indicator, stamp.reading, region))
    if stamp.edition.outlines is None:
        return (listed,)
    return FigureBlock(region_map.record(stamp.edition, scores, indicator, stamp.reading, region)), listed


def ending(stamp: Stamp, region: str | None, indicators: Sequence[Indicator]) -> tuple[Section, ...]:
    """How it is measured, what is known of the data, where each indicator comes from: the end of every document."""
    shown = [*indicators, *(stamp.edition.registry.context if region else ())]
    address = stamp.address("methode")
    found = remarks(stamp.edition, shown, region)
    return (
        Section("methode", words.METHOD, (method(stamp.edition),), address),
        *([Section("reserves", found.title, (found,), stamp.address("donnees"))] if found.every else []),
        Section("sources", words.SOURCES, (sources_table(stamp, indicators),), stamp.address("donnees")),
    )
