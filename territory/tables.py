"""The tables of robustness and similarity that the command line writes."""

from __future__ import annotations

import pandas as pd

from territory import wording
from territory.analysis import Reading, score_table
from territory.loader import Edition
from territory.robustness import domain_places
from territory.similarity import neighbours

ROBUSTNESS_COLUMNS = ["region", "domain", "place", "low", "high", "share_top5", "verdict"]
SIMILAR_COLUMNS = ["region", "place", "neighbour", "distance", "kept"]
_DISTANCE_DIGITS = 12


def robustness(edition: Edition, draws: int, seed: int) -> pd.DataFrame:
    """Columns ``region, domain, place, low, high, share_top5, verdict`` (the word); 13 × 16 rows in 2020."""
    table = domain_places(edition, draws, seed)
    words = {code.value: word for code, word in wording.VERDICT_LABEL.items()}
    return table.assign(verdict=table["verdict"].map(words))[ROBUSTNESS_COLUMNS]


def similar(edition: Edition, reading: Reading) -> pd.DataFrame:
    """Columns ``region, place, neighbour, distance, kept``; no row for a region without neighbour."""
    table = neighbours(score_table(edition, reading))[SIMILAR_COLUMNS]
    return table.assign(distance=table["distance"].astype(float).round(_DISTANCE_DIGITS))
