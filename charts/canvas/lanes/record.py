"""What figures of lanes share: rows are domains of a region, abscissas their place in its order."""

from __future__ import annotations

from dataclasses import dataclass

from charts.measures import measure_columns, region_columns
from charts.record import Column, Record
from territory import wording
from territory.levels import Words
from territory.robustness import FIRST


@dataclass(frozen=True, kw_only=True)
class Lanes(Record):
    """``last``: the last place that the axis shows."""

    region: str
    last: int


def lane_columns(words: Words) -> dict[str, Column]:
    """What a row has beside its places, so that it can be read alone: territory, value, what it measures."""
    return {
        **region_columns(words.level),
        **measure_columns(words),
        "Valeur": Column(everywhere=False),
        wording.YEAR: Column(as_text=True, everywhere=False),
    }


def rank_ticks(last: int) -> dict[int, str]:
    """The places that an axis names: « 1re place », the last of the first ones, the last of all."""
    return {k: f"{wording.ordinal(k)} place" if k == 1 else wording.ordinal(k) for k in (1, FIRST, last) if k <= last}
