"""What figures of lanes share: rows are domains of a region, abscissas their place in its order."""

from __future__ import annotations

from dataclasses import dataclass

from charts.record import Record
from territory import wording
from territory.robustness import FIRST


@dataclass(frozen=True, kw_only=True)
class Lanes(Record):
    """``last``: the last place that the axis shows."""

    region: str
    last: int


def rank_ticks(last: int) -> dict[int, str]:
    """The places that an axis names: « 1re place », the last of the first ones, the last of all."""
    return {k: f"{wording.ordinal(k)} place" if k == 1 else wording.ordinal(k) for k in (1, FIRST, last) if k <= last}
