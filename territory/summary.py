"""A region in three cards: established priorities, strengths, and what is to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from territory import wording
from territory.analysis import FragilityClass
from territory.loader import Edition
from territory.robustness import Verdict


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


def cards(edition: Edition, own: pd.DataFrame, places: pd.DataFrame) -> tuple[Card, Card, Card]:
    """The three cards of the region whose rows of ``score_table`` are given.

    ``places``: rows of ``robustness.domain_places``, of this region at least. Each row of a card also says
    its ``verdict`` and ``strength``.
    """
    words = places[places["region"].isin(own["region"])].set_index("domain")[["verdict", "strength"]].to_dict("index")
    rows = [row | words[row["domain"]] for row in own.to_dict("records")]
    fragile = sorted((row for row in rows if row["priority"] is not None), key=lambda row: row["priority"])
    strong = sorted((row for row in rows if _is_strength(edition, row)), key=lambda row: row["score"])
    return (
        Card(
            "priorities",
            "Priorités",
            "plus fragiles que la valeur nationale, dans la plupart des façons de calculer",
            "Aucun domaine n’est à la fois plus fragile que la valeur nationale et bien établi.",
            tuple(row for row in fragile if not _to_confirm(edition, row)),
        ),
        Card(
            "strengths",
            "Points d’appui",
            "moins fragiles que la valeur nationale, de façon solide",
            "Aucun domaine n’est moins fragile que la valeur nationale de façon solide.",
            tuple(strong),
        ),
        Card(
            "to_confirm",
            "À confirmer",
            "plus fragiles, mais l’indicateur se discute ou la place dépend des choix",
            "Rien à confirmer\u00a0: chaque priorité est bien établie.",
            tuple(row for row in fragile if _to_confirm(edition, row)),
        ),
    )


def _to_confirm(edition: Edition, row: Mapping[str, Any]) -> bool:
    """Contestable, of the lowest reliability, or sensitive to the choices of calculation."""
    return edition.registry.indicators[row["indicator"]].to_confirm or row["verdict"] == Verdict.SENSITIVE


def _is_strength(edition: Edition, row: Mapping[str, Any]) -> bool:
    """Less fragile than the national value, on an established indicator, among the last places for sure."""
    less_fragile = FragilityClass(row["class"]).less_fragile and row["strength"] == Verdict.SOLID
    return less_fragile and not edition.registry.indicators[row["indicator"]].to_confirm
