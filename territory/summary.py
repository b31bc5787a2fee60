"""A region in three cards: established priorities, strengths, and what is to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from territory import wording
from territory.analysis import FragilityClass
from territory.loader import Edition


@dataclass(frozen=True)
class Card:
    """``rows`` of ``score_table``, most telling first; ``nothing`` is said when there is none."""

    code: str
    title: str
    meaning: str
    nothing: str
    rows: tuple[Mapping[str, Any], ...]

    @property
    def caption(self) -> str:
        """« 5 domaines plus fragiles que la valeur nationale… », agreed with the count."""
        count = len(self.rows)
        meaning = self.meaning if count > 1 else self.meaning.replace("fragiles", "fragile")
        return f"{wording.plural(count, 'domaine')} {meaning}" if count else self.nothing


def cards(edition: Edition, own: pd.DataFrame) -> tuple[Card, Card, Card]:
    """The three cards of the region whose rows of ``score_table`` are given."""
    rows = own.to_dict("records")
    doubtful = {row["indicator"]: edition.registry.indicators[row["indicator"]].to_confirm for row in rows}
    fragile = sorted((row for row in rows if row["priority"] is not None), key=lambda row: row["priority"])
    strong = sorted((row for row in rows if FragilityClass(row["class"]).less_fragile), key=lambda row: row["score"])
    return (
        Card(
            "priorities",
            "Priorités",
            "plus fragiles que la valeur nationale, sur des indicateurs établis",
            "Aucun indicateur établi n’est plus fragile que la valeur nationale.",
            tuple(row for row in fragile if not doubtful[row["indicator"]]),
        ),
        Card(
            "strengths",
            "Points d’appui",
            "moins fragiles que la valeur nationale",
            "Aucun indicateur établi n’est moins fragile que la valeur nationale.",
            tuple(row for row in strong if not doubtful[row["indicator"]]),
        ),
        Card(
            "to_confirm",
            "À confirmer",
            "plus fragiles, sur des indicateurs contestables ou à vérifier",
            "Aucun indicateur contestable ou à vérifier n’est plus fragile que la valeur nationale.",
            tuple(row for row in fragile if doubtful[row["indicator"]]),
        ),
    )
